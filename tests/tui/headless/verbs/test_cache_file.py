"""What the verbs say about a cache that is not as it should be."""

from pathlib import Path

import pytest

from tests.world.world import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    assert reader.run("fetch", "--quiet").returncode == 0
    return reader


def test_a_file_that_is_no_cache_is_left_alone(reader: Reader) -> None:
    reader.cache.write_text("my notes\n" * 100, encoding="utf-8")

    answer = reader.run("feeds")

    assert answer.returncode == 3
    assert "not a nutgraf cache" in answer.stderr.decode()
    assert reader.cache.read_text(encoding="utf-8") == "my notes\n" * 100


def test_an_emptied_cache_is_noticed_when_there_is_a_backup(reader: Reader) -> None:
    backup = reader.cache.with_name("cache.db.2026-11-01T080000-upgrade.backup")
    backup.write_bytes(reader.cache.read_bytes())
    for path in reader.folder.glob("cache.db*"):
        if path != backup:
            path.write_bytes(b"") if path == reader.cache else path.unlink()

    answer = reader.run("feeds")

    assert backup.name in answer.stderr.decode()


def test_check_finds_an_undamaged_cache_in_order(reader: Reader) -> None:
    answer = reader.run("check")

    assert answer.returncode == 0, answer.stderr.decode()
    assert "integrity: ok" in answer.stdout.decode()


def test_a_key_that_does_not_exist_is_refused_with_its_file(reader: Reader) -> None:
    reader.configure('[keys]\nfly = "f"\n')

    answer = reader.run("check")

    assert answer.returncode == 2
    assert "config.toml: line 2: [keys] fly: there is no such action" in answer.stdout.decode()
