"""Store article layouts beside their texts. Runs inside the store's transactions."""

import zlib

import msgspec

from cache.db.connection import Connection
from fetch.layout import Layout

_NONE = Layout()


def layout_body(layout: Layout) -> bytes:
    """Return a layout as it is stored."""
    return zlib.compress(msgspec.json.encode(layout), 6)


def layout_from(body: bytes | None, size: int) -> Layout:
    """Return a stored layout of a text of `size` characters; an empty one if there is none.

    One that an earlier program stored in a form that is no longer read, or that is not of this
    text, is as none: it comes again with the page.
    """
    if body is None:
        return _NONE
    try:
        layout = msgspec.json.decode(zlib.decompress(body), type=Layout)
    except (msgspec.DecodeError, zlib.error):
        return _NONE
    ends = [piece.end for piece in layout.pieces[-1:]]
    ends += [link.end for link in layout.links[-1:]]
    ends += [picture.at for picture in layout.pictures[-1:]]
    ends += [line.at for line in layout.removed[-1:]]
    return layout if max(ends, default=0) <= size else _NONE


def save_layout(connection: Connection, article_id: int, layout: Layout) -> None:
    """Store how an article is set, if that is not what is stored."""
    if layout == _NONE:
        # Plain text says nothing of itself; what the page once said of it still holds.
        return
    connection.run(
        "INSERT INTO layouts (article_id, body) VALUES (?, ?) ON CONFLICT (article_id) "
        "DO UPDATE SET body = excluded.body WHERE body <> excluded.body",
        (article_id, layout_body(layout)),
    )
