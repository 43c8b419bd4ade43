"""Store the entries of a feed: new, changed and returning ones.

Runs inside the store's transactions.
"""

from collections.abc import Sequence

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.feed_counts import recount
from cache.db.rows import (
    categories_as_text,
    entry_digest,
    id_list,
    lead_of,
    maybe_milliseconds,
    pack,
    unpack,
)
from cache.entries.enclosures import add_enclosures, replace_enclosures
from cache.entries.page_intent import PAGE_EXTRACTORS
from cache.entries.recognise import Candidate, Known, candidates, recognise
from cache.feeds.feed_options import mark_older_read
from cache.reader import rule_hits
from cache.reader.mutes import settle
from cache.text.search_index import add_documents, document, reindexed, stored_documents
from cache.values.list_rows import EntryId, FeedId
from fetch.model import Entry


class _Shared(Struct, frozen=True, kw_only=True):
    """An article that another feed's entry has of the same page."""

    article_id: int
    has_brief: bool
    word_count: int
    lead: str


def save_entries(
    connection: Connection,
    feed_id: FeedId,
    entries: Sequence[Entry],
    now: int,
    *,
    applies_rules: bool = True,
) -> tuple[tuple[EntryId, ...], tuple[EntryId, ...]]:
    """Store the entries of one document; return those that are new and those that changed.

    Args:
        applies_rules: let the rules act on the new ones, and older ones be read where only the
            newest stay unread; otherwise the caller does.
    """
    items = candidates(entries, [maybe_milliseconds(entry.published) for entry in entries])
    found = recognise(items, _known(connection, feed_id, items))
    changed: list[EntryId] = []
    for item in items:
        known = found.get(item.key_hash)
        if known is None or known.is_dropped:
            continue
        digest = entry_digest(item.entry)
        if known.digest is None:
            _put_back(connection, known, item)
        elif known.digest != digest and _change(connection, known, item, digest):
            changed.append(known.entry_id)
    back = [each.entry_id for each in found.values() if not (each.is_listed or each.is_dropped)]
    connection.run_many(
        "UPDATE status SET is_listed = 1 WHERE entry_id = ?", ((entry_id,) for entry_id in back)
    )
    new = _add(connection, feed_id, [item for item in items if item.key_hash not in found], now)
    if new or back:
        recount(connection, [feed_id])
    settle(connection, [*new, *back, *changed])
    if applies_rules:
        rule_hits.settle(connection, new, now)
        if new:
            mark_older_read(connection, feed_id, now)
    return new, tuple(changed)


def _known(
    connection: Connection, feed_id: FeedId, items: Sequence[Candidate]
) -> tuple[Known, ...]:
    """Return what is stored of a feed under any of the hashes of `items`."""
    if connection.value("SELECT 1 FROM status WHERE feed_id = ? LIMIT 1", (feed_id,)) is None:
        return ()
    rows = connection.rows(
        "SELECT entry_id, key_hash, alternate_hash, page_hash, title_hash, sort_at, "
        "first_seen_at, is_listed OR muted_by IS NOT NULL, e.digest, is_dropped "
        "FROM status LEFT JOIN entries e USING (entry_id) "
        "WHERE entry_id IN ("
        "SELECT entry_id FROM status WHERE feed_id = ?1 "
        "AND key_hash IN (SELECT value FROM json_each(?2)) "
        "UNION SELECT entry_id FROM status WHERE feed_id = ?1 "
        "AND alternate_hash IN (SELECT value FROM json_each(?3)) "
        "UNION SELECT entry_id FROM status WHERE feed_id = ?1 "
        "AND page_hash IN (SELECT value FROM json_each(?4)) "
        "UNION SELECT entry_id FROM status INDEXED BY status_feed WHERE feed_id = ?1 "
        "AND is_listed = 1 AND page_hash IS NULL "
        "AND sort_at IN (SELECT value FROM json_each(?5)))",
        (
            feed_id,
            id_list([item.key_hash for item in items]),
            id_list([item.alternate_hash for item in items if item.alternate_hash is not None]),
            id_list([item.page_hash for item in items if item.page_hash is not None]),
            id_list([item.published for item in items if item.published and not item.page_hash]),
        ),
    )
    return tuple(
        Known(
            entry_id=EntryId(row[0]),
            key_hash=row[1],
            alternate_hash=row[2],
            page_hash=row[3],
            title_hash=row[4],
            sort_at=row[5],
            first_seen_at=row[6],
            is_listed=bool(row[7]),
            digest=row[8],
            is_dropped=bool(row[9]),
        )
        for row in rows
    )


