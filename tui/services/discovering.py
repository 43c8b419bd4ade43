"""Finding the feeds behind an address."""

from fetch.discover import discover_feeds
from fetch.http import HttpClient
from fetch.model import FeedCandidate
from fetch.options import FetchOptions
from tui.services.compute import PooledFeedParser, fetch_pool


async def find_feeds(url: str, options: FetchOptions) -> tuple[FeedCandidate, ...]:
    """Return the feeds behind an address: the feed itself, or what a site advertises.

    Raises:
        FetchError: the address can't be had, or there is no feed behind it.
    """
    async with HttpClient(options) as client, fetch_pool(1) as pool:
        return await discover_feeds(url, client=client, parser=PooledFeedParser(pool, options))
