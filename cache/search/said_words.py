"""The quotes that a search with `said:` shows, each with its speaker."""

from cache.db.connection import Connection
from cache.db.rows import brief_from
from cache.search.query_sql import is_speaker
from cache.text.folding import folded
from cache.values.list_rows import EntryId
from cache.values.query_tree import FieldName, Named, Query, Words
from summarise.brief.spoken_words import is_statement, spoken_words
from summarise.model import Quote

_SHOWN = 2
"""Quotes that a snippet has room for."""


def quotes_said(connection: Connection, query: Query, entry_id: EntryId) -> tuple[Quote, ...]:
    """Return the quotes of an entry by those whom a query means; () if it has no `said:`.

    Those with words of the query in them come first.
    """
    terms = [term for group in query.wanted for term in group]
    speakers = [it for it in terms if isinstance(it, Named) and it.field is FieldName.SAID]
    if not speakers:
        return ()
    body = connection.value(
        "SELECT b.body FROM entries e JOIN briefs b USING (article_id) WHERE e.entry_id = ?",
        (entry_id,),
    )
    brief = None if body is None else brief_from(body, entry_id, "")
    if brief is None:
        return ()
    words = [folded(it.text) for it in terms if isinstance(it, Words)]
    quotes = [
        quote
        for quote in brief.quotes
        if quote.speaker
        and is_statement(quote)
        and any(is_speaker(it, quote.speaker) for it in speakers)
    ]
    return tuple(sorted(quotes, key=lambda it: not _has_one(words, folded(it.text))))


def said_parts(quotes: tuple[Quote, ...]) -> tuple[tuple[str, bool], ...]:
    """Return quotes as the parts of a snippet, the speakers as hits; () for none."""
    parts: list[tuple[str, bool]] = []
    for number, quote in enumerate(quotes[:_SHOWN]):
        spoken = spoken_words(quote)
        words = f"“{spoken.words}”" if spoken.is_marked else spoken.words
        lead = f" {spoken.lead} " if spoken.lead else ": "
        parts += [(" · ", False)] if number else []
        parts += [(quote.speaker or "", True), (f"{lead}{words}", False)]
    more = len(quotes) - _SHOWN
    return (*parts, (f" (and {more:,} more)", False)) if more > 0 else tuple(parts)


def _has_one(words: list[str], text: str) -> bool:
    return any(word and f" {word}" in f" {text}" for word in words)
