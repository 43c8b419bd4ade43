"""Run jobs beside the screen, and notice what they and other processes write to the cache."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from cache.errors import CacheError
from cache.values.list_rows import FeedId
from fetch.access import without_secret
from fetch.feeds.known_sites import typed_address
from tui.app.screens.base_screen import words_of
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Reads, Says, Waits, Works
from tui.headless.services.jobs.job_events import (
    ChoiceNeeded,
    Event,
    JobFailed,
    Notified,
    RefreshFinished,
    RefreshStarted,
    Subscribed,
)
from tui.headless.services.jobs.job_ports import OnEvent

if TYPE_CHECKING:
    from textual.timer import Timer

_SOON_SECONDS = 0.01
"""A timer of Textual divides by its time: none may be 0."""
_FOLLOW_SECONDS = 0.4
"""How often the lists follow a running job: often enough to watch, too rarely to disturb."""
_OTHERS_SECONDS = 2.0
"""How often to look whether another process wrote to the cache."""
_MINUTE = 60.0
JOBS = "jobs"


class JobsPort(Reads, Says, Waits, Works, Protocol):
    """What running jobs needs of the screen."""

    def call_after_refresh(self, callback: Callable[[], object]) -> bool:
        """Call something when the screen has come to rest."""
        ...

    def progress_changed(self) -> None:
        """Show how far the job is."""
        ...

    def cache_changed(self) -> None:
        """Show what is in the cache now."""
        ...

    def choice_needed(self, event: ChoiceNeeded, folder: str) -> None:
        """Let the reader choose among feeds."""
        ...

    def adding_failed(self, urls: Sequence[str], folder: str, message: str) -> None:
        """Let the reader mend what was typed."""
        ...

    def feeds_added(self, feed_ids: Sequence[FeedId]) -> None:
        """Let the subscriptions be taken back that a job has made."""
        ...


class BackgroundJobs:
    """Runs one job at a time, and looks what it and others write to the cache."""

    def __init__(self, screen: JobsPort, show_notice: Callable[[str, str, str], None]) -> None:
        """Take the screen, and what has the terminal show title and body in some way."""
        self._screen = screen
        self._show_notice = show_notice
        self._newsroom = screen.newsroom
        self.progress = Progress()
        self._follow_timer: Timer | None = None
        self._followed_at = float("-inf")
        self._data_version = -1
        self._added: list[FeedId] = []

    # Jobs.

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        """Ask feeds for news, all of them for None."""
        self._start(words, lambda tell: self._newsroom.jobs.refresh(feed_ids, tell), self._told)

    def refresh_due(self) -> None:
        """Ask the feeds whose time has come; nothing is said if there is none."""

        def told(event: Event) -> None:
            if isinstance(event, RefreshFinished) and not (
                event.feed_count or event.new_count or event.account_failures
            ):
                self.progress.take(event)
            else:
                self._told(event)

        self._start("looking which feeds are due", self._newsroom.jobs.refresh_due, told)

    def add_feeds(self, urls: Sequence[str], folder: str) -> None:
        """Subscribe to what is behind addresses."""
        failures: list[str] = []

        def tell_failures() -> None:
            # Of several addresses each failure would be shown for a moment only.
            if failures and self._screen.is_running:
                missed = [url for url in urls if any(it.startswith(f"{url}: ") for it in failures)]
                self._screen.adding_failed(missed or urls, folder, "\n".join(failures))
                failures.clear()

        def told(event: Event) -> None:
            self._told(event)
            if isinstance(event, ChoiceNeeded):
                self._screen.choice_needed(event, folder)
            elif isinstance(event, JobFailed):
                failures.append(event.message)
            elif isinstance(event, RefreshStarted):
                tell_failures()
            elif isinstance(event, Subscribed) and len(urls) == 1:
                verb = "Subscribed to" if event.is_new else "Already there:"
                self._screen.say(f"{verb} {event.title or event.url}")

        async def add(tell: OnEvent) -> None:
            await self._newsroom.jobs.add(urls, folder, tell)
            tell_failures()

        words = (
            f"looking at {without_secret(typed_address(urls[0]))[0]}"
            if len(urls) == 1
            else f"adding {len(urls)} feeds"
        )
        self._start(words, add, told)

    def import_opml(self, path: Path, folder: str) -> None:
        """Subscribe to the feeds of a file; those without a folder go into the given one."""
        self._start(
            f"reading {path.name}",
            lambda tell: self._newsroom.jobs.import_opml(path, folder, tell),
            self._told,
        )

    def run_job(self, words: str, job: Callable[[OnEvent], Awaitable[None]], told: OnEvent) -> None:
        """Run a job; each of its events is given to `told`, too, while the screen is there."""

        def heard(event: Event) -> None:
            self._told(event)
            if self._screen.is_running:
                told(event)

        self._start(words, job, heard)

    def _start(self, words: str, job: Callable[[OnEvent], Awaitable[None]], told: OnEvent) -> None:
        if self.progress.is_running:
            self._screen.say("A refresh is running already")
            return
        self.progress.start(words)
        self._screen.progress_changed()
        self._screen.run_worker(self._run(job, told), group=JOBS, exit_on_error=False)

    async def _run(self, job: Callable[[OnEvent], Awaitable[None]], told: OnEvent) -> None:
        try:
            await job(told)
        finally:
            has_result = self.progress.has_result
            self.progress.stop()
            added, self._added = tuple(self._added), []
            if self._screen.is_running and added:
                self._screen.feeds_added(added)
            if self._screen.is_running and not has_result:
                self._screen.say("The work broke off before its end", is_error=True)
            if self._screen.is_running:
                self._follow()

    def _told(self, event: Event) -> None:
        if not self._screen.is_running:
            return
        if isinstance(event, Subscribed) and event.is_new:
            self._added.append(FeedId(event.feed_id))
        if isinstance(event, Notified) and not event.is_shown:
            self._show_notice(event.title, event.body, self._newsroom.notices)
        words = self.progress.take(event)
        self._screen.progress_changed()
        if words:
            self._screen.say(words, is_error=isinstance(event, JobFailed))
        if self._follow_timer is None:
            # What comes after a while is shown at once, and what comes one after another together.
            wait = max(_SOON_SECONDS, self._followed_at + _FOLLOW_SECONDS - monotonic())
            self._follow_timer = self._screen.set_timer(wait, self._follow)

    def _follow(self) -> None:
        if self._follow_timer is not None:
            self._follow_timer.stop()
            self._follow_timer = None
        self._followed_at = monotonic()
        self._screen.progress_changed()
        self.look_at_cache(is_certain=True)

    # By itself.

    def start(self) -> None:
        """Follow the cache, and refresh by itself if the configuration wants that."""
        self._watch_cache()
        options = self._newsroom.options
        if options.refresh_minutes:
            self._screen.set_interval(options.refresh_minutes * _MINUTE, self._refresh_by_itself)
        if options.refresh_on_start:
            self._screen.call_after_refresh(self._refresh_by_itself)

    def _refresh_by_itself(self) -> None:
        library = self._newsroom.library
        has_work = library.counts().feeds or library.accounts.all()
        if has_work and not self.progress.is_running:
            self.refresh_due()

    # Other writers.

    def _watch_cache(self) -> None:
        self._data_version = self._newsroom.library.data_version()
        self._screen.set_interval(_OTHERS_SECONDS, self.look_at_cache)

    def look_at_cache(self, *, is_certain: bool = False) -> None:
        """Show the cache if it changed; say so if it can't be read."""
        try:
            self._look(is_certain=is_certain)
        except CacheError as error:
            self._screen.say(words_of(error), is_error=True)

    def _look(self, *, is_certain: bool) -> None:
        version = self._newsroom.library.data_version()
        if version != self._data_version or is_certain:
            self._data_version = version
            self._screen.cache_changed()
