"""The fast way must say what feedparser says, or nothing."""

import json
import lzma
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.feeds import feedparser_adapter
from fetch.feeds.fast_xml import read_plain_feed
from fetch.feeds.feed_drafts import FeedDraft, finish_feed
from fetch.model import Feed
from tests.support.scale import full_or, share
from tests.support.shared_data import require_shared

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "http://golden.example/feed"
GOLDEN = Path(__file__).parent / "golden"
RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>'
    "<link>http://h.example/</link>{}</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title>'
    '<link href="http://h.example/"/><entry>{}</entry></feed>'
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn")), max_size=30)


def finished(draft: FeedDraft | None) -> Feed | None:
    if draft is None:
        return None
    return finish_feed(draft, url=URL, now=NOW)


def slow(text: str) -> Feed | None:
    return finished(feedparser_adapter.read_with_feedparser(text, URL))


def fast(text: str) -> Feed | None:
    return finished(read_plain_feed(text))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "item",
    [
        "<title>One</title><link>http://h.example/1</link><guid>http://h.example/1</guid>",
        "<title>One</title><guid>http://h.example/1</guid>",
        "<title>One</title><guid isPermaLink='false'>1</guid><link>http://h.example/1</link>",
        "<title><![CDATA[One <b>&amp;</b> two]]></title><description>&lt;p&gt;x</description>",
        "<title>x</title><description>d</description><content:encoded>c</content:encoded>",
        "<title>x</title><content:encoded>only content</content:encoded>",
        "<title>x</title><dc:creator>Ann</dc:creator><category>a</category><category>b</category>",
        "<title>x</title><pubDate>Sun, 22 Nov 2026 08:30:00 +0100</pubDate>",
        "<title>x</title><dc:date>2026-11-22T08:30:00Z</dc:date>",
        "<title>x</title><pubDate>yesterday</pubDate>",
        "<title>x</title><author>a@h.example (Ann)</author>",
        "<title>x</title><author>Ann (a@news.agency)</author>",
        "<title>x</title><pubDate>dim., 22 nov. 2026 08:30</pubDate>",
        "<title>x</title><media:content url='u'><media:credit>c</media:credit></media:content>",
        "<title>x</title><media:description>caption</media:description>",
        "<title>x</title><atom:link rel='standout' href='http://h.example/s'/>",
        "<description>no title</description>",
        "",
    ],
)
def test_common_items_of_rss_are_read_as_feedparser_reads_them(item: str) -> None:
    text = RSS.format(f"<item>{item}</item>")

    assert fast(text) is not None
    assert fast(text) == slow(text)


@pytest.mark.parametrize(
    "entry",
    [
        "<id>tag:1</id><title>a &lt;b> c</title><link href='http://h.example/1'/>",
        "<id>tag:1</id><title type='html'>a &lt;b>c&lt;/b></title><updated>2026-11-22T08:30:00Z"
        "</updated>",
        "<id>http://h.example/1</id><title>x</title><content type='html'>&lt;p>c</content>",
        "<id>tag:1</id><title>x</title><summary>s</summary><content type='html'>c</content>",
        "<id>tag:1</id><title>x</title><author><name>Ann</name></author><category term='a'"
        " label='b'/><published>2026-11-22T08:30:00.5+01:00</published>",
        "<id>tag:1</id><title>x</title><link rel='enclosure' href='http://h.example/e.mp3'/>",
    ],
)
def test_common_entries_of_atom_are_read_as_feedparser_reads_them(entry: str) -> None:
    text = ATOM.format(entry)

    assert fast(text) is not None
    assert fast(text) == slow(text)


@pytest.mark.parametrize(
    "text",
    [
        "<rss",
        "<html/>",
        "<rss version='0.91'><channel/></rss>",
        "<!DOCTYPE rss>" + RSS.format("<item><title>x</title></item>"),
        RSS.format("<item><title>x</title><title>y</title></item>"),
        RSS.format("<item><unknown/></item>"),
        RSS.format("<item><link>/relative</link></item>"),
        RSS.format("<item><guid>tide-7</guid></item>"),
        RSS.format("<item><title>Windows\x92s</title></item>"),
        RSS.format("<item><category>CafÃ©</category></item>"),
        RSS.format("<item><description><b>markup</b></description></item>"),
        RSS.format("<item><media:title>only the medium has one</media:title></item>"),
        ATOM.format("<id>tag:1</id><title type='xhtml'><div>x</div></title>"),
        ATOM.format("<id>relative</id>"),
        ATOM.format("<id>tag:1</id><content src='x'/>"),
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://h.example/'/>",
    ],
)
def test_whatever_is_unusual_is_left_to_feedparser(text: str) -> None:
    assert read_plain_feed(text) is None


def test_a_caption_does_not_replace_the_description() -> None:
    item = (
        "<title>x</title><description>The story.</description>"
        "<media:description>A caption, longer than the story.</media:description>"
    )

    feed = fast(RSS.format(f"<item>{item}</item>"))

    assert feed is not None
    assert (feed.entries[0].summary, feed.entries[0].content_html) == ("The story.", "")


@given(WORDS, WORDS, WORDS, WORDS)
def test_any_words_are_read_as_feedparser_reads_them(
    title: str, guid: str, summary: str, category: str
) -> None:
    item = f"<title>{escaped(title)}</title><guid isPermaLink='false'>{escaped(guid)}</guid>"
    item += f"<description>{escaped(summary)}</description><category>{escaped(category)}</category>"
    text = RSS.format(f"<item>{item}</item>")

    read = fast(text)

    assert read is None or read == slow(text)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.xml")), ids=lambda path: path.name)
def test_golden_feeds_are_read_alike(path: Path) -> None:
    text = feedparser_adapter.XML_DECLARATION.sub(
        "", feedparser_adapter.decoded_feed(path.read_bytes(), "")
    )

    read = fast(text)

    assert read is None or read == slow(text)


def test_captured_feeds_are_read_alike() -> None:
    folder = require_shared("eval", "feeds")
    names = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    read_count = 0

    for name in share(list(names), 0, 3):
        body = lzma.decompress((folder / name).read_bytes())
        text = feedparser_adapter.XML_DECLARATION.sub("", feedparser_adapter.decoded_feed(body, ""))
        # A caption replaces the description there: the one thing that is read better.
        read = None if "media:description" in text else fast(text)
        if read is not None:
            read_count += 1
            assert read == slow(text), name

    assert read_count >= full_or(10, 30)
