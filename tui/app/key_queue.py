"""Pass typed keys on one at a time: each waits until the one before has done its work.

A key that a pane does not take itself climbs, from queue to queue, back to the app, which then
does what it is bound to; and a pane tells its screen by messages that climb the same way. The
next key would overtake all that, and go to the pane that is being left.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from textual.events import Event, Key

from tui.app.fault_containment import ContainingApp
from tui.headless.fault_guard import attempt

if TYPE_CHECKING:
    from asyncio import Task

_MOST_TURNS = 200
"""Turns of the event loop that a key waits at most: a few milliseconds."""
_QUIET_TURNS = 3
"""So many turns without a message in a queue, and the key before has done its work."""
_Answer = TypeVar("_Answer")


def _no_keys() -> Sequence[Key]:
    return ()


class TypeAheadApp(ContainingApp[_Answer]):
    """Gives keys to its screen one at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[Key] = deque()
        self._given: Key | None = None
        self._giving: Task[None] | None = None

    def meaning_of(self, key: Key) -> Sequence[Key]:
        """Return the keys that a key press stands for, now that it is its turn."""
        return (key,)

    async def on_event(self, event: Event) -> None:
        """Let a key wait for its turn."""
        is_typed = isinstance(event, Key) and not event.is_forwarded
        if isinstance(event, Key) and is_typed and event is not self._given:
            self._typed.append(event)
            if self._giving is None or self._giving.done():
                self._giving = asyncio.create_task(self._give_in_turn())
            return
        await super().on_event(event)

    def type_again(self, keys: Sequence[Key]) -> None:
        """Give keys that were held back, before any other."""
        for key in keys:
            self._given = key
            self.post_message(key)

    async def _give_in_turn(self) -> None:
        while self._typed and self.is_running:
            typed = self._typed.popleft()
            for key in attempt(f"the key {typed.key}", partial(self.meaning_of, typed), _no_keys):
                self._given = key
                self.post_message(key)
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
