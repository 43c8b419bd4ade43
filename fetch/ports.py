"""What fetching needs from others: a network client, and workers for parsing."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from fetch.exchange import Fetched, NotModified, Request
from fetch.mail_model import MailAnswer, MailRequest
from fetch.model import Article, Feed, PageList
from fetch.rules import NO_RULES, PageRules
from fetch.spool import Spool


class WebClient(Protocol):
    """Get addresses; satisfied by `fetch.http.client.HttpClient`."""

    async def get(self, request: Request) -> Fetched | NotModified:
        """Return the answer. Raises FetchError."""
        ...


class PageRequest(Struct, frozen=True, kw_only=True):
    """Everything that the text of one article can be made from.

    Attributes:
        body: the page's bytes, empty if it could not be fetched or is in a file.
        body_path: the file that holds them if they are many.
        title: the feed's title, byline and date win over the page's.
        feed_html: the feed's own content, used if the page gives less.
        feed_summary: the feed's short text, used if there is nothing else.
        wants_metadata: read title, byline and date from the page where they are not given.
        rules: where the reader says that the article stands on the page.
        first_url: the address of the article's first page, where this is one of its others.
    """

    url: str = ""
    first_url: str = ""
    body: bytes = b""
    body_path: Path | None = None
    content_type: str = ""
    title: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    feed_html: str = ""
    feed_summary: str = ""
    wants_metadata: bool = False
    rules: PageRules = NO_RULES.pages


class ExtractedPage(Struct, frozen=True, kw_only=True):
    """What one page gave.

    Attributes:
        article: that of the page or, where that gave less, of the feed.
        headlines: the page's own, to know the other pages of the article by.
        next_url: where the page says that the article goes on, "" if it ends there.
        feed_article: what the feed itself carried, to compare with once all pages are joined;
            None if that is nothing, or if the article ends on this page.
    """

    article: Article
    headlines: tuple[str, ...] = ()
    next_url: str = ""
    feed_article: Article | None = None


class Shrunk(Struct, frozen=True, kw_only=True):
    """A picture as it is kept: scaled down and encoded again, without what the camera noted."""

    body: bytes
    width: int
    height: int
    media_type: str = "image/webp"


class FeedParser(Protocol):
    """Read feed documents, away from the event loop."""

    async def parse(self, body: bytes | Spool, url: str, content_type: str) -> Feed:
        """Return the feed, its entries perhaps in the file of the body. Raises FetchError."""
        ...


class FeedReader(FeedParser, Protocol):
    """Read feed documents, and pages that list articles, away from the event loop."""

    async def list_page(self, body: bytes, url: str, content_type: str, rules: PageList) -> Feed:
        """Return what a page lists, as a feed. Raises FetchError."""
        ...

    async def parse_newest(self, spool: Spool, url: str, content_type: str) -> Feed | None:
        """Return a large feed with its newest entries alone, None if all come as soon.

        Raises FetchError.
        """
        ...


class MailReader(Protocol):
    """Read mailboxes, away from the event loop."""

    async def read(self, request: MailRequest) -> MailAnswer:
        """Return what is new in a mailbox. Raises FetchError."""
        ...


class PageExtractor(Protocol):
    """Take articles out of pages, away from the event loop."""

    async def extract(self, request: PageRequest) -> ExtractedPage:
        """Return the article and where it goes on. Raises FetchError."""
        ...


class PictureShrinker(Protocol):
    """Read pictures and encode them again, away from the event loop."""

    async def shrink(self, body: bytes) -> Shrunk:
        """Return a picture as it is kept. Raises FetchError."""
        ...
