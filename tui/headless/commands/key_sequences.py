"""Turn key presses into commands: chords such as `g u` and counts such as `5 j`. Pure.

A key that begins a chord waits for the next one. If it also does something by itself, it does that
as soon as the next key shows that no chord was meant, or after a timeout.
"""

from collections.abc import Sequence

from msgspec import Struct

from tui.headless.commands.command import PANES, Command, Context
from tui.headless.commands.key_names import key_name, shown_key

MOST_REPEATS = 200
_MOST_DIGITS = 6


class Press(Struct, frozen=True, kw_only=True):
    """A key, or a chord of several, that is complete.

    Attributes:
        times: how often it is to be done.
        row: the number of the row to go to instead, from 1; None for the key's own work.
    """

    key: str
    times: int = 1
    row: int | None = None


class Typed(Struct, frozen=True, kw_only=True):
    """What has become of the keys so far.

    Attributes:
        presses: what is to be done now, in order.
        pending: what waits for more, as it is shown; "" for nothing.
        is_timed: whether what waits is to be done after a while even if nothing follows.
    """

    presses: tuple[Press, ...] = ()
    pending: str = ""
    is_timed: bool = False


class Typing:
    """Remembers the keys of an unfinished chord, and a count."""

    def __init__(self, commands: Sequence[Command]) -> None:
        self._commands = commands
        self._chord: tuple[str, ...] = ()
        self._count = ""

    def forget(self) -> None:
        """Forget what was begun."""
        self._chord, self._count = (), ""

    def take(self, key: str, context: Context) -> Typed:
        """Return what a key press makes of what was typed before it.

        Args:
            key: as key presses are called.
            context: where the focus is.
        """
        if key == "escape" and (self._chord or self._count):
            self.forget()
            return Typed()
        bound = self._bound(context)
        if not self._chord and self._is_count(key, bound):
            self._count = (self._count + key)[:_MOST_DIGITS]
            return self._waiting(bound)
        chord = (*self._chord, key)
        name = " ".join(chord)
        if any(other.startswith(f"{name} ") for other in bound):
            self._chord = chord
            return self._waiting(bound)
        if name in bound or not self._chord:
            press = self._press(name, bound)
            self.forget()
            return Typed(presses=(press,))
        return self._other_than_chord(key, context, bound)

    def release(self, context: Context) -> Typed:
        """Return what is to be done when nothing follows a key that begins a chord."""
        bound = self._bound(context)
        name = " ".join(self._chord)
        presses = (self._press(name, bound),) if name in bound else ()
        self.forget()
        return Typed(presses=presses)

    def _other_than_chord(self, key: str, context: Context, bound: dict[str, Command]) -> Typed:
        """Do what was begun, if it is something by itself, and then handle the key again."""
        begun = " ".join(self._chord)
        before = (self._press(begun, bound),) if begun in bound else ()
        self.forget()
        # A key that ends no chord is passed over with it: nobody meant it alone.
        after = self.take(key, context) if before else Typed()
        return Typed(
            presses=(*before, *after.presses), pending=after.pending, is_timed=after.is_timed
        )

    def _bound(self, context: Context) -> dict[str, Command]:
        live = {Context.APP, context}
        if context in {*PANES, Context.STORY}:
            live.add(Context.EVERY_PANE)
        return {
            key_name(key): command
            for command in self._commands
            if command.context in live
            for key in command.keys
        }

    def _is_count(self, key: str, bound: dict[str, Command]) -> bool:
        return key.isdecimal() and key not in bound and (key != "0" or bool(self._count))

    def _waiting(self, bound: dict[str, Command]) -> Typed:
        keys = " ".join(shown_key(key) for key in self._chord)
        pending = f"{self._count} {keys}".strip()
        return Typed(pending=pending, is_timed=" ".join(self._chord) in bound)

    def _press(self, name: str, bound: dict[str, Command]) -> Press:
        command = bound.get(name)
        count = int(self._count or 1)
        if command is None or not self._count:
            return Press(key=name)
        if command.counts_rows:
            return Press(key=name, row=count)
        return Press(key=name, times=min(count, MOST_REPEATS) if command.is_repeatable else 1)
