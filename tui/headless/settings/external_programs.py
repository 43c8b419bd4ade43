"""External programs in the configuration: argument lists to open or send articles.

No shell is used: the value of a placeholder stays one argument, whatever it contains.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, structs

from fetch.text.clean import clean_line
from tui.headless.browser import is_web_address
from tui.headless.settings.checked_tables import read_table
from tui.headless.settings.config_positions import did_you_mean

_LONGEST_TITLE = 300
SPEAKERS = ("espeak-ng", "say", "piper")
"""Programs that read aloud and that the program knows how to start, the first one first."""
AUTOMATIC, OFF = "auto", "off"


class SendFormat(StrEnum):
    """What a program gets on its standard input."""

    MARKDOWN = "markdown"
    TEXT = "text"
    JSON = "json"
    HTML = "html"


class SendTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A [commands.send.name] table."""

    command: tuple[str, ...]
    format: SendFormat = SendFormat.MARKDOWN
    seconds: Annotated[int, Meta(ge=1, le=3600)] = 30


class SendCommand(SendTable, frozen=True, kw_only=True):
    """A program that takes an article, under the name that the reader gave it."""

    name: str


class CommandsTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [commands] table without those that things are sent to.

    Attributes:
        open: the program and its arguments, with placeholders; empty for none.
        open_in_terminal: whether it draws on the terminal, which the app then leaves to it.
        speak: the program that reads aloud: one that is known by its name, "auto", "off", or a
            list of arguments.
        speak_voice: the voice that it is given, "" for the one of the text's language.
    """

    open: tuple[str, ...] = ()
    open_in_terminal: bool = True
    speak: str | tuple[str, ...] = AUTOMATIC
    speak_voice: str = ""
    send: object = ()


class CommandSettings(CommandsTable, frozen=True, kw_only=True):
    """The [commands] table with all below it."""

    send: tuple[SendCommand, ...] = ()


class ProgramError(Exception):
    """A program can't be started on an article; the message is a sentence."""


def commands_from(table: Mapping[str, object]) -> CommandSettings:
    """Return the table as the configuration has it, checked.

    Raises:
        ValueError: something in it is wrong; the message begins with the key.
    """
    own = read_table("commands", table, CommandsTable)
    if own.open:
        check_program("commands.open", own.open)
    _check_speaker(own.speak)
    senders = _table("commands.send", table.get("send", {}), "tables, [commands.send.name]")
    return CommandSettings(
        open=own.open,
        open_in_terminal=own.open_in_terminal,
        speak=own.speak,
        speak_voice=own.speak_voice,
        send=tuple(_send_command(name, content) for name, content in senders.items()),
    )


def _check_speaker(speak: str | tuple[str, ...]) -> None:
    known = (AUTOMATIC, OFF, *SPEAKERS)
    if not isinstance(speak, str):
        check_program("commands.speak", speak)
    elif speak not in known:
        words = f"one of {', '.join(known)}, or a list of arguments"
        message = f"commands.speak: expected {words}, got {speak!r}{did_you_mean(speak, known)}"
        raise ValueError(message)


def _send_command(name: str, value: object) -> SendCommand:
    where = f"commands.send.{name}"
    content = _table(where, value, "a table with a command")
    table = read_table(where, content, SendTable)
    check_program(f"{where}.command", table.command)
    return SendCommand(name=name, **structs.asdict(table))


def _table(where: str, value: object, words: str) -> dict[str, object]:
    if not isinstance(value, dict):
        message = f"{where}: expected {words}, got {value!r}"
        raise ValueError(message)  # noqa: TRY004 - the value is wrong, not the program
    return value


def check_program(where: str, arguments: tuple[str, ...]) -> None:
    """Refuse a list that does not begin with the name of a program.

    Raises:
        ValueError: the message begins with `where`.
    """
    if not arguments or not arguments[0].strip() or "{" in arguments[0]:
        message = f"{where}: expected the name of a program first, got {list(arguments)!r}"
        raise ValueError(message)


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
    return [command[0], *(put_in(argument, values) for argument in command[1:])]


def put_in(argument: str, values: Mapping[str, str]) -> str:
    """Put values in from left to right, so that none is looked at for placeholders itself."""
    made, rest = "", argument
    while places := [(rest.index(name), name) for name in values if name in rest]:
        at, name = min(places)
        made += rest[:at] + values[name]
        rest = rest[at + len(name) :]
    return made + rest
