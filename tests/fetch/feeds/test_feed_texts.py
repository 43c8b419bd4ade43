"""What becomes of the texts, titles and links of items, in feeds that both parsers read."""

from datetime import UTC, datetime

import pytest

from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import Entry
from fetch.rules import carries_article

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:z="urn:z">'
    "<channel><title>T</title><link>http://h.example/</link><item>{}</item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:z="urn:z"><title>T</title><id>urn:f</id>'
    "<entry><id>urn:e</id><title>t</title>{}</entry></feed>"
)
UNKNOWN = "<z:unknown/>"
"""An element that the fast parser leaves to the other one."""

by_both = pytest.mark.parametrize("more", ["", UNKNOWN], ids=["fast", "feedparser"])


def read(document: str) -> Entry:
    (entry,) = parse_document(document.encode(), "http://h.example/feed", "", now=NOW).entries
    return entry


@by_both
@pytest.mark.parametrize(
    ("element", "summary"),
    [
        (
            '<summary type="text">if a &lt;b&gt; or 2 &lt; 3 &amp;amp; so</summary>',
            "if a <b> or 2 < 3 &amp; so",
        ),
        ("<summary>see &lt;head&gt; first</summary>", "see <head> first"),
        ('<summary type="text">&lt;a&gt; or &lt;br/&gt;</summary>', "<a> or <br/>"),
        ('<summary type="text">&lt;p&gt; begins one</summary>', "<p> begins one"),
        ("<summary>&lt;p&gt;Wrapped &amp;amp; whole.&lt;/p&gt;</summary>", "Wrapped & whole."),
        ('<summary type="html">if a &lt;b&gt;and&lt;/b&gt; b</summary>', "if a and b"),
        ('<content type="text">one &lt;i&gt; two</content>', "one <i> two"),
    ],
)
def test_plain_text_of_atom_is_plain(element: str, summary: str, more: str) -> None:
    assert read(ATOM.format(element + more)).summary == summary


@by_both
@pytest.mark.parametrize(
    "markup",
    [
        "<h3>Tools</h3><p>A saw.</p>",
        "<ul><li>saw</li></ul>",
        "<pre>saw --all</pre>",
        '<p>A <a href="http://h.example/saw">saw</a>.</p>',
        "<table><tr><td>saw</td></tr></table>",
        "<blockquote><p>Saw it.</p></blockquote>",
    ],
)
def test_a_short_description_keeps_its_structure(markup: str, more: str) -> None:
    entry = read(
        RSS.format(f"<title>x</title><description><![CDATA[{markup}]]></description>{more}")
    )

    assert entry.content_html == markup
    assert not carries_article(entry)


@by_both
def test_a_description_of_paragraphs_is_a_summary_alone(more: str) -> None:
    entry = read(
        RSS.format(f"<title>x</title><description>&lt;p&gt;One.&lt;/p&gt;</description>{more}")
    )

    assert (entry.summary, entry.content_html) == ("One.", "")


@by_both
@pytest.mark.parametrize(
    ("item", "title"),
    [
        ("<title>S&P falls, R&D grows</title>", "S&P falls, R&D grows"),
        ("<title>&lt;![CDATA[Low tide]]&gt;</title>", "Low tide"),
        ("<title><![CDATA[Low <![CDATA[tide]]> today]]></title>", "Low tide today"),
        ("<title>Low&lt;br /&gt;tide</title>", "Low tide"),
        ('<description>&lt;img src="a.png" alt="Low tide"&gt;</description>', "Low tide"),
        ("<title><![CDATA[<img src='a.png' alt='Low tide'>]]></title>", "Low tide"),
    ],
)
def test_a_title_is_words(item: str, title: str, more: str) -> None:
    assert read(RSS.format(f"{item}<guid isPermaLink='false'>1</guid>{more}")).title == title


@by_both
@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>www.tide.example/7?x=1&copy=2</link>", "http://www.tide.example/7?x=1&copy=2"),
        ("<link><![CDATA[www.tide.example]]></link>", "http://www.tide.example"),
        ("<link>/7</link>", "http://h.example/7"),
        ("<link>http://https://h.example/7</link>", "https://h.example/7"),
        ("<link>www-notes/7</link>", "http://h.example/www-notes/7"),
        ("<guid>http://h.example/7</guid>", "http://h.example/7"),
        ("<guid>tide-7</guid>", ""),
        ("<guid>2026.11.7</guid>", ""),
        ("<guid>urn:tide:7</guid>", ""),
        ("<guid><![CDATA[tide-7]]></guid>", ""),
        ("<guid>/7</guid>", "http://h.example/7"),
        ("<guid>tide-7</guid><link>http://h.example/7</link>", "http://h.example/7"),
    ],
)
def test_a_link_is_an_address(item: str, url: str, more: str) -> None:
    assert read(RSS.format(f"<title>x</title>{item}{more}")).url == url


@by_both
@pytest.mark.parametrize("link", ["", "<link>http://h.example/7</link>"])
@pytest.mark.parametrize(
    ("guid", "key"),
    [
        ("<guid>tide-7</guid>", "http://h.example/tide-7"),
        ("<guid><![CDATA[ tide-7 ]]></guid>", "http://h.example/tide-7"),
        ("<guid>12:34</guid>", "http://h.example/12:34"),
        ("<guid>tide 7 &amp; on</guid>", "http://h.example/tide 7 & on"),
        ("<guid>urn:tide:7</guid>", "urn:tide:7"),
        ("<guid>/7</guid>", "http://h.example/7"),
        ("<guid isPermaLink='false'>tide-7</guid>", "tide-7"),
    ],
)
def test_a_guid_gives_the_key_that_entries_in_a_cache_have(
    guid: str, key: str, link: str, more: str
) -> None:
    assert read(RSS.format(f"<title>x</title>{guid}{link}{more}")).key == key


def test_a_guid_of_blanks_takes_no_time() -> None:
    entry = read(RSS.format(f"<title>x</title><guid>{' ' * 1_000_000}</guid>{UNKNOWN}"))

    assert entry.title == "x"


def test_an_id_of_an_atom_feed_is_no_link_of_its_site() -> None:
    document = ATOM.format(UNKNOWN).replace("urn:f", "tide").replace("urn:e", "tide-7")
    feed = parse_document(document.encode(), "http://h.example/feed", "", now=NOW)

    assert (feed.site_url, feed.entries[0].url) == ("", "")
    assert feed.entries[0].key == "http://h.example/tide-7"


@by_both
@pytest.mark.parametrize(
    "item",
    [
        "<author>news@tide.agency (Mia Vale)</author>",
        "<author>Mia Vale &lt;mia@tide.technology&gt;</author>",
        "<author>mia@tide.org (Mia Vale)</author><dc:creator>Mia Vale</dc:creator>",
        "<dc:creator><![CDATA[Mia Vale]]></dc:creator>",
    ],
)
def test_an_author_is_a_name(item: str, more: str) -> None:
    assert read(RSS.format(f"<title>x</title>{item}{more}")).author == "Mia Vale"


def test_dates_of_one_feed_are_read_alike() -> None:
    items = "</item><item>".join(
        f"<title>{day}</title><pubDate>{day}</pubDate>" for day in ("02/03/2026", "02/28/2026")
    )

    feed = parse_document(RSS.format(items).encode(), "http://h.example/feed", "", now=NOW)

    assert [entry.published and entry.published.month for entry in feed.entries] == [2, 2]
