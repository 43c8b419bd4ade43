"""Download the files that come with articles, in the background."""

import asyncio
from typing import Protocol

from cache.values.list_rows import EntryId
from tui.app.screens.main_ports import Reads, Says, Works
from tui.headless.services.jobs.job_events import Downloaded, Downloading, Event, JobFailed

_AT_A_TIME = 2
_TENTHS = 10


class DownloadPort(Reads, Says, Works, Protocol):
    """What downloading needs of the screen."""


class FileDownloads:
    """Starts downloads and says how far they are, each tenth once."""

    def __init__(self, screen: DownloadPort) -> None:
        self._screen = screen
        self._jobs = screen.newsroom.jobs
        self._places = asyncio.Semaphore(_AT_A_TIME)
        self._running: set[tuple[EntryId, int]] = set()

    def start(self, entry_id: EntryId, number: int) -> None:
        """Download a file of an entry, by its number from 1."""
        if (entry_id, number) in self._running:
            self._screen.say("This file is being downloaded already")
            return
        self._running.add((entry_id, number))
        waits = len(self._running) > _AT_A_TIME
        self._screen.say("Downloading after the others …" if waits else "Downloading …")
        # A group of its own: neither a refresh nor its end has to do with it.
        self._screen.run_worker(self._run(entry_id, number), group="download", exit_on_error=False)

    async def _run(self, entry_id: EntryId, number: int) -> None:
        tenth = 0

        def told(event: Event) -> None:
            nonlocal tenth
            match event:
                case Downloading(total=total) if total > 0:
                    reached = _TENTHS * event.done // total
                    if tenth < reached < _TENTHS:
                        self._screen.say(f"{100 * reached // _TENTHS} % of {event.name}")
                    tenth = max(tenth, reached)
                case Downloaded(path=path):
                    verb = "Saved as" if event.is_new else "Already there:"
                    self._screen.say(f"{verb} {path}")
                case JobFailed(message=message):
                    self._screen.say(message, is_error=True)
                case _:
                    return

        try:
            async with self._places:
                await self._jobs.download(entry_id, number, told)
        finally:
            self._running.discard((entry_id, number))
