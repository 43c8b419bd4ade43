"""Turn a server's answer into subscriptions and entries; entries by the same rules as a feed's."""

import asyncio
from collections.abc import Collection, Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from fetch.feeds.feed_drafts import Draft, FeedDraft, finish_feed
from fetch.sync.json_values import bad_answer
from fetch.sync.sync_model import RemoteEntry, RemoteFeed, RemoteFeedId, RemoteId
from fetch.text.clean import clean_line

MAX_LABELS = 100
LABEL_CHARACTERS = 200
MAX_ID_CHARACTERS = 200
NAMELESS_FEED = "a feed in the server's list has no id"
"""To leave it out would say that it is not subscribed to any more."""


class RemoteItem(Struct, frozen=True, kw_only=True):
    """One item of a server's answer, its texts not cleaned yet."""

    remote_id: RemoteId
    feed_id: RemoteFeedId
    draft: Draft
    is_read: bool | None = None
    is_starred: bool | None = None
    labels: tuple[str, ...] = ()


def sound_id(said: str) -> RemoteId | None:
    """Return an id if it can be stored, compared and sent back as it came; None if it cannot."""
    is_sound = 0 < len(said) <= MAX_ID_CHARACTERS and said.isprintable() and said == said.strip()
    return RemoteId(said) if is_sound and clean_line(said) == said else None


def label_name(said: str) -> str:
    """Return the name of a label or folder in one clean line."""
    return clean_line(said, max_characters=LABEL_CHARACTERS)


def _entry(item: RemoteItem, now: datetime) -> RemoteEntry:
    # The server's id is what an entry is known by where the server does not tell the feed's guid.
    draft = replace(item.draft, guid=item.draft.guid or item.remote_id)
    feed = finish_feed(FeedDraft(drafts=(draft,)), url="", now=now)
    labels = dict.fromkeys(filter(None, map(label_name, item.labels[:MAX_LABELS])))
    return RemoteEntry(
        remote_id=item.remote_id,
        feed_id=item.feed_id,
        entry=feed.entries[0],
        is_read=item.is_read,
        is_starred=item.is_starred,
        labels=tuple(labels),
    )


def each_feed_once(feeds: Iterable[RemoteFeed | None]) -> tuple[RemoteFeed, ...]:
    """Return the subscriptions of a list, each id once.

    Raises SyncError: BAD_ANSWER if one of them is None, which has no id.
    """
    found: dict[RemoteFeedId, RemoteFeed] = {}
    for feed in feeds:
        if feed is None:
            raise bad_answer(NAMELESS_FEED)
        found[feed.remote_id] = feed
    return tuple(found.values())


async def cleaned(
    items: Iterable[RemoteItem | None], *, wanted: Collection[RemoteId], now: datetime
) -> tuple[RemoteEntry, ...]:
    """Return the entries that are wanted, each id once; None, which has no id, is passed over.

    Other parts of the program have time between two of them.
    """
    found: dict[RemoteId, RemoteEntry] = {}
    for item in items:
        if item is not None and item.remote_id in wanted and item.remote_id not in found:
            found[item.remote_id] = _entry(item, now)
            await asyncio.sleep(0)  # an entry takes some milliseconds, a screen waits for none
    return tuple(found.values())
