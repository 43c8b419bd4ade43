"""Convert between dataclasses and SQLite rows. Knows no connection."""

# ruff: noqa: S608 - statements are put together from constants; every value is bound.

import zlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec.structs import replace

from cache.db.hashes import hash_of
from cache.values.list_rows import AccountId, EntryId, EntryRow, FeedId, FeedRow
from cache.values.natural_order import natural_key
from fetch.model import Article, Entry, EntryKey, Extractor, Failure, FailureKind
from summarise.model import Brief

LEAD_CHARACTERS = 200

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_LARGEST = 2**63 - 1


def to_milliseconds(moment: datetime) -> int:
    """Return the time as it is stored; before 1970 it is negative."""
    return (moment - _EPOCH) // _MILLISECOND


def maybe_milliseconds(moment: datetime | None) -> int | None:
    """Return the time as it is stored, None for None."""
    return None if moment is None else to_milliseconds(moment)


def from_milliseconds(stored: int) -> datetime:
    """Return a stored time, aware, in UTC."""
    return _EPOCH + stored * _MILLISECOND


def maybe_time(stored: int | None) -> datetime | None:
    """Return a stored time, None for None."""
    return None if stored is None else from_milliseconds(stored)


def bounded(number: int | None) -> int | None:
    """Return a number from the network as far as SQLite can hold it."""
    return None if number is None else max(-_LARGEST, min(number, _LARGEST))


def bits(numbers: Iterable[int]) -> int:
    """Return small numbers as the bits of one."""
    return sum(1 << number for number in set(numbers))


def from_bits(stored: int) -> frozenset[int]:
    """Return the small numbers that `bits` put together."""
    return frozenset(number for number in range(stored.bit_length()) if stored >> number & 1)


def id_list(ids: Sequence[int | None]) -> str:
    """Return numbers as one parameter for `IN (SELECT value FROM json_each(?))`."""
    return msgspec.json.encode(ids).decode()


def pack(text: str) -> bytes:
    """Return a text as it is stored when it is read one at a time: a third of its size."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(stored: bytes) -> str:
    """Return a packed text."""
    return zlib.decompress(stored).decode("utf-8", "surrogatepass")


def lead_of(text: str) -> str:
    """Return the start of a text as one line, cut between words."""
    line = " ".join(text[: 3 * LEAD_CHARACTERS].split())
    if len(line) <= LEAD_CHARACTERS:
        return line
    cut = line.rfind(" ", LEAD_CHARACTERS // 2, LEAD_CHARACTERS)
    return line[: cut if cut > 0 else LEAD_CHARACTERS - 1].rstrip(" ,;:") + "…"


ENTRY_COLUMNS = (
    "e.key, e.alternate_key, e.url, e.title, e.author, e.published, e.updated, e.summary, "
    "c.html, e.categories"
)
"""Of `entries e LEFT JOIN entry_contents c`."""


def entry_from(row: Sequence[Any]) -> Entry:
    """Return the entry that ENTRY_COLUMNS hold."""
    key, alternate_key, url, title, author, published, updated, summary, html, categories = row
    return Entry(
        key=EntryKey(key),
        alternate_key=alternate_key,
        url=url,
        title=title,
        author=author,
        published=maybe_time(published),
        updated=maybe_time(updated),
        summary=summary,
        content_html="" if html is None else unpack(html),
        categories=tuple(msgspec.json.decode(categories, type=list[str])),
    )


def categories_as_text(entry: Entry) -> str:
    """Return the categories of an entry as they are stored."""
    return msgspec.json.encode(entry.categories).decode()


def entry_digest(entry: Entry) -> int:
    """Return what changes when anything about an entry does."""
    return hash_of(
        entry.key,
        entry.alternate_key,
        entry.url,
        entry.title,
        entry.author,
        str(maybe_milliseconds(entry.published)),
        str(maybe_milliseconds(entry.updated)),
        entry.summary,
        entry.content_html,
        *entry.categories,
        *(
            word
            for it in entry.enclosures
            for word in (it.url, it.media_type, str(it.byte_count or ""))
        ),
    )


ARTICLE_COLUMNS = (
    "a.url, a.title, a.byline, a.published, a.language, a.extractor, a.fingerprint, a.note, a.text"
)
"""Of `articles a`."""


def article_from(row: Sequence[Any]) -> Article:
    """Return the article that ARTICLE_COLUMNS hold."""
    url, title, byline, published, language, extractor, fingerprint, note, text = row
    return Article(
        url=url,
        title=title,
        byline=byline,
        published=maybe_time(published),
        language=language,
        extractor=Extractor(extractor),
        fingerprint=fingerprint,
        note=note,
        text=unpack(text),
    )


def article_values(article: Article) -> tuple[object, ...]:
    """Return an article as ARTICLE_COLUMNS hold it."""
    return (
        article.url,
        article.title,
        article.byline,
        maybe_milliseconds(article.published),
        article.language,
        article.extractor.value,
        article.fingerprint,
        article.note,
        pack(article.text),
    )


def article_digest(article: Article) -> int:
    """Return what is the same for articles that are equal in everything."""
    return hash_of(
        article.url,
        article.title,
        article.byline,
        str(maybe_milliseconds(article.published)),
        article.language,
        article.extractor.value,
        article.fingerprint,
        article.note,
        article.text,
    )


def brief_body(brief: Brief) -> bytes:
    """Return a brief as it is stored: without the text, which is the article's."""
    return zlib.compress(msgspec.json.encode(replace(brief, text="")), 6)