def _sort_at(published: int | None, first_seen_at: int) -> int:
    # A date in the future would stand above all news until it comes, or for ever.
    return first_seen_at if published is None else min(published, first_seen_at)


def _add(
    connection: Connection, feed_id: FeedId, new: Sequence[Candidate], now: int
) -> tuple[EntryId, ...]:
    if not new:
        return ()
    shared = _shared_articles(connection, feed_id, new)
    is_quiet = bool(
        connection.value("SELECT is_quiet FROM feed_options WHERE feed_id = ?", (feed_id,))
    )
    folder_id = connection.value("SELECT folder_id FROM feeds WHERE feed_id = ?", (feed_id,))
    first_id = 1 + (connection.value("SELECT max(entry_id) FROM status") or 0)
    # The document has the newest first: the last gets the lowest id, so that among entries
    # without a date the order of the document is the order of the list.
    numbered = [(EntryId(first_id + n), item) for n, item in enumerate(reversed(new))]
    connection.run_many(
        "INSERT INTO status (entry_id, feed_id, folder_id, sort_at, first_seen_at, wants_article, "
        "wants_brief, key_hash, alternate_hash, page_hash, title_hash, is_quiet) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry_id,
                feed_id,
                folder_id,
                _sort_at(item.published, now),
                now,
                item.key_hash not in shared,
                item.key_hash in shared and not shared[item.key_hash].has_brief,
                item.key_hash,
                item.alternate_hash,
                item.page_hash,
                item.title_hash,
                is_quiet,
            )
            for entry_id, item in numbered
        ),
    )
    _insert_entries(
        connection,
        [(entry_id, item, shared.get(item.key_hash)) for entry_id, item in numbered],
    )
    return tuple(entry_id for entry_id, _ in reversed(numbered))


def _insert_entries(
    connection: Connection, rows: Sequence[tuple[EntryId, Candidate, _Shared | None]]
) -> None:
    connection.run_many(
        "INSERT INTO entries (entry_id, article_id, digest, word_count, published, updated, "
        "title, author, url, lead, key, alternate_key, categories, summary) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                entry_id,
                shared.article_id if shared else None,
                entry_digest(entry),
                shared.word_count if shared else 0,
                maybe_milliseconds(entry.published),
                maybe_milliseconds(entry.updated),
                entry.title,
                entry.author,
                entry.url,
                shared.lead if shared else lead_of(entry.summary),
                entry.key,
                entry.alternate_key,
                categories_as_text(entry),
                entry.summary,
            )
            for entry_id, item, shared in rows
            for entry in (item.entry,)
        ),
    )
    connection.run_many(
        "INSERT INTO entry_contents (entry_id, html) VALUES (?, ?)",
        (
            (entry_id, pack(entry.content_html))
            for entry_id, item, _ in rows
            for entry in (item.entry,)
            if entry.content_html
        ),
    )
    add_enclosures(connection, ((entry_id, item.entry) for entry_id, item, _ in rows))
    if any(shared for _, _, shared in rows):
        add_documents(connection, stored_documents(connection, [row[0] for row in rows]))
    else:
        add_documents(
            connection,
            (
                document(entry_id, entry.title, entry.summary, "")
                for entry_id, item, _ in rows
                for entry in (item.entry,)
            ),
        )


