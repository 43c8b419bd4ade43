"""Complete a half-typed query: names of fields, and known values. Pure."""

import re
from collections.abc import Callable, Iterable

from cache.search.query_parser import POSSESSIONS
from cache.text.folding import folded
from cache.values.query_tree import FieldName, State

_LEAST_LETTERS = 2
"""Of a word that may become a field: one letter begins too many words."""
_SPANS = ("24h", "7d", "2w")
_LAST = re.compile(r'(?:^|\s)-?(\w+)(?::(?:"([^"]*)|([^\s"]*)))?$')


def completed(query: str, names: Callable[[FieldName, str], Iterable[str]]) -> str | None:
    """Return the query with its last term completed, None if there is nothing to complete.

    Args:
        names: what a field can be about that has the letters typed so far; best first.
    """
    match = _LAST.search(query)
    if match is None:
        return None
    word, quoted, value = match.groups()
    if quoted is None and value is None:
        fields = (it for it in FieldName if len(word) >= _LEAST_LETTERS and it.startswith(word))
        return next((f"{query}{it[len(word) :]}:" for it in fields), None)
    typed = value if quoted is None else quoted
    if word not in set(FieldName) or not typed:
        return None
    field = FieldName(word)
    fixed: dict[FieldName, Iterable[str]] = {
        FieldName.IS: tuple(State),
        FieldName.HAS: POSSESSIONS,
        FieldName.AFTER: _SPANS,
        FieldName.BEFORE: _SPANS,
        FieldName.MINUTES: (),
    }
    found = fixed.get(field) or names(field, typed)
    before = query[: len(query) - len(typed)]
    if quoted is not None:
        whole = (name for name in found if name.casefold().startswith(typed.casefold()))
        return next((f'{before}{name}"' for name in whole), None)
    if field is FieldName.TAG:
        # A tag is found by its whole name: with a blank in it only inside quotation marks.
        found = (name for name in found if " " not in name)
        whole = (name for name in found if name.casefold().startswith(typed.casefold()))
        return next((f"{before}{name}" for name in whole), None)
    # Without quotation marks a value is one word: any word of a name finds it.
    parts = (part for name in found for part in folded(name).split())
    start = folded(typed)
    return next((f"{before}{it}" for it in parts if start and it.startswith(start)), None)
