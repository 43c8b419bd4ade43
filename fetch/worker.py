"""The functions that worker processes run; arguments and results can be pickled.

The parsing libraries are imported when a worker starts, never by the process that starts it.
"""

from pathlib import Path

from msgspec.structs import replace

from fetch.errors import ParseError, unreadable
from fetch.feeds.spooled_entries import Part, write_entries
from fetch.mail_model import MailAnswer, MailRequest
from fetch.memory_limit import MEMORY_MIB, limit_memory
from fetch.model import Feed, PageList
from fetch.ports import ExtractedPage, PageRequest


def initialise(memory_mib: int = MEMORY_MIB) -> None:
    """Prepare a worker: bound its memory, load what feeds need; what pages need comes with one."""
    import fetch.feeds.feedparser_adapter  # noqa: F401, PLC0415

    if memory_mib:
        limit_memory(memory_mib)


def parse_feed(body: bytes, url: str, content_type: str) -> Feed:
    """Return the feed that `body` holds. Raises ParseError."""
    from fetch.feeds.feedparser_adapter import parse_document  # noqa: PLC0415
    from fetch.text.dates import utc_now  # noqa: PLC0415

    return parse_document(body, url, content_type, now=utc_now())


def _no_room(error: OSError) -> ParseError:
    return unreadable(f"the folder for temporary files can't be used: {error.strerror}")


def parse_spooled_feed(path: Path, url: str, content_type: str) -> tuple[Feed, tuple[Part, ...]]:
    """Return the feed that a file holds, and where in it its entries lie from now on.

    Raises ParseError.
    """
    try:
        feed = parse_feed(path.read_bytes(), url, content_type)
        parts = write_entries(path, feed.entries)
    except OSError as error:
        raise _no_room(error) from error
    return replace(feed, entries=()), parts


def parse_newest(path: Path, url: str, content_type: str) -> Feed | None:
    """Return the newest entries of the large feed that a file holds, None if it is none such."""
    from fetch.feeds import feedparser_adapter  # noqa: PLC0415
    from fetch.text.dates import utc_now  # noqa: PLC0415

    try:
        body = path.read_bytes()
    except OSError as error:
        raise _no_room(error) from error
    return feedparser_adapter.parse_newest(body, url, content_type, now=utc_now())


def list_page(body: bytes, url: str, content_type: str, rules: PageList) -> Feed:
    """Return what a page lists, as a feed. Raises ParseError."""
    from fetch.feeds.made.listed_pages import list_page as listed  # noqa: PLC0415
    from fetch.text.dates import utc_now  # noqa: PLC0415

    return listed(body, url, content_type, rules, now=utc_now())


def read_mailbox(request: MailRequest) -> MailAnswer:
    """Return what is new in a mailbox. Raises FetchError."""
    from fetch.feeds.mail.read_mailbox import read_mailbox as read  # noqa: PLC0415
    from fetch.text.dates import utc_now  # noqa: PLC0415

    return read(request, now=utc_now())


def guess_list(body: bytes, url: str, content_type: str) -> PageList:
    """Return selectors for the articles that a page lists. Raises ParseError."""
    from fetch.feeds.made.listed_pages import guess_list as guessed  # noqa: PLC0415

    return guessed(body, url, content_type)


def extract_page(request: PageRequest) -> ExtractedPage:
    """Return the article of a page, or of what the feed said about it. Raises ParseError."""
    from fetch.extraction.trafilatura_adapter import extract_article  # noqa: PLC0415
    from fetch.text.dates import utc_now  # noqa: PLC0415

    if request.body_path is not None:
        try:
            body = request.body_path.read_bytes()
        except OSError as error:
            raise _no_room(error) from error
        request = replace(request, body=body, body_path=None)
    return extract_article(request, now=utc_now())


__all__ = [
    "ParseError",
    "extract_page",
    "guess_list",
    "initialise",
    "limit_memory",
    "list_page",
    "parse_feed",
    "parse_newest",
    "parse_spooled_feed",
    "read_mailbox",
]
