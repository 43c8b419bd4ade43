"""The base of every screen: it shows and logs failures that would otherwise be silent."""

from typing import Generic, TypeVar

from textual.screen import ModalScreen, Screen
from textual.worker import Worker, WorkerState

from cache.errors import CacheError
from tui.app.fault_containment import Contained
from tui.app.work_messages import Complained
from tui.headless.settings.log import log_error
from tui.headless.words.notices import describe_error, describe_fault

Result = TypeVar("Result")


def words_of(error: BaseException) -> str:
    """Return a sentence for an error: the notice of an expected one, the type of a bug."""
    if isinstance(error, CacheError):
        return describe_error(error)
    return describe_fault(error)


def nothing_kept(refusal: CacheError) -> str:
    """Return the sentence for what was done in a cache that can only be read."""
    return f"Nothing can be kept: {words_of(refusal)}"


class NewsScreen(Contained, Screen[Result], Generic[Result]):
    """A screen that shows the failures of its workers: their events do not bubble."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what a worker died of."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            log_error(f"worker {event.worker.name or event.worker.group}", error)
            self.show_error(words_of(error))

    def show_error(self, words: str) -> None:
        """Show an error until the reader has had time to read it."""
        self.notify(words, severity="error", markup=False, timeout=10)
        self.post_message(Complained(words))


class NewsDialog(ModalScreen[Result], NewsScreen[Result], Generic[Result]):
    """A screen over another one."""
