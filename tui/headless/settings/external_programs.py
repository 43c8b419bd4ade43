"""External programs in the configuration: argument lists to open or send articles.

No shell is used: the value of a placeholder stays one argument, whatever it contains.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar, cast

from fetch.text.clean import clean_line
from tui.headless.browser import is_web_address
from tui.headless.settings.config_positions import did_you_mean

PLACEHOLDERS = ("{url}", "{title}", "{file}")
_T = TypeVar("_T")
_LONGEST_TITLE = 300
_LONGEST_WAIT_SECONDS = 3600


class SendFormat(StrEnum):
    """What a program gets on its standard input."""

    MARKDOWN = "markdown"
    TEXT = "text"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCommand:
    """A program that takes an article, under the name that the reader gave it."""

    name: str
    command: tuple[str, ...]
    format: SendFormat = SendFormat.MARKDOWN
    seconds: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSettings:
    """The [commands] table.

    Attributes:
        open: the program and its arguments, with placeholders; empty for none.
        open_in_terminal: whether it draws on the terminal, which the app then leaves to it.
    """

    open: tuple[str, ...] = ()
    open_in_terminal: bool = True
    send: tuple[SendCommand, ...] = field(default=())


class ProgramError(Exception):
    """A program can't be started on an article; the message is a sentence."""


def commands_from(table: Mapping[str, object]) -> CommandSettings:
    """Return the table as the configuration has it, checked.

    Raises:
        ValueError: something in it is wrong; the message begins with the key.
    """
    values: dict[str, object] = {}
    for key, value in table.items():
        match key:
            case "open":
                values[key] = _arguments("commands.open", value, may_be_empty=True)
            case "open_in_terminal":
                values[key] = _checked("commands.open_in_terminal", value, bool, "true or false")
            case "send":
                each = _checked("commands.send", value, dict, "tables, [commands.send.name]")
                values[key] = tuple(_send_command(name, each[name]) for name in each)
            case _:
                guess = did_you_mean(key, ("open", "open_in_terminal", "send"))
                message = f"commands.{key}: there is no such key{guess}"
                raise ValueError(message)
    return CommandSettings(**values)  # type: ignore[arg-type]  # checked key by key


def _send_command(name: str, value: object) -> SendCommand:
    where = f"commands.send.{name}"
    table = _checked(where, value, dict, "a table with a command")
    values: dict[str, object] = {"name": name}
    for key, each in table.items():
        at = f"{where}.{key}"
        match key:
            case "command":
                values[key] = _arguments(at, each, may_be_empty=False)
            case "format":
                if each not in set(SendFormat):
                    message = f"{at}: expected one of {', '.join(SendFormat)}, got {each!r}"
                    raise ValueError(message)
                values[key] = SendFormat(cast("str", each))
            case "seconds":
                number = _checked(at, each, int, "a whole number")
                if not 1 <= number <= _LONGEST_WAIT_SECONDS:
                    message = f"{at}: expected a whole number from 1 to 3600, got {number}"
                    raise ValueError(message)
                values[key] = number
            case _:
                guess = did_you_mean(key, ("command", "format", "seconds"))
                message = f"{at}: there is no such key{guess}"
                raise ValueError(message)
    if "command" not in values:
        message = f"{where}.command: is missing"
        raise ValueError(message)
    return SendCommand(**values)  # type: ignore[arg-type]  # checked key by key


def _checked(where: str, value: object, kind: type[_T], words: str) -> _T:
    if type(value) is not kind:
        message = f"{where}: expected {words}, got {value!r}"
        raise ValueError(message)
    return value


def _arguments(where: str, value: object, *, may_be_empty: bool) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(it, str) for it in value):
        message = f'{where}: expected a list such as ["w3m", "{{url}}"], got {value!r}'
        raise ValueError(message)
    if not value and may_be_empty:
        return ()
    if not value or not value[0].strip() or "{" in value[0]:
        message = f"{where}: expected the name of a program first, got {value!r}"
        raise ValueError(message)
    return tuple(value)


def filled(command: Sequence[str], *, url: str, title: str, file: str = "") -> list[str]:
    """Return the arguments with what the placeholders stand for.

    Raises:
        ProgramError: the command wants an address, and there is none of the web.
    """
    if any("{url}" in it for it in command) and not is_web_address(url):
        raise ProgramError("The article has no web address.")
    # Whatever begins with a dash would be an option to the program.
    words = clean_line(title, max_characters=_LONGEST_TITLE).lstrip("-–— ")
    values = {"{url}": url, "{title}": words, "{file}": file}
    return [command[0], *(_put_in(argument, values) for argument in command[1:])]


def _put_in(argument: str, values: Mapping[str, str]) -> str:
    """Put values in from left to right, so that none is looked at for placeholders itself."""
    made, rest = "", argument
    while places := [(rest.index(name), name) for name in values if name in rest]:
        at, name = min(places)
        made += rest[:at] + values[name]
        rest = rest[at + len(name) :]
    return made + rest
