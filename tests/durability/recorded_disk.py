"""A disk that remembers every write, and what is on it if the power goes at some moment.

SQLite writes through a VFS of ours to real files; each write, truncation, sync and deletion also
goes on a tape. At a cut, what was synced is there; of what was written since, some is there, some
is not, and some is there in part, by sectors of 512 bytes.
"""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

import apsw

SECTOR = 512
_KEPT = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_WAL | apsw.SQLITE_OPEN_MAIN_JOURNAL


class Kind(Enum):
    """What happened to a file, or what the program promised."""

    WRITE = auto()
    TRUNCATE = auto()
    SYNC = auto()
    DELETE = auto()
    PROMISE = auto()


@dataclass(frozen=True, slots=True)
class Act:
    """One thing on the tape.

    Attributes:
        file: its name; "" for a promise.
        offset: of a write; the length after a truncation; the number of a promise.
    """

    kind: Kind
    file: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass
class Tape:
    """All that happened, in order."""

    acts: list[Act] = field(default_factory=list)

    def promise(self, number: int) -> None:
        """Note that something was acknowledged."""
        self.acts.append(Act(Kind.PROMISE, offset=number))

    def promised(self, until: int) -> set[int]:
        """Return what had been acknowledged when so many things had happened."""
        return {act.offset for act in self.acts[:until] if act.kind is Kind.PROMISE}


@dataclass
class _Disk:
    """What stands under one name: what is safe, and what may be lost.

    Attributes:
        former: the file that was deleted, as long as its folder was not synced: it may be back.
    """

    safe: bytearray | None = None
    loose: list[Act] = field(default_factory=list)
    former: "_Disk | None" = None

    def take(self, act: Act) -> None:
        if act.kind is Kind.DELETE:
            self.former = _Disk(self.safe, list(self.loose), self.former)
            self.safe = None
            self.loose.clear()
        else:
            self.loose.append(act)

    def settle(self) -> None:
        for act in self.loose:
            self.safe = _applied(self.safe, act)
        self.loose.clear()
        self.former = None

    def cut(self, chance: random.Random) -> bytearray | None:
        if self.former is not None and chance.random() < 0.5:
            return self.former.cut(chance)
        found = None if self.safe is None else bytearray(self.safe)
        for act in self.loose:
            fate = chance.random()
            if fate < 0.4:
                found = _applied(found, act)
            elif fate < 0.6 and act.kind is Kind.WRITE:
                for part in _sectors(act):
                    if chance.random() < 0.5:
                        found = _applied(found, part)
        return found


def _sectors(act: Act) -> Iterator[Act]:
    for start in range(0, len(act.data), SECTOR):
        part = act.data[start : start + SECTOR]
        yield Act(act.kind, act.file, act.offset + start, part)


def _applied(found: bytearray | None, act: Act) -> bytearray:
    content = bytearray() if found is None else found
    if act.kind is Kind.TRUNCATE:
        del content[act.offset :]
    end = act.offset + len(act.data)
    if len(content) < act.offset:
        content.extend(bytes(act.offset - len(content)))
    content[act.offset : end] = act.data
    return content


def after_cut(
    acts: Sequence[Act], chance: random.Random, *, is_honest: bool = True
) -> dict[str, bytes]:
    """Return the files as they are when the power comes back.

    Arguments:
        is_honest: the disk does what a sync asks; otherwise it says so only.
    """
    disks: dict[str, _Disk] = {}
    for act in acts:
        if act.kind is Kind.PROMISE:
            continue
        disk = disks.setdefault(act.file, _Disk())
        if act.kind is not Kind.SYNC:
            disk.take(act)
        elif is_honest:
            if disk.safe is None and act.file.endswith(("-wal", "-journal")):
                # With the first sync of a log or journal SQLite syncs the folder.
                for each in disks.values():
                    each.former = None
            disk.settle()
    found = {name: disk.cut(chance) for name, disk in disks.items()}
    return {name: bytes(content) for name, content in found.items() if content is not None}


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], tape: Tape) -> None:
        super().__init__("", name, flags)
        self._name = Path(name.filename() if hasattr(name, "filename") else name).name
        self._tape = tape

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        super().xWrite(data, offset)
        self._tape.acts.append(Act(Kind.WRITE, self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._tape.acts.append(Act(Kind.TRUNCATE, self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        # The tape is the disk here: the real one is spared.
        self._tape.acts.append(Act(Kind.SYNC, self._name))


class _TapeVFS(apsw.VFS):
    def __init__(self, tape: Tape) -> None:
        self.name = f"tape-{uuid4().hex}"
        self._tape = tape
        super().__init__(self.name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        if name is None or not flags[0] & _KEPT:
            # Temporary files: nobody misses them.
            return apsw.VFSFile("", name, flags)
        return _File(name, flags, self._tape)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(filename, syncdir)
        name = Path(filename).name
        self._tape.acts.append(Act(Kind.DELETE, name))
        if syncdir:
            self._tape.acts.append(Act(Kind.SYNC, name))


class _Answer:
    """A cursor as `sqlite3` has it."""

    def __init__(self, cursor: apsw.Cursor, raw: apsw.Connection) -> None:
        self._rows = list(cursor)
        self.rowcount = raw.changes()

    def fetchall(self) -> list[Any]:
        """Return all rows."""
        return self._rows

    def fetchone(self) -> Any:
        """Return the first row, None if there is none."""
        return self._rows[0] if self._rows else None


class Raw:
    """A connection as `sqlite3` has it, through a VFS of the tape's."""

    def __init__(self, path: Path, vfs: str) -> None:
        self._raw = apsw.Connection(str(path), vfs=vfs)
        # A VFS of Python's has no shared memory: the log is read by one connection only.
        self.execute("PRAGMA locking_mode = EXCLUSIVE")

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return bool(self._raw.in_transaction)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> _Answer:
        """Execute a statement."""
        return _Answer(self._raw.execute(sql, tuple(parameters)), self._raw)

    def executemany(self, sql: str, parameters: Any) -> None:
        """Execute a statement once for each set of parameters."""
        self._raw.executemany(sql, parameters)

    def close(self) -> None:
        """Close the connection."""
        self._raw.close()


@contextmanager
def taped(path: Path) -> Iterator[tuple[Any, Tape]]:
    """Yield a connection to a file, and the tape of all that becomes of it."""
    tape = Tape()
    vfs = _TapeVFS(tape)
    raw = Raw(path, vfs.name)
    try:
        yield cast("Any", raw), tape
    finally:
        raw.close()
        vfs.unregister()