def brief_from(body: bytes, entry_id: EntryId, text: str) -> Brief | None:
    """Return a stored brief; None if an earlier program stored it in a form that is no longer read.

    A brief is a conclusion: it is made again, never migrated.
    """
    try:
        brief = msgspec.json.decode(zlib.decompress(body), type=Brief)
    except msgspec.DecodeError:
        return None
    return replace(brief, id=str(entry_id), text=text)


def actor_names(brief: Brief) -> str:
    """Return all names of all actors, a line each: what a search finds them by."""
    names = (name for actor in brief.actors for name in (actor.name, *actor.aliases))
    return "\n".join(dict.fromkeys(names))


FAILURE_COLUMNS = ("kind", "detail", "status", "retry_after_seconds")


def failure_from(row: Sequence[Any]) -> Failure | None:
    """Return the failure of four columns; None when there is no kind."""
    kind, detail, status, retry_after_seconds = row
    if kind is None:
        return None
    return Failure(
        kind=FailureKind(kind),
        detail=detail,
        status=status,
        retry_after_seconds=retry_after_seconds,
    )


def failure_values(failure: Failure) -> tuple[object, ...]:
    """Return a failure as four columns hold it."""
    return (
        failure.kind.value,
        failure.detail,
        bounded(failure.status),
        failure.retry_after_seconds,
    )


FEED_TITLE = "coalesce(nullif(f.given_title, ''), nullif(f.title, ''), f.url)"
"""What a feed is called: the reader's name for it, its own, or else its address."""

LINE_COLUMNS = (
    f"s.entry_id, s.feed_id, {FEED_TITLE}, e.title, e.author, e.url, s.sort_at, "
    "e.published IS NOT NULL, s.is_read, s.is_starred, "
    "EXISTS (SELECT 1 FROM briefs b WHERE b.article_id = e.article_id), e.word_count, e.lead, "
    "s.is_later, EXISTS (SELECT 1 FROM notes n WHERE n.entry_id = s.entry_id), "
    "(SELECT json_group_array(name) FROM (SELECT t.name FROM entry_tags g JOIN tags t "
    "USING (tag_id) WHERE g.entry_id = s.entry_id ORDER BY t.folded))"
)
"""Of `status s JOIN entries e JOIN feeds f`."""


def line_from(row: Sequence[Any]) -> EntryRow:
    """Return the line of a list that LINE_COLUMNS hold."""
    return EntryRow(
        entry_id=EntryId(row[0]),
        feed_id=FeedId(row[1]),
        feed_title=row[2],
        title=row[3],
        author=row[4],
        url=row[5],
        sort_at=from_milliseconds(row[6]),
        has_published=bool(row[7]),
        is_read=bool(row[8]),
        is_starred=bool(row[9]),
        has_brief=bool(row[10]),
        word_count=row[11],
        lead=row[12],
        is_later=bool(row[13]),
        has_note=bool(row[14]),
        tags=() if row[15] == "[]" else tuple(msgspec.json.decode(row[15], type=list[str])),
    )


FEED_COLUMNS = (
    f"f.feed_id, f.url, {FEED_TITLE}, f.site_url, d.path, n.unread_count, n.entry_count, "
    "h.last_attempt_at, h.last_success_at, h.failure_kind, h.failure_detail, h.failure_status, "
    "h.retry_after_seconds, h.failed_since, h.failure_count, f.account_id"
)
"""Of `feeds f JOIN folders d JOIN feed_counts n JOIN feed_health h`."""


def feed_row_from(row: Sequence[Any]) -> FeedRow:
    """Return the subscription that FEED_COLUMNS hold."""
    return FeedRow(
        feed_id=FeedId(row[0]),
        url=row[1],
        title=row[2],
        site_url=row[3],
        folder=row[4],
        unread_count=row[5],
        entry_count=row[6],
        last_attempt_at=maybe_time(row[7]),
        last_success_at=maybe_time(row[8]),
        failure=failure_from(row[9:13]),
        failed_since=maybe_time(row[13]),
        failure_count=row[14],
        account_id=None if row[15] is None else AccountId(row[15]),
    )


def feed_order(feed: FeedRow) -> tuple[object, ...]:
    """Return a subscription's place among the others: by folder, then by title."""
    return (natural_key(feed.folder), natural_key(feed.title), feed.feed_id)
