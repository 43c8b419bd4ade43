"""What must hold for every input, also for what no server should ever send."""

import random
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fetch.errors import ParseError
from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import Feed
from tests.support.samples.clean_characters import is_clean
from tests.support.scale import full_or

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOLDEN = [path.read_bytes() for path in sorted((Path(__file__).parent / "golden").iterdir())]
SNIPPETS = st.sampled_from(
    [
        *(b"&#xD800;", b"&#x110000;", b"&#9999999999;", b"\x00", b"\x1b[31m", b"\xff\xfe"),
        *(b"<![CDATA[", b"]]>", b"<item>", b"</item>", b"<entry>", b"</gml:pos>", b"&", b"<"),
        *(b"<!DOCTYPE rss [<!ENTITY a 'C:\\data'>]>", b"<?xml encoding='punycode'?>", b'"', b"'"),
        b"\xed\xa0\x80",
    ]
)


def read(body: bytes) -> Feed | None:
    try:
        return parse_document(body, "http://h.example/f", "", now=NOW)
    except ParseError:
        return None


def mutated(body: bytes, cuts: random.Random, snippets: list[bytes]) -> bytes:
    """Return `body` with snippets put in, and pieces taken out, at random places."""
    for snippet in snippets:
        place = cuts.randrange(len(body) + 1)
        skipped = cuts.choice([0, 0, 1, 20])
        body = body[:place] + snippet + body[place + skipped :]
    return body


def check(feed: Feed) -> None:
    keys = [entry.key for entry in feed.entries]
    assert len(set(keys)) == len(keys)
    for entry in feed.entries:
        texts = (entry.key, entry.title, entry.author, entry.summary, entry.content_html)
        assert all(map(is_clean, (*texts, entry.url, *entry.categories)))
        assert entry.url == "" or entry.url.startswith(("http://", "https://"))
        assert entry.published is None or 1900 <= entry.published.year <= 2026


@given(st.binary(max_size=300))
def test_any_bytes_give_a_feed_or_a_parse_error(body: bytes) -> None:
    feed = read(body)

    assert feed is None or isinstance(feed, Feed)


@settings(
    max_examples=full_or(75, 300), suppress_health_check=[HealthCheck.too_slow], deadline=None
)
@given(st.sampled_from(GOLDEN), st.randoms(), st.lists(SNIPPETS, min_size=1, max_size=6))
def test_damaged_feeds_give_clean_entries_or_a_parse_error(
    body: bytes, cuts: random.Random, snippets: list[bytes]
) -> None:
    feed = read(mutated(body, cuts, snippets))

    if feed is not None:
        check(feed)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=200))
def test_any_words_in_a_feed_come_out_clean(title: str, guid: str, text: str) -> None:
    def escaped(value: str) -> str:
        return value.replace("&", "&amp;").replace("<", "&lt;")

    item = f"<title>{escaped(title)}</title><guid>{escaped(guid)}</guid>"
    item += f"<description>{escaped(text)}</description><link>{escaped(text)}</link>"
    body = f"<rss version='2.0'><channel><item>{item}</item></channel></rss>"

    feed = read(body.encode("utf-8", "replace"))

    assert feed is not None
    check(feed)
