"""Chords and counts in the panes: what was typed becomes the keys that it means."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.dom import DOMNode
from textual.events import Key

from tui.app.key_queue import TypeAheadApp
from tui.app.screens.main.main_screen import MainScreen
from tui.headless.commands.command import Command, Context
from tui.headless.commands.key_sequences import Typed, Typing
from tui.headless.graphics.terminal_abilities import Listener

if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.timer import Timer

_CHORD_SECONDS = 0.6
"""How long a key that does something by itself waits for the rest of a chord."""
_ANSWER_SECONDS = 0.3
"""How long what may be the beginning of an answer of the terminal waits for the rest."""
_Answer = TypeVar("_Answer")


class TypingApp(TypeAheadApp[_Answer]):
    """Understands chords and counts while a pane has the focus; a dialog gets plain keys."""

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self.commands = tuple(commands)
        self._typing = Typing(commands)
        self._chord_timer: Timer | None = None
        self._listener: Listener[Key] | None = None
        self._answer_timer: Timer | None = None

    def meaning_of(self, key: Key) -> Sequence[Key]:
        """Return the keys that a key press completes, none while more is expected."""
        if self._listener is None:
            return self._meaning(key)
        keys = self._listener.take(key, key.character or "")
        if self._listener.is_holding:
            self._await_answer()
        return [meant for each in keys for meant in self._meaning(each)]

    def listen(self, listener: Listener[Key]) -> None:
        """Let the terminal's answers be taken out of what is typed."""
        self._listener = listener

    def _await_answer(self) -> None:
        if self._answer_timer is not None:
            self._answer_timer.stop()
        self._answer_timer = self.set_timer(_ANSWER_SECONDS, self._release_held)

    def _release_held(self) -> None:
        if self._listener is not None:
            held = self._listener.release()
            self.type_again([meant for each in held for meant in self._meaning(each)])

    def _meaning(self, key: Key) -> Sequence[Key]:
        screen = self._pane_screen()
        if screen is None:
            self._typing.forget()
            return (key,)
        typed = self._typing.take(key.key, screen.context)
        return self._done(screen, typed, key)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Carry out an action, and let the screen take notice of the command that it is of."""
        screen = self.screen if isinstance(self.screen, MainScreen) else None
        name = self._command_of(action, default_namespace, screen) if screen else ""
        is_done = await super().run_action(action, default_namespace, namespaces)
        if screen is not None and name:
            screen.command_done(name)
        return is_done

    def _command_of(self, action: object, namespace: DOMNode | None, screen: MainScreen) -> str:
        if namespace is screen:
            context = Context.EVERY_PANE
        elif namespace in screen.panes:
            context = screen.context
        else:
            context = Context.APP
        names = (it.name for it in self.commands if it.context is context and it.action == action)
        return next(names, "")

    def _pane_screen(self) -> MainScreen | None:
        screen = self.screen
        if isinstance(screen, MainScreen) and screen.focused in screen.panes:
            return screen
        return None

    def _done(self, screen: MainScreen, typed: Typed, key: Key | None) -> list[Key]:
        if self._chord_timer is not None:
            self._chord_timer.stop()
            self._chord_timer = None
        if typed.is_timed:
            self._chord_timer = self.set_timer(_CHORD_SECONDS, self._release)
        screen.status_bar.show_pending(typed.pending)
        keys: list[Key] = []
        for press in typed.presses:
            if press.row is not None:
                screen.go_to_row(press.row)
            elif key is not None and press.key == key.key and press.times == 1:
                keys.append(key)
            else:
                keys += [_key_named(press.key) for _ in range(press.times)]
        return keys

    def _release(self) -> None:
        screen = self._pane_screen()
        self._chord_timer = None
        if screen is not None:
            self.type_again(self._done(screen, self._typing.release(screen.context), None))


def _key_named(name: str) -> Key:
    return Key(name, name if len(name) == 1 else None)
