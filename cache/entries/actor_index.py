"""The index of actors in articles, derived from their briefs.

Runs inside the store's transactions.
"""

from collections import Counter

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.rows import brief_from, unpack
from cache.text.folding import name_key
from summarise.brief.spoken_words import is_statement
from summarise.brief.statements import statements
from summarise.model import Brief


class _Occurrence(Struct, kw_only=True):
    """What a brief says of one name; changes only while it is being counted."""

    name: str
    kind: str = ""
    role: str = ""
    mention_count: int = 0
    quote_count: int = 0


def occurrences_of(brief: Brief) -> dict[str, _Occurrence]:
    """Return the actors and speakers of a brief, by the key of their name."""
    found: dict[str, _Occurrence] = {}
    for actor in brief.actors:
        key = name_key(actor.name)
        if not key:
            continue
        one = found.setdefault(key, _Occurrence(name=actor.name, kind=actor.kind.value))
        one.role = one.role or actor.role
        one.mention_count += len(actor.mentions)
    said = Counter(it.speaker for it in statements(brief) if it.speaker and is_statement(it.first))
    for speaker, count in said.items():
        key = name_key(speaker)
        if key:
            found.setdefault(key, _Occurrence(name=speaker)).quote_count += count
    return found


def save_occurrences(connection: Connection, article_id: int, brief: Brief) -> None:
    """Store who is in an article in place of what was stored before."""
    connection.run("DELETE FROM occurrences WHERE article_id = ?", (article_id,))
    found = occurrences_of(brief)
    connection.run_many(
        "INSERT INTO names (key, name) VALUES (?, ?) ON CONFLICT (key) DO NOTHING",
        ((key, one.name) for key, one in found.items()),
    )
    connection.run_many(
        "INSERT INTO occurrences (name_id, article_id, kind, role, mention_count, quote_count) "
        "SELECT name_id, ?, ?, ?, ?, ? FROM names WHERE key = ?",
        (
            (article_id, one.kind, one.role, one.mention_count, one.quote_count, key)
            for key, one in found.items()
        ),
    )
    connection.run("UPDATE briefs SET has_occurrences = 1 WHERE article_id = ?", (article_id,))


def take_in_briefs(connection: Connection, limit: int) -> int:
    """Derive the occurrences of stored briefs that have none yet, newest first; return how many."""
    rows = connection.rows(
        "SELECT article_id, b.body, a.text FROM briefs b JOIN articles a USING (article_id) "
        "WHERE has_occurrences = 0 ORDER BY article_id DESC LIMIT ?",
        (limit,),
    )
    for article_id, body, text in rows:
        # A brief that can't be read any more is made again anyway.
        brief = brief_from(body, article_id, unpack(text))
        if brief is None:
            connection.run(
                "UPDATE briefs SET has_occurrences = 1 WHERE article_id = ?", (article_id,)
            )
        else:
            save_occurrences(connection, article_id, brief)
    return len(rows)


def forget_unused_names(connection: Connection) -> None:
    """Remove names that no brief has any more."""
    connection.run(
        "DELETE FROM names WHERE NOT EXISTS "
        "(SELECT 1 FROM occurrences o WHERE o.name_id = names.name_id)"
    )
