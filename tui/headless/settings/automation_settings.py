"""The [notify] and [hooks] tables of the configuration."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from tui.headless.settings.checked_tables import read_table
from tui.headless.settings.external_programs import check_program

_QUIET = re.compile(r"([01]?\d|2[0-3]):([0-5]\d) ?[-–] ?([01]?\d|2[0-3]):([0-5]\d)")
_PLACEHOLDERS = ("{title}", "{body}")
_QUOTING = frozenset("\"'`$\\")
"""In an argument with these, a title would be part of a program text and could leave it."""


class NotifyTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [notify] table.

    Attributes:
        command: a program and its arguments with {title} and {body}; empty for none.
        terminal: how an open app tells its terminal where there is no command.
        followed: of articles with followed actors, too.
        stories: of new top stories, too.
        quiet: hours in which nobody is told anything, "22:00-07:00"; "" for none.
    """

    command: tuple[str, ...] = ()
    terminal: Literal["auto", "osc9", "osc777", "off"] = "auto"
    followed: bool = False
    stories: bool = False
    quiet: str = ""


class NotifySettings(NotifyTable, frozen=True, kw_only=True):
    """The [notify] table, its hours read."""

    hours: tuple[time, time] | None = None

    def is_quiet(self, moment: time) -> bool:
        """Whether a time of day is in the quiet hours, which may go over midnight."""
        if self.hours is None:
            return False
        start, end = self.hours
        if start <= end:
            return start <= moment < end
        return moment >= start or moment < end


class HookSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [hooks] table.

    Attributes:
        after_fetch: a program that gets what a refresh came to, as JSON.
        on_entry: a program that gets each new entry, as JSON.
        seconds: time limit of each run, and of the commands of rules.
    """

    after_fetch: tuple[str, ...] = ()
    on_entry: tuple[str, ...] = ()
    seconds: Annotated[int, Meta(ge=1, le=3600)] = 30


def notify_from(content: Mapping[str, object]) -> NotifySettings:
    """Return the table as the configuration has it, checked.

    Raises:
        ValueError: something in it is wrong; the message begins with the key.
    """
    table = read_table("notify", content, NotifyTable)
    if table.command:
        check_program("notify.command", table.command)
        _check_placeholders(table.command)
    return NotifySettings(**msgspec.structs.asdict(table), hours=_hours(table.quiet))


def _check_placeholders(command: tuple[str, ...]) -> None:
    for argument in command:
        has_place = any(place in argument for place in _PLACEHOLDERS)
        if has_place and _QUOTING.intersection(argument):
            message = (
                f"notify.command: {argument!r}: {{title}} and {{body}} can't stand in an argument "
                "with quotation marks, $ or \\: a title could end the quotation. Give them as "
                "arguments of their own"
            )
            raise ValueError(message)


def _hours(words: str) -> tuple[time, time] | None:
    if not words.strip():
        return None
    match = _QUIET.fullmatch(words.strip())
    if match is None:
        message = f'notify.quiet: expected hours such as "22:00-07:00", got {words!r}'
        raise ValueError(message)
    first, second, third, fourth = (int(part) for part in match.groups())
    return time(first, second), time(third, fourth)


def hooks_from(content: Mapping[str, object]) -> HookSettings:
    """Return the table as the configuration has it, checked.

    Raises:
        ValueError: something in it is wrong; the message begins with the key.
    """
    table = read_table("hooks", content, HookSettings)
    for name, command in (("after_fetch", table.after_fetch), ("on_entry", table.on_entry)):
        if command:
            check_program(f"hooks.{name}", command)
    return table
