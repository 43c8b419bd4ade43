"""The entries of a large feed in a file, read a few at a time: together they fill a small memory.

A worker writes them where the feed's document was; whoever stores them reads them in their order.
"""

import pickle
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import overload

from fetch.model import Entry
from fetch.spool import Spool

_PART_CHARACTERS = 256 * 1024

Part = tuple[int, int, int]
"""Where entries lie in the file: the offset, how many bytes, and how many entries."""


def _parts(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    part: list[Entry] = []
    character_count = 0
    for entry in entries:
        part.append(entry)
        character_count += len(entry.content_html) + len(entry.summary) + len(entry.title)
        if character_count > _PART_CHARACTERS:
            yield part
            part, character_count = [], 0
    if part:
        yield part


def write_entries(path: Path, entries: Sequence[Entry]) -> tuple[Part, ...]:
    """Replace what the file holds by entries; return where they lie. Raises OSError."""
    places: list[Part] = []
    with path.open("r+b") as file:
        file.truncate()
        for part in _parts(entries):
            written = file.write(pickle.dumps(part, pickle.HIGHEST_PROTOCOL))
            places.append((file.tell() - written, written, len(part)))
    return tuple(places)


class SpooledEntries(Sequence[Entry]):
    """The entries that `write_entries` wrote. Of them one part at a time is in memory."""

    def __init__(self, spool: Spool, parts: Sequence[Part]) -> None:
        self._spool = spool
        self._parts = parts
        self._ends: list[int] = []
        for _, _, count in parts:
            self._ends.append(count + (self._ends[-1] if self._ends else 0))
        self._held: list[Entry] = []
        self._held_number = -1

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        count = len(self)
        if not -count <= place < count:
            raise IndexError(place)
        place %= count
        number = bisect_right(self._ends, place)
        if number != self._held_number:
            self._held = []
            offset, byte_count, _ = self._parts[number]
            # What this program's own worker wrote, into a file that nobody else may open.
            self._held = pickle.loads(self._spool.read(offset, byte_count))  # noqa: S301
            self._held_number = number
        return self._held[place - (self._ends[number - 1] if number else 0)]
