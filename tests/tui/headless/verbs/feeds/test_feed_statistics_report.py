"""`nutgraf feeds --stats`, in the process of the test."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cache.values.list_rows import EntryId
from cache.writer import Writer
from tests.support.samples.builders import make_entry, make_refreshed, make_target
from tests.support.shell import Shell

TODAY = datetime.now(UTC)
LONG_AGO = TODAY - timedelta(days=300)


@pytest.fixture
def feeds(tmp_path: Path) -> None:
    """Two feeds with four entries each, of one of which two were opened; no one reads the other."""
    with Writer(tmp_path / "cache.db") as writer:
        opened = _add(writer, "Read")[:2]
        _add(writer, "Unread")
        writer.submit(lambda store: store.memory.note_opened(opened, at=TODAY)).result()


def _add(writer: Writer, title: str) -> tuple[EntryId, ...]:
    url = f"https://{title.lower()}.example.org/feed"
    feed_id = writer.submit(
        lambda store: store.feeds.subscribe(url, title=title, now=LONG_AGO)
    ).result()
    entries = [make_entry(it, published=TODAY - timedelta(days=20 * it)) for it in range(4)]
    outcome = make_refreshed(make_target(feed_id, url), entries)
    return (
        writer.submit(lambda store: store.entries.save_outcome(outcome, now=TODAY))
        .result()
        .new_entries
    )


@pytest.mark.usefixtures("feeds")
def test_what_nobody_reads_stands_first(shell: Shell) -> None:
    answer = shell("feeds", "--stats")

    heads, first, second = answer.out.splitlines()
    assert answer.status == 0
    assert "a week" in heads
    assert first.split()[1:7] == ["Unread", "0.5", "0", "%", "0", "%"]
    assert "never" in first
    assert second.split()[1:5] == ["Read", "0.5", "50", "%"]
    assert TODAY.astimezone().date().isoformat() in second
    assert "on this machine only" in answer.err


@pytest.mark.usefixtures("feeds")
def test_the_statistics_as_json(shell: Shell) -> None:
    unread, read = json.loads(shell("feeds", "--stats", "--json").out)

    assert (unread["title"], unread["used_share"], unread["last_useful"]) == ("Unread", 0.0, None)
    assert (read["entries"], read["opened"], read["starred"], read["kept"]) == (4, 2, 0, 0)
    assert read["used_share"] == 0.5
    assert read["failing_since"] is None
    assert read["bytes"] > 0


@pytest.mark.usefixtures("feeds")
def test_the_statistics_of_some_feeds(shell: Shell) -> None:
    assert "No feed is dead." in shell("feeds", "--stats", "--dead").err
    assert "No feed fails." in shell("feeds", "--stats", "--failing").err
    assert shell("feeds", "--stats", "--health").status == 2


def test_no_feeds_have_no_statistics(shell: Shell, tmp_path: Path) -> None:
    Writer(tmp_path / "cache.db").close()

    answer = shell("feeds", "--stats")

    assert (answer.out, answer.status) == ("", 0)
    assert "No feeds" in answer.err
