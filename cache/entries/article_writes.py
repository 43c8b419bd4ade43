"""Store articles, page failures and briefs. Runs inside the store's transactions."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cache.db.connection import Connection
from cache.db.rows import (
    ARTICLE_COLUMNS,
    actor_names,
    article_digest,
    article_from,
    article_values,
    brief_body,
    failure_values,
    id_list,
    lead_of,
    unpack,
)
from cache.entries import page_revisits, site_boilerplate
from cache.entries.actor_index import save_occurrences
from cache.entries.layouts import layout_from, save_layout
from cache.entries.page_intent import (
    PAGE_EXTRACTORS,
    FailedAttempt,
    PageIntent,
    StoredPage,
    page_intent,
)
from cache.entries.removal import remove_orphans
from cache.reader import rule_hits
from cache.reader.mutes import settle
from cache.reader.seen_versions import keep_former
from cache.text.search_index import reindexed
from cache.values.list_rows import EntryId, FeedId
from fetch.feeds.made.saved_pages import SAVED_ADDRESS
from fetch.model import Article, Failure
from summarise.model import Brief


class _EntryOfPage(Struct, frozen=True, kw_only=True):
    """An entry as it stands when its page comes."""

    entry_id: EntryId
    feed_id: FeedId
    page_hash: int | None
    title: str
    article_id: int | None
    page: StoredPage


def save_page(
    connection: Connection,
    entry_id: EntryId,
    article: Article | None,
    failure: Failure | None,
    now: int,
) -> None:
    """Store what became of an entry's page; an entry that has gone meanwhile is passed over."""
    entry = _entry_of_page(connection, entry_id)
    if entry is None:
        return
    if article is not None and article.extractor in PAGE_EXTRACTORS:
        article = _without_repeats(connection, entry_id, article, now)
    ids = _carry_out(connection, entry, page_intent(entry.page, article, failure, now), now)
    rule_hits.settle(connection, ids, now)


def _entry_of_page(connection: Connection, entry_id: EntryId) -> _EntryOfPage | None:
    row = connection.row(
        "SELECT s.feed_id, s.page_hash, e.title, e.article_id, a.extractor, a.digest, "
        "coalesce(f.attempt_count, 0) FROM status s "
        "JOIN entries e USING (entry_id) LEFT JOIN articles a USING (article_id) "
        "LEFT JOIN page_failures f USING (entry_id) WHERE entry_id = ?",
        (entry_id,),
    )
    if row is None:
        return None
    feed_id, page_hash, title, article_id, extractor, digest, attempt_count = row
    return _EntryOfPage(
        entry_id=entry_id,
        feed_id=FeedId(feed_id),
        page_hash=page_hash,
        title=title,
        article_id=article_id,
        page=StoredPage(
            extractor=extractor,
            digest=digest,
            is_revisit=page_revisits.is_look(connection, entry_id),
            attempt_count=attempt_count,
        ),
    )


def _carry_out(
    connection: Connection, entry: _EntryOfPage, intent: PageIntent, now: int
) -> list[EntryId]:
    """Write what is to be written of a page; return the entries that it was about."""
    _save_failure(connection, entry, intent.failed, now)
    if intent.layout is not None and entry.article_id is not None:
        save_layout(connection, entry.article_id, intent.layout)
    if intent.article is None:
        connection.run("UPDATE status SET wants_article = 0 WHERE entry_id = ?", (entry.entry_id,))
        return [entry.entry_id]
    if entry.article_id is not None:
        keep_former(connection, entry.entry_id, entry.article_id)
    ids = [entry.entry_id]
    if intent.is_shared and entry.page_hash is not None:
        ids += _others_of_page(connection, entry.page_hash, entry.feed_id, entry.title)
    _give_article(connection, ids, intent.article)
    if entry.article_id is not None:
        remove_orphans(connection, [entry.article_id])
    return ids


