"""The list of articles: rows come in pages from outside, and only those in sight are drawn."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Protocol

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from cache.values.list_rows import EntryId, EntryRow
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.lists.headline_list import HeadlineList
from tui.app.widgets.lists.row_density import Density
from tui.app.widgets.lists.row_groups import Grouping, heading, short_day
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable, fill, fit
from tui.app.widgets.typesetting.line_wrapping import two_lines
from tui.headless.commands.command import Context
from tui.headless.words.shown_titles import shown_title


class Rows(Protocol):
    """What the list shows."""

    @property
    def count(self) -> int:
        """How many rows there are."""
        ...

    def row(self, index: int) -> EntryRow | None:
        """Return a row, None if it is gone meanwhile."""
        ...


class EntryList(HeadlineList):
    """Articles, newest first."""

    BINDINGS = bindings_of(Context.LIST)
    INKS = "entries"

    class Highlighted(Message):
        """The reader moved to an article."""

        def __init__(self, row: EntryRow) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The reader wants to read an article."""

        def __init__(self, row: EntryRow, *, by_mouse: bool = False) -> None:
            super().__init__()
            self.row = row
            self.by_mouse = by_mouse

    class SelectionToggled(Message):
        """The reader selects an article, or no longer."""

        def __init__(self, entry_id: EntryId) -> None:
            super().__init__()
            self.entry_id = entry_id

    class AllToggled(Message):
        """The reader selects all articles, or none."""

    class ActorRequested(Message):
        """The reader wants the page of the first actor of the selected row."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self._rows: Rows | None = None
        self._chosen: Collection[EntryId] = ()
        self._grouping = Grouping.NONE

    def show(
        self, rows: Rows, *, cursor: int = 0, offset: int | None = None, hint: str = ""
    ) -> None:
        """Show rows.

        Args:
            offset: the cursor's distance from the top of the window; None only makes it visible.
            hint: what stands there if there are no rows.
        """
        self._rows = rows
        self._hint = hint
        self.rows_changed(cursor=cursor, offset=offset, row_height=self.density)

    @property
    def selected(self) -> EntryRow | None:
        """The article under the cursor."""
        return self._rows.row(self.cursor) if self._rows and self._rows.count else None

    def show_selection(self, entry_ids: Collection[EntryId]) -> None:
        """Show which articles are selected."""
        self._chosen = entry_ids
        self.refresh()

    def show_groups(self, grouping: Grouping) -> None:
        """Show the headings of groups."""
        self._grouping = grouping
        self.refresh()

    def row_count(self) -> int:
        """Return how many articles there are."""
        return self._rows.count if self._rows else 0

    def cursor_moved(self) -> None:
        """Tell which article is under the cursor."""
        row = self.selected
        if row is not None:
            self.post_message(self.Highlighted(row))

    def row_chosen(self) -> None:
        """Open what was clicked."""
        row = self.selected
        if row is not None:
            self.post_message(self.Opened(row, by_mouse=True))

    def on_click(self, event: events.Click) -> None:
        """Select a row that is clicked at its margin, or with Ctrl; else open it."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        row = self._rows.row(index) if self._rows and 0 <= index < self._rows.count else None
        if row is not None and (event.ctrl or event.x == 0):
            event.stop()
            event.prevent_default()
            self.move_to(index)
            self.post_message(self.SelectionToggled(row.entry_id))
            return
        super().on_click(event)

    def action_select(self) -> None:
        """Select the article under the cursor, or no longer, and move on."""
        row = self.selected
        if row is not None:
            self.post_message(self.SelectionToggled(row.entry_id))
            self.action_down()
        else:
            self.refuse("There is nothing here to select")

    def action_select_all(self) -> None:
        """Select all articles, or none."""
        self.post_message(self.AllToggled())

    def action_enter(self) -> None:
        """Open the article under the cursor."""
        row = self.selected
        if row is not None:
            self.post_message(self.Opened(row))
        else:
            self.refuse("There is nothing here to open")

    def action_actor_page(self) -> None:
        """Ask for the page of the first actor."""
        self.post_message(self.ActorRequested())

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:
        """Return one line of an article."""
        if self.density is Density.ROOMY and part == Density.ROOMY - 1:
            # The blank line before the first row of the next group.
            yield from self._draw_heading(self._heading(index + 1), width)
            return
        row = self._rows.row(index) if self._rows else None
        is_selected = part == 0 and row is not None and row.entry_id in self._chosen
        yield self.draw_margin(index, style, is_selected=is_selected)
        width -= 2  # the bar, and a column of air at the right
        if row is None:
            yield Segment("…", style)
        elif self.density is Density.COMPACT:
            yield from self._draw_compact(row, width, style, self._heading(index))
        elif part == 0:
            yield from self._draw_title(row, width, style)
        elif self.density >= Density.WRAPPED and part == 1:
            yield from self.draw_second_line(
                shown_title(row),
                row.lead,
                room=width - 2 - len(_marks(row)),
                width=width,
                style=style,
                title_ink=self._title_ink(row),
            )
        else:
            is_first = self.density is not Density.ROOMY or index == 0
            yield from self._draw_meta(row, width, style, self._heading(index) if is_first else "")

    def _heading(self, index: int) -> str:
        if self._rows is None or index >= self._rows.count:
            return ""
        words = heading(self._rows.row, index, self._grouping, self._clock())
        is_long = self._grouping is Grouping.DAY and self._width < _ROOM_FOR_DAYS
        return short_day(words) if is_long else words

    def _draw_heading(self, words: str, width: int) -> Iterable[Segment]:
        style = self.rich_style
        if not words:
            yield Segment(" " * width, style)
            return
        words = fit(words, width - 6)
        yield Segment(" ── ", style + self.ink("meta"))
        yield Segment(words, style + self.ink("heading"))
        rule = " " + "─" * max(0, width - cell_len(words) - 6) + " "
        yield Segment(rule, style + self.ink("meta"))

    def _title_ink(self, row: EntryRow) -> Style:
        return self.ink("read" if row.is_read else "unread")

    def _draw_title(self, row: EntryRow, width: int, style: Style) -> Iterable[Segment]:
        marks = _marks(row)
        room = width - 2 - len(marks)
        yield Segment(" " if row.is_read else "●", style + self.ink("mark"))
        title = shown_title(row)
        title = two_lines(title, room)[0] if self.density >= Density.WRAPPED else title
        yield Segment(" " + fill(title, room), style + self._title_ink(row))
        if marks:
            yield Segment(marks, style + self.ink("star"))

    def _when(self, row: EntryRow, group: str) -> Segment:
        """Return when an article came: the first of a day tells the day, the others the hour."""
        now = self._clock()
        if self._grouping is not Grouping.DAY:
            return Segment(relative_times.age(row.sort_at, now), self.ink("meta"))
        if group:
            return Segment(short_day(group), self.ink("heading"))
        return Segment(relative_times.hour(row.sort_at, now), self.ink("meta"))

    def _draw_meta(self, row: EntryRow, width: int, style: Style, group: str) -> Iterable[Segment]:
        when, ink, _ = self._when(row, group)
        minutes = (
            f" · {relative_times.reading_minutes(row.word_count)} min" if row.word_count else ""
        )
        room = width - 2 - cell_len(when) - 2
        is_headed = bool(group) and self._grouping is Grouping.SOURCE
        source = row.feed_title
        if cell_len(drawable(source[:200])) + len(minutes) > room:
            minutes = ""  # whose article it is matters more than how long
        source = fit(source, max(4, room - len(minutes)))
        room -= cell_len(source)
        rest = fit(minutes, room)
        room -= cell_len(rest)
        tags = "".join(f" #{name}" for name in row.tags)
        tags = fit(tags, room) if room > _LEAST_TAG else ""
        yield Segment("  " + source, style + self.ink("heading" if is_headed else "meta"))
        yield Segment(rest, style + self.ink("meta"))
        yield Segment(fill(tags, room) + "  ", style + self.ink("tag"))
        yield Segment(when, style + ink if ink else style)

    def _draw_compact(
        self, row: EntryRow, width: int, style: Style, group: str
    ) -> Iterable[Segment]:
        when, ink, _ = self._when(row, group)
        when = when.rjust(6)
        marks = _marks(row) or "  "
        room = width - 2 - cell_len(when) - len(marks)
        is_headed = bool(group) and self._grouping is Grouping.SOURCE
        source = ""
        if room > 48 or is_headed:  # noqa: PLR2004  # a title needs about 36 columns
            source = "  " + fill(row.feed_title, max(4, min(18, room // 4)))
        yield Segment(" " if row.is_read else "●", style + self.ink("mark"))
        title = fill(shown_title(row), room - cell_len(source))
        yield Segment(" " + title, style + self._title_ink(row))
        yield Segment(source, style + self.ink("heading" if is_headed else "meta"))
        yield Segment(marks, style + self.ink("star"))
        yield Segment(when, style + ink if ink else style)


_ROOM_FOR_DAYS = 70
"""Columns from which a day has its whole name."""
_LEAST_TAG = 4
"""Columns from which a tag can be guessed."""


def _marks(row: EntryRow) -> str:
    """Return the signs of what the reader did: star, later, note; each with a blank before."""
    return " ★" * row.is_starred + " ◷" * row.is_later + " ✎" * row.has_note
