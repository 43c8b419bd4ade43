"""Fetch a feed's older entries: archives (RFC 5005), next pages, WordPress pages.

Runs only on request. One request after another goes through the polite client, until there are
enough entries, a page repeats known ones, or `MAX_PAGES` is reached.
"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from msgspec import Struct

from fetch.access import origin_of
from fetch.errors import FetchError
from fetch.exchange import FEED_ACCEPT, Fetched, Request
from fetch.model import Entry, EntryKey, Failure, Feed, FeedTarget
from fetch.ports import FeedParser, WebClient
from fetch.text.identity import canonical_url, hash_body

MAX_PAGES = 100
_NUMBER = "paged"


class History(Struct, frozen=True, kw_only=True):
    """What came before a feed's document.

    Attributes:
        entries: those that the document itself does not have, in the order of the pages.
        page_count: pages that were read, the document itself among them.
        failure: what ended it, None if it came to its end or to the number that was wanted.
    """

    entries: tuple[Entry, ...] = ()
    page_count: int = 0
    failure: Failure | None = None


def older_page(feed: Feed, url: str) -> str:
    """Return the address of the page before this one, "" if there is no way to know. Pure."""
    if feed.older_url:
        return feed.older_url
    if "wordpress" not in feed.generator.lower():
        return ""
    parts = urlsplit(url)
    fields = parse_qsl(parts.query, keep_blank_values=True)
    number = next((value for name, value in fields if name == _NUMBER), "1")
    if not (number.isascii() and number.isdigit()):
        return ""
    kept = [field for field in fields if field[0] != _NUMBER]
    query = urlencode([*kept, (_NUMBER, str(int(number) + 1))])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


class _Walk:
    """Which pages and entries were met, so that a circle is seen."""

    def __init__(self) -> None:
        self.page_count = 0
        self.entries: list[Entry] = []
        self._addresses: set[str] = set()
        self._bodies: set[str] = set()
        self._keys: set[EntryKey] = set()

    def is_known(self, url: str) -> bool:
        return canonical_url(url) in self._addresses

    def take(self, url: str, answer: Fetched, feed: Feed) -> bool:
        """Take a page; return whether it told anything new."""
        body = hash_body(answer.body)
        new = [entry for entry in feed.entries if entry.key not in self._keys]
        is_repeated = body in self._bodies
        self._addresses |= {canonical_url(url), canonical_url(answer.url)}
        self._bodies.add(body)
        self._keys.update(entry.key for entry in new)
        self.page_count += 1
        if self.page_count > 1 and not is_repeated:
            self.entries += new
        return bool(new) and not is_repeated


async def read_history(
    target: FeedTarget, *, client: WebClient, parser: FeedParser, entry_count: int
) -> History:
    """Return entries from before a feed's document until there are `entry_count` with its own."""
    walk, url, own_count = _Walk(), target.url, 0
    failure: Failure | None = None
    while url and walk.page_count < MAX_PAGES and not walk.is_known(url):
        try:
            answer = await client.get(_request(target, url))
            if not isinstance(answer, Fetched):
                break
            feed = await parser.parse(answer.body, answer.url, answer.content_type)
        except FetchError as error:
            failure = None if _is_end(error.failure, walk, url) else error.failure
            break
        if not walk.take(url, answer, feed):
            break
        own_count = own_count or len(feed.entries)
        if own_count + len(walk.entries) >= entry_count:
            break
        url = older_page(feed, answer.url)
    wanted = max(0, entry_count - own_count)
    return History(
        entries=tuple(walk.entries[:wanted]), page_count=walk.page_count, failure=failure
    )


def _request(target: FeedTarget, url: str) -> Request:
    # What a feed names may be in the user's own network only where the feed itself does.
    is_same_server = origin_of(url) == origin_of(target.url)
    return Request(url=url, accept=FEED_ACCEPT, may_be_private=is_same_server, access=target.access)


def _is_end(failure: Failure, walk: _Walk, url: str) -> bool:
    """Tell whether a failure only says that there are no more pages: WordPress answers 404."""
    return walk.page_count > 0 and f"{_NUMBER}=" in url and failure.status == 404  # noqa: PLR2004