def _without_repeats(
    connection: Connection, entry_id: EntryId, article: Article, now: int
) -> Article:
    """Return an article without what its site repeats; the site's earlier ones lose it, too."""
    told = connection.row(
        "SELECT summary, html FROM entries LEFT JOIN entry_contents USING (entry_id) "
        "WHERE entry_id = ?",
        (entry_id,),
    )
    summary, html = told or ("", None)
    said = f"{summary} {unpack(html) if html is not None else ''}"
    for page in site_boilerplate.learn(connection, entry_id, article, said, now):
        site_boilerplate.mark_cut(connection, page)
        if page.entry_id == entry_id:
            article = site_boilerplate.without(article, page.own)
        else:
            _clean(connection, page)
    return article


def _clean(connection: Connection, page: site_boilerplate.Page) -> None:
    """Leave out of a stored article what is its site's own: for a reader it stays what it was."""
    row = connection.row(
        f"SELECT e.article_id, l.body, {ARTICLE_COLUMNS} FROM entries e "
        "JOIN articles a USING (article_id) LEFT JOIN layouts l USING (article_id) "
        "WHERE e.entry_id = ?",
        (page.entry_id,),
    )
    if row is None:
        return
    former = article_from(row[2:])
    layout = layout_from(row[1], len(former.text))
    article = site_boilerplate.without(replace(former, layout=layout), page.own)
    if article.fingerprint == former.fingerprint or former.extractor not in PAGE_EXTRACTORS:
        return
    ids = [
        EntryId(found[0])
        for found in connection.rows("SELECT entry_id FROM entries WHERE article_id = ?", (row[0],))
    ]
    _give_article(connection, ids, article)
    versions = (article.fingerprint, former.fingerprint, id_list(ids))
    connection.run(
        "UPDATE memberships SET seen_version = ?1 WHERE seen_version = ?2 "
        "AND entry_id IN (SELECT value FROM json_each(?3))",
        versions,
    )
    connection.run(
        "UPDATE reading_places SET fingerprint = ?1 WHERE fingerprint = ?2 "
        "AND entry_id IN (SELECT value FROM json_each(?3))",
        versions,
    )
    remove_orphans(connection, [row[0]])


def _others_of_page(
    connection: Connection, page: int, feed_id: FeedId, title: str
) -> list[EntryId]:
    """Return the entries of other feeds that wait for the same page under the same title."""
    rows = connection.rows(
        "SELECT entry_id FROM status JOIN entries e USING (entry_id) WHERE page_hash = ? "
        "AND feed_id <> ? AND wants_article = 1 AND e.article_id IS NULL AND e.title = ?",
        (page, feed_id, title),
    )
    return [EntryId(row[0]) for row in rows]


def _give_article(connection: Connection, ids: Sequence[EntryId], article: Article) -> None:
    digest = article_digest(article)
    with reindexed(connection, ids):
        connection.run(
            "INSERT INTO articles (digest, url, title, byline, published, language, extractor, "
            "fingerprint, note, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (digest) DO NOTHING",
            (digest, *article_values(article)),
        )
        article_id, brief_lead = connection.rows(
            "SELECT article_id, b.lead FROM articles LEFT JOIN briefs b USING (article_id) "
            "WHERE digest = ?",
            (digest,),
        )[0]
        save_layout(connection, article_id, article.layout)
        for entry_id in ids:
            connection.run(
                "UPDATE entries SET article_id = ?, word_count = ? WHERE entry_id = ?",
                (article_id, article.word_count, entry_id),
            )
            _take_title(connection, entry_id, article.title)
            _set_lead(connection, entry_id, brief_lead or "", article.text)
    connection.run(
        "UPDATE status SET wants_article = 0, wants_brief = ? "
        "WHERE entry_id IN (SELECT value FROM json_each(?))",
        (brief_lead is None, id_list(ids)),
    )
    settle(connection, ids)


