"""Feeds as they are found in the wild, from their bytes to the list: none double, none lost."""

from datetime import timedelta

import pytest

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryRow, Scope, View
from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import FeedRefreshed, FeedTarget, Validators
from tests.support.samples.builders import NOW

URL = "http://h.example/feed"
RSS = "<rss version='2.0'><channel><title>T</title><link>http://h.example/</link>{}</channel></rss>"
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title>{}</feed>"


def read(
    store: Store, library: Library, document: str | bytes, *, later: int = 0
) -> list[EntryRow]:
    """Store what a document says, `later` hours on, and return the list."""
    now = NOW + timedelta(hours=later)
    body = document.encode() if isinstance(document, str) else document
    outcome = FeedRefreshed(
        target=FeedTarget(feed_id=store.feeds.subscribe(URL, now=NOW), url=URL),
        feed=parse_document(body, URL, "", now=now),
        validators=Validators(),
        body_hash=str(later),
    )
    store.entries.save_outcome(outcome, now=now)
    return list(library.lists.page(View(scope=Scope.ALL), 0, 100))


def item(number: int, *more: str) -> str:
    return f"<item><title>Story {number}</title>{''.join(more)}</item>"


@pytest.mark.parametrize(
    "identity",
    ["<guid>tag:1</guid>", "<link>http://h.example/1</link>", "<description>Words.</description>"],
)
def test_a_feed_that_repeats_itself_is_listed_once(
    store: Store, library: Library, identity: str
) -> None:
    document = RSS.format(item(1, identity) * 5)

    assert len(read(store, library, document)) == 1
    assert len(read(store, library, document, later=1)) == 1


def test_new_guids_for_old_stories_double_nothing(store: Store, library: Library) -> None:
    rows: list[EntryRow] = []
    for hour in range(3):
        items = (
            item(n, f"<guid>{hour}-{n}</guid><link>http://h.example/{n}</link>") for n in (1, 2)
        )
        rows = read(store, library, RSS.format("".join(items)), later=hour)

    assert len(rows) == 2


@pytest.mark.parametrize(
    "form", ["<guid>{0}</guid>", "<guid isPermaLink='false'>{0}</guid><link>{0}</link>"]
)
def test_guids_that_move_to_https_or_another_host_double_nothing(
    store: Store, library: Library, form: str
) -> None:
    rows: list[EntryRow] = []
    for hour, place in enumerate(
        ("http://h.example", "https://h.example", "https://www.h.example")
    ):
        items = (
            item(
                n,
                form.format(f"{place}/?p={n}"),
                "<pubDate>Sun, 15 Nov 2026 08:00:00 GMT</pubDate>",
            )
            for n in (1, 2)
        )
        rows = read(store, library, RSS.format("".join(items)), later=hour)

    assert len(rows) == 2


def test_one_guid_for_all_stories_loses_none(store: Store, library: Library) -> None:
    items = "".join(item(n, f"<guid>0</guid><link>http://h.example/{n}</link>") for n in range(4))

    assert len(read(store, library, RSS.format(items))) == 4
    assert len(read(store, library, RSS.format(items), later=1)) == 4


def test_stories_without_guid_link_and_date_are_known_again(store: Store, library: Library) -> None:
    items = [item(n, f"<description>Words of {n}.</description>") for n in range(4)]

    assert len(read(store, library, RSS.format("".join(items)))) == 4
    newer = item(9, "<description>News.</description>")
    assert len(read(store, library, RSS.format(newer + "".join(items)), later=1)) == 5


ALERT = (
    "<item><guid isPermaLink='false'>{}</guid><title>Water is shut off</title>"
    "<pubDate>Thu, 09 Jan 2025 0{}:00:00 GMT</pubDate></item>"
)


def test_guids_made_anew_each_time_double_nothing(store: Store, library: Library) -> None:
    rows = read(store, library, RSS.format(ALERT.format("a1", 7) + ALERT.format("a2", 8)))
    store.marks.set_read([rows[0].entry_id], True, now=NOW)

    again = read(store, library, RSS.format(ALERT.format("b1", 7) + ALERT.format("b2", 8)), later=1)

    assert [row.entry_id for row in again] == [row.entry_id for row in rows]
    assert [row.is_read for row in again] == [True, False]


def test_alerts_of_one_name_at_other_times_are_others(store: Store, library: Library) -> None:
    read(store, library, RSS.format(ALERT.format("a1", 7)))

    assert len(read(store, library, RSS.format(ALERT.format("b1", 8)), later=1)) == 2


def test_two_alerts_of_one_moment_lose_none(store: Store, library: Library) -> None:
    read(store, library, RSS.format(ALERT.format("a1", 7)))
    both = RSS.format(ALERT.format("b1", 7) + ALERT.format("b2", 7))

    assert len(read(store, library, both, later=1)) == 3


@pytest.mark.parametrize(
    "date",
    [
        "Fri, 31 Dec 2055 08:00:00 GMT",
        "Wed, 31 Feb 2026 08:00:00 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "yesterday",
        "99999-01-01",
        "",
    ],
)
def test_a_date_that_cannot_be_is_that_of_the_first_sight(
    store: Store, library: Library, date: str
) -> None:
    document = RSS.format(item(1, f"<guid>1</guid><pubDate>{date}</pubDate>"))

    read(store, library, document)
    (row,) = read(store, library, document, later=5)

    assert row.sort_at == NOW
    assert not row.has_published


@pytest.mark.parametrize(
    ("document", "url"),
    [
        (RSS.format(item(1, "<guid>x</guid><link>/a/1</link>")), "http://h.example/a/1"),
        (RSS.format(item(1, "<guid>x</guid><link>//c.example/1</link>")), "http://c.example/1"),
        (
            ATOM.format("<entry><id>x:1</id><title>S</title><link href='1.html'/></entry>"),
            "http://h.example/1.html",
        ),
        (
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://b.example/x/'><title>T"
            "</title><entry><id>x:1</id><title>S</title><link href='1'/></entry></feed>",
            "http://b.example/x/1",
        ),
    ],
)
def test_relative_links_lead_where_they_should(
    store: Store, library: Library, document: str, url: str
) -> None:
    (row,) = read(store, library, document)

    assert row.url == url


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;b&gt;Bold&lt;/b&gt; &amp;amp; &lt;i&gt;new&lt;/i&gt;", "Bold & new"),
        ("<![CDATA[<em>Em</em> &#8211; dash]]>", "Em \u2013 dash"),
        ("Caf&amp;eacute; &amp;#8217;24", "Café \u201924"),
        ("Use vector&lt;int&gt; now", "Use vector<int> now"),
    ],
)
def test_html_in_a_title_is_read_not_shown(
    store: Store, library: Library, title: str, shown: str
) -> None:
    (row,) = read(store, library, RSS.format(f"<item><guid>1</guid><title>{title}</title></item>"))

    assert row.title == shown


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1252", "iso-8859-1", "utf-16", "utf-16-le", "utf-8-sig"]
)
def test_an_encoding_that_nobody_declared_is_found_out(
    store: Store, library: Library, encoding: str
) -> None:
    words = "Žluť" if encoding.startswith("utf") else "Crème brûlée à Besançon"
    document = RSS.format(f"<item><guid>1</guid><title>{words}</title></item>").encode(encoding)

    (row,) = read(store, library, document)

    assert row.title == words
