"""Pages that SQLite wrote are read without it; noise in their place is refused and no more."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cache.rescue.page_reader import (
    INDEX_INTERIOR,
    INDEX_LEAF,
    TABLE_INTERIOR,
    TABLE_LEAF,
    Cell,
    PageFile,
    UnreadableError,
    values_of,
)

PAGE = 1024
LONG = "the words of a long article " * 200
ROWS = [(number, f"row {number}", number / 3, None, b"\0\xff") for number in range(1, 400)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a table over several pages, an index, a long text and free pages."""
    path = tmp_path_factory.mktemp("pages") / "file.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA page_size = {PAGE}")
        raw.execute(
            "CREATE TABLE a (id INTEGER PRIMARY KEY, word TEXT, part REAL, none, blob BLOB)"
        )
        raw.execute("CREATE TABLE b (id INTEGER PRIMARY KEY, words TEXT)")
        raw.execute("CREATE INDEX by_word ON a (word)")
        raw.executemany("INSERT INTO a VALUES (?, ?, ?, ?, ?)", ROWS)
        raw.execute("INSERT INTO b VALUES (-5, ?), (6, ?)", (LONG, LONG))
        raw.commit()
        raw.execute("DELETE FROM b WHERE id = 6")
        raw.commit()
    return path


@pytest.fixture
def path(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(written, tmp_path))


def cells_of(pages: PageFile, kind: int) -> list[Cell]:
    found: list[Cell] = []
    for number in range(1, pages.count + 1):
        if pages.kind(number) == kind:
            cells = pages.cells(number)
            assert None not in cells
            found += [cell for cell in cells if cell is not None]
    return found


def test_rows_come_back_as_they_were_written(path: Path) -> None:
    with closing(PageFile(path, PAGE)) as pages:
        rows = {cell.key: values_of(cell) for cell in cells_of(pages, TABLE_LEAF)}
        children = {cell.child for cell in cells_of(pages, TABLE_INTERIOR)}
        words = {values_of(cell)[0] for cell in cells_of(pages, INDEX_LEAF)}
        words |= {values_of(it)[0] for it in cells_of(pages, INDEX_INTERIOR) if it.payload}

    for number, word, part, *_ in ROWS:
        assert rows[number] == [None, word, part, None, b"\0\xff"]
    assert rows[-5] == [None, LONG]
    assert len(children) > 2
    assert words == {word for _, word, *_ in ROWS}


def test_what_was_deleted_is_known_to_be_free(path: Path) -> None:
    with closing(PageFile(path, PAGE)) as pages:
        assert len(pages.free_pages()) >= len(LONG) // PAGE


def test_what_was_committed_to_the_log_is_read_and_what_was_not_is_not(path: Path) -> None:
    copy = path.parent / "copy.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("UPDATE b SET words = 'from the log' WHERE id = -5")
        raw.commit()
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    log = Path(f"{copy}-wal")
    whole = log.read_bytes()

    def words() -> list[object]:
        with closing(PageFile(copy, PAGE)) as pages:
            cells = cells_of(pages, TABLE_LEAF)
        return [values_of(cell)[1] for cell in cells if cell.key == -5]

    assert words() == ["from the log"]
    # A frame whose checksum is wrong was never committed; nor is a log without its header.
    for torn in (whole[:-1] + bytes([whole[-1] ^ 1]), b"\0" + whole[1:], whole[:20], b""):
        log.write_bytes(torn)
        assert words() == [LONG]


@pytest.mark.parametrize("seed", range(40))
def test_noise_is_refused_and_nothing_else_is_raised(seed: int, path: Path) -> None:
    chance = random.Random(seed)  # can be repeated
    data = bytearray(path.read_bytes())
    for _ in range(30):
        at = chance.randrange(100, len(data))
        length = chance.choice((1, 2, 8, PAGE))
        data[at : at + length] = chance.randbytes(min(length, len(data) - at))
    path.write_bytes(data[: chance.choice((len(data), len(data) - 7, len(data) // 2))])

    with closing(PageFile(path, PAGE)) as pages:
        pages.free_pages()
        for number in range(pages.count + 2):
            try:
                cells = pages.cells(number) if number else []
            except UnreadableError:
                continue
            for cell in cells:
                try:
                    values_of(cell or Cell())
                except UnreadableError:
                    continue


@pytest.mark.parametrize(
    "payload",
    [
        b"",  # no header
        b"\x7f\x01",  # a header longer than the record
        b"\x02\x0a",  # a kind that SQLite keeps for itself
        b"\x02\x06",  # a number that is cut off
        b"\x81" * 9,  # a header of many bytes
    ],
)
def test_what_is_no_record_is_refused(payload: bytes) -> None:
    with pytest.raises(UnreadableError):
        values_of(Cell(payload=payload))


def test_of_a_torn_record_the_values_before_the_tear_are_kept() -> None:
    assert values_of(Cell(payload=b"\x03\x01\x06\x07\x01", is_whole=False)) == [7]


def test_a_file_without_bytes_has_no_pages(tmp_path: Path) -> None:
    (tmp_path / "empty.db").write_bytes(b"")

    with closing(PageFile(tmp_path / "empty.db", PAGE)) as pages:
        assert pages.count == 0
        assert pages.kind(1) == 0
        assert pages.free_pages() == set()
        with pytest.raises(UnreadableError):
            pages.cells(1)
