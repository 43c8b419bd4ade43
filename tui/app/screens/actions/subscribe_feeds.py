"""Refresh, add, manage and remove feeds."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from cache.values.list_rows import FeedId, FeedRow, GivenUp, View
from fetch.model import Outline
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Asks, HasSelection, Shows, Waits, Writes
from tui.app.screens.view_query import feeds_of
from tui.app.widgets.lists.section_list import SectionList
from tui.app.widgets.lists.section_rows import SectionKind
from tui.headless.commands.command import Command, Context
from tui.headless.services.jobs.job_events import ChoiceNeeded
from tui.headless.services.subscriptions.account_feeds import removal_problem
from tui.headless.services.subscriptions.starter_feeds import Topic
from tui.headless.services.subscriptions.typed_addresses import SEPARATOR
from tui.headless.words.notices import plural

if TYPE_CHECKING:
    from cache.store import Store


_WAIT_SECONDS = 0.15
"""How soon to look again whether a job has ended."""


class RunsJobs(Protocol):
    """Runs one job at a time."""

    @property
    def progress(self) -> Progress:
        """How far the job is."""
        ...

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        """Ask feeds for news, all of them for None."""
        ...

    def add_feeds(self, urls: Sequence[str], folder: str) -> None:
        """Subscribe to what is behind addresses."""
        ...

    def import_opml(self, path: Path, folder: str) -> None:
        """Subscribe to the feeds of a file; those without a folder go into the given one."""
        ...


class SubscribePort(Writes, Asks, HasSelection, Shows, Waits, Protocol):
    """What subscribing needs of the screen."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands, with their keys."""
        ...

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Call something when the screen has come to rest."""
        ...

    def save_pages(self, addresses: Sequence[str]) -> None:
        """Save the pages behind addresses."""
        ...

    def rename_tag(self, name: str) -> None:
        """Ask what a tag is to be called."""
        ...

    def unfollow_view(self, view: View) -> None:
        """Follow what a section shows, or no longer."""
        ...


class SubscribeFeeds:
    """Refreshes, subscribes and unsubscribes; what was given up can be taken back."""

    def __init__(self, screen: SubscribePort, jobs: RunsJobs) -> None:
        self._screen = screen
        self._jobs = jobs
        self.newsroom = screen.newsroom
        self.marking = screen.marking
        self.progress = jobs.progress

    def refresh_all(self) -> None:
        """Ask all feeds for news."""
        if not (self._screen.feeds or self.newsroom.library.accounts.all()):
            self._screen.say(f"No feeds yet: {self._screen.key_of('add_feed')} adds one")
            return
        self._jobs.refresh_feeds(None, "asking all feeds")

    def refresh_selected(self) -> None:
        """Ask the selected feeds for news."""
        if self._screen.context is Context.SECTIONS:
            feed_ids = [feed.feed_id for feed in feeds_of(self._screen.view, self._screen.feeds)]
            if not feed_ids:
                self.refresh_all()
                return
        else:
            feed_ids = list(dict.fromkeys(row.feed_id for row in self._screen.subject().rows))
            if not feed_ids:
                self.refresh_all()
                return
        titles = [feed.title or feed.url for feed in self._screen.feeds if feed.feed_id in feed_ids]
        name = titles[0] if len(titles) == 1 else f"{len(titles)} feeds"
        self._jobs.refresh_feeds(feed_ids, f"asking {name}")

    def manage(self) -> None:
        """Show all feeds, how they are, and what can be done about it."""
        from tui.app.screens.feeds.feed_manager import FeedsScreen

        self._screen.push(FeedsScreen(self, self._screen.commands))

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        """Ask feeds for news, all of them for None."""
        self._jobs.refresh_feeds(feed_ids, words)

    def ask_for_feed(self, *, address: str = "", folder: str = "", problem: str = "") -> None:
        """Ask for an address to subscribe to, with what was typed before."""
        from tui.app.screens.feeds.add_feed_dialog import (
            AddAnswer,
            AddRequest,
            AddScreen,
            ImportRequest,
            SaveRequest,
        )

        def answered(request: AddAnswer | None) -> None:
            match request:
                case SaveRequest(addresses=addresses):
                    self._screen.save_pages(addresses)
                case AddRequest(addresses=addresses, folder=folder):
                    self._jobs.add_feeds(addresses, folder)
                case ImportRequest(path=path, folder=folder):
                    self._jobs.import_opml(path, folder)
                case None:
                    return

        folders = tuple(sorted({feed.folder for feed in self._screen.feeds if feed.folder}))
        screen = AddScreen(
            self.newsroom.jobs.preview,
            address=address,
            folder=folder,
            problem=problem,
            folders=folders,
        )
        self._screen.push(screen, answered)

    def adding_failed(self, urls: Sequence[str], folder: str, message: str) -> None:
        """Let the reader mend the addresses."""
        self.ask_for_feed(address=SEPARATOR.join(urls), folder=folder, problem=message)

    def choice_needed(self, event: ChoiceNeeded, folder: str) -> None:
        """Let the reader choose among the feeds of a site."""
        from tui.app.screens.feeds.choose_feed_dialog import ChooseScreen

        def answered(urls: tuple[str, ...] | None) -> None:
            if urls:
                self._screen.call_after_refresh(lambda: self._add_chosen(urls, folder))

        self._screen.push(ChooseScreen(event.urls, event.titles), answered)

    def _add_chosen(self, urls: tuple[str, ...], folder: str) -> None:
        # The job that asked may still be ending.
        if self.progress.is_running:
            self._screen.set_timer(_WAIT_SECONDS, lambda: self._add_chosen(urls, folder))
        else:
            self._jobs.add_feeds(urls, folder)

    def remove_section(self, message: SectionList.RemovalRequested) -> None:
        """Unsubscribe after a question; an actor or a search needs none."""
        from tui.app.screens.dialogs.confirm_dialog import ConfirmScreen

        feed_id = message.section.view.feed_id
        if message.section.kind is SectionKind.TAG:
            self._screen.rename_tag(message.section.view.subject)
            return
        if feed_id is None:
            self._screen.unfollow_view(message.section.view)
            return
        chosen = (feed for feed in self._screen.feeds if feed.feed_id == feed_id)
        problem = removal_problem(chosen, self.newsroom.library.accounts.all())
        if problem:
            self._screen.say(problem, is_error=True)
            return

        def answered(is_certain: bool | None) -> None:  # noqa: FBT001  # Textual's callback
            if is_certain:
                self._unsubscribe(feed_id, message.section.label)

        question = f"Unsubscribe from {message.section.label} and forget its articles?"
        self._screen.push(ConfirmScreen(question, yes="Unsubscribe"), answered)

    def _unsubscribe(self, feed_id: FeedId, title: str) -> None:
        given_up: list[GivenUp] = []
        self.marking.write(lambda store: given_up.extend(store.feeds.give_up((feed_id,))))
        self._screen.say(f"Unsubscribed from {title} · {self._screen.key_of('undo')} takes it back")
        self.marking.remember(
            f"Subscribed to {title} again",
            lambda: self.marking.write(lambda store: store.feeds.take_back(tuple(given_up))),
        )

    def subscribe_to(self, topics: Sequence[Topic]) -> None:
        """Subscribe to the feeds of topics, a folder each, and ask them for news."""
        now = self.newsroom.clock()
        outlines = [
            Outline(url=feed.url, title=feed.title, folder=topic.name)
            for topic in topics
            for feed in topic.feeds
        ]
        known = {feed.url for feed in self._screen.feeds}
        added: list[FeedId] = []

        def subscribe(store: "Store") -> None:
            ids = store.feeds.subscribe_all(outlines, now=now)
            added.extend(
                feed_id
                for feed_id, outline in zip(ids, outlines, strict=True)
                if outline.url not in known
            )

        def subscribed() -> None:
            self.feeds_added(added)
            self._jobs.refresh_feeds(None, "asking all feeds")
            count = plural(len(added), "feed")
            self._screen.say(f"Subscribed to {count} · {self._screen.key_of('undo')} takes it back")

        self.marking.write(subscribe, then=subscribed)

    def feeds_added(self, feed_ids: Sequence[FeedId]) -> None:
        """Let new subscriptions be taken back in one step."""
        ids = tuple(feed_ids)
        self.marking.remember(
            f"Unsubscribed from {plural(len(ids), 'feed')} again",
            lambda: self.marking.write(lambda store: store.feeds.give_up(ids)),
        )
