"""Read and write what makes feeds of programs and pages. Runs inside the store's transactions."""

from collections.abc import Sequence
from typing import Any

import msgspec

from cache.db.connection import Connection
from cache.values.list_rows import FeedId
from fetch.model import FeedSource, PageList, Program, is_program_address

COLUMNS = "x.command, x.items, x.title, x.link, x.summary, x.date"
"""Of `feed_sources x`, as `source_from` takes them."""


def save_source(connection: Connection, feed_id: FeedId, source: FeedSource) -> None:
    """Store where the entries of a feed come from, in place of what was said before."""
    if isinstance(source, Program):
        command = msgspec.json.encode(source.arguments).decode()
        values = (command, "", "", "", "", "")
    else:
        values = ("[]", source.items, source.title, source.link, source.summary, source.date)
    connection.run(
        "INSERT OR REPLACE INTO feed_sources (feed_id, command, items, title, link, summary, date) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (feed_id, *values),
    )


def source_from(url: str, row: Sequence[Any]) -> FeedSource | None:
    """Return the source that a row says; None for a plain feed.

    A program is run only where the feed is still called after one: who gave it another address
    meant a feed of the web.
    """
    command, items, title, link, summary, date = row
    if command is None:
        return None
    arguments = msgspec.json.decode(command, type=tuple[str, ...])
    if arguments:
        return Program(arguments=arguments) if is_program_address(url) else None
    return PageList(items=items, title=title, link=link, summary=summary, date=date)
