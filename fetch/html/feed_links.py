"""Find the links to feeds in a page: its alternates, and what it calls a feed in its text. Pure."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html
from msgspec import Struct

from fetch.text.clean import clean_line

_FEED_TYPE = re.compile(
    r"(?:application|text)/(?:x[.-])?(?:rss|atom|rdf|feed)(?:\+(?:xml|json))?|application/json|(?:text|application)/xml"
)
_NAMED_FEED = re.compile(r"\b(?:rss|atom|feeds?|xml)\b", re.IGNORECASE)
_FEED_FILE = re.compile(r"(?:\.(?:rss|atom|rdf|xml)|/(?:feed|rss|atom)/?)(?:[?#]|$)", re.IGNORECASE)
_NO_FEED = re.compile(r"/wp-json/|oembed|opensearch|sitemap|\.opml\b", re.IGNORECASE)
_OF_COMMENTS = re.compile(
    r"\bcomments?\b|\bcomment-page\b|\bkommentare?\b|\bcommentaires?\b|\bcomentários?\b"
    r"|\bcomentarios?\b|\bcommenti\b|\breacties\b|\bkommentarer?\b|\bkomentarze\b|комментари"
    r"|评论|コメント",
    re.IGNORECASE,
)
_MOST_PIECES = 10
_MOST_WORDS = 6
"""A link of more words is a sentence about feeds."""


class FeedLink(Struct, frozen=True, kw_only=True):
    """A link as the page writes it.

    Attributes:
        is_declared: the page says that it is its feed, not only that there is one.
    """

    href: str
    title: str
    is_declared: bool

    @property
    def is_of_comments(self) -> bool:
        """Tell whether the feed has what readers wrote, not what the site did."""
        return _OF_COMMENTS.search(f"{self.title} {self.href}") is not None


def _root_of(page: str) -> Any:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _is_declared(attributes: Mapping[str, str], href: str, title: str) -> bool:
    relations = attributes.get("rel", "").lower().split()
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    if kind:
        is_feed = _FEED_TYPE.fullmatch(kind) is not None
        return is_feed and ("alternate" in relations or "feed" in relations)
    if "feed" in relations:
        return True
    # An alternate of no type may be a translation or a page for telephones.
    is_other = "hreflang" in attributes or "media" in attributes
    looks_so = _NAMED_FEED.search(title) or _FEED_FILE.search(href)
    return "alternate" in relations and not is_other and looks_so is not None


def _is_mentioned(element: Any, href: str) -> bool:
    words = " ".join("".join(islice(element.itertext(), _MOST_PIECES)).split())
    title = element.get("title") or ""
    is_short = len(words.split()) <= _MOST_WORDS
    is_named = _NAMED_FEED.search(words) or _NAMED_FEED.search(title)
    return is_short and bool(_FEED_FILE.search(href) or (is_named and ":" not in href[5:]))


def feed_links(page: str) -> tuple[str, tuple[FeedLink, ...]]:
    """Return the address that a page's links start from, "" for its own, and those to feeds.

    What the page declares comes first, and feeds of comments come last.
    """
    root = _root_of(page)
    if root is None:
        return "", ()
    base = next((it.get("href") for it in root.iter("base") if it.get("href")), "")
    found = sorted(_links(root), key=lambda it: (not it.is_declared, it.is_of_comments))
    return base.strip(), tuple(found)


def _links(root: Any) -> Iterator[FeedLink]:
    for element in root.iter("link", "a"):
        href = (element.get("href") or "").strip()
        if not href or _NO_FEED.search(href):
            continue
        if next(element.iterancestors("template"), None) is not None:
            continue
        attributes = {key.lower(): value for key, value in element.attrib.items()}
        title = clean_line(attributes.get("title", ""))
        is_declared = _is_declared(attributes, href, title)
        if is_declared or (element.tag == "a" and _is_mentioned(element, href)):
            yield FeedLink(href=href, title=title, is_declared=is_declared)
