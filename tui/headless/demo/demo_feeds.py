"""Render a paper's feeds as RSS 2.0, Atom and JSON Feed 1.1."""

import json
from email.utils import format_datetime
from typing import assert_never
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from tui.headless.demo.demo_pages import article_html, iso
from tui.headless.demo.demo_papers import DemoArticle, FeedBody, FeedFormat, Paper, PaperFeed

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_LANGUAGE = "en-GB"

CONTENT_TYPES = {
    FeedFormat.RSS: "application/rss+xml; charset=utf-8",
    FeedFormat.ATOM: "application/atom+xml; charset=utf-8",
    FeedFormat.JSON: "application/feed+json; charset=utf-8",
}

# Entities as older publishing systems write them into a title, to be escaped once more by XML.
_HTML_TITLE = str.maketrans({"&": "&amp;", "\u2018": "&#8216;", "\u2019": "&#8217;"})


def feed_bytes(paper: Paper, feed: PaperFeed, paper_url: str) -> bytes:
    """Render one feed; `paper_url` is the paper's home page and ends in a slash."""
    match feed.format:
        case FeedFormat.RSS:
            return _rss(paper, feed, paper_url)
        case FeedFormat.ATOM:
            return _atom(paper, feed, paper_url)
        case FeedFormat.JSON:
            return _json(paper, feed, paper_url)
        case _:
            assert_never(feed.format)


def _rss(paper: Paper, feed: PaperFeed, paper_url: str) -> bytes:
    ET.register_namespace("atom", _ATOM)
    ET.register_namespace("content", _CONTENT)
    ET.register_namespace("dc", _DC)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _text(channel, "title", feed.title)
    _text(channel, "link", paper_url)
    _text(channel, "description", paper.tagline)
    _text(channel, "language", _LANGUAGE)
    ET.SubElement(
        channel,
        f"{{{_ATOM}}}link",
        rel="self",
        href=paper_url + feed.path,
        type=CONTENT_TYPES[feed.format].partition(";")[0],
    )
    for article in paper.articles_in(feed):
        _rss_item(channel, article, feed, paper_url)
    return _serialised(root)


def _rss_item(channel: ET.Element, article: DemoArticle, feed: PaperFeed, paper_url: str) -> None:
    item = ET.SubElement(channel, "item")
    link = paper_url + article.path
    title = article.title.translate(_HTML_TITLE) if feed.html_titles else article.title
    _text(item, "title", title)
    _text(item, "link", urlsplit(link).path if feed.relative_links else link)
    # No address: a stable name survives the server's changing port.
    ET.SubElement(item, "guid", isPermaLink="false").text = f"{article.slug}.{article.section}"
    _text(item, "pubDate", format_datetime(article.published, usegmt=True))
    _text(item, f"{{{_DC}}}creator", article.author)
    _text(item, "category", article.section)
    _text(item, "description", article.standfirst)
    if feed.body is FeedBody.FULL:
        _text(item, f"{{{_CONTENT}}}encoded", article_html(article.blocks))


def _atom(paper: Paper, feed: PaperFeed, paper_url: str) -> bytes:
    articles = paper.articles_in(feed)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": _LANGUAGE})
    _text(root, "title", feed.title)
    _text(root, "subtitle", paper.tagline)
    _text(root, "id", f"tag:{paper.id}.example,1869:feed")
    _text(root, "updated", iso(articles[0].published))
    ET.SubElement(root, "link", rel="alternate", href=paper_url, type="text/html")
    ET.SubElement(root, "link", rel="self", href=paper_url + feed.path)
    for article in articles:
        entry = ET.SubElement(root, "entry")
        _text(entry, "title", article.title)
        link = paper_url + article.path
        ET.SubElement(entry, "link", rel="alternate", href=link, type="text/html")
        _text(entry, "id", f"tag:{paper.id}.example,{article.published:%Y-%m-%d}:{article.slug}")
        _text(entry, "published", iso(article.published))
        _text(entry, "updated", iso(article.published))
        _text(ET.SubElement(entry, "author"), "name", article.author)
        ET.SubElement(entry, "category", term=article.section)
        _text(entry, "summary", article.standfirst)
    return _serialised(root)


def _json(paper: Paper, feed: PaperFeed, paper_url: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": paper.tagline,
        "home_page_url": paper_url,
        "feed_url": paper_url + feed.path,
        "language": _LANGUAGE,
        "items": [_json_item(article, feed, paper_url) for article in paper.articles_in(feed)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(article: DemoArticle, feed: PaperFeed, paper_url: str) -> dict[str, object]:
    # The format asks for some content; a paper that keeps its text to itself gives the standfirst.
    content = (
        {"content_html": article_html(article.blocks)}
        if feed.body is FeedBody.FULL
        else {"content_text": article.standfirst}
    )
    return {
        "id": f"{article.slug}.{article.section}",
        "url": paper_url + article.path,
        "title": article.title,
        "summary": article.standfirst,
        "date_published": iso(article.published),
        "authors": [{"name": article.author}],
        "tags": [article.section],
        **content,
    }


def _text(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = text


def _serialised(root: ET.Element) -> bytes:
    ET.indent(root)
    serialised: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return serialised
