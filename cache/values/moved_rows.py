"""Entries on their way from one program or machine to another. Contains no logic."""

from datetime import datetime

from msgspec import Struct

from fetch.model import Article, Entry


class MovedEntry(Struct, frozen=True, kw_only=True):
    """An entry with what the reader did with it.

    Attributes:
        first_seen_at: when it came in; None for now.
        article: the text of its page, None to fetch it.
        is_fetched: False if its page is not wanted.
        is_text_kept: False where only the marks are of use: it is not listed until its feed lists
            it, and then it is marked so.
    """

    entry: Entry
    first_seen_at: datetime | None = None
    article: Article | None = None
    is_read: bool = False
    is_starred: bool = False
    is_later: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    is_fetched: bool = True
    is_text_kept: bool = True


class TakenCounts(Struct, frozen=True, kw_only=True):
    """What became of entries that were taken over.

    Attributes:
        added: entries that are listed now and were not before.
        known_read: articles that count as read should their feeds list them.
        marked: entries that were listed before and whose marks changed.
    """

    added: int = 0
    known_read: int = 0
    marked: int = 0
