"""Read database pages without SQLite, which stops at the first damaged one.

Knows the file format (sqlite.org/fileformat2.html) but no tables: pages, with newer versions from
the write-ahead log, the cells on a page, and the values of a record.
"""

import struct
from collections.abc import Iterator
from mmap import ACCESS_READ, mmap
from pathlib import Path

from msgspec import Struct

Value = int | float | str | bytes | None

TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x05, 0x0A, 0x02
_INTERIOR = (TABLE_INTERIOR, INDEX_INTERIOR)
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER, _FRAME_HEADER = 32, 24
_LONGEST_VARINT = 9
_HEADER_BYTES = 100
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12


class UnreadableError(ValueError):
    """These bytes are no page, no cell or no record."""


class Cell(Struct, frozen=True):
    """One cell of a page.

    Attributes:
        key: the number of its row; 0 in an index.
        child: the page below it; 0 on a leaf.
        payload: the readable part of the record.
        is_whole: nothing of the record is missing.
    """

    key: int = 0
    child: int = 0
    payload: bytes = b""
    is_whole: bool = True


class PageFile:
    """The pages of one file, counted from 1."""

    def __init__(self, path: Path, page_size: int) -> None:
        self.size = page_size
        with path.open("rb") as file:
            # A large file is not read into memory; one without bytes can't be mapped.
            is_empty = path.stat().st_size == 0
            self._data = b"" if is_empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        self._newer = dict(_logged(Path(f"{path}-wal"), page_size))
        in_file = -(-len(self._data) // page_size)
        self.count = max(in_file, *self._newer) if self._newer else in_file

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._data, mmap):
            self._data.close()

    def page(self, number: int) -> bytes:
        """Return the bytes of a page; fewer, or none, where the file ends."""
        newer = self._newer.get(number)
        start = (number - 1) * self.size
        return newer if newer is not None else self._data[start : start + self.size]

    def kind(self, number: int) -> int:
        """Return what kind of page it says it is."""
        page = self.page(number)
        place = _HEADER_BYTES if number == 1 else 0
        return page[place] if len(page) == self.size else 0

    def cells(self, number: int) -> list[Cell | None]:
        """Return the cells of a page in order, the last page below as a cell of its own.

        None stands for a cell that can't be read.

        Raises:
            UnreadableError: it is no page of a tree.
        """
        page = self.page(number)
        place = _HEADER_BYTES if number == 1 else 0
        if len(page) < self.size:
            raise UnreadableError(number)
        kind, _, count, _, _ = struct.unpack_from(">BHHHB", page, place)
        is_interior = kind in _INTERIOR
        start = place + (12 if is_interior else 8)
        if kind not in (*_INTERIOR, TABLE_LEAF, INDEX_LEAF) or start + 2 * count > self.size:
            raise UnreadableError(number)
        places = struct.unpack_from(f">{count}H", page, start)
        if any(not start + 2 * count <= at < self.size for at in places):
            raise UnreadableError(number)
        found: list[Cell | None] = []
        for at in places:
            try:
                found.append(self._cell(page, at, kind))
            except (UnreadableError, IndexError, struct.error):
                found.append(None)
        if is_interior:
            found.append(Cell(child=struct.unpack_from(">I", page, place + 8)[0]))
        return found

    def _cell(self, page: bytes, at: int, kind: int) -> Cell:
        child = 0
        if kind in _INTERIOR:
            (child,) = struct.unpack_from(">I", page, at)
            at += 4
        if kind == TABLE_INTERIOR:
            return Cell(key=_varint(page, at)[0], child=child)
        size, at = _varint(page, at)
        key = 0
        if kind == TABLE_LEAF:
            key, at = _varint(page, at)
            key -= (key >> 63) << 64
        payload, is_whole = self._payload(page, at, size, is_table=kind == TABLE_LEAF)
        return Cell(key=key, child=child, payload=payload, is_whole=is_whole)

    def _payload(self, page: bytes, at: int, size: int, *, is_table: bool) -> tuple[bytes, bool]:
        usable = self.size
        most = usable - 35 if is_table else (usable - 12) * 64 // 255 - 23
        if not 0 < size < usable * self.count:
            raise UnreadableError(size)
        if size <= most:
            if at + size > usable:
                raise UnreadableError(size)
            return page[at : at + size], True
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = local if local <= most else least
        parts = [page[at : at + local]]
        (following,) = struct.unpack_from(">I", page, at + local)
        left = size - local
        while left > 0:
            more = self.page(following) if 1 < following <= self.count else b""
            if len(more) < usable:
                return b"".join(parts), False
            (following,) = struct.unpack_from(">I", more)
            # A page of noise points anywhere; the last of a chain points to none.
            is_last = left <= usable - 4
            if is_last != (following == 0) or following > self.count:
                return b"".join(parts), False
            parts.append(more[4 : 4 + left])
            left -= usable - 4
        return b"".join(parts), True

    def free_pages(self) -> set[int]:
        """Return the pages that hold nothing any more, as far as their list can be read."""
        first = self.page(1)
        free: set[int] = set()
        trunk = struct.unpack_from(">I", first, 32)[0] if len(first) >= _HEADER_BYTES else 0
        while 1 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            if len(page) < self.size:
                break
            following, count = struct.unpack_from(">II", page)
            if count > self.size // 4 - 2:
                break
            free.update(struct.unpack_from(f">{count}I", page, 8))
            trunk = following
        return free


