"""Marks in an article, and the jumps to and from them: sentences, mentions, names."""

from msgspec import Struct
from msgspec.structs import replace
from textual.message import Message

from summarise.model import Brief, Span
from tui.app.widgets.pages.linked_view import LeadingView
from tui.app.widgets.pages.mention_walk import Name, Walk, mentions_of, names_in
from tui.app.widgets.typesetting.typeset_page import Item, Line

CONTEXT = 3
"""Lines above a place in the text that one jumps to."""


class _Place(Struct, frozen=True):
    """Where one was before a jump."""

    line: int
    item: int
    marks: tuple[Span, ...]


class MarkedView(LeadingView):
    """Marks places of the article's text and goes to them; a subclass says which article."""

    class BackRequested(Message):
        """The reader goes back, and there was no jump to come back from."""

    class ActorRequested(Message):
        """The reader wants the page of an actor, "" if none is selected."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class MentionShown(Message):
        """A mention of an actor is shown, by its number from 1."""

        def __init__(self, actor: str, number: int, count: int) -> None:
            super().__init__()
            self.actor = actor
            self.number = number
            self.count = count

    def __init__(self, *, text_width: int) -> None:
        super().__init__(text_width=text_width)
        self._marks: tuple[Span, ...] = ()
        self._walk: Walk | None = None
        self._name_at = -1
        self._places: list[_Place] = []

    @property
    def brief(self) -> Brief | None:
        """The brief of the article that is shown, None if there is none."""
        raise NotImplementedError

    # What is selected and marked.

    @property
    def marks(self) -> tuple[Span, ...]:
        """What is marked in the text."""
        return self._marks

    @property
    def selected_actor(self) -> str:
        """Whose name is selected, in the text or in the summary; "" for nobody's."""
        if self._walk is not None:
            return self._walk.actor
        if self._name_at >= 0:
            return self._names()[self._name_at].actor
        return self.selected.actor if self.selected is not None else ""

    @property
    def is_at_name(self) -> bool:
        """Whether a name in the text is selected."""
        return self._name_at >= 0

    @property
    def has_names(self) -> bool:
        """Whether there are names in the text to select."""
        return bool(self._names())

    @property
    def walk(self) -> Walk | None:
        """The way through the mentions of an actor, None if no actor is followed."""
        return self._walk

    def _forget_selection(self) -> None:
        self._item, self._marks, self._name_at, self._walk = -1, (), -1, None
        self._places.clear()

    def _forget_names(self) -> None:
        """Let go of what the brief before said: another one has other names at other places."""
        if self._walk is not None or self._name_at >= 0:
            self._name_at, self._walk, self._marks = -1, None, ()

    def marks_on(self, line: Line) -> list[tuple[int, int]]:
        """Return what of the marks stands on a line."""
        return [it for mark in self._marks for it in line.columns_of(mark.start, mark.end)]

    def item_selected(self) -> None:
        """Follow no other actor any longer."""
        self._name_at = -1
        if self._walk is not None:
            self._walk, self._marks = None, ()

    def toggle_fold(self, item: Item) -> None:
        """Show or hide what an item holds; items that jumps came from have other numbers then."""
        self._places = [replace(place, item=-1) for place in self._places]
        super().toggle_fold(item)

    def mark_spoken(self, spans: tuple[Span, ...]) -> None:
        """Mark what is read aloud and keep it in sight; () when nothing is any more."""
        self._marks, self._name_at, self._walk = spans, -1, None
        if self._page is not None and spans:
            first = self._page.line_of(spans[0].start)
            last = self._page.line_of(spans[-1].end - 1)
            top = self.scroll_offset.y
            if first < top or last >= top + self._window:
                self._go_to(first - CONTEXT)
        self.refresh()

    # There and back.

    def _here(self) -> _Place:
        return _Place(self.scroll_offset.y, self._item, self._marks)

    def _jump(self, spans: tuple[Span, ...], place: _Place | None = None) -> None:
        assert self._page is not None  # noqa: S101  # only called with a page
        self._name_at, self._walk = -1, None
        if self._marks != spans:
            self._places.append(place or self._here())
        self._marks = spans
        self._go_to(self._page.line_of(spans[0].start) - CONTEXT)
        self.refresh()

    def action_go_back(self) -> None:
        """Go back to where one was before a jump."""
        if not self._places:
            self.post_message(self.BackRequested())
            return
        place = self._places.pop()
        self._item, self._marks = place.item, place.marks
        self._name_at, self._walk = -1, None
        self._go_to(place.line)
        self.refresh()

    # From mention to mention.

    def walk_on(self, step: int) -> bool:
        """Show the next mention of the selected actor, or another; False if none is selected."""
        if self._page is None or self.brief is None:
            return False
        if self._walk is not None:
            walk = self._walk.step(step)
        else:
            actor = self.selected_actor
            spans = mentions_of(self.brief, actor) if actor else ()
            if not spans:
                return False
            # Following an actor from mention to mention is one trip: one step back ends it.
            self._places.append(self._here())
            walk = Walk(actor=actor, spans=spans)
            if self._name_at >= 0:
                here = self._names()[self._name_at].span
                walk = Walk(actor=actor, spans=spans, at=spans.index(here)).step(step)
            elif step < 0:
                walk = walk.step(step)
        self._walk, self._marks = walk, (walk.here,)
        self._go_to(self._page.line_of(walk.here.start) - CONTEXT)
        self.post_message(self.MentionShown(walk.actor, walk.at + 1, len(walk.spans)))
        self.refresh()
        return True

    def let_go(self) -> bool:
        """Follow an actor no longer; False if none was followed."""
        if self._walk is None:
            return False
        self._walk, self._marks, self._name_at, self._item = None, (), -1, -1
        self.refresh()
        return True

    # The names in the text.

    def _names(self) -> tuple[Name, ...]:
        brief, article = self.brief, self.article
        if brief is None or article is None or brief.text != article.text:
            return ()
        return names_in(brief)

    def action_actor_page(self) -> None:
        """Ask for the page of the selected actor, or of the first one of the article."""
        first = next((it.name for it in self.brief.actors), "") if self.brief else ""
        self.post_message(self.ActorRequested(self.selected_actor or first))

    def action_next_name(self) -> None:
        """Select the next name in the text."""
        self._step_name(1)

    def action_previous_name(self) -> None:
        """Select the name before."""
        self._step_name(-1)

    def _step_name(self, step: int) -> None:
        names = self._names()
        if self._page is None or not names:
            self.refuse("There are no marked names in this text")
            return
        if self._name_at >= 0:
            number = max(0, min(self._name_at + step, len(names) - 1))
        else:
            self._places.append(self._here())
            number = self._name_in_sight(names)
        span = names[number].span
        self._item, self._name_at, self._marks, self._walk = -1, number, (span,), None
        line = self._page.line_of(span.start)
        if not self.scroll_offset.y <= line < self.scroll_offset.y + self._window:
            self._go_to(line - self._window // 3)
        self.refresh()

    def _name_in_sight(self, names: tuple[Name, ...]) -> int:
        """Return the first name at or below the top of the window, the last if there is none."""
        assert self._page is not None  # noqa: S101  # only called with a page
        top = self._page.offset_at(self.scroll_offset.y) or 0
        below = (n for n, name in enumerate(names) if name.span.start >= top)
        return next(below, len(names) - 1)
