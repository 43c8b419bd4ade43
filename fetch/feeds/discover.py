"""Discover a site's feeds: known sites, links in the page, common addresses."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from fetch.access import NO_ACCESS, Access, with_typed_secret
from fetch.errors import FetchError, not_a_feed
from fetch.exchange import Fetched, NotModified, Request
from fetch.feeds.known_sites import (
    feeds_told_by,
    has_scheme,
    known_feeds,
    profile_feed,
    typed_address,
)
from fetch.model import FailureKind, FeedCandidate
from fetch.ports import FeedParser, WebClient
from fetch.private_addresses import names_own_network
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import canonical_url, web_address

USUAL_PATHS = (
    *("feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.json"),
    *("feed.atom", "feed.rss", "?feed=rss2"),
)
"""Asked one after the other, on the site's own host, until one is a feed."""

MAX_CANDIDATES = 20
_HEAD_BYTES = 1 << 19
_NO_HTTPS = frozenset({FailureKind.UNREACHABLE, FailureKind.TIMEOUT})
"""What comes of asking a server over https that knows http alone."""
_FEED_TYPES = re.compile(
    r"^application/(?:rss|atom|rdf|feed)\+(?:xml|json)$|^application/json$|^text/xml$"
    r"|^application/xml$",
    re.IGNORECASE,
)
_LINK = re.compile(r"<(?:link|a)\b([^<>]{1,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_BASE = re.compile(r"<base\b[^<>]{0,500}?href\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


def _attributes(tag: str) -> dict[str, str]:
    return {
        match.group(1).lower(): html.unescape(next(filter(None, match.groups()[1:]), ""))
        for match in _ATTRIBUTE.finditer(tag)
    }


def advertised_feeds(page: str, url: str) -> tuple[FeedCandidate, ...]:
    """Return the feeds that a page links to as its alternates, in the page's order. Pure."""
    base_match = _BASE.search(page)
    base = urljoin(url, base_match.group(1)) if base_match else url
    found: dict[str, FeedCandidate] = {}
    for match in _LINK.finditer(page):
        attributes = _attributes(match.group(1))
        relations = attributes.get("rel", "").lower().split()
        if "alternate" not in relations or not _FEED_TYPES.match(
            attributes.get("type", "").strip()
        ):
            continue
        address = web_address(attributes.get("href", ""), base)
        if address and "/wp-json/" not in address and "oembed" not in address:
            candidate = FeedCandidate(url=address, title=clean_line(attributes.get("title", "")))
            found.setdefault(canonical_url(address), candidate)
    return tuple(found.values())[:MAX_CANDIDATES]


def _guesses(url: str) -> Iterator[str]:
    if profile := profile_feed(url):
        yield profile
    parts = urlsplit(url)
    root = f"{parts.scheme}://{parts.netloc}/"
    folder = url if url.endswith("/") else f"{url.partition('?')[0]}/"
    for base in dict.fromkeys((folder, root)):
        for path in USUAL_PATHS:
            yield urljoin(base, path)


async def _as_feed(answer: Fetched, parser: FeedParser) -> FeedCandidate:
    feed = await parser.parse(answer.body, answer.url, answer.content_type)
    return FeedCandidate(url=answer.moved_to or answer.url, title=feed.title, feed=feed)


async def _first_guess(
    url: str, client: WebClient, parser: FeedParser, *, may_be_private: bool
) -> tuple[FeedCandidate, ...]:
    for guess in _guesses(url):
        try:
            answer = await client.get(Request(url=guess, may_be_private=may_be_private))
            if isinstance(answer, Fetched):
                return (await _as_feed(answer, parser),)
        except FetchError as error:
            if error.failure.kind in {FailureKind.OFFLINE, FailureKind.TIMEOUT}:
                raise
    return ()


async def _known(url: str, client: WebClient, parser: FeedParser) -> tuple[FeedCandidate, ...]:
    """Return the feeds of a well-known site's page, if the first of them is there."""
    candidates = known_feeds(url)
    if not candidates:
        return ()
    try:
        answer = await client.get(Request(url=candidates[0].url))
        if not isinstance(answer, Fetched):
            return ()
        feed = await parser.parse(answer.body, answer.url, answer.content_type)
    except FetchError as error:
        # Too many requests, no network: the page would say the same, and be asked for in vain.
        if error.failure.kind in {FailureKind.RATE_LIMITED, FailureKind.OFFLINE}:
            raise
        return ()
    first = candidates[0]
    if len(candidates) > 1:
        return candidates
    return (replace(first, title=feed.title or first.title, feed=feed),)


async def _first_answer(
    words: str, client: WebClient, access: Access
) -> tuple[str, Fetched | NotModified]:
    """Ask what is at a typed address, over http where https is refused; return where it was asked.

    A credential never goes over http because https was refused.
    """
    url, access = with_typed_secret(typed_address(words), access)
    request = Request(url=url, may_be_private=True, access=access)
    try:
        return url, await client.get(request)
    except FetchError as error:
        is_refused = error.failure.kind in _NO_HTTPS
        if has_scheme(words) or access.knows_secret(url) or not is_refused:
            raise
        plain = f"http://{url.removeprefix('https://')}"
        try:
            return plain, await client.get(replace(request, url=plain))
        except FetchError as second:
            if second.failure.kind in _NO_HTTPS:
                raise error from second
            raise


async def discover_feeds(
    words: str, *, client: WebClient, parser: FeedParser, access: Access = NO_ACCESS
) -> tuple[FeedCandidate, ...]:
    """Return the feeds behind an address that the user typed; the address itself if it is one.

    Raises:
        FetchError: the address can't be fetched, or there is no feed behind it.
    """
    known = await _known(typed_address(words), client, parser)
    if known:
        return known
    asked, answer = await _first_answer(words, client, access)
    if not isinstance(answer, Fetched):
        raise not_a_feed("the site did not answer with a page")
    try:
        # The typed address unless the site moved for good: it is what the user wants to keep.
        candidate = await _as_feed(answer, parser)
    except FetchError as error:
        if error.failure.kind not in {FailureKind.NOT_A_FEED, FailureKind.UNREADABLE}:
            raise
    else:
        return (replace(candidate, url=answer.moved_to or web_address(asked)),)
    page = decode(answer.body[:_HEAD_BYTES], answer.content_type)
    found = advertised_feeds(page, answer.url)
    if not answer.is_private:
        found = tuple(candidate for candidate in found if not names_own_network(candidate.url))
    found = found or feeds_told_by(page, answer.url)
    if not found:
        found = await _first_guess(answer.url, client, parser, may_be_private=answer.is_private)
    if not found:
        raise not_a_feed("no feed was found there")
    return found
