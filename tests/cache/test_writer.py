import threading
from concurrent.futures import wait
from pathlib import Path

import pytest

from cache.errors import CacheForeign, WriterClosed
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from cache.writer import Writer
from tests.support.samples.builders import NOW, make_entries, make_refreshed, make_target


def test_work_is_done_in_order_and_its_result_handed_back(path: Path) -> None:
    with Writer(path) as writer:
        futures = [
            writer.submit(lambda store, n=n: store.feeds.subscribe(f"http://{n}.org", now=NOW))  # type: ignore[misc] # mypy takes no default in a lambda
            for n in range(50)
        ]

        assert [future.result() for future in futures] == list(range(1, 51))


def test_an_exception_is_the_futures_and_the_next_work_is_done(path: Path) -> None:
    def fail(_: Store) -> None:
        raise KeyError("broken")

    with Writer(path) as writer:
        failed = writer.submit(fail)
        done = writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW))

        with pytest.raises(KeyError, match="broken"):
            failed.result()
        assert done.result() == 1


def test_a_failure_in_the_middle_leaves_nothing_of_the_transaction(path: Path) -> None:
    too_large = make_refreshed(make_target(), [*make_entries(3)], ttl_minutes=None)
    broken = make_refreshed(make_target(), [*make_entries(2), None])  # type: ignore[list-item] # on purpose

    with Writer(path) as writer, Library(path) as library:
        writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW)).result()
        with pytest.raises(AttributeError):
            writer.submit(lambda store: store.entries.save_outcome(broken, now=NOW)).result()

        assert library.counts().entries == 0
        assert library.feeds.rows()[0].last_attempt_at is None
        writer.submit(lambda store: store.entries.save_outcome(too_large, now=NOW)).result()
        assert library.counts().entries == 3


def test_closing_does_all_that_was_submitted(path: Path) -> None:
    writer = Writer(path)
    writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW))
    writer.submit(
        lambda store: store.entries.save_outcome(
            make_refreshed(make_target(), make_entries(100)), now=NOW
        )
    )
    futures = [
        writer.submit(lambda store, n=n: store.marks.set_read([EntryId(n)], True, now=NOW))  # type: ignore[misc] # as above
        for n in range(1, 101)
    ]

    writer.close()

    assert all(future.done() for future in futures)
    with Library(path) as library:
        assert library.counts().unread == 0


def test_closing_twice_is_closing_once(path: Path) -> None:
    writer = Writer(path)

    writer.close()
    writer.close()

    with pytest.raises(WriterClosed):
        writer.submit(lambda store: store.record_refresh(NOW))


def test_closing_leaves_one_file(path: Path) -> None:
    Writer(path).close()

    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_what_can_not_be_opened_is_said_at_once(path: Path) -> None:
    path.write_text("shopping list")

    with pytest.raises(CacheForeign):
        Writer(path)


def test_cancelled_work_is_not_done(path: Path) -> None:
    may_go_on = threading.Event()
    with Writer(path) as writer, Library(path) as library:
        blocked = writer.submit(lambda _: may_go_on.wait())
        cancelled = writer.submit(lambda store: store.feeds.subscribe("http://a.org", now=NOW))

        assert cancelled.cancel()
        may_go_on.set()
        wait([blocked])
        writer.submit(lambda store: store.record_refresh(NOW)).result()

        assert library.feeds.rows() == ()


def test_many_threads_may_submit(path: Path) -> None:
    with Writer(path) as writer:
        threads = [
            threading.Thread(
                target=lambda n=n: writer.submit(
                    lambda store: store.feeds.subscribe(f"http://{n % 7}.org", now=NOW)
                ).result()
            )
            for n in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        with Library(path) as library:
            assert library.counts().feeds == 7
