"""Track the progress of a job from its events, as words and a fraction. Pure."""

from tui.headless.services.jobs.job_events import (
    AccountAdded,
    AccountDone,
    AccountEvent,
    AccountFound,
    AccountProgress,
    ArticlesDone,
    BriefsDone,
    ChoiceNeeded,
    Downloaded,
    Downloading,
    Event,
    FeedDone,
    JobFailed,
    Notified,
    PageSaved,
    PictureKept,
    Previewed,
    RefreshFinished,
    RefreshStarted,
    StoriesDone,
    Subscribed,
)
from tui.headless.services.jobs.progress_rate import Pace
from tui.headless.words.notices import clock_ahead_words, plural

# Feeds are quick to ask and articles slow to read: the bar should move evenly.
_FEEDS_SHARE, _ARTICLES_SHARE = 0.3, 0.8


class Progress:
    """What a job has told so far."""

    def __init__(self) -> None:
        self.is_running = False
        self.is_offline = False
        self.has_result = False
        self.new_count = 0
        self.failed_count = 0
        self.words = ""
        self.fraction = 0.0
        self._pace, self._stage = Pace(), ""

    def start(self, words: str) -> None:
        """Begin anew."""
        self.is_running = True
        self.has_result = False
        self.new_count = self.failed_count = 0
        self.words, self.fraction = words, 0.0

    def stop(self) -> None:
        """End, whatever the events said."""
        self.is_running = False
        self.words, self.fraction = "", 0.0

    def take(self, event: Event) -> str:  # noqa: C901 - one case for each event
        """Take an event; return a line for the reader when the job has a result to tell."""
        match event:
            case RefreshStarted(feed_count=count):
                words = f"asking {plural(count, 'feed')}" if count else "syncing"
                self.words, self.fraction = words, 0.0
            case FeedDone(done=done, total=total):
                self.new_count += event.new_count
                self.failed_count += bool(event.failure)
                self.is_offline = self.is_offline and bool(event.failure)
                self.words = f"{done:,} of {plural(total, 'feed')}{self._tail(event)}"
                self.fraction = _FEEDS_SHARE * done / max(1, total)
            case ArticlesDone(done=done, total=total):
                is_over = done >= total
                words = "making summaries" if is_over else f"{done:,} of {plural(total, 'article')}"
                self.words = words + self._tail(event)
                share = (_ARTICLES_SHARE - _FEEDS_SHARE) * done / max(1, total)
                self.fraction = max(self.fraction, _FEEDS_SHARE + share)
            case BriefsDone(done=done, total=total):
                self.words = f"{done:,} of {total:,} summaries{self._tail(event)}"
                share = (1 - _ARTICLES_SHARE) * done / max(1, total)
                self.fraction = max(self.fraction, _ARTICLES_SHARE + share)
            case StoriesDone():
                self.words = "putting stories together" + self._tail()
                self.fraction = 1.0
            case RefreshFinished() | JobFailed():
                return self._end(event)
            case Downloading(name=name):
                self.words, self.fraction = name, event.done / max(1, event.total)
            case AccountProgress() | AccountDone():
                self._take_account(event)
            case (
                ChoiceNeeded()
                | Previewed()
                | Subscribed()
                | Downloaded()
                | PageSaved()
                | PictureKept()
                | AccountFound()
                | AccountAdded()
            ):
                self.has_result = True
            case Notified():
                # The terminal shows it.
                pass
        return ""

    def _end(self, event: RefreshFinished | JobFailed) -> str:
        self.has_result = True
        if isinstance(event, JobFailed):
            return event.message
        self.is_offline = event.is_offline
        return self._result(event)

    def _take_account(self, event: AccountEvent) -> None:
        if isinstance(event, AccountDone):
            self.new_count += event.new_count
            return
        done, total = event.done, event.total
        self.words = f"{event.name}: {done:,} of {plural(total, 'entry', 'entries')}"
        self.fraction = max(self.fraction, _FEEDS_SHARE * done / max(1, total))

    def _tail(self, event: FeedDone | ArticlesDone | BriefsDone | None = None) -> str:
        new = f" · {self.new_count:,} new" if self.new_count else ""
        failed = f" · {self.failed_count:,} failed" if self.failed_count else ""
        return new + failed + (self._time_left(event) if event else "")

    def _time_left(self, event: FeedDone | ArticlesDone | BriefsDone) -> str:
        stage = type(event).__name__
        if stage != self._stage:
            self._stage, self._pace = stage, Pace()
        pace = self._pace.words(event.done, event.total)
        return f" · {pace}" if pace else ""

    @staticmethod
    def _result(event: RefreshFinished) -> str:
        if event.is_offline:
            return "No network: what you see is from the cache"
        if event.account_failures:
            return " ".join(event.account_failures)
        if not event.feed_count and not event.account_count:
            return "There are no feeds to ask"
        if event.program_failures:
            return " ".join(event.program_failures)
        words = plural(event.new_count, "new article") if event.new_count else "Nothing new"
        if event.clock_ahead_days:
            return clock_ahead_words(event.clock_ahead_days)
        if event.failed_count:
            words += f" · {plural(event.failed_count, 'feed')} failed (marked ! in the sections)"
        return words