def _shared_articles(
    connection: Connection, feed_id: FeedId, new: Sequence[Candidate]
) -> dict[int, _Shared]:
    """Return, by key hash, the articles that other feeds' entries of the same pages have.

    Only under the same title: who else links to a page under a title of his own (an aggregator)
    means it as a story of his own.
    """
    pages = {item.page_hash: item for item in new if item.page_hash is not None}
    rows = connection.rows(
        "SELECT s.page_hash, e.article_id, EXISTS (SELECT 1 FROM briefs b WHERE b.article_id = "
        "e.article_id), e.word_count, e.lead, e.title FROM status s "
        "JOIN entries e USING (entry_id) JOIN articles a USING (article_id) "
        "WHERE s.page_hash IN (SELECT value FROM json_each(?)) AND s.feed_id <> ? "
        "AND a.extractor IN (?, ?, ?)",
        (id_list(list(pages)), feed_id, *PAGE_EXTRACTORS),
    )
    return {
        pages[page].key_hash: _Shared(
            article_id=article_id, has_brief=bool(has_brief), word_count=word_count, lead=lead
        )
        for page, article_id, has_brief, word_count, lead, title in rows
        if pages[page].entry.title == title
    }


def _put_back(connection: Connection, known: Known, item: Candidate) -> None:
    """Store again what a removed entry says; its number and what the reader did are still there."""
    _update_status(connection, known, item, wants_article=True)
    _insert_entries(connection, [(known.entry_id, item, None)])


def _change(connection: Connection, known: Known, item: Candidate, digest: int) -> bool:
    """Store what an entry says now; return whether a reader would notice."""
    entry = item.entry
    title, summary, html, updated, extractor, brief_lead = connection.rows(
        "SELECT e.title, e.summary, c.html, e.updated, a.extractor, b.lead FROM entries e "
        "LEFT JOIN entry_contents c USING (entry_id) LEFT JOIN articles a USING (article_id) "
        "LEFT JOIN briefs b USING (article_id) WHERE entry_id = ?",
        (known.entry_id,),
    )[0]
    before = (title, summary, "" if html is None else unpack(html))
    is_changed = before != (entry.title, entry.summary, entry.content_html)
    now_updated = maybe_milliseconds(entry.updated)
    is_updated = now_updated is not None and updated is not None and now_updated > updated
    has_page_text = extractor in PAGE_EXTRACTORS
    # Feeds change a summary's advertisement at every refresh: the page is asked again only when
    # the feed says that it changed.
    wants_article = (
        item.page_hash != known.page_hash or is_updated or (is_changed and not has_page_text)
    )
    _update_status(connection, known, item, wants_article=wants_article)
    with reindexed(connection, [known.entry_id]):
        connection.run(
            "UPDATE entries SET digest = ?, published = ?, updated = ?, title = ?, author = ?, "
            "url = ?, lead = ?, key = ?, alternate_key = ?, categories = ?, summary = ? "
            "WHERE entry_id = ?",
            (
                digest,
                item.published,
                now_updated,
                entry.title,
                entry.author,
                entry.url,
                brief_lead or lead_of(entry.summary),
                entry.key,
                entry.alternate_key,
                categories_as_text(entry),
                entry.summary,
                known.entry_id,
            ),
        )
    replace_enclosures(connection, known.entry_id, entry)
    if before[2] != entry.content_html:
        connection.run("DELETE FROM entry_contents WHERE entry_id = ?", (known.entry_id,))
        if entry.content_html:
            connection.run(
                "INSERT INTO entry_contents (entry_id, html) VALUES (?, ?)",
                (known.entry_id, pack(entry.content_html)),
            )
    return is_changed


def _update_status(
    connection: Connection, known: Known, item: Candidate, *, wants_article: bool
) -> None:
    connection.run(
        "UPDATE status SET key_hash = ?, alternate_hash = ?, page_hash = ?, title_hash = ?, "
        "sort_at = ?, wants_article = max(wants_article, ?) WHERE entry_id = ?",
        (
            item.key_hash,
            item.alternate_hash,
            item.page_hash,
            item.title_hash,
            _sort_at(item.published, known.first_seen_at),
            wants_article,
            known.entry_id,
        ),
    )
