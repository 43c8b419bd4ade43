"""Feeds in pairs: the bytes in golden/NAME and the objects they must become in golden/NAME.json."""

import json
import time
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from fetch.errors import ParseError
from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import FailureKind, Feed
from fetch.quiet_times import QuietTimes

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parent / "golden"
URL = "http://golden.example/feed"
RSS = "<rss version='2.0'><channel><title>T</title>{}</channel></rss>"


def parse(text: str | bytes, content_type: str = "") -> Feed:
    body = text.encode() if isinstance(text, str) else text
    return parse_document(body, URL, content_type, now=NOW)


def plain(feed: Feed) -> object:
    """Return a feed as JSON would have it, fields with nothing in them left out."""
    fields = msgspec.to_builtins(feed, builtin_types=(datetime,))
    fields = json.loads(json.dumps(fields, default=str))
    del fields["quiet"]
    fields["entries"] = [
        {name: value for name, value in entry.items() if value} for entry in fields["entries"]
    ]
    return {name: value for name, value in fields.items() if value}


@pytest.mark.parametrize(
    "name", sorted(path.name for path in GOLDEN.iterdir() if not path.match("*.*.json"))
)
def test_a_feed_becomes_its_golden_objects(name: str) -> None:
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))

    feed = parse((GOLDEN / name).read_bytes())

    assert plain(feed) == expected


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  \n",
        b"<!doctype html><html><body>Log in</body></html>",
        b"<html><head><title>About rss</title></head></html>",
        b'{"error": "not found"}',
        b"[]",
        b"Service unavailable",
        b"\x89PNG\r\n\x1a\n",
        b"<opml version='2.0'/>",
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        parse(body)

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED


@pytest.mark.parametrize(
    "check",
    [
        b"<!doctype html><html><body><p>Checking that you are human</p></body></html>",
        b"<script src='/challenge.js'></script><p>One moment, please.</p>",
    ],
)
def test_a_check_for_browsers_is_told_from_other_pages(check: bytes) -> None:
    with pytest.raises(ParseError) as caught:
        parse(check)

    assert caught.value.failure.kind is FailureKind.NOT_A_FEED
    assert "a check that only browsers pass" in caught.value.failure.detail


def test_damaged_json_is_unreadable() -> None:
    with pytest.raises(ParseError) as caught:
        parse('{"version": "https://jsonfeed.org/version/1", "items": [')

    assert caught.value.failure.kind is FailureKind.UNREADABLE


def test_json_nested_without_end_is_unreadable() -> None:
    with pytest.raises(ParseError):
        parse('{"a":' + "[" * 100_000)


def test_what_feedparser_raises_becomes_a_parse_error() -> None:
    chapter = "<psc:chapters><psc:chapter title='x'/></psc:chapters>"
    text = RSS.format(f"<item><title>x</title>{chapter}</item>").replace(
        "<rss", "<rss xmlns:psc='http://podlove.org/simple-chapters'"
    )

    with pytest.raises(ParseError) as caught:
        parse(text)

    assert caught.value.failure.kind is FailureKind.UNREADABLE


def test_a_feed_inside_a_page_is_still_a_feed() -> None:
    feed = parse(f"<!DOCTYPE html><html><body>{RSS.format('<item><title>x</title></item>')}")

    assert [entry.title for entry in feed.entries] == ["x"]


def test_a_prefix_nobody_declared_does_not_hide_the_items() -> None:
    item = "<rss:item><rss:title>x</rss:title></rss:item>"

    feed = parse(f"<rss version=2.0><rss:channel>{item}</rss:channel></rss>")

    assert [entry.title for entry in feed.entries] == ["x"]


def test_half_an_item_is_left_out() -> None:
    whole = "<item><title>whole</title></item>"

    feed = parse(f"<rss version='2.0'><channel><title>T</title>{whole}<item><title>ha")

    assert [entry.title for entry in feed.entries] == ["whole"]


def test_a_feed_of_half_an_item_is_unreadable() -> None:
    with pytest.raises(ParseError):
        parse("<rss version='2.0'><channel><title>T</title><item><title>ha")


def test_entities_are_not_expanded_and_files_not_read() -> None:
    head = "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY l 'lol'>]>"

    feed = parse(head + RSS.format("<item><title>a &x; b</title></item>"))

    assert "root:" not in feed.entries[0].title


def test_a_later_date_than_tomorrow_is_missing() -> None:
    item = "<item><title>x</title><pubDate>Sun, 22 Nov 2037 10:00:00 GMT</pubDate></item>"

    assert parse(RSS.format(item)).entries[0].published is None


@pytest.mark.parametrize(
    "title",
    ["[Video] 50% off", "Ask HN: [/r/linux] is down?", "[@click=app.quit]x[/]", "a < b > c", "{x}"],
)
def test_a_headline_is_kept_letter_for_letter(title: str) -> None:
    escaped = title.replace("&", "&amp;").replace("<", "&lt;")

    assert parse(RSS.format(f"<item><title>{escaped}</title></item>")).entries[0].title == title


def test_a_long_description_is_content_and_its_summary_short() -> None:
    text = "A sentence of five words. " * 200

    entry = parse(RSS.format(f"<item><description>{text}</description></item>")).entries[0]

    assert entry.content_html.startswith("A sentence")
    assert len(entry.summary) <= 2010


def test_parsing_twice_gives_the_same_entries() -> None:
    body = (GOLDEN / "rss20.xml").read_bytes()

    assert parse(body) == parse(body)


def test_skipped_hours_and_days_are_read() -> None:
    document = """<?xml version="1.0"?><rss version="2.0"><channel><title>T</title>
<link>https://example.org/</link><skipHours><hour>0</hour><hour>24</hour><hour>23</hour>
<hour>noon</hour></skipHours><skipDays><day>Saturday</day><day>Funday</day></skipDays>
<item><title>A</title><guid>1</guid></item></channel></rss>"""

    feed = parse(document)

    assert feed.quiet == QuietTimes(hours=frozenset({0, 23}), days=frozenset({5}))
    assert len(feed.entries) == 1
    assert parse(document.replace("skip", "hop")).quiet == QuietTimes()


@pytest.mark.parametrize(
    "document",
    [
        "<rss {} version='2.0'><channel>{}</channel></rss>",
        "<rss version='2.0'><channel {}>{}</channel></rss>",
        "<rss version='2.0'><channel {}>{} & more",
    ],
)
def test_a_tag_with_thousands_of_attributes_is_read(document: str) -> None:
    attributes = " ".join(f"a{number}='u'" for number in range(40_000))
    body = document.format(attributes, "<item><title>All is well</title></item>")
    began = time.process_time()

    (entry,) = parse(body).entries

    assert entry.title == "All is well"
    # It takes a fifth of a second; a minute, were each attribute looked for among all others.
    assert time.process_time() - began < 20
