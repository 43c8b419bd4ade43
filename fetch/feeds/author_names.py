"""Read the names of authors out of what feeds say of them: addresses, lists, the same name twice.

Pure: an address is never a name, and a name is said once.
"""

import re
from collections.abc import Sequence

from fetch.html.markup import title_to_line

MAX_AUTHORS = 6
_MAX_CHARACTERS = 1000

_ADDRESS = r"(?:mailto:)?[\w.+%'-]{1,100}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"
_IN_BRACKETS = re.compile(rf"\s*(?:<\s*{_ADDRESS}\s*>|\(\s*{_ADDRESS}\s*\)|\[\s*{_ADDRESS}\s*\])")
_BEFORE_NAME = re.compile(rf"{_ADDRESS}\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_BARE = re.compile(rf"{_ADDRESS}")
_BYLINE = re.compile(r"^by(?:\s*:\s*|\s+)(?=\w)", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")
_LIST_GAP = re.compile(r"\s*(?:[,;]|\s(?:and|&|und|et|y|e|och|og|en)\s)\s*", re.IGNORECASE)
_GAP_BEFORE_COMMA = re.compile(r"\s+([,;])")
_STRAY = " \t,;|/·-–—"
_QUOTED = re.compile(r"\"[^\"]*\"")
_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def _without_address(name: str) -> str:
    """Return what is said of an author without electronic addresses."""
    if "@" not in name:
        return name
    name = _BEFORE_NAME.sub(r" \1 ", _IN_BRACKETS.sub("", name))
    return _BARE.sub("", name)


def _cleaned(said: str) -> str:
    said = _IN_BRACKETS.sub("", said[:_MAX_CHARACTERS])
    name = _WEB_ADDRESS.sub("", _without_address(title_to_line(said)))
    name = _GAP_BEFORE_COMMA.sub(r"\1", " ".join(_EMPTY_BRACKETS.sub("", name).split()))
    name = name.strip(_STRAY)
    if (name.startswith("(") and name.endswith(")")) or _QUOTED.fullmatch(name):
        name = name[1:-1].strip()
    return _BYLINE.sub("", name)


def _people(name: str) -> frozenset[str]:
    return frozenset(part.casefold() for part in _LIST_GAP.split(name) if part)


def author_names(said: Sequence[str]) -> str:
    """Return the authors of an entry in one line, each once; "" if no name is said.

    A name that another one lists too ("Jane Poe" beside "Jane Poe and Max Ort") is left out.
    """
    names: list[str] = []
    for name in map(_cleaned, said[:MAX_AUTHORS]):
        people = _people(name)
        if not people or any(people <= _people(known) for known in names):
            continue
        names = [known for known in names if not _people(known) <= people]
        names.append(name)
    return ", ".join(names)
