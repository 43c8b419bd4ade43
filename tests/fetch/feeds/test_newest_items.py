"""A feed of very many items keeps its newest instead of nothing."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from fetch.errors import FetchError
from fetch.feeds.feedparser_adapter import parse_document
from fetch.feeds.newest_items import MAX_ITEMS
from fetch.model import FailureKind, Feed
from tests.support.scale import full_or

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
COUNT = MAX_ITEMS + 500
FIRST = NOW - timedelta(minutes=COUNT)


def parsed(body: str) -> Feed:
    return parse_document(body.encode(), "https://e.example/f", "", now=NOW)


def rss(numbers: range, extra: str = "") -> str:
    items = "".join(
        f"<item><guid isPermaLink='false'>{n}</guid><title>Item {n}</title><pubDate>"
        f"{FIRST + timedelta(minutes=n):%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>\n"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>Many{extra}</title>{items}</channel></rss>"


def json_feed(numbers: range) -> str:
    items = [
        {"id": str(n), "title": f"Item {n}", "date_published": f"{FIRST + timedelta(minutes=n)}"}
        for n in numbers
    ]
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Many", "items": items})


@pytest.mark.parametrize(
    "made",
    [
        lambda: rss(range(COUNT)),
        lambda: rss(range(COUNT - 1, -1, -1)),
        lambda: rss(range(COUNT), extra=" & more"),
        lambda: json_feed(range(COUNT)),
    ],
    ids=["oldest first", "newest first", "damaged", "JSON"],
)
def test_the_newest_of_very_many_items_are_kept(made: Callable[[], str]) -> None:
    feed = parsed(made())

    assert feed.title.startswith("Many")
    assert feed.left_out_count == COUNT - MAX_ITEMS
    assert {int(it.key) for it in feed.entries} == set(range(COUNT - MAX_ITEMS, COUNT))


def test_items_without_dates_are_kept_from_the_top() -> None:
    items = "".join(f"<item><guid isPermaLink='false'>{n}</guid></item>" for n in range(COUNT))

    feed = parsed(f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>")

    assert [int(it.key) for it in feed.entries] == list(range(MAX_ITEMS))


INNER = ["item", "b", "title"]
ENDS = {"cut": "", "closed": "</channel></rss>"}


@pytest.mark.parametrize(
    ("inner", "end"),
    full_or([("item", "cut"), ("b", "closed"), ("title", "cut")], list(product(INNER, ENDS))),
)
def test_a_feed_that_gives_nothing_out_of_unclosed_elements_is_damaged(
    inner: str, end: str
) -> None:
    with pytest.raises(FetchError) as caught:
        parsed(f"<rss version='2.0'><channel><title>T</title>{f'<{inner}>' * 20_000}{ENDS[end]}")

    assert caught.value.failure.kind is FailureKind.UNREADABLE
