"""Discover a site's feeds: known sites, links in the page, common addresses."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from fetch.access import NO_ACCESS, Access, with_typed_secret
from fetch.errors import FetchError, not_a_feed
from fetch.exchange import Fetched, NotModified, Request
from fetch.feeds.known_sites import (
    feeds_told_by,
    has_scheme,
    known_feeds,
    profile_feed,
    typed_address,
    web_scheme,
)
from fetch.html.feed_links import feed_links
from fetch.html.page_kind import PageKind, instead_of_feed, page_kind
from fetch.model import FailureKind, FeedCandidate
from fetch.ports import FeedParser, WebClient
from fetch.private_addresses import names_own_network
from fetch.text.decoding import decode
from fetch.text.identity import canonical_url, web_address

USUAL_PATHS = (
    *("feed", "rss", "atom.xml", "feed.xml", "rss.xml", "index.xml", "feed.json"),
    *("feed.atom", "feed.rss", "?feed=rss2"),
)
"""Asked one after the other, on the site's own host, until one is a feed."""

MAX_CANDIDATES = 20
MAX_MENTIONS = 3
"""So many links that only look like ones to feeds are tried."""
_EMPTY = "the answer is empty"
_NOTHING = "no feed was found there"
_HEAD_BYTES = 1 << 19
NO_HTTPS = frozenset({FailureKind.UNREACHABLE, FailureKind.TIMEOUT})
"""What comes of asking a server over https that knows http alone."""


def _address(href: str, base: str) -> str:
    plain = web_scheme(href)
    had_feed_scheme = plain != href and "://" not in plain
    return web_address(f"//{plain}" if had_feed_scheme else plain, base)


def _linked_feeds(page: str, url: str, *, is_declared: bool) -> tuple[FeedCandidate, ...]:
    named_base, links = feed_links(page)
    base = urljoin(url, named_base)
    found: dict[str, FeedCandidate] = {}
    for link in links:
        address = _address(link.href, base) if link.is_declared is is_declared else ""
        if address:
            found.setdefault(canonical_url(address), FeedCandidate(url=address, title=link.title))
    return tuple(found.values())[:MAX_CANDIDATES]


def advertised_feeds(page: str, url: str) -> tuple[FeedCandidate, ...]:
    """Return the feeds that a page declares to be its own; those of comments come last. Pure."""
    return _linked_feeds(page, url, is_declared=True)


def _guesses(page: str, url: str) -> Iterator[str]:
    yield from (it.url for it in _linked_feeds(page, url, is_declared=False)[:MAX_MENTIONS])
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
    page: str, url: str, client: WebClient, parser: FeedParser, *, may_be_private: bool
) -> tuple[FeedCandidate, ...]:
    for guess in dict.fromkeys(_guesses(page, url)):
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
        is_refused = error.failure.kind in NO_HTTPS
        if has_scheme(words) or access.knows_secret(url) or not is_refused:
            raise
        plain = f"http://{url.removeprefix('https://')}"
        try:
            return plain, await client.get(replace(request, url=plain))
        except FetchError as second:
            if second.failure.kind in NO_HTTPS:
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
    if found:
        return found
    kind = page_kind(page)
    # Such a check stands before every address of a site: asking for more does not help.
    if kind is not PageKind.CHECK:
        is_private = answer.is_private
        found = await _first_guess(page, answer.url, client, parser, may_be_private=is_private)
    if not found:
        raise not_a_feed(instead_of_feed(kind) or (_NOTHING if page.strip() else _EMPTY))
    return found
