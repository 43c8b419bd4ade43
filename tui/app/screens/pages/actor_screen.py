"""The screen of an actor's page, with the way back through the pages before it."""

from collections.abc import Callable
from datetime import datetime

from textual import work
from textual.app import ComposeResult

from cache.values.list_rows import EntryId, Scope, View
from fetch.text.clean import clean_line
from tui.app.screens.base_screen import NewsScreen
from tui.app.screens.dialogs.help_dialog import HelpScreen
from tui.app.screens.dialogs.passages import passage_of_actor
from tui.app.widgets.bars.status_bars import KeyBar
from tui.app.widgets.line_view import LineView
from tui.app.widgets.pages.actor_view import ActorView
from tui.app.work_messages import ActorLoaded
from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.key_names import with_keys
from tui.headless.printing.quote_citation import attributed
from tui.headless.services.app_services import Newsroom

Follow = Callable[[str, Callable[[], None]], None]
"""Follows an actor, or no longer, and calls back when it is written."""


class ActorScreen(NewsScreen[EntryId | View]):
    """Answers with an article to open or a list to show; nothing if the reader goes back."""

    def __init__(
        self, newsroom: Newsroom, commands: tuple[Command, ...], name: str, *, follow: Follow
    ) -> None:
        super().__init__()
        self._newsroom = newsroom
        self._commands = commands
        self._follow = follow
        self._trail = [name]
        self.actor_view = ActorView(self._now, text_width=newsroom.options.text_width)
        self.key_bar = KeyBar()

    def _now(self) -> datetime:
        return self._newsroom.clock().astimezone()

    def compose(self) -> ComposeResult:
        """Lay out the page and the keys."""
        yield self.actor_view
        yield self.key_bar

    def on_mount(self) -> None:
        """Look the actor up."""
        here = commands_in(self._commands, Context.ACTOR)
        program = commands_in(self._commands, Context.APP)
        self.key_bar.show([it for it in (*here, *program) if it.is_shown])
        self.actor_view.focus()
        self._open()

    def _open(self) -> None:
        self.actor_view.show_hint("", "Looking through the articles …")
        self._load(self._trail[-1])

    def reload(self) -> None:
        """Show what the cache knows now."""
        if self.is_running:
            self._load(self._trail[-1])

    @work(group="actor", thread=True, exit_on_error=False)
    def _load(self, name: str) -> None:
        with self._newsroom.open_library() as library:
            page = library.interests.actor(name)
        self.post_message(ActorLoaded(name, page))

    def on_actor_loaded(self, message: ActorLoaded) -> None:
        """Show the actor, unless the reader is elsewhere by now."""
        if message.name != self._trail[-1]:
            return
        if message.page is None:
            self.actor_view.show_hint("", "No article in your lists has an actor of this name.")
        else:
            self.actor_view.show(message.page)

    def show_error(self, words: str) -> None:
        """Show what went wrong in the place of the page too."""
        super().show_error(words)
        self.actor_view.show_hint("", "The page could not be made.")

    def on_actor_view_actor_requested(self, message: ActorView.ActorRequested) -> None:
        """Go on to another actor."""
        self._trail.append(message.name)
        self._open()

    def on_actor_view_left(self) -> None:
        """Go back to the actor before, or out."""
        self._trail.pop()
        if self._trail:
            self._open()
        else:
            self._trail.append("")
            self.dismiss(None)

    def on_actor_view_article_requested(self, message: ActorView.ArticleRequested) -> None:
        """Open an article."""
        self.dismiss(message.entry_id)

    def on_actor_view_articles_requested(self) -> None:
        """Show all articles in the list."""
        self.dismiss(View(scope=Scope.ACTOR, subject=self._trail[-1]))

    def on_actor_view_following_toggled(self) -> None:
        """Follow the actor, or no longer."""
        self._follow(self._trail[-1], self.reload)

    def on_actor_view_quote_requested(self, message: ActorView.QuoteRequested) -> None:
        """Copy what the actor said through the terminal."""
        name = self._trail[-1]
        passage = passage_of_actor(name, message.quote, message.role, self._newsroom.library)
        if passage is None:
            self.show_error("The article is no longer in the cache.")
            return
        words = attributed(passage)
        self.app.copy_to_clipboard(words)
        shown = clean_line(words, max_characters=200)
        self.notify(f"Sent to the terminal's clipboard: {shown}", markup=False)

    def on_line_view_refused(self, message: LineView.Refused) -> None:
        """Say why a key did nothing."""
        self.notify(with_keys(message.words, self._commands), markup=False)

    def on_actor_view_help_requested(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self._commands, Context.ACTOR))
