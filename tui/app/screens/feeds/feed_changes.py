"""The part of the feed manager that changes subscriptions; each change can be undone."""

from collections.abc import Sequence
from typing import Protocol

from msgspec.structs import replace
from textual import work

from cache.feeds.feed_options import CredentialLink, ManagedFeed
from cache.stores.feed_store import FeedState
from cache.values.list_rows import FeedId, GivenUp
from tui.app.screens.base_screen import NewsScreen
from tui.app.screens.dialogs.prompt_dialog import PromptScreen
from tui.app.screens.feeds.edit_feed_form import EditFeedScreen, FeedEdit, NewSecret
from tui.app.screens.job_progress import Progress
from tui.app.screens.undoable_marks import UndoableMarks
from tui.headless.services.app_services import Newsroom
from tui.headless.services.subscriptions.account_feeds import change_problem, removal_problem
from tui.headless.words.notices import plural

_NO_FEED = "Go to a feed first: this is a folder"


class Host(Protocol):
    """The screen below: it runs jobs and keeps the marks that can be taken back."""

    newsroom: Newsroom
    marking: UndoableMarks
    progress: Progress

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        """Ask feeds for news."""
        ...

    def ask_for_feed(self) -> None:
        """Ask for an address to subscribe to."""
        ...


class FeedChangesScreen(NewsScreen[None]):
    """Asks what is to change, writes it and remembers how it was."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.feeds: dict[FeedId, ManagedFeed] = {}
        self.selected: set[FeedId] = set()

    # What the subclass knows.

    def current_feed(self) -> ManagedFeed | None:
        """Return the feed under the cursor."""
        raise NotImplementedError

    def target_feeds(self) -> list[ManagedFeed]:
        """Return the feeds that a command is about."""
        raise NotImplementedError

    def say(self, words: str, *, is_error: bool = False) -> None:
        """Show a line."""
        raise NotImplementedError

    def known_folders(self) -> tuple[str, ...]:
        """Return the folders that there are."""
        return tuple(sorted({feed.row.folder for feed in self.feeds.values()} - {""}))

    # What is changed.

    def action_add(self) -> None:
        """Ask for an address."""
        self.host.ask_for_feed()

    def action_retry(self) -> None:
        """Ask feeds now."""
        feeds = self.target_feeds()
        if feeds:
            name = feeds[0].row.title if len(feeds) == 1 else plural(len(feeds), "feed")
            self.host.refresh_feeds([feed.row.feed_id for feed in feeds], f"asking {name}")

    def action_undo(self) -> None:
        """Take the last change back."""
        self.say(self.host.marking.undo() or "There is nothing to take back")

    def action_rename(self) -> None:
        """Ask for a name."""
        feed = self.current_feed()
        if feed is None:
            self.say(_NO_FEED)
            return

        def answered(name: str | None) -> None:
            if name is not None:
                state = replace(_state(feed), title=name)
                self._change({feed.row.feed_id: state}, f"Renamed {feed.row.title}")

        screen = PromptScreen(
            f"Rename {feed.row.title}",
            value=feed.given_title or feed.row.title,
            hint="Nothing for the name that it has itself.",
        )
        self.app.push_screen(screen, answered)

    def action_move(self) -> None:
        """Ask for a folder."""
        feeds = self.target_feeds()
        if not feeds:
            return
        name = feeds[0].row.title if len(feeds) == 1 else plural(len(feeds), "feed")

        def answered(folder: str | None) -> None:
            if folder is not None:
                states = {feed.row.feed_id: replace(_state(feed), folder=folder) for feed in feeds}
                self._change(states, f"Moved {name} to {folder or 'the top'}")
                self.selected = set()

        screen = PromptScreen(
            f"Move {name}",
            value=feeds[0].row.folder,
            hint="A folder, new or known (→ completes); levels joined by ' / '; nothing: the top.",
            known=self.known_folders(),
        )
        self.app.push_screen(screen, answered)

    def action_edit(self) -> None:
        """Open the form."""
        feed = self.current_feed()
        if feed is None:
            self.say(_NO_FEED)
            return

        def answered(edit: FeedEdit | None) -> None:
            if edit is None:
                return
            if edit.secret is not None:
                self._keep(feed, edit.state, edit.secret)
            elif edit.state != _state(feed):
                self._change({feed.row.feed_id: edit.state}, f"Changed {feed.row.title}")

        self.app.push_screen(EditFeedScreen(feed, self.known_folders()), answered)

    @work(group="secret", thread=True, exit_on_error=False)
    def _keep(self, feed: ManagedFeed, state: FeedState, secret: NewSecret) -> None:
        # A keyring may ask its owner for a password first: it is waited for in a thread.
        from tui.headless.services.subscriptions.credentials import CredentialError

        try:
            link = _stored(secret, state.url)
        except CredentialError as error:
            self.app.call_from_thread(self.say, f"Not saved: {error}", is_error=True)
            return
        changed = replace(state, options=replace(state.options, credential=link))
        words = f"Changed {feed.row.title}"
        self.app.call_from_thread(self._change, {feed.row.feed_id: changed}, words)

    def _change(self, states: dict[FeedId, FeedState], words: str) -> None:
        accounts = self.host.newsroom.library.accounts.all()
        problems = (change_problem(self.feeds[it], states[it], accounts) for it in states)
        problem = next(filter(None, problems), "")
        if problem:
            self.say(problem, is_error=True)
            return
        before = {feed_id: _state(self.feeds[feed_id]) for feed_id in states}
        self._write(states)
        self.host.marking.remember(f"Taken back: {words}", lambda: self._write(before))
        self.say(f"{words} · u takes it back")

    def _write(self, states: dict[FeedId, FeedState]) -> None:
        self.host.marking.write(lambda store: store.feeds.set_states(states))

    def action_unsubscribe(self) -> None:
        """Give feeds up; it can be taken back, so nothing is asked."""
        feeds = self.target_feeds()
        if not feeds:
            return
        accounts = self.host.newsroom.library.accounts.all()
        problem = removal_problem((feed.row for feed in feeds), accounts)
        if problem:
            self.say(problem, is_error=True)
            return
        ids = tuple(feed.row.feed_id for feed in feeds)
        name = feeds[0].row.title if len(feeds) == 1 else plural(len(feeds), "feed")
        marking, given_up = self.host.marking, list[GivenUp]()
        marking.write(lambda store: given_up.extend(store.feeds.give_up(ids)))
        # The writer works in order: by then it knows what was given up.
        marking.remember(
            f"Subscribed to {name} again",
            lambda: marking.write(lambda store: store.feeds.take_back(tuple(given_up))),
        )
        self.selected = set()
        self.say(f"Unsubscribed from {name} · u takes it back")


def _state(feed: ManagedFeed) -> FeedState:
    return FeedState(
        url=feed.row.url, title=feed.given_title, folder=feed.row.folder, options=feed.options
    )


def _stored(secret: NewSecret, url: str) -> CredentialLink:
    from tui.headless.services.subscriptions.credentials import (
        keep_secret,
        link_to_cookies,
        link_to_variable,
    )

    if secret.path is not None:
        return link_to_cookies(url, secret.path)
    if secret.variable:
        return link_to_variable(secret.kind, url, secret.variable)
    return keep_secret(secret.kind, url, secret.secret)
