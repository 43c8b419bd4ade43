"""Find rows on the readable pages of a damaged database.

A table's pages are reached from its first page. If a page on the way is damaged, the pages below it
are searched among the unreachable ones, and recognised by the shape of their rows and by the
missing row numbers.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from cache.db.migrations import APPLICATION_ID, MAGIC, STEPS
from cache.errors import CacheForeign, CacheTooNew
from cache.rescue.page_reader import (
    INDEX_INTERIOR,
    INDEX_LEAF,
    TABLE_INTERIOR,
    TABLE_LEAF,
    Cell,
    PageFile,
    UnreadableError,
    Value,
    values_of,
)

_DEFAULT_PAGE_SIZE = 4096
_PAGE_SIZES = tuple(1 << power for power in range(9, 16))
_ROWS_AT_ONCE = 500
_LOWEST, _HIGHEST = -(1 << 63), 1 << 63
_TORN = {"entries": "alternate_key"}
"""Rows that are worth having when their end is lost, and the last column that must be there."""
_TYPES: Mapping[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "REAL": (int, float),
    "TEXT": (str,),
    "BLOB": (bytes,),
}
_JSON_START = b'{"'
_REPLACEMENT = "\ufffd"


class Column(Struct, frozen=True, kw_only=True):
    """A column as the schema has it.

    Attributes:
        is_number: it is the row's own number.
        default: what a row has in it that is older than the column.
    """

    name: str
    type: str
    is_required: bool
    is_number: bool
    default: Value = None


class _Tree(Struct):
    """What was found on the way down from a table's first page."""

    leaves: list[int] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)


class Salvage:
    """A damaged database, read as far as that goes."""

    def __init__(
        self,
        path: Path,
        schema: Mapping[str, Sequence[Column]],
        *,
        roots: Mapping[str, int],
        page_size: int = 0,
    ) -> None:
        """Read the file.

        Args:
            path: the database; its log is read with it.
            schema: the columns of each table that is to be known.
            roots: the first page of each table, as noted elsewhere; the file's own word goes first.
            page_size: as noted elsewhere, for a file that does not tell it any more.

        Raises:
            CacheForeign, CacheTooNew: it is not this program's to read.
        """
        self._schema = schema
        self._pages = PageFile(path, _page_size(path) or page_size or _DEFAULT_PAGE_SIZE)
        self.has_header = _check_header(self._pages.page(1), path)
        self._seen: set[int] = set()
        self.broken: set[str] = set()
        """Tables of which something was lost."""
        self._is_schema_whole = True
        self._roots = {**roots, **self._own_roots()}
        self._trees = {
            table: self._walk(table, root) for table, root in sorted(self._roots.items())
        }
        if not self._is_schema_whole or not self._roots:
            for table in schema.keys() - self._roots.keys():
                self._trees[table] = _Tree(gaps=[(_LOWEST, _HIGHEST)])

    def close(self) -> None:
        """Let go of the file."""
        self._pages.close()

    def rows(self, table: str) -> Iterator[list[Sequence[Value]]]:
        """Yield the rows of a table that are left, with a value for each column."""
        tree = self._trees.get(table)
        if tree is None:
            self.broken.add(table)
            return
        if tree.gaps:
            self.broken.add(table)
        rows: list[Sequence[Value]] = []
        for leaf in (*tree.leaves, *self._found.get(table, ())):
            for cell in self._cells(table, leaf):
                row = self._row(table, cell)
                if row is not None:
                    rows.append(row)
            if len(rows) >= _ROWS_AT_ONCE:
                yield rows
                rows = []
        yield rows

    def _own_roots(self) -> dict[str, int]:
        """Return the first pages as the file tells them itself."""
        tree = self._walk("sqlite_schema", 1)
        self._is_schema_whole = not tree.gaps
        roots: dict[str, int] = {}
        for leaf in tree.leaves:
            for cell in self._cells("sqlite_schema", leaf):
                with suppress(UnreadableError, ValueError):
                    kind, name, _, root, _ = values_of(cell)
                    if kind == "table" and isinstance(root, int) and root > 0:
                        roots[str(name)] = root
        return roots

    def _walk(self, table: str, root: int) -> _Tree:
        """Go down from a page to the leaves."""
        tree = _Tree()
        waiting = [(root, _LOWEST, _HIGHEST)]
        while waiting:
            number, low, high = waiting.pop()
            if not 0 < number <= self._pages.count or number in self._seen:
                tree.gaps.append((low, high))
                continue
            try:
                cells = self._pages.cells(number)
            except UnreadableError:
                tree.gaps.append((low, high))
                continue
            kind = self._pages.kind(number)
            self._seen.add(number)
            if kind in (TABLE_LEAF, INDEX_LEAF, INDEX_INTERIOR):
                tree.leaves.append(number)
            if kind in (TABLE_INTERIOR, INDEX_INTERIOR):
                waiting += self._below(cells, low, high)
                if None in cells:
                    self.broken.add(table)
        tree.leaves.reverse()
        return tree

    def _below(
        self, cells: Sequence[Cell | None], low: int, high: int
    ) -> Iterator[tuple[int, int, int]]:
        """Yield the pages below one, each with the numbers that belong there."""
        for cell in cells:
            if cell is not None and cell.child:
                # In an index, and for the last page, there is no number to go by.
                upper = cell.key or high
                yield cell.child, low, upper
                low = upper if cell.key else low

    def _cells(self, table: str, leaf: int) -> Iterator[Cell]:
        for cell in self._pages.cells(leaf):
            if cell is None:
                self.broken.add(table)
            elif cell.payload:
                yield cell

    def _row(self, table: str, cell: Cell) -> Sequence[Value] | None:
        """Return a row with a value for each of its columns; None if too little is left of it."""
        columns = self._schema[table]
        try:
            values = values_of(cell)
        except UnreadableError:
            self.broken.add(table)
            return None
        if not cell.is_whole:
            self.broken.add(table)
            needed = _TORN.get(table)
            if needed is None or len(values) <= [it.name for it in columns].index(needed):
                return None
        if any(isinstance(it, str) and _REPLACEMENT in it for it in values):
            self.broken.add(table)
        known = values[: len(columns)]
        rest = (
            it.default if cell.is_whole or it.type != "TEXT" else "" for it in columns[len(known) :]
        )
        row = [*known, *rest]
        return [cell.key if it.is_number else value for it, value in zip(columns, row, strict=True)]

    @cached_property
    def _found(self) -> Mapping[str, Sequence[int]]:
        """The leaves that nothing leads to, by the table that they must be of."""
        incomplete = {table: tree.gaps for table, tree in self._trees.items() if tree.gaps}
        found: dict[str, list[int]] = {}
        if not incomplete:
            return found
        free = self._pages.free_pages()
        for number in range(2, self._pages.count + 1):
            if self._pages.kind(number) != TABLE_LEAF or number in self._seen or number in free:
                continue
            table = self._table_of(number, incomplete)
            if table:
                found.setdefault(table, []).append(number)
        return found

    def _table_of(self, number: int, incomplete: Mapping[str, Sequence[tuple[int, int]]]) -> str:
        """Return which of the incomplete tables a leaf is of, "" if that can't be told."""
        rows: list[tuple[int, list[Value]]] = []
        with suppress(UnreadableError):
            rows += [
                (cell.key, values_of(cell))
                for cell in self._pages.cells(number)
                if cell is not None and cell.is_whole and cell.payload
            ]
        candidates = [
            table
            for table, gaps in incomplete.items()
            if rows
            and table in self._schema
            and any(low < rows[0][0] <= high or low < rows[-1][0] <= high for low, high in gaps)
            and all(_fits(self._schema[table], values) for _, values in rows)
        ]
        longest = max((len(self._schema[table]) for table in candidates), default=0)
        if any(len(self._schema[it]) == len(rows[0][1]) for it in candidates):
            longest = len(rows[0][1])
        candidates = [it for it in candidates if len(self._schema[it]) == longest]
        if {"entry_contents", "layouts"} & set(candidates):
            return _packed_table(rows[0][1], candidates)
        return candidates[0] if len(candidates) == 1 else ""


