"""Read the argument parser as data: commands, their options and operands."""

import argparse
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct


class Values(StrEnum):
    """What an argument's value is, as far as a shell can help with it."""

    NONE = "none"
    ANY = "any"
    CHOICES = "choices"
    FILES = "files"
    FOLDERS_ON_DISK = "directories"
    FEEDS = "feeds"
    FOLDERS = "folders"
    TAGS = "tags"
    ACCOUNTS = "accounts"
    FOLLOWS = "follows"
    QUERY = "query"


STORED = (
    Values.FEEDS,
    Values.FOLDERS,
    Values.TAGS,
    Values.ACCOUNTS,
    Values.FOLLOWS,
    Values.QUERY,
)
"""They are in the cache, which a completion asks for them."""

_BY_METAVAR = {
    "FEED": Values.FEEDS,
    "FOLDER": Values.FOLDERS,
    "TAG": Values.TAGS,
    "ACCOUNT": Values.ACCOUNTS,
    "FOLLOWED": Values.FOLLOWS,
    "TERM": Values.QUERY,
    "FILE": Values.FILES,
    "FILE.opml": Values.FILES,
    "FILE|-": Values.FILES,
    "FILE|URL|-": Values.FILES,
    "DIR": Values.FOLDERS_ON_DISK,
}
"""The word that stands for a value in the help says what it is."""


class Argument(Struct, frozen=True, kw_only=True):
    """An option, or an operand, which has no flags.

    Attributes:
        metavar: how the value is called, "" without one.
        is_optional: whether an option's value, or an operand, may be left out.
        repeats: whether an operand takes all words that follow.
    """

    flags: tuple[str, ...]
    metavar: str
    values: Values
    words: str
    choices: tuple[str, ...] = ()
    is_optional: bool = False
    repeats: bool = False


class CommandNode(Struct, frozen=True, kw_only=True):
    """A command with what can follow it.

    Attributes:
        path: its words, the program's name first.
        words: what it does, as the list of commands says it.
        usage: one line.
        epilog: examples, "" without.
    """

    path: tuple[str, ...]
    words: str
    description: str
    usage: str
    epilog: str
    options: tuple[Argument, ...]
    operands: tuple[Argument, ...]
    commands: tuple["CommandNode", ...]

    def walk(self) -> Iterator["CommandNode"]:
        """Yield this command and all below it."""
        yield self
        for command in self.commands:
            yield from command.walk()


def read_parser(
    parser: argparse.ArgumentParser, path: Sequence[str] = ("nutgraf",), words: str = ""
) -> CommandNode:
    """Return what a parser accepts, without what its help keeps to itself."""
    options: list[Argument] = []
    operands: list[Argument] = []
    commands: list[CommandNode] = []
    for action in parser._actions:  # noqa: SLF001 - there is no other way to look into a parser
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - likewise
            helps = {it.dest: it.help or "" for it in action._choices_actions}  # noqa: SLF001
            commands += [
                read_parser(child, (*path, name), helps[name])
                for name, child in action.choices.items()
                if name in helps
            ]
        elif action.help != argparse.SUPPRESS:
            (options if action.option_strings else operands).append(_argument(action))
    return CommandNode(
        path=tuple(path),
        words=words,
        description=parser.description or "",
        usage=" ".join(parser.format_usage().removeprefix("usage: ").split()),
        epilog=(parser.epilog or "").strip("\n"),
        options=tuple(options),
        operands=tuple(operands),
        commands=tuple(commands),
    )


def _argument(action: argparse.Action) -> Argument:
    choices = tuple(str(it) for it in action.choices or ())
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    if action.nargs == 0:
        metavar, values = "", Values.NONE
    elif choices:
        metavar = metavar or "{" + ",".join(choices) + "}"
        values = Values.CHOICES
    else:
        values = _BY_METAVAR.get(metavar, Values.ANY)
        metavar = metavar or action.dest.upper()
    return Argument(
        flags=tuple(action.option_strings),
        metavar=metavar,
        values=values,
        words=_help(action),
        choices=choices,
        is_optional=action.nargs in ("?", "*"),
        repeats=action.nargs in ("+", "*"),
    )


def _help(action: argparse.Action) -> str:
    # argparse's own words lack what ours have: an order, or a name.
    own = {"show this help message and exit": "show this help"}
    own["show program's version number and exit"] = "show the version"
    words = (action.help or "").replace("%%", "%")
    return own.get(words, words)
