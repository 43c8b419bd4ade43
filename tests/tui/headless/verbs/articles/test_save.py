"""`nutgraf save`, run as a user runs it."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.support.caches.newsdesk import Desk
from tests.world.world import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A cache of two articles, the first with its brief."""
    return Reader(folder=tmp_path)


def filled_at(reader: Reader) -> list[str]:
    desk = Desk(reader.folder)
    assert desk.path == reader.cache
    feed = desk.feed("A Paper")
    desk.entries(feed, "First / story", "Second")
    ids = desk.ids()
    for entry_id in ids:
        desk.brief(entry_id)
    desk.close()
    return [str(it) for it in ids]


def saved(answer: subprocess.CompletedProcess[bytes]) -> list[Path]:
    return [Path(line) for line in answer.stdout.decode().splitlines()]


def test_articles_are_written(reader: Reader, tmp_path: Path) -> None:
    ids = filled_at(reader)

    answer = reader.run("save", *ids, "--format", "md", "--folder", str(tmp_path / "out"))

    assert answer.returncode == 0, answer.stderr.decode()
    paths = saved(answer)
    assert [path.name for path in paths] == [
        "2026-11-22-first-story.md",
        "2026-11-22-second.md",
    ]
    assert "Key points" in paths[0].read_text("utf-8")


def test_a_book_of_what_a_search_found(reader: Reader, tmp_path: Path) -> None:
    filled_at(reader)
    found = reader.run("search", "Aleppo", "--json").stdout

    answer = reader.run(
        "save", "--format", "epub", "--folder", str(tmp_path), "--parts", "text", stdin=found
    )

    (path,) = saved(answer)
    assert "EPUB/chapter-0002.xhtml" in zipfile.ZipFile(path).namelist()


def test_numbers_come_from_standard_input(reader: Reader, tmp_path: Path) -> None:
    ids = filled_at(reader)

    answer = reader.run(
        "save", "--format", "json", "--folder", str(tmp_path), stdin="\n".join(ids).encode()
    )

    assert [json.loads(path.read_text("utf-8"))["id"] for path in saved(answer)] == [
        int(it) for it in ids
    ]


@pytest.mark.parametrize(
    ("arguments", "stdin", "status", "words"),
    [
        (("x",), b"", 2, "expected the id of an article"),
        (("999",), b"", 1, "999: is not in the cache"),
        (("s999",), b"", 1, "s999: is not in the cache"),
        ((), b"[1", 2, "not valid JSON"),
        ((), b"", 1, "nothing to save"),
    ],
)
def test_what_is_not_there_is_named(
    reader: Reader, arguments: tuple[str, ...], stdin: bytes, status: int, words: str
) -> None:
    filled_at(reader)

    answer = reader.run("save", *arguments, "--folder", str(reader.folder), stdin=stdin)

    assert answer.returncode == status
    assert words in answer.stderr.decode()


def test_a_folder_that_cannot_be_is_named(reader: Reader) -> None:
    ids = filled_at(reader)
    (reader.folder / "file").write_text("x")

    answer = reader.run("save", ids[0], "--folder", str(reader.folder / "file"))

    assert answer.returncode == 2
    assert "this is a file, not a folder" in answer.stderr.decode()
