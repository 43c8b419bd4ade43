"""Keys that come faster than they are answered: each waits until the one before has done its work.

A key that a pane does not take itself climbs, from queue to queue, back to the app, which then
does what it is bound to; and a pane tells its screen by messages that climb the same way. The
next key would overtake all that, and go to the pane that is being left.
"""

import asyncio
from collections import deque
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.events import Event, Key

if TYPE_CHECKING:
    from asyncio import Task

_MOST_TURNS = 200
"""Turns of the event loop that a key waits at most: a few milliseconds."""
_QUIET_TURNS = 3
"""So many turns without a message in a queue, and the key before has done its work."""
_Answer = TypeVar("_Answer")


class TypeAheadApp(App[_Answer]):
    """Gives keys to its screen one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: deque[Key] = deque()
        self._released: Key | None = None
        self._waiting: Task[None] | None = None

    async def on_event(self, event: Event) -> None:
        """Keep a key back while the one before is under way."""
        if not isinstance(event, Key) or event.is_forwarded:
            await super().on_event(event)
            return
        is_busy = self._waiting is not None and not self._waiting.done()
        if is_busy and event is not self._released:
            self._typed_ahead.append(event)
            return
        self._released = None
        await super().on_event(event)
        if not is_busy:
            self._waiting = asyncio.create_task(self._release_in_turn())

    async def _release_in_turn(self) -> None:
        await self._quiet()
        while self._typed_ahead:
            self._released = self._typed_ahead.popleft()
            self.post_message(self._released)
            await self._quiet()

    async def _quiet(self) -> None:
        quiet = 0
        for _ in range(_MOST_TURNS):
            await asyncio.sleep(0)
            if not self.is_running or not self.screen_stack:
                return
            pane = self.focused or self.screen
            is_quiet = not any(node.message_queue_size for node in pane.ancestors_with_self)
            quiet = quiet + 1 if is_quiet else 0
            if quiet == _QUIET_TURNS:
                return
