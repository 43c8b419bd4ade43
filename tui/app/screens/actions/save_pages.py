"""Save pages of the web by their addresses, in the background; undo it."""

from collections.abc import Sequence
from typing import Protocol

from cache.values.list_rows import EntryId
from tui.app.screens.main_ports import Works, Writes
from tui.headless.services.jobs.job_events import Event, JobFailed, PageSaved
from tui.headless.words.notices import plural


class SavePort(Writes, Works, Protocol):
    """What saving pages needs of the screen."""

    def look_at_cache(self, *, is_certain: bool = False) -> None:
        """Show the cache if it changed."""
        ...


class SavePages:
    """Saves pages beside what else runs; what is new can be removed again."""

    def __init__(self, screen: SavePort) -> None:
        self._screen = screen

    def start(self, addresses: Sequence[str]) -> None:
        """Save the pages behind addresses, with articles and briefs."""
        self._screen.say(f"Saving {_name(addresses)} …")
        # A group of its own: neither a refresh nor its end has to do with it.
        self._screen.run_worker(self._run(addresses), group="save-pages", exit_on_error=False)

    async def _run(self, addresses: Sequence[str]) -> None:
        saved: list[PageSaved] = []
        problems: list[str] = []

        def told(event: Event) -> None:
            match event:
                case PageSaved():
                    saved.append(event)
                case JobFailed(message=message):
                    problems.append(message)
                case _:
                    return

        await self._screen.newsroom.jobs.save_pages(addresses, told)
        if self._screen.is_running:
            self._report(saved, problems)

    def _report(self, saved: Sequence[PageSaved], problems: Sequence[str]) -> None:
        new = [EntryId(one.entry_id) for one in saved if one.is_new]
        if new:
            self._screen.marking.remember(
                f"Removed {plural(len(new), 'saved page')} again",
                lambda: self._screen.marking.write(lambda store: store.saved.take_back(new)),
            )
        self._screen.look_at_cache(is_certain=True)
        failed = next((one for one in saved if one.failure), None)
        if problems:
            self._screen.say(" ".join(problems), is_error=True)
        elif failed is not None:
            words = f"{failed.url} is saved without its text: {failed.failure}"
            self._screen.say(words, is_error=True)
        elif len(saved) == 1:
            verb = "Saved:" if saved[0].is_new else "Saved before:"
            self._screen.say(f"{verb} {saved[0].title or saved[0].url} · it is in the feed Saved")
        else:
            self._screen.say(f"{plural(len(new), 'page')} saved, in the feed Saved")


def _name(addresses: Sequence[str]) -> str:
    return addresses[0] if len(addresses) == 1 else plural(len(addresses), "page")
