"""The page nutgraf-config(5): made from config.toml, whose comments are its words."""

import re
import tomllib
from collections.abc import Iterator
from itertools import groupby

from tui.headless.reference.page import (
    Block,
    Definition,
    Example,
    Heading,
    ManualPage,
    Paragraph,
)

_EXAMPLE = re.compile(r"# (?:\[[\w.]+\]|\w+ = )")


def config_page(defaults: str, *, version: str) -> ManualPage:
    """Return the page about the configuration.

    Args:
        defaults: the text of the config.toml that the program comes with.
        version: of the program.
    """
    return ManualPage(
        name="nutgraf-config",
        section=5,
        summary="configuration of nutgraf",
        version=version,
        blocks=tuple(_blocks(defaults)),
    )


def _blocks(defaults: str) -> Iterator[Block]:
    yield Heading(text="Description")
    yield Paragraph(
        text="Your configuration is a TOML file, ~/.config/nutgraf/config.toml on Linux; it need "
        "not exist, and the program never writes it. Put in only what you want to change. "
        "`nutgraf check --keys` shows where the file is, every setting and action, and where each "
        "value comes from. For an invalid key or value the message has the line, and the nearest "
        "valid name."
    )
    tables = re.split(r"(?m)^(?=\[)", defaults)[1:]
    for table in tables:
        yield from _table(table.splitlines())
    yield Heading(text="See also")
    yield Paragraph(text="nutgraf(1), nutgraf-query(7)")


def _table(lines: list[str]) -> Iterator[Block]:
    yield Heading(text=f"The table {lines[0]}")
    for kind, run in groupby(lines[1:], _kind):
        content = list(run)
        if kind == "key":
            yield from map(_key, content)
        elif kind == "example":
            yield Example(lines=tuple(it.removeprefix("# ") for it in content))
        elif kind == "words":
            yield Paragraph(text=" ".join(it.removeprefix("# ") for it in content))


def _kind(line: str) -> str:
    if _EXAMPLE.match(line):
        return "example"
    if line.startswith("#"):
        return "words"
    return "key" if line.strip() else "nothing"


def _key(line: str) -> Definition:
    """Return a key with its default; a # may be the beginning of the words, or of the value."""
    for end in (*(match.start() for match in re.finditer("#", line)), len(line)):
        setting = line[:end].rstrip()
        if _is_setting(setting):
            return Definition(term=setting, text=line[end:].lstrip("# "))
    message = f"config.toml: expected `key = value  # words` on one line, got {line!r}"
    raise ValueError(message)


def _is_setting(text: str) -> bool:
    try:
        return len(tomllib.loads(text)) == 1
    except tomllib.TOMLDecodeError:
        return False
