"""What every screen does: it shows failures that would otherwise be silent."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from cache.errors import CacheError
from tui.notices import describe_error

Result = TypeVar("Result")


def words_of(error: BaseException) -> str:
    """Return a sentence for an error: the notice of an expected one, the type of a bug."""
    if isinstance(error, CacheError):
        return describe_error(error)
    return f"Something went wrong: {type(error).__name__}: {error}"


class NewsScreen(Screen[Result], Generic[Result]):
    """A screen that shows the failures of its workers: their events do not bubble."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what a worker died of."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.show_error(words_of(event.worker.error))

    def show_error(self, words: str) -> None:
        """Show an error until the reader has had time to read it."""
        self.notify(words, severity="error", markup=False, timeout=10)


class NewsDialog(ModalScreen[Result], NewsScreen[Result], Generic[Result]):
    """A screen over another one."""
