"""The log beside a reader that never ends, and a quiet moment's writing back."""

from pathlib import Path

import pytest

from cache.db import connection as module
from cache.db.connection import open_reader, open_writer
from cache.errors import CacheBusy
from cache.store import Store
from cache.values.list_rows import EntryId
from cache.writer import Writer
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target


def test_a_reader_that_never_ends_stops_refreshes_before_the_disk_is_full(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(module, "_WAL_LIMIT_BYTES", 200_000)
    monkeypatch.setattr(module, "_WAL_CEILING_BYTES", 400_000)
    connection = open_writer(path)
    store = Store(connection)
    store.feeds.subscribe("http://a.org", now=NOW)
    store.entries.save_outcome(make_refreshed(make_target(), make_entries(3)), now=NOW)
    log = Path(f"{path}-wal")
    reader = open_reader(path)

    def store_much() -> None:
        for number in range(100):
            entries = make_entries(30, start=100 * (number + 1))
            store.entries.save_outcome(make_refreshed(make_target(), entries), now=NOW)

    with reader.snapshot():
        assert reader.value("SELECT count(*) FROM entries") == 3
        with pytest.raises(CacheBusy):
            store_much()

        assert log.stat().st_size < 800_000
        assert store.marks.set_read([EntryId(1)], True, now=NOW) == (1,), (
            "a mark never waits for that"
        )

    store.entries.save_outcome(make_refreshed(make_target(), make_entries(4)), now=NOW)
    assert log.stat().st_size < 400_000
    reader.close()
    connection.close()


def test_many_marks_are_written_back_when_it_is_quiet(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_MARKS_BEFORE_CHECKPOINT", 20)
    with Writer(path) as writer:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()
        outcome = make_refreshed(make_target(), make_entries(5))
        writer.submit(lambda store: store.entries.save_outcome(outcome, now=NOW)).result()

        for number in range(400):
            is_read = number % 2 == 0
            writer.submit(
                lambda store, is_read=is_read: store.marks.set_read([EntryId(1)], is_read, now=NOW)  # type: ignore[misc] # mypy takes no default in a lambda
            ).result()

        # 400 marks of some pages each would be several MiB.
        assert Path(f"{path}-wal").stat().st_size < 2 << 20
