"""Read newsboat's list of feeds with all that it can say: hidden feeds, programs, searches."""

import shlex

from msgspec import Struct

from fetch.access import without_secret
from fetch.feeds.opml import Collected, listed_address
from fetch.feeds.subscription_files import line_tokens
from fetch.model import Outline, Program, program_address
from fetch.text.clean import clean_line
from fetch.text.decoding import decode

_TITLE_MARK, _HIDDEN_MARK = "~", "!"
_SHELL_CHARACTERS = frozenset("|&;<>()$`*?[]{}~#=%!\n")
_MOST_CHARACTERS = 80
_LONGEST_TITLE = 300


class MadeFeed(Struct, frozen=True, kw_only=True):
    """A feed that a program prints.

    Attributes:
        address: as the list has it, which is also what newsboat's database calls the feed.
    """

    address: str
    outline: Outline
    program: Program


class SavedSearch(Struct, frozen=True, kw_only=True):
    """A feed that is a search: `query:NAME:EXPRESSION`."""

    line: int
    name: str
    expression: str


class NewsboatList(Struct, frozen=True, kw_only=True):
    """What a list says.

    Attributes:
        hidden: the addresses of the feeds that are not shown among the others.
        skipped: what is not taken, and why.
        notes: what is kept in another way.
    """

    feeds: tuple[Outline, ...] = ()
    hidden: frozenset[str] = frozenset()
    programs: tuple[MadeFeed, ...] = ()
    searches: tuple[SavedSearch, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_newsboat_list(data: bytes) -> NewsboatList:
    """Return what newsboat's `urls` says. Never fails: what can't be used is named."""
    collected = Collected()
    hidden: set[str] = set()
    programs: dict[str, MadeFeed] = {}
    searches: list[SavedSearch] = []
    skipped: list[str] = []
    for number, line in enumerate(decode(data).splitlines(), 1):
        address, *tags = [token for token in line_tokens(line) if token] or [""]
        kind, _, rest = address.partition(":")
        folders = [clean_line(tag) for tag in tags if tag[0] not in (_TITLE_MARK, _HIDDEN_MARK)]
        titles = [
            clean_line(tag[1:], max_characters=_LONGEST_TITLE) for tag in tags if tag[0] == "~"
        ]
        outline = Outline(url=listed_address(address), title=titles[-1] if titles else "")
        if not address:
            continue
        if kind == "exec" and rest.strip():
            made = _program(address, outline.title, folders)
            programs.setdefault(made.outline.url, made)
            if any(tag[0] == _HIDDEN_MARK for tag in tags):
                hidden.add(made.outline.url)
        elif kind == "query" and ":" in rest:
            name, _, expression = rest.partition(":")
            searches.append(
                SavedSearch(line=number, name=clean_line(name), expression=expression.strip())
            )
        elif outline.url and kind not in {"filter", "file", "query", "exec"}:
            collected.add(outline, folders)
            if any(tag[0] == _HIDDEN_MARK for tag in tags):
                hidden.add(outline.url)
        else:
            skipped.append(f"line {number}: {_shown(address)}: {_reason(kind)}")
    return NewsboatList(
        feeds=tuple(collected.outlines.values()),
        hidden=frozenset(hidden),
        programs=tuple(programs.values()),
        searches=tuple(searches),
        skipped=tuple(skipped),
        notes=tuple(collected.notes),
    )


def _program(address: str, title: str, folders: list[str]) -> MadeFeed:
    """Return the feed of a command, which newsboat gives to a shell."""
    command = address.removeprefix("exec:")
    try:
        words = tuple(shlex.split(command))
    except ValueError:
        words = ()
    if not words or _SHELL_CHARACTERS & set(command):
        words = ("sh", "-c", command)
    outline = Outline(
        url=program_address(words),
        title=title or clean_line(command, max_characters=_LONGEST_TITLE),
        folder=folders[0] if folders else "",
    )
    return MadeFeed(address=address, outline=outline, program=Program(arguments=words))


def _shown(address: str) -> str:
    return clean_line(without_secret(address)[0], max_characters=_MOST_CHARACTERS)


def _reason(kind: str) -> str:
    if kind == "filter":
        return (
            "a feed through a program; `nutgraf add --exec \"sh -c 'curl -s ADDRESS | PROGRAM'\"` "
            "does the same"
        )
    return {
        "file": 'a file on this machine; `nutgraf add --exec "cat FILE"` reads it',
        "query": "a search without a condition",
        "exec": "no program is named",
    }.get(kind, "not an http or https address")
