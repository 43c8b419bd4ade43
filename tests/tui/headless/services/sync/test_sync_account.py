"""Sync one account: what each side did comes to the other, and nothing of the reader's is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.stores.feed_store import FeedState
from cache.upkeep.retention import Limits
from cache.values.list_rows import FeedId, FeedRow
from cache.values.rule_rows import RuleActions
from fetch.model import Outline
from fetch.sync.sync_model import (
    RemoteFeed,
    SyncError,
    SyncFailure,
    SyncFailureKind,
)
from tests.support.samples.builders import NOW, make_entry
from tests.support.servers.memory_reader import ABILITIES, Device, FakeReader, Faults

ADDRESS = "http://a.example/feed"


@pytest.fixture
def server() -> FakeReader:
    return FakeReader()


@pytest.fixture
def feed(server: FakeReader) -> RemoteFeed:
    return server.add_feed(ADDRESS, title="A", folder="World")


@pytest.fixture
def device(tmp_path: Path, server: FakeReader) -> Iterator[Device]:
    device = Device(tmp_path / "cache.db", server)
    yield device
    device.close()


def row_of(device: Device, url: str = ADDRESS) -> FeedRow:
    return next(row for row in device.library.feeds.rows() if row.url == url)


def fault(kind: SyncFailureKind, *names: str) -> Faults:
    def fail(name: str) -> None:
        if name in names or not names:
            raise SyncError(SyncFailure(kind=kind, detail="it did", retry_after_seconds=60))

    return Faults(before=fail)


# What the server has comes here.


def test_feeds_stand_in_the_folder_of_their_account(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.add_feed("http://b.example/feed", title="B")

    device.sync()

    found = {row.title: (row.folder, row.account_id) for row in device.library.feeds.rows()}
    assert found == {"A": ("Home / World", device.account_id), "B": ("Home", device.account_id)}
    assert device.library.feeds.targets() == (), "they are not asked at their own addresses"
    assert device.library.feeds.timings() == ()


def test_entries_come_with_their_marks(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1)
    server.publish(feed, 2, is_starred=True, is_read=True)
    server.publish(feed, 3, is_read=True)
    server.entries[server.publish(feed, 4)].labels.add("Sea, and air")

    outcome = device.sync()

    rows = device.rows
    assert set(rows) == {"Story 1", "Story 2", "Story 4"}, "what was read elsewhere is not news"
    assert (rows["Story 2"].is_read, rows["Story 2"].is_starred) == (True, True)
    assert rows["Story 4"].tags == ("Sea and air",)
    assert outcome.new_count == 3
    assert row_of(device).unread_count == 2


def test_an_unchanged_sync_asks_for_the_state_and_the_feeds_only(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    for number in range(10):
        server.publish(feed, number)
    device.sync()

    device.sync()

    assert device.calls == ["state", "feeds"]


def test_what_the_server_lists_but_does_not_give_is_not_asked_for_each_time(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    orphan = server.publish(feed, 1)
    server.entries[orphan].feed_id = server.add_feed("http://gone.example/").remote_id
    server.feeds.pop(server.entries[orphan].feed_id)
    device.sync()

    device.sync()

    assert device.calls == ["state", "feeds"]


def test_of_a_list_that_was_cut_short_nothing_becomes_read(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    for number in range(6):
        server.publish(feed, number)
    device.sync()
    server.most_unread = 2

    device.sync()

    assert row_of(device).unread_count == 6


def test_a_server_without_any_feed_is_taken_for_a_broken_one(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1)
    device.sync()
    server.remove_feed(feed.remote_id)

    outcome = device.sync()

    assert outcome.failure is not None
    assert outcome.failure.kind is SyncFailureKind.BAD_ANSWER
    assert "Story 1" in device.rows


def test_a_first_sync_goes_on_where_it_was_stopped(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    for number in range(20):
        server.publish(feed, number)
    calls = [0]

    def fail(name: str) -> None:
        calls[0] += name == "contents"
        if calls[0] == 3:
            raise SyncError(SyncFailure(kind=SyncFailureKind.TIMEOUT, detail="no answer"))

    outcome = device.sync(Faults(before=fail))

    assert outcome.failure is not None
    assert len(device.rows) == 8
    account = device.library.accounts.account(device.account_id)
    assert account is not None
    assert account.missing_count == 12
    assert {f"Story {number}" for number in range(12, 20)} == set(device.rows), "newest first"

    device.sync()

    assert len(device.rows) == 20
    assert device.calls.count("contents") == 3
    assert device.progress[-1] == (12, 12, 4)


# Feeds that others change.


def test_a_star_stays_when_its_feed_is_deleted_elsewhere(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.add_feed("http://b.example/feed")
    server.publish(feed, 1, is_starred=True)
    server.publish(feed, 2)
    device.sync()
    server.remove_feed(feed.remote_id)

    device.sync()
    device.sync()

    assert [row.url for row in device.library.feeds.rows()] == ["http://b.example/feed"]
    assert {title: row.is_starred for title, row in device.rows.items()} == {"Story 1": True}


def test_a_star_stays_when_its_feed_is_deleted_and_added_again(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1, is_starred=True)
    device.sync()
    server.remove_feed(feed.remote_id)
    again = server.add_feed(ADDRESS)
    back = server.publish(again, 1)

    device.sync()
    device.sync()

    assert device.rows["Story 1"].is_starred
    assert server.entries[back].is_starred, "the server has it again"


def test_a_feed_is_renamed_and_moved_elsewhere(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1)
    device.sync()
    server.feeds[feed.remote_id] = replace(feed, title="Better", folder="")

    device.sync()

    assert (row_of(device).title, row_of(device).folder) == ("Better", "Home")


# What the reader does to feeds goes there.


def test_a_feed_is_subscribed_to_in_the_account(server: FakeReader, device: Device) -> None:
    server.add_feed("http://b.example/feed")
    device.sync()
    outline = Outline(url=ADDRESS, folder="World")
    device.store.sync.subscribe(device.account_id, outline, now=NOW)
    assert device.waiting_count == 1

    device.sync()

    added = next(feed for feed in server.feeds.values() if feed.url == ADDRESS)
    assert added.folder == "World"
    assert row_of(device).title == added.title
    assert device.waiting_count == 0


def test_a_feed_is_renamed_and_moved_here(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    device.sync()
    state = FeedState(url=ADDRESS, title="Mine", folder="Europe")
    device.store.feeds.set_states({row_of(device).feed_id: state})
    assert row_of(device).folder == "Home / Europe", "it stays in its account"

    device.sync()

    told = server.feeds[feed.remote_id]
    assert (told.title, told.folder) == ("Mine", "Europe")
    device.sync()
    assert (row_of(device).title, row_of(device).folder) == ("Mine", "Home / Europe")


def test_a_name_that_was_taken_back_is_not_sent(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    device.sync()
    feed_id = row_of(device).feed_id
    for title in ("Mine", ""):
        state = FeedState(url=ADDRESS, title=title, folder="World")
        device.store.feeds.set_states({feed_id: state})

    device.sync()

    assert "change_feed" not in device.calls
    assert device.waiting_count == 0


def test_a_feed_is_given_up_here(server: FakeReader, feed: RemoteFeed, device: Device) -> None:
    server.add_feed("http://b.example/feed")
    server.publish(feed, 1)
    device.sync()
    device.store.feeds.unsubscribe(row_of(device).feed_id)
    assert device.rows == {}

    device.sync(fault(SyncFailureKind.TIMEOUT, "remove_feed"))

    assert feed.remote_id in server.feeds
    assert device.rows == {}, "what waits is the truth"
    device.sync()
    assert feed.remote_id not in server.feeds
    assert device.rows == {}
    assert len(device.library.feeds.rows()) == 1


def test_giving_up_that_was_undone_is_not_sent(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1)
    device.sync()
    given_up = device.store.feeds.give_up((row_of(device).feed_id,))
    device.store.feeds.take_back(given_up)

    device.sync()

    assert device.calls == ["state", "feeds"]
    assert "Story 1" in device.rows


def test_giving_up_that_may_have_arrived_is_undone_there(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.add_feed("http://b.example/feed")
    device.sync()
    given_up = device.store.feeds.give_up((row_of(device).feed_id,))

    def lose(name: str) -> None:
        if name == "remove_feed":
            raise SyncError(SyncFailure(kind=SyncFailureKind.TIMEOUT, detail="no answer"))

    device.sync(Faults(after=lose))
    device.store.feeds.take_back(given_up)
    device.sync()

    assert ADDRESS in {it.url for it in server.feeds.values()}
    assert row_of(device).account_id == device.account_id


def test_a_server_that_takes_no_changes_of_feeds_is_sent_none(tmp_path: Path) -> None:
    server = FakeReader(replace(ABILITIES, edits_feeds=False))
    server.add_feed(ADDRESS, title="A")
    server.add_feed("http://b.example/feed")
    device = Device(tmp_path / "cache.db", server)
    device.sync()
    state = FeedState(url=ADDRESS, title="Mine", folder="Here")
    device.store.feeds.set_states({row_of(device).feed_id: state})
    device.store.feeds.unsubscribe(row_of(device, "http://b.example/feed").feed_id)

    device.sync()
    device.sync()

    assert device.waiting_count == 0
    found = [(row.title, row.folder) for row in device.library.feeds.rows()]
    assert found == [("Mine", "Home / Here")], "here the reader has it as he wants"
    device.close()


# The queue.


def test_one_refused_change_does_not_hold_up_the_others(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    ids = [server.publish(feed, number) for number in range(8)]
    device.sync()
    server.refused = {ids[3]}
    device.store.marks.set_read([row.entry_id for row in device.rows.values()], True, now=NOW)

    outcomes = [device.sync() for _ in range(4)]

    assert [len(one.refused_ids) for one in outcomes] == [1, 1, 1, 0]
    assert [one.entry.title for one in server.entries.values() if not one.is_read] == ["Story 3"]
    assert device.rows["Story 3"].is_read, "here it stays as the reader has it"
    account = device.library.accounts.account(device.account_id)
    assert account is not None
    assert (account.waiting_count, account.refused_count) == (0, 1)
    (refusal,) = device.library.accounts.refusals(device.account_id)
    assert (refusal.title, refusal.detail, refusal.is_final) == ("Story 3", "no such entry", True)


def test_a_refused_change_that_is_made_anew_is_no_longer_refused(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.refused = {server.publish(feed, 1)}
    device.sync()
    device.store.marks.set_read([device.entry("Story 1")], True, now=NOW)
    device.sync()
    assert len(device.library.accounts.refusals(device.account_id)) == 1

    device.store.marks.set_read([device.entry("Story 1")], False, now=NOW)

    assert device.library.accounts.refusals(device.account_id) == ()


def test_a_queue_that_can_not_be_sent_keeps_no_news_away(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1)
    device.sync()
    device.store.marks.set_read([device.entry("Story 1")], True, now=NOW)
    server.publish(feed, 2)

    outcome = device.sync(fault(SyncFailureKind.SERVER_ERROR, "mark read"))

    assert outcome.failure is not None
    assert "Story 2" in device.rows
    assert device.waiting_count == 1
    account = device.library.accounts.account(device.account_id)
    assert account is not None
    assert account.failure == replace(outcome.failure, retry_after_seconds=None)
    assert account.retry_at is not None


def test_marks_of_local_feeds_wait_for_nobody(device: Device) -> None:
    feed_id = device.store.feeds.subscribe("http://local.example/feed", now=NOW)
    entry = make_entry(7)
    (entry_id,) = device.store.entries.save_history(
        FeedId(feed_id), [entry], is_read=False, now=NOW
    )

    device.store.marks.set_read([entry_id], True, now=NOW)
    device.store.marks.set_starred([entry_id], True, now=NOW)
    device.store.kept.set_tags({entry_id: ["x"]})

    assert device.waiting_count == 0


def test_what_is_dropped_for_its_age_comes_back_when_it_is_starred_elsewhere(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    remote_id = server.publish(feed, 1)
    device.sync()
    device.store.marks.set_read([device.entry("Story 1")], True, now=NOW)
    device.sync()
    later = NOW.replace(year=NOW.year + 1)
    device.store.record_refresh(later, later)
    device.store.upkeep.retain(Limits(days=1), later)
    assert device.rows == {}
    server.entries[remote_id].is_starred = True

    device.sync()

    assert device.rows["Story 1"].is_starred


# Doubles, and the end.


def test_a_local_feed_is_merged_into_the_account_with_its_marks(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    local = device.store.feeds.subscribe("https://a.example/feed/", now=NOW)
    entries = [make_entry(number) for number in (1, 2, 3)]
    device.store.entries.save_history(local, entries, is_read=False, now=NOW)
    ids = {title: row.entry_id for title, row in device.rows.items()}
    device.store.marks.set_read([ids["Story 1"]], True, now=NOW)
    device.store.marks.set_starred([ids["Story 2"], ids["Story 3"]], True, now=NOW)
    device.store.kept.set_note(ids["Story 1"], "Ask Ben.", now=NOW)
    remote = [server.publish(feed, number) for number in (1, 2)]
    device.sync()
    (double,) = device.library.accounts.doubles()

    device.store.sync.merge(double, now=NOW)
    device.sync()

    assert device.library.accounts.doubles() == ()
    assert len(device.library.feeds.rows()) == 1
    assert set(device.rows) == {"Story 1", "Story 2", "Story 3"}
    assert server.entries[remote[0]].is_read
    assert server.entries[remote[1]].is_starred
    assert device.rows["Story 3"].is_starred
    assert device.rows["Story 1"].has_note
    assert device.library.problems() == ()


@pytest.mark.parametrize("keeps_entries", [True, False])
def test_an_account_is_removed(
    keeps_entries: bool, server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    server.publish(feed, 1, is_starred=True)
    server.publish(feed, 2)
    device.sync()
    device.store.marks.set_read([device.entry("Story 2")], True, now=NOW)

    device.store.sync.remove_account(device.account_id, keeps_entries=keeps_entries, now=NOW)
    device.store.tidy()

    assert device.library.accounts.all() == ()
    assert set(device.rows) == ({"Story 1", "Story 2"} if keeps_entries else {"Story 1"})
    targets = [target.url for target in device.library.feeds.targets()]
    assert targets == ([ADDRESS] if keeps_entries else [])
    assert device.library.problems() == ()
    assert feed.remote_id in server.feeds, "the server is not told"


def test_a_mark_of_a_rule_goes_to_the_server(
    server: FakeReader, feed: RemoteFeed, device: Device
) -> None:
    actions = RuleActions(stars=True, marks_read=True, tags=("Sea",), command=("cat",))
    device.store.rules.add("story", actions, now=NOW)
    remote_id = server.publish(feed, 1)
    server.publish(feed, 2, is_read=True, is_starred=True)

    device.sync()
    device.sync()

    entry = server.entries[remote_id]
    assert (entry.is_read, entry.is_starred, entry.labels) == (True, True, {"Sea"})
    assert device.waiting_count == 0
    assert len(device.store.rules.take_commands(9)) == 1, "what was read elsewhere is no news"
