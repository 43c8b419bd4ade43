"""The page of a story: a pager with points, quotes and articles to open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.geometry import Size
from textual.message import Message

from cache.values.list_rows import EntryId
from cache.values.story_rows import StoryDetail
from summarise.stories.story_model import StoryId
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.pages.foldable_page import FoldingView
from tui.app.widgets.typesetting.story_page import typeset_story
from tui.app.widgets.typesetting.story_panel_lines import Lead, Leads
from tui.app.widgets.typesetting.typeset_page import ItemKind
from tui.headless.commands.command import Context
from tui.headless.fault_guard import attempt


class StoryView(FoldingView):
    """Shows one story."""

    BINDINGS = bindings_of(Context.STORY)
    INNER_KINDS: ClassVar[frozenset[ItemKind]] = frozenset(
        {ItemKind.ACT, ItemKind.QUOTE, ItemKind.FIGURE}
    )

    class ArticleRequested(Message):
        """The reader wants the article that something is from."""

        def __init__(self, lead: Lead) -> None:
            super().__init__()
            self.lead = lead

    class ActorRequested(Message):
        """The reader wants the page of an actor, "" if none is selected."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class StoryRequested(Message):
        """The reader wants the next or previous story of the list."""

        def __init__(self, *, forward: bool) -> None:
            super().__init__()
            self.forward = forward

    class EndReached(Message):
        """The reader read on at the end of the page."""

    class Left(Message):
        """The reader wants the list."""

    def __init__(self, clock: Callable[[], datetime], *, text_width: int) -> None:
        super().__init__(text_width=text_width)
        self._clock = clock
        self._story: StoryDetail | None = None
        self._leads = Leads()

    # What one may ask and tell it.

    @property
    def story_id(self) -> StoryId | None:
        """The story that is shown."""
        return self._story.row.story_id if self._story else None

    @property
    def has_points(self) -> bool:
        """Whether a story with key points is shown."""
        return self._story is not None and bool(self._story.brief.points)

    @property
    def lead(self) -> Lead | None:
        """Where the selected item leads, None for nowhere."""
        return self._leads[self._item]

    @property
    def entry_id(self) -> EntryId | None:
        """The article that the selected item leads to, None if there is none."""
        lead = self._leads[self._item]
        return lead.entry_id if lead is not None else None

    @property
    def selected_actor(self) -> str:
        """Whose name is selected, "" for nobody's."""
        return self.selected.actor if self.selected is not None else ""

    def show(self, story: StoryDetail) -> None:
        """Show a story from the top, or the same one anew at the same place."""
        is_same = self.story_id == story.row.story_id
        if self._story == story:
            return
        self._story = story
        if not is_same:
            self._item, self._unfolded = -1, frozenset()
        self.typeset()
        if not is_same:
            self._go_to(0)

    def show_hint(self, *lines: str) -> None:
        """Show a few quiet lines in place of a story."""
        self._story, self._page, self._hint = None, None, lines
        self._item, self._leads = -1, Leads()
        self.virtual_size = Size(self._columns, 0)
        self.refresh()

    def typeset(self) -> None:
        """Make the page for the present width."""
        self.set_page()

    def set_page(self) -> None:
        """Make the page for the present width."""
        if self._story is None or self._columns <= 0:
            # Out of sight there is no width; without a page it is set anew when there is one.
            self._page = None
            return
        make = partial(
            typeset_story,
            self._story,
            self._text_columns(),
            unfolded=self._unfolded,
            closed=self._closed_panels,
            is_whole=self._is_whole,
            now=self._clock(),
        )
        made = attempt(f"setting story {self.story_id}", make, lambda: None)
        if made is None:
            self._leads = Leads()
            self.say_sorry()
            return
        self._page, self._leads = made.page, made.leads
        self._item = min(self._item, len(made.page.items) - 1)
        self.virtual_size = Size(self._columns, made.page.height)
        self.refresh()

    # What the reader does.

    def action_read_on(self) -> None:
        """Show the next page, or say that there is none."""
        if self.is_at_end:
            self.post_message(self.EndReached())
        else:
            self.action_page_down()

    def action_swap_articles(self) -> None:
        """Go to the list of articles, or back to the top if one is there."""
        if self._page is None:
            self.refuse("There is no story here")
            return
        articles = [n for n, it in enumerate(self._page.items) if it.kind is ItemKind.ARTICLE]
        target = self._page.text_line
        if self.scroll_offset.y >= min(target, self.max_scroll_y) and self._item in articles:
            self._item = -1
            self._go_to(0)
            self.refresh()
            return
        # The list's own items come last, one for each line of an article.
        at_list = [n for n in articles if self._page.lines_of_item(n).start > target - 1]
        self._go_to(target - 1)
        if at_list:
            self.select_item(at_list[0])

    def action_follow(self) -> None:
        """Open the article that the selected item is from; fold what is a fold."""
        if self.selected is None and (first := self._first_item()) is not None:
            self.select_item(first)
        item, lead = self.selected, self._leads[self._item]
        if item is None:
            self.refuse("There is nothing here to open")
            return
        if item.kind in {ItemKind.MORE, ItemKind.PANEL}:
            self.toggle_fold(item)
        elif lead is not None:
            self.post_message(self.ArticleRequested(lead))
        else:
            self.refuse("This item leads nowhere; {story_actor_page} opens an actor's page")

    def _first_item(self) -> int | None:
        """Return the first item that leads to an article, None if there is none."""
        count = len(self._page.items) if self._page else 0
        return next((number for number in range(count) if self._leads[number] is not None), None)

    def action_point(self, number: int) -> None:
        """Open the article that a key point is from."""
        item = self._page.key_point(number) if self._page else None
        if item is not None:
            self.select_item(item)
            self.action_follow()
        else:
            self.refuse(f"There is no key point {number} here")

    def action_actor_page(self) -> None:
        """Ask for the page of the selected actor."""
        first = next((it.name for it in self._story.brief.actors), "") if self._story else ""
        self.post_message(self.ActorRequested(self.selected_actor or first))

    def action_next_story(self) -> None:
        """Ask for the next story."""
        self.post_message(self.StoryRequested(forward=True))

    def action_previous_story(self) -> None:
        """Ask for the story before."""
        self.post_message(self.StoryRequested(forward=False))

    def action_leave(self) -> None:
        """Go back to the list."""
        self.post_message(self.Left())

    def item_clicked(self, number: int, x: int) -> None:
        """Open what was clicked; the sign at the right unfolds it."""
        assert self._page is not None  # noqa: S101  # only called with a page
        item = self._page.items[number]
        if item.fold and x >= self._text_columns() - 2:
            self.toggle_fold(item)
        else:
            self.action_follow()
