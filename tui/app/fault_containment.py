"""Faults of handlers, timers, workers and screens: told, logged, and the app goes on.

Textual ends the message queue of whatever failed, and the app. Here a fault is taken before it
gets so far; what only calls the app is taken there.
"""

from types import TracebackType
from typing import TypeVar

from textual import events
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import WorkerFailed

from cache.errors import CacheError
from tui.app.textual_private import active_message_pump
from tui.app.work_messages import Faulted
from tui.headless.fault_guard import attempt
from tui.headless.settings.log import log_error

_Answer = TypeVar("_Answer")
_DRAWING = frozenset({"_compositor_refresh", "_refresh_layout", "_display"})
"""Functions of Textual that lay out and draw a whole screen."""


class Contained(MessagePump):
    """Takes what its handlers raise to the app, and goes on with the next message."""

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:
            if not isinstance(self.app, ContainingApp):
                raise
            self.app.contain(error, self, message)


class ContainingApp(Contained, App[_Answer]):
    """Goes on after a fault if it can; else it ends, and `fault` says why."""

    def __init__(self) -> None:
        super().__init__()
        self.fault: Exception | None = None
        """Why the app had to end."""
        self._last: Exception | None = None

    def contain(
        self, error: Exception, node: MessagePump | None, message: Message | None = None
    ) -> None:
        """Log a fault and have it told, or end if nothing could be shown or told any more.

        Args:
            node: whose handler, timer or worker it was.
            message: what was being handled.
        """
        if isinstance(error, WorkerFailed) and isinstance(error.error, Exception):
            error = error.error
        screen = _screen_of(node)
        is_opening = isinstance(message, events.Compose | events.Mount) and node is screen
        is_opening = is_opening or (screen is not None and not screen.is_mounted)
        is_undrawn = _is_of_drawing(error.__traceback__)
        is_base = screen is None or screen in self.screen_stack[:1]
        if (
            isinstance(error, CacheError)
            or isinstance(message, Faulted)
            or not (self._running and self._screen_stack)
            or (is_base and is_undrawn)
            or (is_base and is_opening and not isinstance(message, events.Mount))
        ):
            self._end_for(error)
            return
        self._last = error
        log_error(f"{type(node).__name__}{f', {type(message).__name__}' if message else ''}", error)
        self.post_message(Faulted(error, screen if is_opening or is_undrawn else None))

    def _handle_exception(self, error: Exception) -> None:
        """Contain what Textual would end the app for, and show with all values on the terminal."""
        self.contain(error, active_message_pump.get(None))

    def _end_for(self, error: Exception) -> None:
        log_error("the app", error)
        self.fault = self.fault or error
        if not isinstance(error, CacheError) and self._exception is None:
            # As Textual does, so that a test of the app fails of it.
            self._exception = error
            self._exception_event.set()
        attempt("leaving", self.exit, lambda: None)
        self._return_code = 1
        # Whoever failed takes no more messages; it may have been the app itself.
        self._close_messages_no_wait()

    @property
    def ended_for(self) -> Exception | None:
        """Why the app ended; None if the reader left it."""
        return self.fault or (None if self._exit else self._last)


def _screen_of(node: MessagePump | None) -> Screen[object] | None:
    if not isinstance(node, Widget):
        return None
    return next((it for it in node.ancestors_with_self if isinstance(it, Screen)), None)


def _is_of_drawing(trace: TracebackType | None) -> bool:
    while trace is not None:
        if trace.tb_frame.f_code.co_name in _DRAWING:
            return True
        trace = trace.tb_next
    return False
