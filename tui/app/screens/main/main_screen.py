"""The screen one reads in: everything a reader can do there, one action for each command."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from textual import work

from cache.values.list_rows import Order, Scope
from cache.values.query_tree import NO_QUERY
from fetch.model import Article
from tui.app.screens.main.guidance import GuidingScreen
from tui.app.screens.main.immersion import ImmersionScreen
from tui.app.screens.main.list_order import OrderingScreen
from tui.app.screens.main.share_articles import GivingScreen
from tui.app.screens.main.subscribe_feeds import SubscribingScreen
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.lists.section_rows import Section
from tui.app.widgets.pages.reader import Reader
from tui.headless.browser import BrowserError, is_web_address
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.tour import Deed
from tui.headless.graphics.terminal_query import Terminal
from tui.headless.services.app_services import Newsroom

if TYPE_CHECKING:
    from tui.app.screens.main.article_addresses import Addressing


_MOST_UNASKED = 100
"""Articles that are marked as read without a question: undo is forgotten with the session."""
_NOTHING = "There is no article here"


class ReadingScreen(
    OrderingScreen, ImmersionScreen, GivingScreen, GuidingScreen, SubscribingScreen
):
    """Marks, opens, copies, searches, refreshes and subscribes."""

    BINDINGS = bindings_of(Context.READING)

    def __init__(
        self,
        newsroom: Newsroom,
        commands: tuple[Command, ...],
        open_address: Callable[[str], None],
        terminal: Terminal,
    ) -> None:
        super().__init__(newsroom, commands)
        self._open_address = open_address
        self._terminal = terminal

    @cached_property
    def _addressing(self) -> "Addressing":
        from tui.app.screens.main.article_addresses import Addressing

        return Addressing(
            self,
            open_page=self._open_page,
            copy=self._copy_address,
            show=self._show_picture,
        )

    # From story to story.

    def action_next_unread(self) -> None:
        """Go to the next mention of the selected actor, or to the next unread story."""
        if not self.walk_on(forward=True):
            self._go_unread(forward=True)

    def action_previous_unread(self) -> None:
        """Go to the mention before of the selected actor, or to the previous unread story."""
        if not self.walk_on(forward=False):
            self._go_unread(forward=False)

    def _go_unread(self, *, forward: bool) -> None:
        if self.shows_stories:
            self.go_to_unread_story(forward=forward)
            return
        library, selected = self.newsroom.library, self.entry_list.selected
        start = selected.entry_id if selected is not None else None
        found = library.neighbour_unread(self.view, start, forward=forward)
        if found is None and start is not None:
            found = library.neighbour_unread(self.view, None, forward=forward)
            row = self.pages.changed(row) if found and (row := library.row(found)) else None
            if row is None or row.is_read:
                self.say("Nothing unread is left here")
                return
            self.say("Once round: from the top again" if forward else "Once round: from the bottom")
        position = library.position(self.view, found) if found is not None else None
        if position is None:
            self.say("Nothing unread is left here")
            return
        self._move_to(position)

    def go_to_row(self, number: int) -> None:
        """Go to a row of the list that has the focus, by its number from 1."""
        focused = self.focused
        if isinstance(focused, RowList):
            focused.move_to(number - 1)

    def _move_to(self, position: int) -> None:
        is_reading = self.context is Context.READER
        self.entry_list.move_to(position)
        row = self.entry_list.selected
        if is_reading and row is not None:
            self.open_story(row)

    def on_reader_end_reached(self) -> None:
        """Read on with the next unread story, or with the next article of the open one."""
        if self.is_in_article:
            self.open_other_article(forward=True)
        else:
            self._go_unread(forward=True)

    def on_reader_story_requested(self, message: Reader.StoryRequested) -> None:
        """Open the story below or above in the list."""
        if self.is_in_article:
            self.open_other_article(forward=message.forward)
            return
        position = self.entry_list.cursor + (1 if message.forward else -1)
        if 0 <= position < self.pages.count:
            self._move_to(position)
        else:
            self.say("This is the last story" if message.forward else "This is the first story")

    def action_leave(self) -> None:
        """Let go of an actor, stop searching, or go a pane to the left."""
        if self.context is Context.READER and self.reader.let_go():
            self.say("")
        elif self.is_immersed:
            self.surface()
        elif self.is_in_article:
            self.leave_article()
        elif self.context is Context.STORY:
            self.leave_story()
        elif self.context is Context.READER:
            if not self.back_to_results():
                self.go_to(self.entry_list)
        elif self.context is Context.LIST and self.select_none():
            return
        elif self.view.query:
            self.end_search()
        elif self.context is Context.LIST:
            self.go_to(self.section_list)
        else:
            self.say(f"There is nothing more to leave; {self.key_of('quit')} quits")

    def on_leading_view_addresses_requested(self, message: Reader.AddressesRequested) -> None:
        """Let the reader choose among the addresses of the open article."""
        self._addressing.ask(message)

    def on_leading_view_picture_requested(self, message: Reader.PictureRequested) -> None:
        """Show a picture of the open article."""
        self._show_picture(message.article, message.url)

    def _show_picture(self, article: Article, url: str) -> None:
        from tui.app.screens.pages.picture_screen import PictureScreen

        entry_id = self.reader.entry_id
        if entry_id is not None:
            self.app.push_screen(
                PictureScreen(
                    self.newsroom,
                    self._terminal,
                    self._open_page,
                    article=article,
                    entry_id=entry_id,
                    url=url,
                )
            )

    # Marks.

    def action_mark_all_read(self) -> None:
        """Mark every article of the view as read; of many, only when asked."""
        count = self._count_unread()
        if not count:
            self.say("Everything here is read already")
            return
        if count <= _MOST_UNASKED:
            self._mark_all_read()
            return
        from tui.app.screens.dialogs.confirm_dialog import ConfirmScreen

        def answered(is_certain: bool | None) -> None:  # noqa: FBT001  # Textual's callback
            if is_certain:
                self._mark_all_read()

        question = f"Mark all {count:,} unread articles of this list as read?"
        self.app.push_screen(ConfirmScreen(question, yes="Mark as read"), answered)

    def _count_unread(self) -> int:
        if self.shows_stories:
            return sum(it.row.article_count - it.row.seen_count for it in self.shown)
        view = replace(self.view, kept=frozenset(), order=Order.NEWEST, is_unread_only=True)
        return self.newsroom.library.count(view)

    def _mark_all_read(self) -> None:
        if self.shows_stories:
            self.set_stories_read([it.row for it in self.shown if it.row.is_unread], is_read=True)
            return
        view = replace(self.view, kept=frozenset(), order=Order.NEWEST)
        is_newest_first = self.view.order is Order.NEWEST
        page = self.newsroom.library.page(view, 0, 1) if not is_newest_first else ()
        first = self.pages.row(0) if is_newest_first else next(iter(page), None)
        if first is not None:
            self.marking.mark_all_read(view, until=first.entry_id)

    def action_undo(self) -> None:
        """Take the last mark back."""
        words = self.marking.undo()
        self.say(words or "There is nothing to take back")
        self.entry_list.refresh()
        if words:
            self.happened(Deed.UNDONE)

    # Out of the program.

    def action_open_in_browser(self) -> None:
        """Open the story's page in the browser."""
        row = self.current()
        if row is not None:
            self._open_page(row.url)
        else:
            self.say(_NOTHING)

    @work(group="browser", thread=True, exit_on_error=False)
    def _open_page(self, url: str) -> None:
        # A browser may take seconds to come up: it is waited for in a thread.
        try:
            self._open_address(url)
        except BrowserError as error:
            self.app.call_from_thread(self.say, str(error), is_error=True)
        else:
            self.app.call_from_thread(self.say, f"Opened {url}")

    def action_copy_link(self) -> None:
        """Copy what the mouse has selected, or else the story's address, through the terminal."""
        selected = self.get_selected_text()
        if selected:
            self.app.copy_to_clipboard(selected)
            self.say("What is selected is on the clipboard")
            return
        row = self.current()
        if row is None:
            self.say(_NOTHING)
            return
        self._copy_address(row.url)

    def _copy_address(self, url: str) -> None:
        if not is_web_address(url):
            self.say("The article has no address of the web.", is_error=True)
            return
        self.app.copy_to_clipboard(url)
        self.say(f"Sent to the terminal's clipboard: {url}")

    # How it looks.

    def action_toggle_entities(self) -> None:
        """Turn the highlighting of names on or off."""
        is_on = self.reader.toggle_highlighting()
        self.say("Names stand out" if is_on else "Names are plain text")

    def action_change_theme(self) -> None:
        """Choose other colours; those that are kept are there next time, too."""
        from tui.app.screens.dialogs.theme_dialog import ThemesScreen

        def chosen(name: str | None) -> None:
            if name is not None:
                self.keep_theme(name)

        self.app.push_screen(ThemesScreen(), chosen)

    def keep_theme(self, name: str) -> None:
        """Take other colours, for the next start too unless the configuration has its own."""
        self.app.theme = name
        self.marking.write(lambda store: store.memory.set("app.theme", name))
        own = self.newsroom.options.theme
        until_when = f", until the next start: config.toml says {own}" if own else ""
        self.say(f"Colours: {name}{until_when}")

    def action_help(self) -> None:
        """Show all keys."""
        from tui.app.screens.dialogs.help_dialog import HelpScreen

        self.app.push_screen(HelpScreen(self.commands, self.context))
        self.happened(Deed.HELPED)

    # The palette.

    def palette_commands(self) -> tuple[Command, ...]:
        """Return what the palette offers, the pane's own commands last."""
        here = commands_in(self.commands, self.context)
        everywhere = commands_in(self.commands, Context.READING)
        program = commands_in(self.commands, Context.APP)
        return tuple(it for it in (*everywhere, *here, *program) if it.is_listed)

    async def run_command(self, command: Command) -> None:
        """Do what a command does, where it belongs."""
        match command.context:
            case Context.READING:
                await self.run_action(command.action)
            case Context.APP:
                await self.app.run_action(command.action)
            case _:
                await self._pane.run_action(command.action)

    @property
    def places(self) -> Sequence[Section]:
        """What can be gone to at the left, but feeds, which have a way of their own."""
        return [it for it in self.section_list.sections if it.view.feed_id is None]

    def show_section(self, section: Section) -> None:
        """Go to a section or folder."""
        self.section_list.select(section.view)
        self.open_view(section.view)
        self.go_to(self.entry_list)

    def show_feed(self, feed_id: int) -> None:
        """Show the stories of a feed."""
        for feed in self.feeds:
            if feed.feed_id == feed_id:
                view = replace(self.view, scope=Scope.FEED, feed_id=feed.feed_id, folder="")
                self.section_list.select(view)
                self.open_view(replace(view, query=NO_QUERY, kept=frozenset()))
                self.go_to(self.entry_list)
