"""Find the feeds behind an address, and preview one before subscribing."""

from collections.abc import Sequence

from msgspec.structs import replace

from fetch.access import NO_ACCESS, Access
from fetch.errors import FetchError, not_a_feed
from fetch.exchange import PAGE_ACCEPT, Fetched, Request
from fetch.feeds.discover import discover_feeds
from fetch.feeds.known_sites import typed_address
from fetch.feeds.made.program_output import program_output
from fetch.http.client import HttpClient
from fetch.model import FailureKind, Feed, FeedCandidate, PageList, program_address
from fetch.options import FetchOptions
from fetch.rules import carries_article
from fetch.text.identity import canonical_url, web_address
from tui.headless.services.jobs.job_events import JobFailed, Previewed
from tui.headless.services.subscriptions.credentials import CredentialError
from tui.headless.services.worker_pool import PooledFeedParser, fetch_pool
from tui.headless.words.notices import describe_error

_LATEST = 3


async def find_feeds(
    url: str, options: FetchOptions, access: Access = NO_ACCESS
) -> tuple[FeedCandidate, ...]:
    """Return the feeds behind an address: the feed itself, or what a site advertises.

    Raises:
        FetchError: the address can't be fetched, or there is no feed behind it.
    """
    async with HttpClient(options) as client, fetch_pool(1) as pool:
        parser = PooledFeedParser(pool, options)
        found = await discover_feeds(url, client=client, parser=parser, access=access)
        if len(found) > 1 or found[0].feed is not None:
            return found
        # What a page links to as its feed need not be one: better said now than at each refresh.
        is_private = await client.is_private(typed_address(url))
        request = Request(url=found[0].url, may_be_private=is_private, access=access)
        answer = await client.get(request)
        if not isinstance(answer, Fetched):
            raise not_a_feed("the site did not answer with a feed")
        feed = await parser.parse(answer.body, answer.url, answer.content_type)
        return (FeedCandidate(url=found[0].url, title=feed.title or found[0].title, feed=feed),)


async def feed_of_program(arguments: Sequence[str], options: FetchOptions) -> FeedCandidate:
    """Return the feed that a program of the reader's prints. Raises FetchError."""
    answer = await program_output(arguments, options)
    async with fetch_pool(1) as pool:
        feed = await PooledFeedParser(pool, options).parse(answer.body, "", "")
    return FeedCandidate(url=program_address(arguments), title=feed.title, feed=feed)


async def feed_of_page(
    typed: str, rules: PageList, options: FetchOptions
) -> tuple[FeedCandidate, PageList]:
    """Return the feed that is made of a page, and the selectors: its items may be a guess.

    Raises:
        FetchError: the page can't be fetched, or nothing is found on it.
    """
    url = typed_address(typed)
    async with HttpClient(options) as client, fetch_pool(1) as pool:
        parser = PooledFeedParser(pool, options)
        request = Request(url=url, accept=PAGE_ACCEPT, may_be_private=True)
        answer = await client.get(request)
        if not isinstance(answer, Fetched):
            raise not_a_feed("the site did not answer with a page")
        page = (answer.body, answer.url, answer.content_type)
        if not rules.items:
            rules = replace(rules, items=(await parser.guess_list(*page)).items)
        feed = await parser.list_page(*page, rules)
    address = answer.moved_to or web_address(url)
    return FeedCandidate(url=address, title=feed.title, feed=feed), rules


def preview_of(candidate: FeedCandidate, *, is_known: bool, typed: str = "") -> Previewed:
    """Return what a reader wants to know of a feed before subscribing. Raises FetchError.

    Args:
        typed: the address that led to it; if it is another one, it is that of a page.
    """
    feed = candidate.feed
    if feed is None:
        raise not_a_feed("only its address is known")
    moments = [entry.published or entry.updated for entry in feed.entries]
    latest = sorted(
        zip(feed.entries, moments, strict=True),
        key=lambda pair: pair[1].timestamp() if pair[1] else 0.0,
        reverse=True,
    )[:_LATEST]
    return Previewed(
        url=candidate.url,
        title=candidate.title,
        site_url=feed.site_url,
        entry_count=len(feed.entries),
        titles=tuple(entry.title for entry, _ in latest),
        dates=tuple(moment.isoformat() if moment else "" for _, moment in latest),
        has_full_text=_has_full_text(feed),
        is_known=is_known,
        is_of_page=bool(typed)
        and canonical_url(typed_address(typed)) not in {"", canonical_url(candidate.url)},
    )


def not_added(url: str, error: FetchError | CredentialError) -> JobFailed:
    """Return what is told of an address that no feed was found behind."""
    if isinstance(error, CredentialError):
        return JobFailed(message=f"{url}: {error}.")
    is_page = error.failure.kind is FailureKind.NOT_A_FEED
    return JobFailed(message=f"{url}: {describe_error(error)}", is_page=is_page)


def _has_full_text(feed: Feed) -> bool:
    whole = sum(carries_article(entry) for entry in feed.entries)
    return whole > len(feed.entries) // 2