def _fits(columns: Sequence[Column], values: Sequence[Value]) -> bool:
    """Whether values could be a row of a table."""
    if len(values) > len(columns):
        return False
    for column, value in zip(columns, values, strict=False):
        if column.is_number:
            is_good = value is None
        elif value is None:
            is_good = not column.is_required
        else:
            is_good = isinstance(value, _TYPES[column.type])
        if not is_good:
            return False
    return all(it.default is not None or not it.is_required for it in columns[len(values) :])


def _packed_table(values: Sequence[Value], candidates: Sequence[str]) -> str:
    """Tell apart tables of one packed column by what is packed."""
    body = values[1]
    if not isinstance(body, bytes):
        return ""
    try:
        start = zlib.decompressobj().decompress(body, len(_JSON_START))
    except zlib.error:
        return ""
    table = "layouts" if start == _JSON_START else "entry_contents"
    return table if table in candidates else ""


def _page_size(path: Path) -> int:
    """Return the size of a page as the file tells it, 0 if it does not."""
    with path.open("rb") as file:
        start = file.read(18)
    if start[: len(MAGIC)] != MAGIC or len(start) < 18:  # noqa: PLR2004 - the header up to there
        return 0
    (size,) = struct.unpack_from(">H", start, 16)
    return size if size in _PAGE_SIZES else 0


def _check_header(page: bytes, path: Path) -> bool:
    """Whether the first page begins as one of this program's does; False if it is damaged.

    Raises:
        CacheForeign, CacheTooNew: it is another program's, or a later version's.
    """
    if page[: len(MAGIC)] != MAGIC or len(page) < 100:  # noqa: PLR2004 - the header's length
        return False
    (version,) = struct.unpack_from(">I", page, 60)
    (application_id,) = struct.unpack_from(">I", page, 68)
    if application_id != APPLICATION_ID:
        if application_id == 0 and version == 0:
            return False
        raise CacheForeign(path, "this is a database of another program")
    if version > len(STEPS):
        raise CacheTooNew(path, version, len(STEPS))
    return True
