"""Report a verb's progress: text and a bar for people, events for programs."""

import argparse
import shutil
import sys
from typing import Protocol

from tui.headless.cli.event_sentences import describe_download, report_fields, sentence_of
from tui.headless.cli.exit_codes import complain
from tui.headless.cli.session import put_json
from tui.headless.services.jobs.job_events import (
    AccountDone,
    AccountProgress,
    ArticlesDone,
    BriefsDone,
    ChoiceNeeded,
    Downloading,
    Event,
    FeedDone,
    JobFailed,
    Notified,
    RefreshFinished,
    RefreshStarted,
    StoriesDone,
    encode_event,
)
from tui.headless.services.jobs.progress_rate import Pace
from tui.headless.settings.log import LOGGER


class Narrator(Protocol):
    """Whoever listens to a running verb."""

    @property
    def is_heard_by_app(self) -> bool:
        """Whether an open app takes the events."""
        ...

    def tell(self, event: Event) -> None:
        """Take an event."""
        ...

    def say(self, sentence: str) -> None:
        """Take a sentence meant for people only."""
        ...


class JsonNarrator:
    """For scripts: what a refresh came to, as one object on standard output."""

    is_heard_by_app = False

    def tell(self, event: Event) -> None:
        """Print the report at the end, or on standard error what the work failed of."""
        if isinstance(event, RefreshFinished):
            put_json(report_fields(event))
        elif isinstance(event, JobFailed):
            complain(event.message)

    def say(self, sentence: str) -> None:
        """Keep quiet."""


class EventNarrator:
    """For the application: every event as a line of JSON on standard output."""

    is_heard_by_app = True

    def tell(self, event: Event) -> None:
        """Write the event, at once."""
        sys.stdout.buffer.write(encode_event(event))
        sys.stdout.buffer.flush()

    def say(self, sentence: str) -> None:
        """Keep quiet: the application has the events."""


class LoggingNarrator:
    """Beside another one: what went wrong, in the log."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self.is_heard_by_app = narrator.is_heard_by_app

    def tell(self, event: Event) -> None:
        """Log a failure, then pass the event on."""
        if isinstance(event, FeedDone) and event.failure:
            LOGGER.warning("a feed failed: %s", event.failure, extra={"feed": event.feed_id})
        elif isinstance(event, AccountDone) and event.failure:
            LOGGER.warning("an account failed: %s: %s", event.name, event.failure)
        elif isinstance(event, JobFailed):
            LOGGER.error("the work failed: %s", event.message)
        elif isinstance(event, RefreshFinished):
            LOGGER.info("refreshed", extra=report_fields(event))
        self._narrator.tell(event)

    def say(self, sentence: str) -> None:
        """Pass a sentence on."""
        self._narrator.say(sentence)


class QuietNarrator:
    """For cron: only what went wrong, on standard error."""

    is_heard_by_app = False

    def tell(self, event: Event) -> None:
        """Write a failure of the whole job, nothing else."""
        if isinstance(event, JobFailed | ChoiceNeeded):
            sys.stderr.write(sentence_of(event) + "\n")
        elif isinstance(event, AccountDone) and event.failure and not event.is_offline:
            sys.stderr.write(f"{event.name}: {event.failure}\n")
        elif isinstance(event, RefreshFinished):
            sys.stderr.writelines(f"{failure}\n" for failure in event.program_failures)

    def say(self, sentence: str) -> None:
        """Keep quiet."""


class TerminalNarrator:
    """For a person: sentences on standard error, with a progress line if that is a terminal."""

    is_heard_by_app = False

    def __init__(self, *, has_terminal: bool) -> None:
        self._has_terminal = has_terminal
        names = ("feeds", "entries", "articles", "briefs", "stories")
        self._counts = dict.fromkeys(names, (0, 0))
        self._of_accounts: dict[int, tuple[int, int]] = {}
        self._is_line_open = False
        self._pace = Pace()

    def tell(self, event: Event) -> None:
        """Move the progress line, or write a sentence above it."""
        match event:
            case RefreshStarted(feed_count=total):
                self._counts["feeds"] = (0, total)
            case FeedDone(done=done, total=total):
                self._counts["feeds"] = (done, total)
                if event.failure or event.note:
                    self.say(f"{event.title}: {event.failure or event.note}")
            case AccountProgress(account_id=account_id, done=done, total=total):
                self._of_accounts[account_id] = (done, total)
                done, total = map(sum, zip(*self._of_accounts.values(), strict=True))
                self._counts["entries"] = (done, total)
            case ArticlesDone(done=done, total=total):
                self._counts["articles"] = (done, total)
            case BriefsDone(done=done, total=total):
                self._counts["briefs"] = (done, total)
            case StoriesDone():
                self._counts["stories"] = (event.told, event.to_tell)
            case Downloading():
                self._draw_download(event)
                return
            case Notified():
                return
            case _:
                self.say(sentence_of(event))
                return
        self._draw()

    def say(self, sentence: str) -> None:
        """Write a sentence."""
        self._wipe()
        sys.stderr.write(sentence + "\n")

    def _draw(self) -> None:
        if not self._has_terminal:
            return
        done = sum(count for count, _ in self._counts.values())
        total = sum(count for _, count in self._counts.values())
        words = " · ".join(
            f"{count}/{of} {name}" for name, (count, of) in self._counts.items() if of
        )
        width = shutil.get_terminal_size().columns
        bar_width = max(0, min(30, width - len(words) - 3))
        pace = self._pace.words(done, total)
        words += f" · {pace}" if pace else ""
        filled = bar_width * done // max(total, 1)
        bar = "━" * filled + "─" * (bar_width - filled)
        self._draw_line(f"{bar} {words}"[: width - 1])

    def _draw_download(self, event: Downloading) -> None:
        if self._has_terminal:
            width = shutil.get_terminal_size().columns - 1
            words = describe_download(event)
            name = event.name[: max(0, width - len(words) - 2)]
            self._draw_line(f"{words}  {name}"[:width])

    def _draw_line(self, words: str) -> None:
        sys.stderr.write("\r\x1b[K" + words)
        sys.stderr.flush()
        self._is_line_open = True

    def _wipe(self) -> None:
        if self._is_line_open:
            sys.stderr.write("\r\x1b[K")
            self._is_line_open = False


def narrator_for(arguments: argparse.Namespace) -> Narrator:
    """Return the narrator that the options ask for."""
    return LoggingNarrator(_narrator_for(arguments))


def _narrator_for(arguments: argparse.Namespace) -> Narrator:
    if arguments.events:
        return EventNarrator()
    if getattr(arguments, "json", False):
        return JsonNarrator()
    if getattr(arguments, "quiet", False):
        return QuietNarrator()
    return TerminalNarrator(has_terminal=sys.stderr.isatty())
