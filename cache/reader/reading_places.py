"""Reading positions, what was opened, and remembered settings of the app."""

from collections.abc import Sequence
from datetime import datetime

from cache.db.connection import Connection
from cache.db.rows import id_list, to_milliseconds
from cache.values.list_rows import EntryId
from summarise.stories.story_model import StoryId


class MemoryStore:
    """Writes through the store's connection, in its thread."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def leave_place(
        self, entry_id: EntryId, offset: int, *, fingerprint: str, at: datetime
    ) -> None:
        """Remember where a text was left; an offset of 0 forgets it.

        Args:
            offset: in code points of the article's text.
            fingerprint: of the article that the offset is in.
        """
        with self._connection.transaction(is_durable=False):
            if offset <= 0:
                self._connection.run("DELETE FROM reading_places WHERE entry_id = ?", (entry_id,))
                return
            self._connection.run(
                "INSERT OR REPLACE INTO reading_places "
                "(entry_id, text_offset, fingerprint, read_at) "
                "SELECT entry_id, ?, ?, ? FROM status WHERE entry_id = ?",
                (offset, fingerprint, to_milliseconds(at), entry_id),
            )

    def note_opened(self, entry_ids: Sequence[EntryId], *, at: datetime) -> None:
        """Remember when entries were opened, for the statistics of their feeds."""
        with self._connection.transaction(is_durable=False):
            self._connection.run(
                "INSERT OR REPLACE INTO openings (entry_id, opened_at) "
                "SELECT entry_id, ? FROM status WHERE entry_id IN (SELECT value FROM json_each(?))",
                (to_milliseconds(at), id_list(entry_ids)),
            )

    def note_story_opened(self, story_id: StoryId, *, at: datetime) -> None:
        """Remember that a story's page was opened: with it its articles, but for copies."""
        rows = self._connection.rows(
            "SELECT entry_id FROM memberships WHERE story_id = ? AND copy_of IS NULL", (story_id,)
        )
        self.note_opened([EntryId(row[0]) for row in rows], at=at)

    def set(self, name: str, value: str) -> None:
        """Remember a setting; "" forgets it."""
        with self._connection.transaction(is_durable=False):
            if value:
                self._connection.run(
                    "INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value)
                )
            else:
                self._connection.run("DELETE FROM settings WHERE name = ?", (name,))


class MemoryLibrary:
    """Reads through the library's connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, entry_id: EntryId) -> int:
        """Return where an entry's text was left, 0 if nowhere or if it is another text by now."""
        found = self._connection.value(
            "SELECT p.text_offset FROM reading_places p JOIN entries e USING (entry_id) "
            "JOIN articles a USING (article_id) "
            "WHERE p.entry_id = ? AND a.fingerprint = p.fingerprint",
            (entry_id,),
        )
        return int(found or 0)

    def setting(self, name: str) -> str:
        """Return a setting, "" if there is none."""
        return str(
            self._connection.value("SELECT value FROM settings WHERE name = ?", (name,)) or ""
        )
