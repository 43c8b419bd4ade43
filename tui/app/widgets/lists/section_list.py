"""The sections: all, unread, starred, and the folders with their feeds."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from cache.values.list_rows import View
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.lists.section_rows import Section, SectionKind
from tui.app.widgets.text.drawable_text import fill
from tui.headless.commands.command import Context

_REMOVABLE = {SectionKind.FEED, SectionKind.FOLLOW, SectionKind.TAG}
"""What the reader chose, one by one."""


class SectionList(RowList):
    """Sections with their unread counts; folders fold, failing feeds are marked."""

    BINDINGS = bindings_of(Context.SECTIONS)
    INKS = "sections"

    class Highlighted(Message):
        """The reader moved to a section."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    class Opened(Message):
        """The reader wants the rows of a section."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    class FoldToggled(Message):
        """The reader folded or unfolded a folder."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    class RemovalRequested(Message):
        """The reader wants to be rid of a feed."""

        def __init__(self, section: Section) -> None:
            super().__init__()
            self.section = section

    def __init__(self) -> None:
        super().__init__()
        self._sections: tuple[Section, ...] = ()

    def show(self, sections: tuple[Section, ...]) -> None:
        """Show sections; the cursor stays on the one it was on, wherever that is now."""
        before = self.selected
        self._sections = sections
        self.rows_changed(cursor=self._index_of(before.view if before else None, self.cursor))

    def select(self, view: View) -> None:
        """Put the cursor on the section of a view, without a message."""
        self.rows_changed(cursor=self._index_of(view, self.cursor))

    @property
    def selected(self) -> Section | None:
        """The section under the cursor."""
        return self._sections[self.cursor] if self.cursor < len(self._sections) else None

    @property
    def sections(self) -> tuple[Section, ...]:
        """The rows that are shown."""
        return self._sections

    def row_count(self) -> int:
        """Return how many sections there are."""
        return len(self._sections)

    def cursor_moved(self) -> None:
        """Tell which section is under the cursor."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected))

    def row_chosen(self) -> None:
        """Open what was clicked."""
        self.action_enter()

    def on_click(self, event: events.Click) -> None:
        """Fold a folder that is clicked at its triangle, else open."""
        index = event.y + self.scroll_offset.y
        if index < len(self._sections):
            section = self._sections[index]
            sign = 1 + section.depth * 2
            if section.kind is SectionKind.FOLDER and sign <= event.x <= sign + 1:
                event.stop()
                self.post_message(self.FoldToggled(section))
                return
        super().on_click(event)

    def action_enter(self) -> None:
        """Open the section under the cursor."""
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))

    def action_fold(self) -> None:
        """Fold or unfold the folder under the cursor, or the one that its feed is in."""
        index = self.cursor
        depth = self._sections[index].depth if self.selected else 0
        while index >= 0 and self._sections:
            section = self._sections[index]
            if section.kind is SectionKind.FOLDER and (
                section.depth < depth or index == self.cursor
            ):
                self.post_message(self.FoldToggled(section))
                return
            index -= 1
        self.refuse("Folders can be folded, and feeds in one; this is neither")

    def action_remove_feed(self) -> None:
        """Ask to be rid of the feed, actor or search under the cursor."""
        if self.selected is not None and self.selected.kind in _REMOVABLE:
            self.post_message(self.RemovalRequested(self.selected))
        else:
            self.refuse("Feeds, tags and what you follow can be removed; this stays")

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:  # noqa: ARG002
        """Return the line of a section."""
        section = self._sections[index]
        is_cursor = index == self.cursor
        bar = self.ink("bar" if self.has_focus else "quiet")
        yield Segment("▌" if is_cursor else " ", style + bar)
        count = f"{section.count:,}" if section.count else ""
        sign = {SectionKind.FOLDER: "▸ " if section.is_folded else "▾ "}.get(section.kind, "")
        failing = " !" if section.reason else ""
        indent = "  " * section.depth + sign
        room = width - 1 - len(indent) - len(count) - len(failing) - 2
        ink = self.ink(section.kind)
        if not section.count and section.kind in _REMOVABLE:
            ink = self.ink("quiet")
        yield Segment(indent + fill(section.label, room), style + ink)
        yield Segment(failing, style + self.ink("failing"))
        yield Segment(f" {count} ", style + self.ink("count"))

    def _index_of(self, view: View | None, default: int) -> int:
        for index, section in enumerate(self._sections):
            if view is not None and _is_same(section.view, view):
                return index
        return default


def _is_same(first: View, second: View) -> bool:
    return (first.scope, first.feed_id, first.folder, first.subject) == (
        second.scope,
        second.feed_id,
        second.folder,
        second.subject,
    )
