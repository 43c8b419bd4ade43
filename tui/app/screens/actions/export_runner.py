"""Write exported files in the background, one export at a time; it shows progress and can stop."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from textual.worker import Worker, get_current_worker

from tui.app.screens.dialogs.export_dialog import ExportScreen
from tui.app.screens.main_ports import Asks, Reads, Says, Works
from tui.headless.printing.output_files import SaveError
from tui.headless.services.files.export import ExportRequest, ExportStopped, Format, Target, export
from tui.headless.words.notices import plural


class ExportPort(Reads, Says, Asks, Works, Protocol):
    """What exporting needs of the screen."""


class ExportRunner:
    """Asks how, writes in a thread, and says what became of it."""

    def __init__(self, screen: ExportPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._worker: Worker[None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is being written."""
        return self._worker is not None and not self._worker.is_finished

    def stop(self) -> None:
        """Write no more after the present file."""
        if self._worker is not None:
            self._worker.cancel()

    def ask(self, targets: Sequence[Target]) -> None:
        """Ask how and where to write; then write."""

        def answered(request: ExportRequest | None) -> None:
            if request is not None:
                self._worker = self._screen.run_worker(
                    lambda: self._write(targets, request),
                    group="export",
                    thread=True,
                    exit_on_error=False,
                )

        settings = self._newsroom.export
        what = plural(len(targets), "article")
        if targets and isinstance(targets[0], str):
            what = "this story" if len(targets) == 1 else plural(len(targets), "story", "stories")
        dialog = ExportScreen(what, folder=settings.folder, format_=Format(settings.format))
        self._screen.push(dialog, answered)

    def _write(self, targets: Sequence[Target], request: ExportRequest) -> None:
        worker = get_current_worker()
        count, key = len(targets), self._screen.key_of("export")

        def on_progress(done: int) -> bool:
            if count > 1 and not worker.is_cancelled:
                self._say(f"Exporting {done + 1:,} of {count:,} · {key} stops")
            return not worker.is_cancelled

        try:
            with self._newsroom.open_library() as library:
                now = self._newsroom.clock()
                paths = export(library, targets, request, now=now, on_progress=on_progress)
        except ExportStopped:
            self._say("Export stopped; what was finished stays")
        except SaveError as error:
            self._say(f"Not exported: {error}", is_error=True)
        else:
            self._say(_saved(paths), is_error=not paths)

    def _say(self, words: str, *, is_error: bool = False) -> None:
        self._screen.say_from_thread(words, is_error=is_error)


def _saved(paths: Sequence[Path]) -> str:
    if not paths:
        return "Nothing was written: it is no longer in the cache"
    if len(paths) == 1:
        return f"Written: {paths[0]}"
    return f"{len(paths):,} files written to {paths[0].parent}"
