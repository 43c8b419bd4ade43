"""Reads from a damaged database what can still be read: around the pages that can't.

SQLite gives up at the first damaged page. A table is read upwards until then, downwards from its
other end, and what lies between in halves.
"""

# ruff: noqa: S608 - names of tables and columns are the program's own.

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from cache.connection import Row
from cache.copying import COLUMNS, READERS, TEXTS
from cache.migrations import require_readable

_MOST_FAILURES = 5_000
"""Of one table: then what is left of it counts as lost."""
_ROWS_AT_ONCE = 500
_WITHOUT_NUMBERS = frozenset({"entry_tags", "settings", "meta"})
"""Tables whose rows have no number to look between. They are small."""
_LEAST_TOP = 100_000

_Part = tuple[int, int]


class Salvage:
    """A damaged database, open for reading as far as that goes."""

    def __init__(self, path: Path) -> None:
        """Open the file, with its log.

        Raises:
            sqlite3.Error: not even its beginning can be read.
            CacheForeign, CacheTooNew: it is not this program's to read.
        """
        self._raw = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        try:
            # With this SQLite reads a file that is shorter than it says.
            self._raw.execute("PRAGMA writable_schema = ON")
            self._raw.execute("PRAGMA cell_size_check = ON")
            require_readable(self._raw, path)
            self._top = self._highest_number() + 1
        except BaseException:
            self._raw.close()
            raise
        self.broken: set[str] = set()
        """Tables of which something was lost."""

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table; none if it can't be found any more."""
        with suppress(sqlite3.Error):
            return tuple(row[0] for row in self._raw.execute(COLUMNS, (table,)).fetchall())
        return ()

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        """Yield the rows of a table that can be read, some at a time."""
        if table in _WITHOUT_NUMBERS:
            yield from self._both_ways(table, columns)
            return
        parts: list[_Part] = [(-1, self._top)]
        failures = 0
        while parts:
            low, high = parts.pop()
            low, high, found = self._narrow(table, columns, low, high)
            yield from found
            if high - low <= 1:
                continue
            failures += 1
            self.broken.add(table)
            # One number is left: its row is lost.
            if high - low > 2 and failures < _MOST_FAILURES:  # noqa: PLR2004
                middle = (low + high) // 2
                parts += [(low, middle + 1), (middle, high)]

    def _highest_number(self) -> int:
        """Return the highest number of a row that any table still tells."""
        found = [_LEAST_TOP]
        for table in {*READERS, *TEXTS, "pictures"} - _WITHOUT_NUMBERS:
            with suppress(sqlite3.Error):
                (number,) = self._raw.execute(f"SELECT max(rowid) FROM {table}").fetchone()
                found.append(number or 0)
        return max(found)

    def _narrow(
        self, table: str, columns: Sequence[str], low: int, high: int
    ) -> tuple[int, int, list[list[Row]]]:
        """Read between two numbers from both ends; return what lies unread between them."""
        found = []
        for order in ("ASC", "DESC"):
            is_over = False
            while not is_over:
                rows, is_whole = self._read(
                    f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED "
                    f"WHERE rowid > ? AND rowid < ? ORDER BY rowid {order} LIMIT {_ROWS_AT_ONCE}",
                    (low, high),
                )
                if rows:
                    found.append([row[1:] for row in rows])
                    low, high = (rows[-1][0], high) if order == "ASC" else (low, rows[-1][0])
                if is_whole and len(rows) < _ROWS_AT_ONCE:
                    return low, low, found
                is_over = not is_whole
        return low, high, found

    def _read(self, sql: str, parameters: Sequence[int]) -> tuple[list[Row], bool]:
        """Return the rows until the end or the first error, and whether that was the end."""
        rows: list[Row] = []
        try:
            rows.extend(self._raw.execute(sql, parameters))
        except sqlite3.Error:
            return rows, False
        return rows, True

    def _both_ways(self, table: str, columns: Sequence[str]) -> Iterator[list[Row]]:
        key = columns[:2] if table == "entry_tags" else columns[:1]
        for order in ("ASC", "DESC"):
            by = ", ".join(f"{column} {order}" for column in key)
            rows, is_whole = self._read(
                f"SELECT {', '.join(columns)} FROM {table} ORDER BY {by}", ()
            )
            yield rows
            if is_whole:
                return
            self.broken.add(table)
