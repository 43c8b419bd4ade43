"""Read one entry with everything."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from msgspec.structs import replace

from cache.db.connection import Connection
from cache.db.rows import (
    ARTICLE_COLUMNS,
    FAILURE_COLUMNS,
    article_from,
    brief_from,
    failure_from,
)
from cache.entries.enclosures import enclosures_of
from cache.entries.layouts import layout_from
from cache.lists import list_sql
from cache.reader.kept import note_of
from cache.values.list_rows import EntryDetail, EntryId


def detail(connection: Connection, entry_id: EntryId) -> EntryDetail | None:
    """Return everything about an entry."""
    line = next(iter(list_sql.lines(connection, [entry_id])), None)
    if line is None:
        return None
    failures = ", ".join(f"p.{column}" for column in FAILURE_COLUMNS)
    row = connection.rows(
        f"SELECT e.summary, b.body, y.body, {failures}, {ARTICLE_COLUMNS} FROM entries e "
        "LEFT JOIN articles a USING (article_id) LEFT JOIN briefs b USING (article_id) "
        "LEFT JOIN layouts y USING (article_id) LEFT JOIN page_failures p USING (entry_id) "
        "WHERE entry_id = ?",
        (entry_id,),
    )[0]
    summary, body, layout, failure, stored = row[0], row[1], row[2], row[3:7], row[7:]
    article = None if stored[0] is None else article_from(stored)
    if article is not None:
        article = replace(article, layout=layout_from(layout, len(article.text)))
    brief = None
    if article is not None and body is not None:
        brief = brief_from(body, entry_id, article.text)
    return EntryDetail(
        row=line,
        summary=summary,
        article=article,
        brief=brief,
        page_failure=failure_from(failure),
        kept_note=note_of(connection, entry_id),
        enclosures=enclosures_of(connection, entry_id),
    )
