"""The identity of an article of newsboat's is the one that its feed gives it."""

from dataclasses import dataclass

import pytest

from fetch.feeds.feed_drafts import Draft, FeedDraft, finish_feed
from fetch.model import EntryKey
from fetch.moving.newsboat_entries import entry_of_item
from tests.support.samples.builders import NOW

FEED = "https://example.org/feed"
URL = "https://example.org/"


@dataclass
class Item:
    guid: str
    url: str = URL
    title: str = "A show"
    author: str = ""
    published: int = 1_601_900_000
    content: str = "<p>What was in it.</p>"


def key_from_the_feed(guid: str) -> EntryKey:
    draft = Draft(guid=guid, url=URL, title="A show", published="2020-10-05T12:13:20+00:00")
    return finish_feed(FeedDraft(drafts=(draft,)), url=FEED, now=NOW).entries[0].key


@pytest.mark.parametrize(
    "guid",
    [
        f"{URL}shows/1.mp3",
        f"{URL}?p=17",
        f"{URL}2020-10-05",
        f"{URL}#comment 12",
        "tag:example.org,2020:1",
    ],
)
def test_a_guid_of_the_feed_stays(guid: str) -> None:
    assert entry_of_item(Item(guid), FEED, now=NOW).key == key_from_the_feed(guid)


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 05 Oct 2020 12:13:20 +0000",
        "Mon, 5 Oct 2020 12:13 GMT",
        "05 Oct 2020 12:13:20 EST",
    ],
)
def test_a_guid_that_newsboat_made_of_address_and_date_is_none(date: str) -> None:
    assert entry_of_item(Item(URL + date), FEED, now=NOW).key == key_from_the_feed("")