def values_of(cell: Cell) -> list[Value]:
    """Return the values of a record; of a torn one those that are whole.

    Text that is no UTF-8 comes with replacement characters.

    Raises:
        UnreadableError: it is no record.
    """
    payload = cell.payload
    try:
        size, at = _varint(payload, 0)
        kinds = []
        while at < size:
            kind, at = _varint(payload, at)
            kinds.append(kind)
    except IndexError as error:
        raise UnreadableError(cell.key) from error
    if at != size:
        raise UnreadableError(cell.key)
    values: list[Value] = []
    for kind in kinds:
        length = _length(kind)
        if at + length > len(payload):
            if cell.is_whole:
                raise UnreadableError(cell.key)
            return values
        values.append(_value(kind, payload[at : at + length]))
        at += length
    return values


def _length(kind: int) -> int:
    if kind >= _FIRST_BLOB:
        return (kind - _FIRST_BLOB) // 2
    if kind in (10, 11):
        raise UnreadableError(kind)
    return 8 if kind == _REAL else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, data: bytes) -> Value:
    if kind >= _FIRST_BLOB:
        return data.decode("utf-8", "replace") if kind % 2 else data
    if kind == 0:
        return None
    if kind == _REAL:
        return float(struct.unpack(">d", data)[0])
    return kind - _ZERO if kind in (_ZERO, _ONE) else int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for place in range(at, at + _LONGEST_VARINT - 1):
        byte = data[place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:  # noqa: PLR2004 - the highest bit says that more follow
            return number, place + 1
    return number << 8 | data[at + _LONGEST_VARINT - 1], at + _LONGEST_VARINT


def _logged(path: Path, page_size: int) -> Iterator[tuple[int, bytes]]:
    """Yield the pages that committed transactions left in the log, the newest of each last."""
    log = path.read_bytes() if path.exists() else b""
    if len(log) < _WAL_HEADER:
        return
    magic, _, size, _, *salt = struct.unpack_from(">6I", log)
    if magic not in _WAL_MAGIC or size != page_size:
        return
    order = ">" if magic & 1 else "<"
    sums = _checksum(order, log[:24], (0, 0))
    if sums != struct.unpack_from(">2I", log, 24):
        return
    waiting: list[tuple[int, bytes]] = []
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        number, in_database, *rest = struct.unpack_from(">6I", log, at)
        page = log[at + _FRAME_HEADER : at + _FRAME_HEADER + size]
        sums = _checksum(order, page, _checksum(order, log[at : at + 8], sums))
        if rest != [*salt, *sums]:
            return
        waiting.append((number, page))
        if in_database:
            yield from waiting
            waiting = []


def _checksum(order: str, data: bytes, sums: tuple[int, int]) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for one, other in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + other + first) & 0xFFFFFFFF
    return first, second
