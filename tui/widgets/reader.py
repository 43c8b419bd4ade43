"""The reader: pages through one article, its summary and its text, and shows where things stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from textual.geometry import Size
from textual.message import Message

from cache.model import EntryId
from summarise.model import Brief, Span
from tui.commands.model import Context
from tui.widgets.keys import bindings_of
from tui.widgets.page import ENTITY_INKS, Ink, ItemKind, Line
from tui.widgets.page_view import PageView
from tui.widgets.typeset import Story, typeset

_CONTEXT = 3
"""Lines above a place in the text that one jumps to."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one was before a jump."""

    line: int
    item: int
    marks: tuple[Span, ...]


class Reader(PageView):
    """A pager over typeset lines; only those in sight are drawn."""

    BINDINGS = bindings_of(Context.READER)

    class EndReached(Message):
        """The reader read on at the end of the article."""

    class Left(Message):
        """The reader wants the list."""

    class BackRequested(Message):
        """The reader goes back, and there was no jump to come back from."""

    @dataclass
    class StoryRequested(Message):
        """The reader wants the next or previous story of the list."""

        forward: bool

    @dataclass
    class ActorRequested(Message):
        """The reader wants the page of an actor, "" if none is selected."""

        name: str

    def __init__(
        self, clock: Callable[[], datetime], *, text_width: int, is_highlighting: bool
    ) -> None:
        super().__init__(text_width=text_width)
        self._clock = clock
        self._is_highlighting = is_highlighting
        self._story: Story | None = None
        self._unfolded: frozenset[str] = frozenset()
        self._marks: tuple[Span, ...] = ()
        self._next_mention = 0
        self._name_at = -1
        self._places: list[_Place] = []

    # What one may ask and tell it.

    @property
    def entry_id(self) -> EntryId | None:
        """The story that is shown."""
        return self._story.detail.row.entry_id if self._story else None

    @property
    def marks(self) -> tuple[Span, ...]:
        """What is marked in the text."""
        return self._marks

    @property
    def brief(self) -> Brief | None:
        """The brief of the story that is shown."""
        return self._story.detail.brief if self._story else None

    @property
    def selected_actor(self) -> str:
        """Whose name is selected, in the text or in the summary; "" for nobody's."""
        if self._name_at >= 0:
            return self._names()[self._name_at][1]
        if self._page is None or not 0 <= self._item < len(self._page.items):
            return ""
        return self._page.items[self._item].actor

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
            self.typeset()
            return
        self._unfolded, self._item, self._marks, self._name_at = frozenset(), -1, (), -1
        self._places.clear()
        self._typeset()
        self._go_to(0)

    def show_hint(self, *lines: str) -> None:
        """Show a few quiet lines in place of a story."""
        self._story, self._page, self._hint = None, None, lines
        self._item, self._marks, self._name_at = -1, (), -1
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def show_place(self, span: Span, words: str) -> bool:
        """Show a place in the text, marked; False if other words stand there by now."""
        article = self._story.detail.article if self._story else None
        if article is None or article.text[span.start : span.end].split() != words.split():
            return False
        self._places.clear()
        self._marks, self._item, self._name_at = (span,), -1, -1
        # A reader that was not in sight has no width, so no lines, before it is laid out.
        self.call_after_refresh(self._go_to_mark)
        return True

    def show_hits(self, spans: Sequence[Span]) -> None:
        """Show the first of some places in the text, all of them marked."""
        if spans:
            self._places.clear()
            self._marks, self._item, self._name_at = tuple(spans), -1, -1
            self.call_after_refresh(self._go_to_mark)

    def _go_to_mark(self) -> None:
        if self._page is not None and self._marks:
            self._go_to(self._page.line_of(self._marks[0].start) - _CONTEXT)
            self.refresh()

    def toggle_highlighting(self) -> bool:
        """Turn the highlighting of names on or off; return whether it is on."""
        self._is_highlighting = not self._is_highlighting
        self.refresh()
        return self._is_highlighting

    # Typesetting.

    def _typeset(self) -> None:
        if self._story is None or self._columns <= 0:
            return
        self._page = typeset(
            self._story, self._text_columns(), unfolded=self._unfolded, now=self._clock()
        )
        self.virtual_size = Size(self._columns, self._page.height)
        self.refresh()

    def typeset(self) -> None:
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

    def ink_at(self, line: Line, at: int) -> Ink:
        """Return the ink of a character; names have none of their own if they are not to."""
        for run in line.runs:
            if run.start <= at < run.end:
                is_hidden = line.at >= 0 and run.ink in ENTITY_INKS and not self._is_highlighting
                return line.ink if is_hidden else run.ink
        return line.ink

    def marks_on(self, line: Line) -> list[tuple[int, int]]:
        """Return what of the marks stands on a line."""
        if line.at < 0:
            return []
        end = line.at + len(line.text)
        return [
            (max(mark.start - line.at, 0), min(mark.end, end) - line.at)
            for mark in self._marks
            if mark.start < end and mark.end > line.at
        ]

    # Moving.

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

    def action_follow(self) -> None:
        """Show where the selected item stands in the text; fold a fold, open a name."""
        if self._name_at >= 0:
            self.action_actor_page()
            return
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
        self._name_at = -1
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
            self.post_message(self.BackRequested())
            return
        place = self._places.pop()
        self._item, self._marks, self._next_mention = place.item, place.marks, 0
        self._name_at = -1
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

    def item_selected(self) -> None:
        """Begin with the first mention of another actor."""
        self._next_mention, self._name_at = 0, -1

    def item_clicked(self, number: int, x: int) -> None:
        """Follow the item; its sign at the right unfolds it."""
        assert self._page is not None  # noqa: S101  # only called with a page
        item = self._page.items[number]
        if item.kind is ItemKind.ACTOR and x >= self._text_columns() - 2 and item.fold:
            self._toggle_fold(item.fold)
        else:
            self.action_follow()

    # The names in the text.

    def _names(self) -> list[tuple[Span, str]]:
        """Return where names stand in the text, and whose they are."""
        brief = self.brief
        article = self._story.detail.article if self._story else None
        if brief is None or article is None or brief.text != article.text:
            return []
        return sorted(
            (mention.span, actor.name)
            for actor in brief.actors
            for mention in actor.mentions
            if not mention.is_pronoun
        )

    def action_actor_page(self) -> None:
        """Ask for the page of the selected actor."""
        self.post_message(self.ActorRequested(self.selected_actor))

    def action_next_name(self) -> None:
        """Select the next name in the text."""
        self._step_name(1)

    def action_previous_name(self) -> None:
        """Select the name before."""
        self._step_name(-1)

    def _step_name(self, step: int) -> None:
        names = self._names()
        if self._page is None or not names:
            return
        if self._name_at >= 0:
            number = max(0, min(self._name_at + step, len(names) - 1))
        else:
            self._places.append(self._here())
            number = self._name_in_sight(names)
        self._item, self._name_at, self._marks = -1, number, (names[number][0],)
        line = self._page.line_of(names[number][0].start)
        if not self.scroll_offset.y <= line < self.scroll_offset.y + self._window:
            self._go_to(line - self._window // 3)
        self.refresh()

    def _name_in_sight(self, names: list[tuple[Span, str]]) -> int:
        """Return the first name at or below the top of the window, the last if there is none."""
        assert self._page is not None  # noqa: S101  # only called with a page
        top = self._page.offset_at(self.scroll_offset.y) or 0
        return next((n for n, (span, _) in enumerate(names) if span.start >= top), len(names) - 1)
