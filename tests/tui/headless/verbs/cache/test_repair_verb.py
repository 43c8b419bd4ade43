"""`nutgraf check --repair` and what a refresh does for the cache, from the command line."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cache.db.backup import find_backups
from cache.db.connection import open_writer
from summarise.version import pipeline_version
from tests.support.caches.user_records import fill_with_everything, precious
from tests.world.world import Reader

PAGE = 4096


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure("")
    fill_with_everything(reader.cache)
    connection = open_writer(reader.cache)
    # Nothing to ask and nothing to brief: a refresh is only what follows it.
    connection.run("UPDATE feeds SET is_subscribed = 0")
    connection.run("UPDATE status SET wants_article = 0, wants_brief = 0")
    connection.run("UPDATE briefs SET pipeline = ?, wants_story = 0", [pipeline_version()])
    connection.close()
    return reader


def zero_header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(PAGE))


def test_a_refresh_makes_the_days_backup(reader: Reader) -> None:
    answer = reader.run("fetch")

    assert answer.returncode == 0, answer.stderr.decode()
    (backup,) = find_backups(reader.cache)
    assert precious(backup) == precious(reader.cache)
    assert f"backups: 1, the newest {backup}" in reader.run("check").stdout.decode()


def test_backups_can_be_switched_off(reader: Reader) -> None:
    reader.configure("[cache]\ndaily_backup = false\n")

    reader.run("fetch")

    assert find_backups(reader.cache) == ()


def test_a_refresh_drops_what_is_older_than_the_configuration_says(reader: Reader) -> None:
    # All that was read was read in January 2026.
    reader.configure("[cache]\nkeep_days = 1\n")
    before = reader.counts()["entries"]

    quiet = reader.run("fetch")

    # "Rain" is tagged and "Bridge" noted; what is unread stays.
    assert "far later than any entry" not in quiet.stderr.decode(), "nothing would go"
    assert reader.counts()["entries"] == before
    connection = open_writer(reader.cache)
    connection.run("DELETE FROM notes")
    connection.close()
    answer = reader.run("fetch")
    assert "far later than any entry" in answer.stderr.decode(), "the clock may be wrong"
    assert reader.counts()["entries"] == before
    connection = open_writer(reader.cache)
    yesterday = int((datetime.now(UTC) - timedelta(days=1)).timestamp() * 1000)
    connection.run("INSERT OR REPLACE INTO meta VALUES ('last_upkeep_at', ?)", [str(yesterday)])
    connection.close()
    answer = reader.run("fetch")
    assert "1 old entry deleted" in answer.stderr.decode()
    assert reader.counts()["entries"] == before - 1


def test_a_sound_cache_is_not_touched(reader: Reader) -> None:
    answer = reader.run("check", "--repair")

    assert answer.returncode == 0
    assert "nothing to repair" in answer.stdout.decode()
    assert not list(reader.folder.glob("*aside*"))


def test_a_damaged_cache_says_what_helps_and_that_helps(reader: Reader) -> None:
    reader.run("fetch")
    before = precious(reader.cache)
    zero_header(reader.cache)
    torn = reader.cache.read_bytes()

    for verb in ("feeds", "fetch", "check"):
        answer = reader.run(verb)
        assert answer.returncode == 3
        words = (answer.stderr + answer.stdout).decode()
        assert "the cache is damaged" in words
        assert "`nutgraf check --repair`" in words
        assert "Traceback" not in words
    assert reader.cache.read_bytes() == torn

    answer = reader.run("check", "--repair")

    assert answer.returncode == 0, answer.stderr.decode()
    words = answer.stdout.decode()
    assert "Recovered: 0 feeds" in words
    assert f"kept as {reader.cache}.aside-1" in words
    assert precious(reader.cache) == before
    assert Path(f"{reader.cache}.aside-1").read_bytes() == torn
    assert reader.run("check").returncode == 0


def test_a_damaged_search_index_is_made_anew_in_place(reader: Reader) -> None:
    connection = open_writer(reader.cache)
    connection.run("UPDATE search_data SET block = zeroblob(40) WHERE id > 10")
    connection.close()

    answer = reader.run("check", "--repair")

    assert "search index was damaged" in answer.stdout.decode(), answer.stderr.decode()
    assert b"Bridge" in reader.run("search", "bridge").stdout


def test_an_emptied_cache_is_announced_and_comes_back_from_its_second_copy_alone(
    reader: Reader,
) -> None:
    before = precious(reader.cache)
    reader.cache.write_bytes(b"")

    said = reader.run("check").stderr.decode() + reader.run("fetch").stderr.decode()
    # The refresh has made a new cache, in which nothing is; the copy is still that of the old one.
    answer = reader.run("check", "--repair")

    assert "is empty, though it was in use before" in said
    assert "second copy of what you did" in said
    assert "copy of one that was in use" in answer.stdout.decode(), answer.stderr.decode()
    assert precious(reader.cache) == before


def test_a_new_cache_beside_no_copy_needs_no_repair(reader: Reader) -> None:
    for file in reader.cache.parent.glob("cache.db*"):
        file.unlink()
    reader.run("fetch")

    assert "nothing to repair" in reader.run("check", "--repair").stdout.decode()


def test_an_emptied_cache_comes_back_from_its_backup(reader: Reader) -> None:
    reader.run("fetch")
    before = precious(reader.cache)
    reader.cache.write_bytes(b"")

    answer = reader.run("check", "--repair")

    assert "but there is a backup" in answer.stdout.decode()
    assert precious(reader.cache) == before
