"""The main screen: it puts the collaborators together and gives each what it needs."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from cache.values.list_rows import EntryId, Scope, View
from summarise.stories.story_model import StoryId
from tui.app.screens.base_screen import NewsScreen
from tui.app.screens.main.action_handlers import dispatch_to_parts
from tui.app.screens.main.delegation import Fact
from tui.app.screens.main.pane_layout import TALL, PaneLayout, size_classes
from tui.app.screens.main.parts import Parts
from tui.app.screens.main.tour_situation import situation_in
from tui.app.screens.undoable_marks import UndoableMarks
from tui.app.widgets.key_bindings import bindings_of
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.key_names import key_of
from tui.headless.commands.tour import Situation
from tui.headless.graphics.terminal_query import Terminal
from tui.headless.services.app_services import Newsroom

_T = TypeVar("_T")
_MINUTE = 60.0


def _fact(look_up: "Callable[[MainScreen], _T]") -> "Fact[MainScreen, _T]":
    return Fact(look_up)


@dispatch_to_parts
class MainScreen(NewsScreen[None]):
    """Puts the collaborators together; what concerns several of them is done here, in order."""

    AUTO_FOCUS = ""
    BINDINGS = bindings_of(Context.EVERY_PANE)

    parts: Parts

    def __init__(
        self,
        newsroom: Newsroom,
        commands: tuple[Command, ...],
        open_address: Callable[[str], None],
        terminal: Terminal,
    ) -> None:
        super().__init__()
        self.newsroom = newsroom
        self.commands = commands
        self.marking = UndoableMarks(newsroom.writer, newsroom.clock, self.post_message)
        panes = PaneLayout(self)
        self.section_list = panes.section_list
        self.entry_list, self.story_list = panes.entry_list, panes.story_list
        self.reader, self.story_view = panes.reader, panes.story_view
        self.tour_card, self.top_bar = panes.tour_card, panes.top_bar
        self.status_bar, self.key_bar = panes.status_bar, panes.key_bar
        self.parts = Parts(self, panes, open_address, terminal)

    # What collaborators know, for all.

    view = _fact(lambda it: it.parts.articles.view)
    palette_places = _fact(lambda it: it.parts.palette_places)
    shows_stories = _fact(lambda it: it.parts.articles.view.scope is Scope.STORIES)
    context = _fact(lambda it: it.parts.panes.context)
    panes = _fact(lambda it: it.parts.panes.panes)
    is_in_article = _fact(lambda it: it.parts.panes.is_in_article)
    is_immersed = _fact(lambda it: it.parts.immersion.is_on)
    is_watched_only = _fact(lambda it: it.parts.articles.is_watched_only)
    is_saying = _fact(lambda it: bool(it.parts.status.said))
    is_short = _fact(lambda it: it.size.height < TALL)
    columns = _fact(lambda it: it.size.width)
    chosen_width = _fact(lambda it: it.parts.section_width.chosen)
    shown_width = _fact(lambda it: it.parts.section_width.shown)
    section_columns = _fact(lambda it: it.parts.panes.section_list.size.width)
    progress = _fact(lambda it: it.parts.jobs.progress)
    feeds = _fact(lambda it: it.parts.sections.feeds)
    counts = _fact(lambda it: it.parts.sections.counts)
    places = _fact(lambda it: it.parts.sections.places)
    follows = _fact(lambda it: it.parts.follow_counts.follows)
    followed_count = _fact(lambda it: it.parts.follow_counts.followed_count)
    selected_section = _fact(lambda it: it.parts.panes.section_list.selected)
    selected_article = _fact(lambda it: it.parts.panes.entry_list.selected)
    selected_story = _fact(lambda it: it.parts.panes.story_list.selected)
    selected_actor = _fact(lambda it: it.parts.panes.selected_actor)
    selected_count = _fact(lambda it: it.parts.subjects.selected_count)
    read_article = _fact(lambda it: it.parts.panes.reader.entry_id)
    share_read = _fact(lambda it: it.parts.panes.reader.share_read)
    shown_story = _fact(lambda it: it.parts.panes.story_view.story_id)
    article_in_story = _fact(lambda it: it.parts.panes.story_view.entry_id)
    loaded_articles = _fact(lambda it: it.parts.articles.pages.loaded_ids())
    first_article = _fact(lambda it: it.parts.articles.pages.row(0))
    row_count = _fact(lambda it: it.parts.articles.pages.count)
    listed_stories = _fact(lambda it: [story.row for story in it.parts.stories.listed])
    story_count = _fact(lambda it: it.parts.stories.count)
    top_count = _fact(lambda it: it.parts.stories.ranking.unread_count)
    list_cursor = _fact(lambda it: it.parts.panes.list_pane.cursor)
    dense_lists = _fact(lambda it: it.parts.panes.dense_lists)
    has_page = _fact(lambda it: it.parts.panes.page_pane.page is not None)

    # What one collaborator does for all.

    say = _fact(lambda it: it.parts.status.say)
    look_at_cache = _fact(lambda it: it.parts.jobs.look_at_cache)
    happened = _fact(lambda it: it.parts.guidance.happened)
    command_done = _fact(lambda it: it.parts.guidance.command_done)
    arrange_panes = _fact(lambda it: it.parts.panes.arrange)
    show_sections = _fact(lambda it: it.parts.sections.show)
    show_selected = _fact(lambda it: it.parts.article_pane.show_selected)
    open_article = _fact(lambda it: it.parts.article_pane.open)
    leave_place = _fact(lambda it: it.parts.article_pane.leave_place)
    shows_article = _fact(lambda it: it.parts.article_pane.shows)
    reader_moved = _fact(lambda it: it.parts.articles.reader_moved)
    keep = _fact(lambda it: it.parts.articles.keep)
    open_story = _fact(lambda it: it.parts.stories.open)
    open_story_in_list = _fact(lambda it: it.parts.stories.open_in_list)
    keep_stories = _fact(lambda it: it.parts.stories.keep)
    set_stories_read = _fact(lambda it: it.parts.story_marks.set_read)
    subject = _fact(lambda it: it.parts.subjects.subject)
    subject_stories = _fact(lambda it: it.parts.subjects.stories)
    current = _fact(lambda it: it.parts.subjects.current)
    set_following = _fact(lambda it: it.parts.following.set_following)
    unfollow_view = _fact(lambda it: it.parts.following.unfollow_view)
    save_pages = _fact(lambda it: it.parts.saving.start)
    rename_tag = _fact(lambda it: it.parts.keeping.rename_tag)
    open_actor = _fact(lambda it: it.parts.actors.open_actor)
    keep_theme = _fact(lambda it: it.parts.colours.keep)
    choice_needed = _fact(lambda it: it.parts.subscribing.choice_needed)
    adding_failed = _fact(lambda it: it.parts.subscribing.adding_failed)
    feeds_added = _fact(lambda it: it.parts.subscribing.feeds_added)
    list_hint = _fact(lambda it: it.parts.captions.list_hint)
    position_words = _fact(lambda it: it.parts.captions.position)
    show_hits = _fact(lambda it: it.parts.panes.reader.show_hits)
    show_place = _fact(lambda it: it.parts.panes.reader.show_place)
    show_text_alone = _fact(lambda it: it.parts.panes.reader.show_text_alone)
    show_groups = _fact(lambda it: it.parts.panes.entry_list.show_groups)
    rows_changed = _fact(lambda it: it.parts.articles.redraw)
    go_to = _fact(lambda it: it.parts.navigation.go_to)
    go_to_row = _fact(lambda it: it.parts.navigation.go_to_row)
    go_to_list = _fact(lambda it: it.parts.navigation.go_to_list)
    go_to_reader = _fact(lambda it: it.parts.navigation.go_to_reader)
    go_to_story = _fact(lambda it: it.parts.navigation.go_to_story)
    go_to_page = _fact(lambda it: it.parts.navigation.go_to_page)
    open_selected = _fact(lambda it: it.parts.navigation.open_selected)
    enter_article = _fact(lambda it: it.parts.navigation.enter_article)
    list_place = _fact(lambda it: it.parts.navigation.list_place)
    return_to = _fact(lambda it: it.parts.navigation.return_to)
    end_immersion = _fact(lambda it: it.parts.immersion.end)
    leave_story = _fact(lambda it: it.parts.stories.leave)
    back_to_results = _fact(lambda it: it.parts.search_all.back)
    end_search = _fact(lambda it: it.parts.list_search.end)
    select_none = _fact(lambda it: it.parts.subjects.select_none)
    walk_on = _fact(lambda it: it.parts.article_pane.walk_on)
    changed = _fact(lambda it: it.parts.articles.changed)
    show_top = _fact(lambda it: it.parts.captions.show_top)

    # How it starts and ends.

    def compose(self) -> ComposeResult:
        """Lay out the bars and the three panes."""
        # Before there are any: the style sheet is applied to them once, not twice.
        self.set_layout_classes(size_classes(*self.app.size))
        yield from self.parts.panes.compose()

    def on_mount(self) -> None:
        """Take up what was chosen, look what there is, show it, then follow it."""
        parts = self.parts
        parts.row_height.start()
        parts.section_width.start()
        parts.list_order.start()
        parts.muting.start()
        scope = Scope.STORIES if parts.stories.start() else Scope.ALL
        parts.articles.start_with(parts.list_order.applied(View(scope=scope)))
        self.arrange_panes()
        self.go_to_list()
        self.cache_changed()
        parts.jobs.start()
        self.set_interval(_MINUTE, self._minute_passed)

    def _minute_passed(self) -> None:
        self.rows_changed()
        self.show_top()

    def on_unmount(self) -> None:
        """Take away the files that other programs were given."""
        self.parts.close()

    # What concerns several collaborators.

    def cache_changed(self) -> None:
        """Show what is in the cache now; what is selected stays where it is on the screen."""
        parts = self.parts
        parts.stories.ranking.look()
        parts.sections.look()
        parts.follow_counts.look()
        self.show_sections()
        parts.articles.cache_changed()
        self.show_selected()
        self.progress_changed()
        parts.stories.cache_changed()

    def open_view(self, view: View) -> None:
        """Show another view from its top, as lists are to be; what was found lies behind one."""
        parts = self.parts
        for part in (parts.search_all, parts.subjects, parts.stories):
            part.forget()
        self.parts.panes.is_in_article = False
        parts.articles.open(parts.list_order.applied(view))
        self.show_selected()
        self.progress_changed()
        parts.stories.view_opened()
        self.arrange_panes()

    def open_section(self, view: View) -> None:
        """Show another view, and select its section."""
        self.section_list.select(view)
        self.open_view(view)

    def progress_changed(self) -> None:
        """Show how far the job is, and how old the news is."""
        self.show_status()
        self.show_top()

    def show_status(self) -> None:
        """Show where one is, or what was said last, and what the tour says from there."""
        self.parts.status.show()
        self.parts.guidance.look_at_tour()

    def show_keys(self) -> None:
        """Show the keys of the pane with the focus, and at times what one of them is good for."""
        contexts = (self.context, Context.EVERY_PANE, Context.APP)
        found = (it for context in contexts for it in commands_in(self.commands, context))
        self.key_bar.show([it for it in found if it.is_shown])
        self.parts.guidance.show_hint()

    def show_selection(self, articles: Collection[EntryId], stories: Collection[StoryId]) -> None:
        """Show which rows are selected."""
        self.entry_list.show_selection(articles)
        self.story_list.show_selection(stories)

    def situation(self) -> Situation:
        """Return where the reader is, as the tour wants to know it."""
        return situation_in(self.parts.panes, can_undo=self.marking.can_undo)

    # What Textual does, by the names that collaborators know.

    def key_of(self, name: str) -> str:
        """Return the first key of a command, for a sentence."""
        return key_of(name, self.commands)

    def now(self) -> datetime:
        """Return the time in the reader's own zone."""
        return self.newsroom.clock().astimezone()

    def show_error(self, words: str) -> None:
        """Show what a worker died of, where everything is said."""
        self.say(words, is_error=True)

    def say_from_thread(self, words: str, *, is_error: bool = False) -> None:
        """Say something from a thread; nothing if the screen is gone."""
        if self.is_running:
            self.app.call_from_thread(self.say, words, is_error=is_error)

    def push(self, dialog: Screen[_T], answered: Callable[[_T | None], None] | None = None) -> None:
        """Show a dialog, and do something with its answer."""
        self.app.push_screen(dialog, answered)

    def copy(self, words: str) -> None:
        """Copy words through the terminal."""
        self.app.copy_to_clipboard(words)

    def suspended(self) -> AbstractContextManager[None]:
        """Leave the terminal to another program for a while."""
        return self.app.suspend()

    def show_theme(self, name: str) -> None:
        """Show other colours."""
        self.app.theme = name

    def set_layout_classes(self, classes: Mapping[str, bool]) -> None:
        """Let the style sheet know what fits."""
        for name, is_on in classes.items():
            self.set_class(is_on, name)

    def mount_above_list(self, bar: Widget) -> Awaitable[object]:
        """Put a widget above the list."""
        return self.mount(bar, before=self.entry_list)

    async def run_command(self, command: Command) -> None:
        """Do what a command does, where it belongs."""
        match command.context:
            case Context.EVERY_PANE:
                await self.run_action(command.action)
            case Context.APP:
                await self.app.run_action(command.action)
            case _:
                await self.parts.panes.focused.run_action(command.action)
