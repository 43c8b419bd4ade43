"""Convert key names between configuration, key presses and display."""

import difflib
import re
from collections.abc import Sequence

from tui.headless.commands.command import Command

_SIGNS = {
    "?": "question_mark",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ":": "colon",
    ";": "semicolon",
    ".": "full_stop",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "*": "asterisk",
    "!": "exclamation_mark",
    "'": "apostrophe",
    "`": "grave_accent",
    "~": "tilde",
    "@": "at",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "\\": "backslash",
    "|": "vertical_line",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "_": "underscore",
    '"': "quotation_mark",
    "^": "circumflex_accent",
}
"""Printable signs and their names in Textual; a comma separates keys and has only its name."""

_NAMED = {
    "enter", "tab", "escape", "space", "backspace", "delete", "insert", "home", "end",
    "pageup", "pagedown", "up", "down", "left", "right", "comma",
    *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_MODIFIERS = {"ctrl", "shift", "alt", "super"}

_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "⌫",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "comma": ",",
}
_SIGN_OF = {name: sign for sign, name in _SIGNS.items()}


def key_name(key: str) -> str:
    """Return the name that a key press has; of a chord, the names with blanks between.

    Raises:
        ValueError: there is no such key.
    """
    if " " in key:
        return " ".join(key_name(part) for part in key.split())
    *modifiers, last = key.split("+") if key != "+" else [key]
    is_known = (
        last in _NAMED
        or last in _SIGNS
        or last in _SIGNS.values()
        or (len(last) == 1 and last.isalnum())
    )
    if not is_known or not set(modifiers) <= _MODIFIERS:
        message = f"{key!r} is not a key{_nearest(modifiers, last)}"
        raise ValueError(message)
    return "+".join((*modifiers, _SIGNS.get(last, last)))


def _nearest(modifiers: list[str], last: str) -> str:
    """Return a question for the key that is most like a wrong one, "" if none is."""
    wrong = next((it for it in modifiers if it not in _MODIFIERS), last)
    known = _MODIFIERS if wrong != last else {*_NAMED, *_SIGNS.values()}
    found = difflib.get_close_matches(wrong.lower(), sorted(known), n=1)
    if not found:
        return ""
    parts = [found[0] if part == wrong else part for part in (*modifiers, last)]
    return f'; did you mean "{"+".join(parts)}"?'


def shown_key(key: str) -> str:
    """Return a key, or a chord of several, as the footer and the help write it."""
    if " " in key:
        return " ".join(shown_key(part) for part in key.split())
    *modifiers, last = key.split("+") if key != "+" else [key]
    words = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
    sign = _SHOWN.get(last) or _SIGN_OF.get(last, last)
    return "+".join((*(words[name] for name in modifiers), sign))


_NAME = re.compile(r"\{(\w+)\}")


def key_of(name: str, commands: Sequence[Command]) -> str:
    """Return the first key of a command, for a sentence; its title where it has none."""
    command = next((it for it in commands if it.name == name), None)
    if command is None:
        return name
    return shown_key(command.keys[0]) if command.keys else f"“{command.title}”"


def with_keys(words: str, commands: Sequence[Command]) -> str:
    """Return a sentence with keys for the names of commands in braces."""
    return _NAME.sub(lambda match: key_of(match[1], commands), words)
