"""The reader: pages through one article, its summary and its text, and marks places in it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
from textual.geometry import Size
from textual.message import Message

from cache.values.list_rows import EntryId
from fetch.model import Article
from summarise.model import Brief, Span
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.pages.marked_view import CONTEXT, MarkedView
from tui.app.widgets.typesetting.article_page import ArticleView, typeset
from tui.app.widgets.typesetting.brief_panels import spans_of
from tui.app.widgets.typesetting.typeset_page import ENTITY_INKS, Ink, ItemKind, Line
from tui.headless.commands.command import Context
from tui.headless.fault_guard import attempt
from tui.headless.words.left_out import count_removed


class Reader(MarkedView):
    """A pager over typeset lines; only those in sight are drawn."""

    BINDINGS = bindings_of(Context.READER)
    INNER_KINDS: ClassVar[frozenset[ItemKind]] = frozenset({ItemKind.ACT, ItemKind.QUOTE})

    class EndReached(Message):
        """The reader read on at the end of the article."""

    class Left(Message):
        """The reader wants the list."""

    class ArticleRequested(Message):
        """The reader wants the next or previous article of the list."""

        def __init__(self, *, forward: bool) -> None:
            super().__init__()
            self.forward = forward

    class PlaceLeft(Message):
        """The reader left a text at an offset; 0 for the beginning or the end."""

        def __init__(self, entry_id: EntryId, offset: int, fingerprint: str) -> None:
            super().__init__()
            self.entry_id = entry_id
            self.offset = offset
            self.fingerprint = fingerprint

    class Moved(Message):
        """Another part of the article is in sight."""

    def __init__(
        self, clock: Callable[[], datetime], *, text_width: int, is_highlighting: bool
    ) -> None:
        super().__init__(text_width=text_width)
        self._clock = clock
        self._is_highlighting = is_highlighting
        self._is_text_alone = False
        self._is_being_read = False
        self._known_offset = 0
        self._wanted_offset: int | None = None
        self._context_above = 0
        self._shown: ArticleView | None = None
        self._has_removed = False

    # What one may ask and tell it.

    @property
    def entry_id(self) -> EntryId | None:
        """The entry whose article is shown."""
        return self._shown.detail.row.entry_id if self._shown else None

    @property
    def article(self) -> Article | None:
        """The article that is shown, None if there is none."""
        return self._shown.detail.article if self._shown else None

    @property
    def brief(self) -> Brief | None:
        """The brief of the article that is shown."""
        return self._shown.detail.brief if self._shown else None

    @property
    def text_offset(self) -> int:
        """Where in the text the window begins; 0 above the text and at its end."""
        if self._page is None or self.is_at_end:
            return 0
        return self._page.offset_at(self.scroll_offset.y) or 0

    @property
    def share_read(self) -> float:
        """How much of the article is above the end of the window, 0 to 1."""
        if self._page is None or not self._page.height:
            return 0.0
        return min(1.0, (self.scroll_offset.y + self._window) / self._page.height)

    @property
    def is_highlighting(self) -> bool:
        """Whether names in the text stand out."""
        return self._is_highlighting

    def show(self, article: ArticleView) -> None:
        """Show an article from its beginning, or the same one anew without losing the place."""
        if article == self._shown:
            return
        if self.entry_id == article.detail.row.entry_id:
            if self.brief != article.detail.brief:
                self._forget_names()
            self._shown = article
            self.typeset()
            return
        self.leave_place()
        self._shown = article
        self._is_being_read, self._known_offset = self.screen.focused is self, 0
        self._unfolded, self._wanted_offset = frozenset(), None
        self._forget_selection()
        self.set_page()
        self._go_to(0)

    def on_focus(self) -> None:
        """Begin to keep the place: a preview has none."""
        self._is_being_read = True

    def on_blur(self) -> None:
        """Tell where the text was left."""
        self.leave_place()

    def leave_place(self) -> None:
        """Tell where the text was left, if somebody was reading it."""
        place = self.take_place()
        if place is not None:
            self.post_message(place)

    def take_place(self) -> PlaceLeft | None:
        """Return where the text was left, None if nobody read it or it was left there before."""
        article = self.article
        if self.entry_id is None or article is None or not self._is_being_read:
            return None
        offset = self.text_offset
        if offset == self._known_offset:
            return None
        self._known_offset = offset
        return self.PlaceLeft(self.entry_id, offset, article.fingerprint)

    def resume(self, offset: int) -> None:
        """Go on where the text was left."""
        self._known_offset = offset
        self._wanted_offset, self._context_above = offset, 0
        self.call_after_refresh(self._go_to_wanted)

    def _go_to_wanted(self) -> None:
        # A reader that was not in sight has no lines before it is laid out: it is asked again then.
        if self._page is not None and self._wanted_offset is not None:
            self._go_to(self._page.line_of(self._wanted_offset) - self._context_above)
            self._wanted_offset = None
            self.refresh()

    def show_text_alone(self, *, is_alone: bool) -> None:
        """Show the text without its summary, or with it."""
        if is_alone != self._is_text_alone:
            self._is_text_alone = is_alone
            self._item = -1
            self.typeset()

    def show_hint(self, *lines: str) -> None:
        """Show a few quiet lines in place of an article."""
        self._shown, self._page, self._hint = None, None, lines
        self._forget_selection()
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def show_place(self, span: Span, words: str, marks: tuple[Span, ...] = ()) -> bool:
        """Show a place in the text, marked or `marks` in it; False if it has other words now."""
        article = self.article
        if article is None or article.text[span.start : span.end].split() != words.split():
            return False
        self._forget_selection()
        self._marks = marks or (span,)
        self._wanted_offset, self._context_above = span.start, CONTEXT
        self.call_after_refresh(self._go_to_wanted)
        return True

    def show_hits(self, spans: Sequence[Span]) -> None:
        """Show the first of some places in the text, all of them marked."""
        if spans:
            self._forget_selection()
            self._marks = tuple(spans)
            self._wanted_offset, self._context_above = spans[0].start, CONTEXT
            self.call_after_refresh(self._go_to_wanted)

    def toggle_highlighting(self) -> bool:
        """Turn the highlighting of names on or off; return whether it is on."""
        self._is_highlighting = not self._is_highlighting
        self.refresh()
        return self._is_highlighting

    # Typesetting.

    def set_page(self) -> None:
        """Make the page anew, without a thought for the place."""
        if self._shown is None or self._columns <= 0:
            # Out of sight there is no width; without a page it is set anew when there is one.
            self._page = None
            return
        make = partial(
            typeset,
            replace(self._shown, has_removed=self._has_removed, is_whole=self._is_whole),
            self._text_columns(),
            unfolded=self._unfolded,
            closed=self._closed_panels,
            is_text_alone=self._is_text_alone,
            now=self._clock(),
        )
        self._page = attempt(f"setting article {self.entry_id}", make, lambda: None)
        if self._page is None:
            self.say_sorry()
            return
        self.virtual_size = Size(self._columns, self._page.height)
        self.refresh()

    def typeset(self) -> None:
        """Typeset anew and keep what stands at the top of the window there."""
        page, top = self._page, self.scroll_offset.y
        offset = page.offset_at(top) if page else None
        above = page.line_of(offset) - top if page and offset is not None else 0
        self.set_page()
        if self._page is None:
            return
        if self._wanted_offset is not None:
            self.call_after_refresh(self._go_to_wanted)
            return
        self._item = min(self._item, len(self._page.items) - 1)
        if offset is not None:
            self._go_to(self._page.line_of(offset) - above)
        else:
            self._go_to(min(top, max(0, self._page.text_line)))

    def ink_at(self, line: Line, at: int) -> Ink:
        """Return the ink of a character: names have one, unless another actor is followed."""
        if self._walk is not None and line.at >= 0:
            columns = (
                there for it in self._walk.spans for there in line.columns_of(it.start, it.end)
            )
            if not any(start <= at < end for start, end in columns):
                return Ink.FADED
        for run in line.runs:
            if run.start <= at < run.end:
                is_hidden = line.at >= 0 and run.ink in ENTITY_INKS and not self._is_highlighting
                return line.ink if is_hidden else run.ink
        return line.ink

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
            self.refuse("There is no article here")
            return
        if not self.max_scroll_y:
            self.refuse("The whole article is in sight")
            return
        target = self._page.text_line
        is_there = self.scroll_offset.y >= min(target, self.max_scroll_y)
        self._go_to(0 if is_there else target)

    def action_toggle_removed(self) -> None:
        """Show the lines that were left out as boilerplate, or hide them."""
        article = self.article
        if not self._has_removed and (article is None or not article.layout.removed):
            self.refuse("Nothing was left out of this article")
            return
        self._has_removed = not self._has_removed
        self._item = -1
        self.typeset()
        if self._has_removed and article is not None:  # most of them are out of sight
            self.refuse(
                f"{count_removed(len(article.layout.removed))} {{toggle_removed}} hides them"
            )

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    def action_next_article(self) -> None:
        """Ask for the next article."""
        self.post_message(self.ArticleRequested(forward=True))

    def action_previous_article(self) -> None:
        """Ask for the article before."""
        self.post_message(self.ArticleRequested(forward=False))

    # The items of the summary.

    def action_follow(self) -> None:
        """Show where the selected item stands in the text; fold a fold, open a name."""
        if self._name_at >= 0 and self._walk is None:
            self.action_actor_page()
            return
        item = self.selected
        if item is None:
            self.refuse("Select an item first: {next_item} does, or {next_name} a name in the text")
            return
        if item.kind in {ItemKind.MORE, ItemKind.PANEL}:
            self.toggle_fold(item)
        elif item.kind is ItemKind.ACTOR:
            self.walk_on(1)
        elif item.spans:
            self._jump(item.spans)
        else:
            self.refuse("This item leads to no place in the text")

    def action_key_point(self, number: int) -> None:
        """Show the sentence of a key point, also of one that is folded away."""
        brief = self.brief
        if self._page is None or brief is None or not 0 < number <= len(brief.key_points):
            self.refuse(f"There is no key point {number} here")
            return
        place = self._here()
        item = self._page.key_point(number)
        self._item = -1 if item is None else item
        self._jump(spans_of(brief.key_points[number - 1]), place)

    def item_clicked(self, number: int, x: int) -> None:
        """Follow the item; its sign at the right unfolds it."""
        assert self._page is not None  # noqa: S101  # only called with a page
        item = self._page.items[number]
        if item.kind is ItemKind.ACTOR and x >= self._text_columns() - 2 and item.fold:
            self.toggle_fold(item)
        else:
            self.action_follow()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that another part is in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())
