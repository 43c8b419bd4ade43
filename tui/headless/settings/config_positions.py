"""Find the line of a configuration error, and a name that may have been meant. Pure."""

import difflib
import re
from collections.abc import Iterable, Sequence

from fetch.lazy_pattern import lazy_pattern

_HEADER = lazy_pattern(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(?:#.*)?$")
_KEY = lazy_pattern(r"""\s*(?:"([^"]*)"|'([^']*)'|([\w.-]+))\s*=""")
_NAMED = lazy_pattern(r"([\w.-]+): (.*)", re.DOTALL)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question for what is most like a word, "" if nothing is like it."""
    names = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.5)
    return f'; did you mean "{names[found[0]]}"?' if found else ""


def line_of(text: str, name: str) -> int | None:
    """Return the line of "table.key", or of a table, counted from 1; None if it is not found."""
    table = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header is not None:
            table = header[1].replace('"', "").replace("'", "")
            if table == name:
                return number
            continue
        key = _KEY.match(line)
        if key is not None:
            own = next(part for part in key.groups() if part is not None)
            if name == (f"{table}.{own}" if table else own):
                return number
    return None


def place_of(source: str, text: str, name: str) -> str:
    """Return where something stands: "config.toml: line 12: [app] theme"."""
    table, _, key = name.rpartition(".")
    words = f"[{table}] {key}" if table else key
    line = line_of(text, name)
    return f"{source}: {words}" if line is None else f"{source}: line {line}: {words}"


def placed(source: str, text: str, message: str) -> str:
    """Return a message that begins with "table.key: " with its place in the file instead."""
    named = _NAMED.fullmatch(message)
    if named is None:
        return f"{source}: {message}"
    return f"{place_of(source, text, named[1])}: {named[2]}"


def no_section(name: str, table: str, home: str, sections: Sequence[str]) -> str:
    """Return what to say of a section that there is not; `home` is the one that has its key."""
    known = ", ".join(f"[{it}]" for it in sections)
    guess = f"; this key is in [{home}]" if home else did_you_mean(table, sections)
    return f"{name}: there is no section [{table}]{guess or f'; there are {known}'}"


def not_in_a_section(key: str, home: str) -> str:
    """Return what to say of a key that stands above all sections; `home` is where it belongs."""
    where = f"[{home}]" if home else "its section"
    return f"{key}: expected a section; a key stands below {where}"
