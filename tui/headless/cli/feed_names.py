"""Find the feed that an argument names: by number, address, or (part of a) title."""

import difflib
from collections.abc import Iterable, Sequence

from cache.values.list_rows import FeedId, FeedRow

_LISTED = 8
"""So many candidates fit into a sentence."""


class NoSuchFeed(Exception):  # noqa: N818 - the name says what is the case
    """A name means no feed, or several; the message is a sentence that says which."""


def feed_named(name: str, rows: Sequence[FeedRow]) -> FeedRow:
    """Return the feed with that number, address, title or only beginning of a title.

    Raises:
        NoSuchFeed: there is none, or there are several.
    """
    for row in rows:
        if name in (str(row.feed_id), row.url):
            return row
    key = _key(name)
    named = [row for row in rows if key in (_key(row.title), _key(f"{row.folder} / {row.title}"))]
    begun = [row for row in rows if key and _key(row.title).startswith(key)]
    for found, words in ((named, "have this name"), (begun, "begin like this")):
        if len(found) == 1:
            return found[0]
        if found:
            message = f"{name}: several feeds {words}: {_listed(found)}; use a number"
            raise NoSuchFeed(message)
    nearest = difflib.get_close_matches(key, [_key(row.title) for row in rows], n=1)
    guess = next((row.title for row in rows if nearest and _key(row.title) == nearest[0]), "")
    hint = f"; did you mean “{guess}”?" if guess else "; `nutgraf feeds` lists them"
    message = f"{name}: there is no such feed{hint}"
    raise NoSuchFeed(message)


def feeds_named(
    names: Iterable[str], rows: Sequence[FeedRow]
) -> tuple[dict[FeedId, FeedRow], tuple[str, ...]]:
    """Return the feeds that are meant, each once, and a sentence for each name that means none."""
    chosen: dict[FeedId, FeedRow] = {}
    refusals: list[str] = []
    for name in names:
        try:
            row = feed_named(name, rows)
        except NoSuchFeed as error:
            refusals.append(str(error))
        else:
            chosen[row.feed_id] = row
    return chosen, tuple(refusals)


def _key(title: str) -> str:
    return " ".join(title.casefold().split())


def _listed(rows: Sequence[FeedRow]) -> str:
    words = ", ".join(f"{row.title} ({row.feed_id})" for row in rows[:_LISTED])
    more = len(rows) - _LISTED
    return f"{words} and {more:,} more" if more > 0 else words
