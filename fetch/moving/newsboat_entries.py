"""Make entries of the articles in newsboat's database, as its feeds would have given them. Pure."""

from datetime import UTC, datetime
from typing import Protocol

from fetch.feeds.feed_drafts import Draft, FeedDraft, finish_feed
from fetch.model import Entry
from fetch.text import dates

_LAST_SECOND = 4_102_444_800  # of the year 2099


class Item(Protocol):
    """An article of newsboat's."""

    @property
    def guid(self) -> str:
        """Its identity; newsboat makes one of address and date where the feed gave none."""

    @property
    def url(self) -> str:
        """Its address."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def author(self) -> str:
        """Who wrote it."""

    @property
    def published(self) -> int:
        """When, in seconds since 1970."""

    @property
    def content(self) -> str:
        """Its text as HTML."""


def entry_of_item(item: Item, feed_url: str, *, now: datetime) -> Entry:
    """Return the entry of an article."""
    draft = FeedDraft(drafts=(_draft(item, now),))
    return finish_feed(draft, url=feed_url, now=now).entries[0]


def _is_made_up(item: Item, now: datetime) -> bool:
    """Return whether newsboat put the guid together: the address, and the date as the feed has it.

    A guid of the feed's own may begin with the address, too: `https://example.org/?p=17`.
    """
    if not item.url or not item.guid.startswith(item.url):
        return False
    rest = item.guid.removeprefix(item.url)
    return " " in rest and dates.from_text(rest, now=now) is not None


def _draft(item: Item, now: datetime) -> Draft:
    published = ""
    if 0 < item.published < _LAST_SECOND:
        published = datetime.fromtimestamp(item.published, tz=UTC).isoformat()
    return Draft(
        guid="" if _is_made_up(item, now) else item.guid,
        url=item.url,
        title=item.title,
        authors=(item.author,) if item.author else (),
        published=published,
        content=item.content,
    )
