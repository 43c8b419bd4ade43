"""The newest entries of a large feed come before all of it is read."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from fetch.feeds.feed_drafts import FIRST_ITEMS
from fetch.feeds.feedparser_adapter import parse_document, parse_newest
from fetch.feeds.newest_items import MANY_ITEMS

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
URL = "http://paper.example/feed"


def feed(count: int, *, undated: int = -1, extra: str = "") -> bytes:
    """Return a feed whose newest items stand neither first nor last."""

    def item(number: int) -> str:
        moment = NOW - timedelta(minutes=(number * 7) % count)
        date = "" if number == undated else f"<pubDate>{format_datetime(moment)}</pubDate>"
        # Two items in each twenty share a guid, as careless papers have it.
        guid = number - number % 2 if number % 20 < 2 else number
        return (
            f"<item><title>Report {number}</title><guid isPermaLink='false'>{guid}</guid>{date}"
            f"<link>http://paper.example/{number}</link>{extra}"
            f"<description>&lt;p&gt;It is said.&lt;/p&gt;</description></item>"
        )

    items = "".join(map(item, range(count)))
    return (
        "<rss version='2.0'><channel><title>Paper</title><link>http://paper.example/</link>"
        f"{items}</channel></rss>"
    ).encode()


def test_they_are_the_newest_and_the_same_as_in_the_whole_feed() -> None:
    body = feed(MANY_ITEMS + 3)

    begun = parse_newest(body, URL, "", now=NOW)

    whole = parse_document(body, URL, "", now=NOW)
    by_date = sorted(whole.entries, key=lambda it: it.published or NOW, reverse=True)
    assert begun is not None
    assert set(begun.entries) == set(by_date[:FIRST_ITEMS])
    assert begun.title == whole.title


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(feed(MANY_ITEMS - 1), id="few items"),
        pytest.param(feed(MANY_ITEMS, undated=3), id="an item without a date"),
        pytest.param(feed(MANY_ITEMS, extra="<odd/>"), id="not of plain make"),
        pytest.param(feed(MANY_ITEMS)[:-40], id="damaged"),
        pytest.param(b'{"version": "https://jsonfeed.org/version/1.1", "items": []}', id="JSON"),
        pytest.param(b"<p>no feed", id="no feed"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_of_other_feeds_there_is_no_beginning(body: bytes) -> None:
    assert parse_newest(body, URL, "", now=NOW) is None
