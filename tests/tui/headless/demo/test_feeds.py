"""The feeds as a reader meets them."""

import json
from html import unescape
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]  # it ships no types
import pytest

from tests.tui.headless.demo.client import PAPERS, request, url_of
from tui.headless.demo.demo_papers import FeedFormat, Paper, PaperFeed
from tui.headless.demo.demo_server import DemoServer

FEEDS = [(paper, feed) for paper in PAPERS for feed in paper.feeds]
XML_FEEDS = [(paper, feed) for paper, feed in FEEDS if feed.format is not FeedFormat.JSON]
JSON_FEEDS = [(paper, feed) for paper, feed in FEEDS if feed.format is FeedFormat.JSON]


def feed_id(value: object) -> str:
    return str(getattr(value, "path", "") or getattr(value, "id", ""))


def body_of(demo: DemoServer, paper: Paper, feed: PaperFeed) -> bytes:
    return request(f"{demo.base_url}/{paper.id}/{feed.path}").body


def parsed(demo: DemoServer, paper: Paper, feed: PaperFeed) -> Any:
    return feedparser.parse(body_of(demo, paper, feed))


@pytest.mark.parametrize(("paper", "feed"), XML_FEEDS, ids=feed_id)
def test_xml_feed_parses_with_all_items(demo: DemoServer, paper: Paper, feed: PaperFeed) -> None:
    result = parsed(demo, paper, feed)

    articles = paper.articles_in(feed)
    assert not result.bozo
    titles = [unescape(entry.title) for entry in result.entries]
    assert titles == [article.title for article in articles]
    assert [entry.author for entry in result.entries] == [article.author for article in articles]
    assert [entry.published_parsed[:6] for entry in result.entries] == [
        article.published.timetuple()[:6] for article in articles
    ]


@pytest.mark.parametrize(("paper", "feed"), JSON_FEEDS, ids=feed_id)
def test_json_feed_has_all_items(demo: DemoServer, paper: Paper, feed: PaperFeed) -> None:
    document = json.loads(body_of(demo, paper, feed))

    articles = paper.articles_in(feed)
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in document["items"]] == [each.title for each in articles]
    assert [item["url"] for item in document["items"]] == [
        url_of(demo, paper, article) for article in articles
    ]


@pytest.mark.parametrize(("paper", "feed"), XML_FEEDS, ids=feed_id)
def test_every_item_leads_to_its_article(demo: DemoServer, paper: Paper, feed: PaperFeed) -> None:
    feed_url = f"{demo.base_url}/{paper.id}/{feed.path}"

    links = [urljoin(feed_url, entry.link) for entry in parsed(demo, paper, feed).entries]

    assert links == [url_of(demo, paper, article) for article in paper.articles_in(feed)]
    assert {request(link).status for link in links} == {200}


def test_feeds_named_by_the_server_are_those_of_the_papers(demo: DemoServer) -> None:
    assert [(feed.url, feed.title) for feed in demo.feeds] == [
        (f"{demo.base_url}/{paper.id}/{feed.path}", feed.title) for paper, feed in FEEDS
    ]
    assert {request(feed.url).status for feed in demo.feeds} == {200}


def test_one_feed_has_html_in_its_titles(demo: DemoServer) -> None:
    source = request(f"{demo.base_url}/courier/world.xml").text

    assert "&amp;#8217;" in source
    assert "Bells ring &amp;amp; factories" in source


def test_one_feed_has_relative_links(demo: DemoServer) -> None:
    source = request(f"{demo.base_url}/courier/britain.xml").text

    assert "<link>/courier/1995/02/28/barings-commons</link>" in source


def test_only_one_feed_carries_full_text(demo: DemoServer) -> None:
    full = {
        feed.path
        for paper, feed in XML_FEEDS
        if any("content" in entry for entry in parsed(demo, paper, feed).entries)
    }

    assert full == {"index.rss"}


def test_feed_carries_what_the_paywall_hides(demo: DemoServer) -> None:
    paper, feed = next((paper, feed) for paper, feed in FEEDS if feed.path == "index.rss")
    article = next(article for article in paper.articles if article.paywalled)

    entries = parsed(demo, paper, feed).entries

    content = next(entry.content[0].value for entry in entries if entry.title == article.title)
    page = request(url_of(demo, paper, article)).text
    assert all(block.text in content for block in article.blocks)
    assert article.blocks[1].text in page
    assert article.blocks[-1].text not in page
    assert "Subscribe to continue reading" in page
