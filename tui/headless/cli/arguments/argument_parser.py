"""The argument parser and value types that all commands share."""

import argparse
import re
from math import inf, isfinite
from typing import TYPE_CHECKING, Never

from tui.headless.cli.exit_codes import EXIT_USAGE
from tui.headless.settings.config_positions import did_you_mean

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction["Parser"]  # noqa: SLF001  # has no other name

JSON_HELP = "print JSON"
FULL_HELP = "print key points as whole sentences, not shortened"
PLAIN_HELP = "print one statement per line, for a screen reader"
_INVALID_CHOICE = re.compile(r"invalid choice: '(.*)' \(choose from (.*)\)")
_CHOICE = re.compile(r"[\w-]+")
FEED_HELP = "number, address or title of a feed; the beginning of a title is enough"
WAIT_FOR_EVER = inf
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", re.ASCII)


class Parser(argparse.ArgumentParser):
    """A parser that asks for the nearest command where there is not the one that was typed."""

    def error(self, message: str) -> Never:
        """End with what is wrong, and exit code 2."""
        slip = _INVALID_CHOICE.search(message)
        if slip is None:
            super().error(message)
        names = _CHOICE.findall(slip[2])
        what = "command" if "COMMAND" in message else "such choice"
        words = f'there is no {what} "{slip[1]}"{did_you_mean(slip[1], names)}'
        self.exit(EXIT_USAGE, f"{self.prog}: {words} (--help lists them)\n")


def add_verb(verbs: "Verbs", name: str, verb: str, words: str, *, epilog: str = "") -> Parser:
    """Return the parser of a new command.

    Args:
        verbs: where to add it.
        name: as it is typed.
        verb: the function of `tui.headless.verbs` that it calls: "module.function".
        words: what it does, as an order without a full stop.
        epilog: examples, below the help.
    """
    parser = verbs.add_parser(
        name,
        help=words,
        description=words[0].upper() + words[1:] + ".",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter if epilog else argparse.HelpFormatter,
    )
    parser.set_defaults(verb=verb)
    return parser


def positive(words: str) -> int:
    """Return a number above 0."""
    try:
        number = int(words)
    except ValueError:
        number = 0
    if number < 1:
        message = f"expected a whole number above 0, got {words!r}"
        raise argparse.ArgumentTypeError(message)
    return number


def seconds(words: str) -> float:
    """Return how long to wait."""
    try:
        number = float(words)
    except ValueError:
        number = -1.0
    if not isfinite(number) or number < 0:
        message = f"expected seconds as in --wait=60, got {words!r}"
        raise argparse.ArgumentTypeError(message)
    return number


def clock_time(words: str) -> tuple[int, int]:
    """Return hour and minute of a time of day."""
    match = _CLOCK.fullmatch(words)
    if match is None:
        message = f"expected a time of day as in 07:30, got {words!r}"
        raise argparse.ArgumentTypeError(message)
    return int(match[1]), int(match[2])
