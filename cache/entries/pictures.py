"""Store pictures of articles for offline reading."""

from datetime import datetime

from msgspec import Struct

from cache.db.connection import Connection
from cache.db.rows import to_milliseconds
from cache.values.list_rows import EntryId

_DROPPED_AT_ONCE = 20


class StoredPicture(Struct, frozen=True, kw_only=True):
    """A picture as it is kept; `width` and `height` are pixels."""

    url: str
    media_type: str
    width: int
    height: int
    body: bytes


class PictureStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(
        self, entry_id: EntryId, picture: StoredPicture, *, now: datetime, most_bytes: int
    ) -> bool:
        """Keep a picture of an entry; False if the entry is gone by now.

        Args:
            entry_id: which.
            picture: one of the same address is replaced.
            now: the time.
            most_bytes: when all pictures take more, the first that came go; 0 for any size.
        """
        connection = self._connection
        with connection.transaction(is_durable=False):
            stored = connection.run(
                "INSERT OR REPLACE INTO pictures "
                "(entry_id, url, stored_at, media_type, width, height, body) "
                "SELECT entry_id, ?, ?, ?, ?, ?, ? FROM entries WHERE entry_id = ?",
                (
                    *(picture.url, to_milliseconds(now), picture.media_type),
                    *(picture.width, picture.height, picture.body, entry_id),
                ),
            )
            if stored and most_bytes:
                self._drop_above(most_bytes)
        return bool(stored)

    def _drop_above(self, most_bytes: int) -> None:
        # The length of a blob stands in its row's head: the bodies are not read.
        total = int(self._connection.value("SELECT sum(length(body)) FROM pictures"))
        while total > most_bytes:
            oldest = self._connection.rows(
                "SELECT picture_id, length(body) FROM pictures "
                "ORDER BY stored_at, picture_id LIMIT ?",
                (_DROPPED_AT_ONCE,),
            )
            # The last one is what was just asked for.
            for picture_id, size in oldest[: None if len(oldest) == _DROPPED_AT_ONCE else -1]:
                if total <= most_bytes:
                    return
                self._connection.run("DELETE FROM pictures WHERE picture_id = ?", (picture_id,))
                total -= size
            if len(oldest) < _DROPPED_AT_ONCE:
                return


class PictureLibrary:
    """Reads through the library's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def picture(self, entry_id: EntryId, url: str) -> StoredPicture | None:
        """Return a picture of an entry, None if it is not kept."""
        row = self._connection.row(
            "SELECT media_type, width, height, body FROM pictures WHERE entry_id = ? AND url = ?",
            (entry_id, url),
        )
        if row is None:
            return None
        return StoredPicture(url=url, media_type=row[0], width=row[1], height=row[2], body=row[3])

    def kept_urls(self, entry_id: EntryId) -> frozenset[str]:
        """Return the addresses of the pictures that are kept of an entry."""
        rows = self._connection.rows("SELECT url FROM pictures WHERE entry_id = ?", (entry_id,))
        return frozenset(row[0] for row in rows)
