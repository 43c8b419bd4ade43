"""Fetch pictures of articles and store them in the cache."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from msgspec import Struct

from cache.entries.pictures import StoredPicture
from cache.library import Library
from cache.values.list_rows import EntryId
from cache.writer import Writer
from fetch.access import NO_ACCESS, Access
from fetch.errors import FetchError
from fetch.http.robots import Robots
from fetch.layout import Picture
from fetch.pictures.fetch_picture import fetch_picture
from fetch.ports import PictureShrinker, WebClient

MOST_OF_AN_ARTICLE = 6
"""Pictures fetched of one article in a refresh; the others come when they are asked for."""
_SECONDS_FOR_AN_ARTICLE = 45.0
"""A refresh waits no longer for the pictures of one article."""

HOW_TO_GET = "install `nutgraf[pictures]`"
"""What a reader without Pillow is told; with which program it was installed, nobody knows."""


class PictureTools(Struct, frozen=True, kw_only=True):
    """What pictures are fetched with.

    Attributes:
        most_bytes: that all pictures in the cache may take; 0 for any size.
        robots: asked before pictures that nobody looks at are fetched; None for not.
    """

    library: Library
    writer: Writer
    client: WebClient
    shrinker: PictureShrinker
    clock: Callable[[], datetime]
    most_bytes: int
    robots: Robots | None = None


async def keep_picture(
    tools: PictureTools,
    entry_id: EntryId,
    url: str,
    *,
    is_private: bool = False,
    access: Access = NO_ACCESS,
) -> StoredPicture:
    """Fetch a picture of an entry and keep it.

    Raises:
        FetchError: it can't be fetched, or is no picture.
        CacheError: the cache can't be written.
    """
    shrunk = await fetch_picture(
        url,
        client=tools.client,
        shrinker=tools.shrinker,
        may_be_private=is_private,
        access=access,
    )
    picture = StoredPicture(
        url=url,
        media_type=shrunk.media_type,
        width=shrunk.width,
        height=shrunk.height,
        body=shrunk.body,
    )
    now, most_bytes = tools.clock(), tools.most_bytes
    await asyncio.wrap_future(
        tools.writer.submit(
            lambda store: store.pictures.save(entry_id, picture, now=now, most_bytes=most_bytes)
        )
    )
    return picture


async def keep_pictures(
    tools: PictureTools,
    entry_id: EntryId,
    pictures: Sequence[Picture],
    *,
    is_private: bool = False,
    access: Access = NO_ACCESS,
) -> None:
    """Keep the first pictures of an article; those that can't be fetched are left to be asked for.

    Raises:
        CacheError: the cache can't be written.
    """
    kept = tools.library.pictures.kept_urls(entry_id)
    urls = list(dict.fromkeys(it.url for it in pictures[:MOST_OF_AN_ARTICLE] if it.url not in kept))

    async def keep(url: str) -> None:
        with suppress(FetchError):
            if tools.robots is not None and not is_private:
                await tools.robots.check(url)
            await keep_picture(tools, entry_id, url, is_private=is_private, access=access)

    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS_FOR_AN_ARTICLE):
            await asyncio.gather(*(keep(url) for url in urls))
