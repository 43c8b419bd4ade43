"""What a word of the command line may become: names out of the cache, one on a line.

A name that a terminal or shell could trip over is left out; a feed then has its number instead.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cache.lists.stored_names import StoredFeed, StoredNames
from tui.headless.reference.command_tree import Values
from tui.headless.reference.query_page import FIELDS, POSSESSIONS, STATES

_LONGEST = 120
"""Characters of a name that is still completed: a longer one fills the screen."""
_FIELD = re.compile(r'(?P<field>-?[a-z]+):(?P<quote>"?)(?P<value>[^"]*)')


class Candidate(Struct, frozen=True, kw_only=True):
    """A word, and what it stands for."""

    word: str
    words: str = ""


def candidates(values: Values, names: StoredNames, begun: str) -> tuple[Candidate, ...]:
    """Return what a word that was begun may become; in capitals or not if there is no other."""
    match values:
        case Values.FEEDS:
            found = [*_feeds(names.feeds)]
        case Values.FOLDERS:
            found = _named(names.folders)
        case Values.TAGS:
            found = _named(names.tags)
        case Values.ACCOUNTS:
            found = _named(names.accounts)
        case Values.FOLLOWS:
            found = _named(names.follows)
        case Values.QUERY:
            found = [*_terms(names, begun)]
        case _:
            found = []
    same = [it for it in found if it.word.startswith(begun)]
    alike = [it for it in found if it.word.casefold().startswith(begun.casefold())]
    return tuple(same or alike)


def as_lines(found: Iterable[Candidate]) -> str:
    """Return candidates as shells read them: the word, a tab, what it stands for."""
    return "".join(f"{it.word}\t{_printable(it.words)}".rstrip() + "\n" for it in found)


def _feeds(feeds: Sequence[StoredFeed]) -> Iterator[Candidate]:
    counts = Counter(_key(it) for feed in feeds for it in {feed.title, _full_title(feed)})
    for feed in feeds:
        is_usable = _is_plain(feed.title) and not feed.title.isdigit()
        if is_usable and counts[_key(feed.title)] == 1:
            yield Candidate(word=feed.title, words=feed.folder)
        else:
            yield Candidate(word=str(feed.number), words=_full_title(feed))


def _full_title(feed: StoredFeed) -> str:
    return f"{feed.folder} / {feed.title}" if feed.folder else feed.title


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


def _named(names: Iterable[str]) -> list[Candidate]:
    return [Candidate(word=name) for name in names if _is_plain(name)]


def _terms(names: StoredNames, begun: str) -> Iterator[Candidate]:
    """Yield the fields, or what a field that was begun may have."""
    match = _FIELD.fullmatch(begun)
    if match is None:
        sign = "-" if begun.startswith("-") else ""
        yield from (
            Candidate(word=f"{sign}{it}:", words=words) for it, (words, _) in FIELDS.items()
        )
        return
    known: dict[str, Iterable[str]] = {
        "is": STATES,
        "has": POSSESSIONS,
        "tag": names.tags,
        "folder": names.folders,
        "feed": (feed.title for feed in names.feeds),
    }
    for value in known.get(match["field"].removeprefix("-"), ()):
        if _is_plain(value) and '"' not in value:
            is_word = not match["quote"] and not any(it.isspace() for it in value)
            quoted = value if is_word else f'"{value}"'
            yield Candidate(word=f"{match['field']}:{quoted}")


def _is_plain(name: str) -> bool:
    """Whether a name is shown as it is typed, and is no option."""
    return bool(name.strip()) and name.isprintable() and name[0] != "-" and len(name) <= _LONGEST


def _printable(text: str) -> str:
    return "".join(it if it.isprintable() else " " for it in text)[:_LONGEST]