def _take_title(connection: Connection, entry_id: EntryId, title: str) -> None:
    """Give a page that was saved by its address alone the title that it has itself."""
    connection.run(
        "UPDATE entries SET title = ?1 WHERE entry_id = ?2 AND title = '' AND EXISTS (SELECT 1 "
        "FROM status s JOIN feeds f USING (feed_id) WHERE s.entry_id = ?2 AND f.url = ?3)",
        (title, entry_id, SAVED_ADDRESS),
    )


def _first_words(brief: Brief) -> str:
    """Return what a list says of an article: its nut graf, or else its first point."""
    if brief.nut_graf is not None:
        return brief.nut_graf.text
    return brief.key_points[0].text if brief.key_points else ""


def _set_lead(connection: Connection, entry_id: EntryId, brief_lead: str, text: str) -> None:
    """Set the line under the title: what the brief says, else the feed's words, else the page's."""
    summary = connection.value("SELECT summary FROM entries WHERE entry_id = ?", (entry_id,))
    lead = brief_lead or lead_of(summary or text)
    connection.run("UPDATE entries SET lead = ? WHERE entry_id = ?", (lead, entry_id))


def _save_failure(
    connection: Connection, entry: _EntryOfPage, failed: FailedAttempt | None, now: int
) -> None:
    """Store a failure in place of the one that is stored; None leaves none."""
    connection.run("DELETE FROM page_failures WHERE entry_id = ?", (entry.entry_id,))
    if failed is None:
        return
    connection.run(
        "INSERT INTO page_failures (entry_id, feed_id, failed_at, attempt_count, retry_at, "
        "kind, detail, status, retry_after_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            entry.entry_id,
            entry.feed_id,
            now,
            failed.attempt_count,
            failed.retry_at,
            *failure_values(failed.failure),
        ),
    )


def ask_failed_pages_again(connection: Connection, feed_id: FeedId, now: int) -> None:
    """Want the pages of a feed again that could not be fetched, once their pause is over."""
    rows = connection.rows(
        "SELECT entry_id FROM page_failures INDEXED BY page_failures_to_retry "
        "WHERE feed_id = ? AND retry_at <= ?",
        (feed_id, now),
    )
    connection.run_many("UPDATE status SET wants_article = 1 WHERE entry_id = ?", rows)


def save_brief(
    connection: Connection, entry_id: EntryId, brief: Brief, now: int | None = None
) -> bool:
    """Store the brief of an entry's article; False if it is of another text than is stored now.

    Args:
        now: the time at which rules act on what has its first brief; None for not letting them.
    """
    row = connection.row(
        "SELECT article_id, a.text FROM entries JOIN articles a USING (article_id) "
        "WHERE entry_id = ?",
        (entry_id,),
    )
    if row is None or unpack(row[1]) != brief.text:
        return False
    article_id, _ = row
    ids = [
        EntryId(each[0])
        for each in connection.rows(
            "SELECT entry_id FROM entries WHERE article_id = ?", (article_id,)
        )
    ]
    is_first = not connection.value("SELECT 1 FROM briefs WHERE article_id = ?", (article_id,))
    lead = lead_of(_first_words(brief))
    with reindexed(connection, ids):
        connection.run(
            "INSERT OR REPLACE INTO briefs (article_id, pipeline, lead, actor_names, body) "
            "VALUES (?, ?, ?, ?, ?)",
            (article_id, brief.pipeline, lead, actor_names(brief), brief_body(brief)),
        )
        save_occurrences(connection, article_id, brief)
        for each in ids:
            _set_lead(connection, each, lead, brief.text)
    connection.run(
        "UPDATE status SET wants_brief = 0 WHERE entry_id IN (SELECT value FROM json_each(?))",
        (id_list(ids),),
    )
    settle(connection, ids)
    if now is not None and is_first:
        rule_hits.settle(connection, ids, now)
    return True
