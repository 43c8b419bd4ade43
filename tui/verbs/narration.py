"""How a running verb tells what it does: words and a bar for people, events for programs."""

import argparse
import shutil
import sys
from typing import Protocol

from tui.log import LOGGER
from tui.media import describe_size
from tui.notices import plural
from tui.services.events import (
    ArticlesDone,
    BriefsDone,
    ChoiceNeeded,
    Downloaded,
    Downloading,
    Event,
    FeedDone,
    JobFailed,
    Previewed,
    RefreshFinished,
    RefreshStarted,
    StoriesDone,
    Subscribed,
    encode_event,
)


class Narrator(Protocol):
    """Whoever listens to a running verb."""

    def tell(self, event: Event) -> None:
        """Take an event."""
        ...

    def say(self, sentence: str) -> None:
        """Take a sentence meant for people only."""
        ...


class EventNarrator:
    """For the application: every event as a line of JSON on standard output."""

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

    def tell(self, event: Event) -> None:
        """Log a failure, then pass the event on."""
        if isinstance(event, FeedDone) and event.failure:
            LOGGER.warning("a feed failed: %s", event.failure, extra={"feed": event.feed_id})
        elif isinstance(event, JobFailed):
            LOGGER.error("the work failed: %s", event.message)
        elif isinstance(event, RefreshFinished):
            LOGGER.info("refreshed", extra={"seconds": round(event.seconds, 1)})
        self._narrator.tell(event)

    def say(self, sentence: str) -> None:
        """Pass a sentence on."""
        self._narrator.say(sentence)


class QuietNarrator:
    """For cron: only what went wrong, on standard error."""

    def tell(self, event: Event) -> None:
        """Write a failure of the whole job, nothing else."""
        if isinstance(event, JobFailed | ChoiceNeeded):
            sys.stderr.write(_sentence(event) + "\n")

    def say(self, sentence: str) -> None:
        """Keep quiet."""


class TerminalNarrator:
    """For a person: sentences on standard error, with a progress line if that is a terminal."""

    def __init__(self, *, has_terminal: bool) -> None:
        self._has_terminal = has_terminal
        self._counts = {"feeds": (0, 0), "articles": (0, 0), "briefs": (0, 0), "stories": (0, 0)}
        self._is_line_open = False

    def tell(self, event: Event) -> None:
        """Move the progress line, or write a sentence above it."""
        match event:
            case RefreshStarted(feed_count=total):
                self._counts["feeds"] = (0, total)
            case FeedDone(done=done, total=total):
                self._counts["feeds"] = (done, total)
                if event.failure:
                    self.say(f"{event.title}: {event.failure}")
            case ArticlesDone(done=done, total=total):
                self._counts["articles"] = (done, total)
            case BriefsDone(done=done, total=total):
                self._counts["briefs"] = (done, total)
            case StoriesDone():
                self._counts["stories"] = (event.told, event.to_tell)
            case Downloading():
                self._draw_download(event)
                return
            case (
                RefreshFinished()
                | Subscribed()
                | ChoiceNeeded()
                | Previewed()
                | Downloaded()
                | JobFailed()
            ):
                self.say(_sentence(event))
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


def _sentence(
    event: RefreshFinished | Subscribed | ChoiceNeeded | Previewed | Downloaded | JobFailed,
) -> str:
    if isinstance(event, Previewed | Downloaded):
        return _preview(event) if isinstance(event, Previewed) else _downloaded(event)
    match event:
        case RefreshFinished(is_offline=True):
            return "There is no network: nothing was refreshed, everything stored can be read."
        case RefreshFinished():
            parts = [
                plural(event.new_count, "new entry", "new entries"),
                plural(event.brief_count, "brief"),
                f"{plural(event.feed_count, 'feed')} in {event.seconds:.1f} s",
                f"{event.unchanged_count:,} unchanged",
            ]
            if event.failed_count:
                parts.append(f"{event.failed_count:,} failed (see `nutgraf feeds --failing`)")
            return ", ".join(parts) + "."
        case Subscribed():
            verb = "Subscribed" if event.is_new else "Already subscribed"
            return f"{verb} to {event.title or event.url} <{event.url}>."
        case ChoiceNeeded():
            choices = "\n".join(
                f"  {number}  nutgraf add '{url}'  # {title}"
                for number, (url, title) in enumerate(zip(event.urls, event.titles, strict=True), 1)
            )
            return f"There are several feeds; add the one you want, or say --choose N:\n{choices}"
        case JobFailed():
            return event.message


def _downloaded(event: Downloaded) -> str:
    verb = "Saved" if event.is_new else "Already there"
    return f"{verb}: {event.path} ({describe_size(event.byte_count)})."


def describe_download(event: Downloading) -> str:
    """Return how far a download is: "42 %  17.6 MiB of 42.1 MiB  1.2 MiB/s  20 s left"."""
    done, rate = describe_size(event.done), f"{describe_size(round(event.rate))}/s"
    if event.total <= 0:
        return f"{done}  {rate}"
    words = f"{100 * event.done // event.total} %  {done} of {describe_size(event.total)}  {rate}"
    if event.rate <= 0 or event.done >= event.total:
        return words
    return f"{words}  {describe_seconds((event.total - event.done) / event.rate)} left"


def describe_seconds(seconds: float) -> str:
    """Return a span of time, roughly: "20 s", "3 min", "2 h"."""
    if seconds < 100:  # noqa: PLR2004
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 6000 else f"{seconds / 3600:.0f} h"  # noqa: PLR2004


def _preview(event: Previewed) -> str:
    lines = [
        f"{event.title or event.url} <{event.url}>",
        f"  {plural(event.entry_count, 'entry', 'entries')}, "
        + ("whole articles" if event.has_full_text else "beginnings of articles"),
    ]
    lines += [
        f"  {date[:10] or '–':<10}  {title}"
        for date, title in zip(event.dates, event.titles, strict=True)
    ]
    if event.is_known:
        lines.append("  You are subscribed to it already.")
    return "\n".join(lines)


def narrator_for(arguments: argparse.Namespace) -> Narrator:
    """Return the narrator that the options ask for."""
    return LoggingNarrator(_narrator_for(arguments))


def _narrator_for(arguments: argparse.Namespace) -> Narrator:
    if arguments.events:
        return EventNarrator()
    if getattr(arguments, "quiet", False):
        return QuietNarrator()
    return TerminalNarrator(has_terminal=sys.stderr.isatty())
