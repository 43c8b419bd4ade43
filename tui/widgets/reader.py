"""The reader: pages through one article, its summary and its text, and shows where things stand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from cache.model import EntryId
from summarise.model import Span
from tui.commands import Context
from tui.widgets.drawable import drawable
from tui.widgets.keys import bindings_of
from tui.widgets.page import ENTITY_INKS, Ink, ItemKind, Line, Page
from tui.widgets.typeset import Story, typeset

_OVERLAP = 2
"""Lines of the old page that a new one repeats, for the eye to find its place."""
_CONTEXT = 3
"""Lines above a place in the text that one jumps to."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one was before a jump."""

    line: int
    item: int
    marks: tuple[Span, ...]


class Reader(ScrollView, can_focus=True):
    """A pager over typeset lines; only those in sight are drawn."""

    BINDINGS = bindings_of(Context.READER)
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"reader--{ink}" for ink in Ink} | {
        "reader--selected",
        "reader--bar",
        "reader--mark",
        "reader--hint",
    }

    class EndReached(Message):
        """The reader read on at the end of the article."""

    class Left(Message):
        """The reader wants the list."""

    @dataclass
    class StoryRequested(Message):
        """The reader wants the next or previous story of the list."""

        forward: bool

    def __init__(
        self, clock: Callable[[], datetime], *, text_width: int, is_highlighting: bool
    ) -> None:
        super().__init__()
        self._clock = clock
        self._text_width = text_width
        self._is_highlighting = is_highlighting
        self._story: Story | None = None
        self._page: Page | None = None
        self._hint: tuple[str, ...] = ()
        self._unfolded: frozenset[str] = frozenset()
        self._item = -1
        self._marks: tuple[Span, ...] = ()
        self._next_mention = 0
        self._places: list[_Place] = []

    # What one may ask and tell it.

    @property
    def entry_id(self) -> EntryId | None:
        """The story that is shown."""
        return self._story.detail.row.entry_id if self._story else None

    @property
    def page(self) -> Page | None:
        """The typeset story."""
        return self._page

    @property
    def item(self) -> int:
        """The number of the selected item, -1 if none is."""
        return self._item

    @property
    def marks(self) -> tuple[Span, ...]:
        """What is marked in the text."""
        return self._marks

    @property
    def is_highlighting(self) -> bool:
        """Whether names in the text stand out."""
        return self._is_highlighting

    def show(self, story: Story) -> None:
        """Show a story from its beginning, or the same one anew without losing the place."""
        if story == self._story:
            return
        is_same = self.entry_id == story.detail.row.entry_id
        self._story = story
        if is_same:
            self._typeset_again()
            return
        self._unfolded, self._item, self._marks = frozenset(), -1, ()
        self._places.clear()
        self._typeset()
        self._go_to(0)

    def show_hint(self, *lines: str) -> None:
        """Show a few quiet lines in place of a story."""
        self._story, self._page, self._hint = None, None, lines
        self._item, self._marks = -1, ()
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def toggle_highlighting(self) -> bool:
        """Turn the highlighting of names on or off; return whether it is on."""
        self._is_highlighting = not self._is_highlighting
        self.refresh()
        return self._is_highlighting

    # Typesetting.

    @property
    def _columns(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _window(self) -> int:
        return self.scrollable_content_region.height

    def _margin(self) -> int:
        """Return the columns left of the text: at least 2 for the bar, more to centre it."""
        return max(2, (self._columns - self._text_columns()) // 2)

    def _text_columns(self) -> int:
        return max(8, min(self._text_width, self._columns - 4))

    def _typeset(self) -> None:
        if self._story is None or self._columns <= 0:
            return
        self._page = typeset(
            self._story, self._text_columns(), unfolded=self._unfolded, now=self._clock()
        )
        self.virtual_size = Size(self._columns, self._page.height)
        self.refresh()

    def _typeset_again(self) -> None:
        """Typeset anew and keep what stands at the top of the window there."""
        page, top = self._page, self.scroll_offset.y
        offset = page.offset_at(top) if page else None
        above = page.line_of(offset) - top if page and offset is not None else 0
        self._typeset()
        if self._page is None:
            return
        self._item = min(self._item, len(self._page.items) - 1)
        if offset is not None:
            self._go_to(self._page.line_of(offset) - above)
        else:
            self._go_to(min(top, max(0, self._page.text_line)))

    def on_resize(self, _event: events.Resize) -> None:
        """Set the story for the new width."""
        if self._page is None or self._page.text_width != self._text_columns():
            self._typeset_again()
        else:
            self.virtual_size = Size(self._columns, self._page.height)
            self.refresh()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line of the window."""
        width, base = self._columns, self.rich_style
        if self._page is None:
            return self._draw_hint(y, width, base)
        index = y + self.scroll_offset.y
        if not 0 <= index < self._page.height:
            return Strip.blank(width, base)
        line = self._page.lines[index]
        margin = self._margin()
        is_selected = line.item >= 0 and line.item == self._item
        segments: list[Segment] = []
        if is_selected:
            bar = base + self._partial("bar")
            base += self._partial("selected")
            segments += [Segment(" " * (margin - 2), self.rich_style), Segment("▌ ", bar)]
        else:
            segments.append(Segment(" " * margin, base))
        segments += self._inked(line, base)
        strip = Strip(segments)
        if is_selected:
            room = min(width, margin + self._text_columns() + 1)
            strip = strip.adjust_cell_length(room, base)
        return strip.adjust_cell_length(width, self.rich_style)

    def _draw_hint(self, y: int, width: int, base: Style) -> Strip:
        number = y - max(0, self._window // 3)
        text = self._hint[number] if 0 <= number < len(self._hint) else ""
        left = " " * max(0, (width - len(text)) // 2)
        style = base + self._partial("hint")
        return Strip([Segment(left + text, style)]).adjust_cell_length(width, base)

    def _partial(self, name: str) -> Style:
        return self.get_component_rich_style(f"reader--{name}", partial=True)

    def _inked(self, line: Line, base: Style) -> list[Segment]:
        """Return the line in segments of one style each: its runs, and marks over them."""
        size = len(line.text)
        marks = self._marks_on(line)
        cuts = {0, size}
        for run in line.runs:
            cuts.update((run.start, run.end))
        for start, end in marks:
            cuts.update((start, end))
        points = sorted(cuts)
        segments: list[Segment] = []
        for start, end in pairwise(points):
            style = base + self._partial(self._ink_at(line, start))
            if any(first <= start < last for first, last in marks):
                style += self._partial("mark")
            segments.append(Segment(drawable(line.text[start:end]), style))
        return segments

    def _ink_at(self, line: Line, at: int) -> Ink:
        for run in line.runs:
            if run.start <= at < run.end:
                is_hidden = line.at >= 0 and run.ink in ENTITY_INKS and not self._is_highlighting
                return line.ink if is_hidden else run.ink
        return line.ink

    def _marks_on(self, line: Line) -> list[tuple[int, int]]:
        if line.at < 0:
            return []
        end = line.at + len(line.text)
        return [
            (max(mark.start - line.at, 0), min(mark.end, end) - line.at)
            for mark in self._marks
            if mark.start < end and mark.end > line.at
        ]

    # Moving.

    def _go_to(self, line: int) -> None:
        self.scroll_to(y=max(0, line), animate=False, force=True)

    @property
    def is_at_end(self) -> bool:
        """Whether the last line is in sight."""
        return self._page is None or self.scroll_offset.y + self._window >= self._page.height

    def action_down(self) -> None:
        """Move down a line."""
        self._go_to(self.scroll_offset.y + 1)

    def action_up(self) -> None:
        """Move up a line."""
        self._go_to(self.scroll_offset.y - 1)

    def action_first(self) -> None:
        """Go to the headline."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the end."""
        self._go_to(self.virtual_size.height)

    def action_page_down(self) -> None:
        """Show the next page."""
        self._go_to(self.scroll_offset.y + max(1, self._window - _OVERLAP))

    def action_page_up(self) -> None:
        """Show the page before."""
        self._go_to(self.scroll_offset.y - max(1, self._window - _OVERLAP))

    def action_read_on(self) -> None:
        """Show the next page, or say that there is none."""
        if self.is_at_end:
            self.post_message(self.EndReached())
        else:
            self.action_page_down()

    def action_swap_text(self) -> None:
        """Go to the text, or back to the top if one is in it."""
        if self._page is None:
            return
        target = self._page.text_line
        is_there = self.scroll_offset.y >= min(target, self.max_scroll_y)
        self._go_to(0 if is_there else target)

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    def action_next_story(self) -> None:
        """Ask for the next story."""
        self.post_message(self.StoryRequested(forward=True))

    def action_previous_story(self) -> None:
        """Ask for the story before."""
        self.post_message(self.StoryRequested(forward=False))

    # The items of the summary.

    def action_next_item(self) -> None:
        """Select the next item."""
        self._step(1)

    def action_previous_item(self) -> None:
        """Select the item before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        page = self._page
        if page is None or not page.items:
            return
        item = self._item + step
        if self._item < 0:
            item = self._first_in_sight() if step > 0 else len(page.items) - 1
        self._select(max(0, min(item, len(page.items) - 1)))

    def _first_in_sight(self) -> int:
        """Return the first item in the window, or the first of all."""
        assert self._page is not None  # noqa: S101  # only called with a page
        top = self.scroll_offset.y
        lines = self._page.lines[top : top + self._window]
        return next((line.item for line in lines if line.item >= 0), 0)

    def _select(self, item: int) -> None:
        if self._page is None:
            return
        if item != self._item:
            self._next_mention = 0
        self._item = item
        lines = self._page.lines_of_item(item)
        top, height = self.scroll_offset.y, self._window
        if lines and (lines.start < top or lines.stop > top + height):
            is_first = item == 0 and lines.stop <= height
            self._go_to(0 if is_first else max(0, lines.start - height // 3))
        self.refresh()

    def action_follow(self) -> None:
        """Show where the selected item stands in the text; fold what is a fold."""
        if self._page is None or not 0 <= self._item < len(self._page.items):
            return
        item = self._page.items[self._item]
        if item.kind is ItemKind.MORE:
            self._toggle_fold(item.fold)
        elif item.spans:
            self._jump(item.kind, item.spans)

    def action_key_point(self, number: int) -> None:
        """Show the sentence of a key point."""
        item = self._page.key_point(number) if self._page else None
        if item is not None and self._page is not None:
            if item != self._item:
                self._next_mention = 0
            place = self._here()
            self._item = item
            self._jump(ItemKind.KEY_POINT, self._page.items[item].spans, place)

    def _here(self) -> _Place:
        return _Place(self.scroll_offset.y, self._item, self._marks)

    def _jump(self, kind: ItemKind, spans: tuple[Span, ...], place: _Place | None = None) -> None:
        assert self._page is not None  # noqa: S101  # only called with a page
        # Following one actor from mention to mention is one trip: a single step back ends it.
        if self._marks != spans:
            self._places.append(place or self._here())
            self._next_mention = 0
        self._marks = spans
        target = spans[self._next_mention % len(spans)]
        if kind is ItemKind.ACTOR:
            self._next_mention += 1
        self._go_to(self._page.line_of(target.start) - _CONTEXT)
        self.refresh()

    def action_go_back(self) -> None:
        """Go back to where one was before a jump."""
        if not self._places:
            return
        place = self._places.pop()
        self._item, self._marks, self._next_mention = place.item, place.marks, 0
        self._go_to(place.line)
        self.refresh()

    def action_expand(self) -> None:
        """Show or hide what the selected actor did, or the rest of the panel."""
        if self._page is None or not 0 <= self._item < len(self._page.items):
            return
        # From inside an actor's acts, the actor is what gets folded.
        for number in range(self._item, -1, -1):
            item = self._page.items[number]
            if item.fold:
                self._toggle_fold(item.fold)
                return
            if item.kind not in {ItemKind.ACT, ItemKind.QUOTE}:
                return

    def _toggle_fold(self, fold: str) -> None:
        if self._page is None or not fold:
            return
        before = self.scroll_offset.y
        self._unfolded ^= {fold}
        self._typeset()
        for place in self._places:
            self._places[self._places.index(place)] = _Place(place.line, -1, place.marks)
        item = self._page.item_of_fold(fold)
        self._go_to(before)
        if item is not None:
            self._item = -1
            self._select(item)

    def on_click(self, event: events.Click) -> None:
        """Select the item under the mouse and follow it."""
        if self._page is None:
            return
        index = event.y + self.scroll_offset.y
        if not 0 <= index < self._page.height:
            return
        number = self._page.lines[index].item
        if number < 0:
            return
        event.stop()
        self._select(number)
        is_sign = event.x >= self._margin() + self._text_columns() - 2
        item = self._page.items[number]
        if item.kind is ItemKind.ACTOR and is_sign and item.fold:
            self._toggle_fold(item.fold)
        else:
            self.action_follow()
