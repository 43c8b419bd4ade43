"""What a server's state changes here: for all values, never against what waits."""

from hypothesis import given
from hypothesis import strategies as st

from cache.accounts.queue_rules import after
from cache.sync.reconcile import KnownEntry, KnownFeed, decide_feeds, decide_marks
from cache.values.account_rows import FeedChange, category_of, inside, newest_first
from cache.values.list_rows import EntryId, FeedId
from fetch.sync.sync_model import Mark, RemoteFeed, RemoteFeedId, RemoteId, ServerState

IDS = st.sampled_from([RemoteId(it) for it in "abcdef"])
ID_SETS = st.frozensets(IDS)
KNOWN = st.lists(
    st.builds(
        KnownEntry,
        entry_id=st.integers(1, 50).map(EntryId),
        remote_ids=st.lists(IDS, min_size=1, max_size=2, unique=True).map(tuple),
        is_read=st.booleans(),
        is_starred=st.booleans(),
        tags=st.lists(st.sampled_from(["x", "Y", "z"]), unique=True).map(tuple),
        pending=st.frozensets(st.sampled_from([Mark.READ, Mark.STAR])),
        pending_labels=st.frozensets(st.sampled_from(["x", "y"])),
    ),
    unique_by=lambda one: one.entry_id,
)
STATES = st.builds(
    ServerState,
    unread=ID_SETS,
    starred=ID_SETS,
    is_unread_whole=st.booleans(),
    is_starred_whole=st.booleans(),
    labelled=st.dictionaries(st.sampled_from(["X", "y", "w"]), ID_SETS),
)


@given(known=KNOWN, state=STATES)
def test_every_mark_ends_as_what_waits_or_as_the_server_has_it(
    known: list[KnownEntry], state: ServerState
) -> None:
    changes = decide_marks(known, state)

    for one in known:
        is_read = (one.is_read or one.entry_id in changes.read) and (
            one.entry_id not in changes.unread
        )
        is_unread_there = bool(state.unread & set(one.remote_ids))
        if Mark.READ in one.pending or not (is_unread_there or state.is_unread_whole):
            assert is_read == one.is_read
        else:
            assert is_read != is_unread_there
        is_starred = (one.is_starred or one.entry_id in changes.starred) and (
            one.entry_id not in changes.unstarred
        )
        is_starred_there = bool(state.starred & set(one.remote_ids))
        if Mark.STAR in one.pending or not (is_starred_there or state.is_starred_whole):
            assert is_starred == one.is_starred
        else:
            assert is_starred == is_starred_there


@given(known=KNOWN, state=STATES)
def test_tags_end_as_the_labels_but_for_those_that_wait(
    known: list[KnownEntry], state: ServerState
) -> None:
    changes = decide_marks(known, state)

    for one in known:
        after = {tag.casefold() for tag in changes.tags.get(one.entry_id, one.tags)}
        before = {tag.casefold() for tag in one.tags}
        there = {
            label.casefold() for label, ids in state.labelled.items() if ids & set(one.remote_ids)
        }
        waits = one.pending_labels
        assert after & waits == before & waits
        if state.labelled:
            assert after - waits == there - waits


@given(known=KNOWN, state=STATES, size=st.integers(1, 3))
def test_pieces_are_the_whole(known: list[KnownEntry], state: ServerState, size: int) -> None:
    changes = decide_marks(known, state)

    pieces = list(changes.pieces(size))

    for name in ("read", "unread", "starred", "unstarred"):
        assert sum((getattr(it, name) for it in pieces), ()) == getattr(changes, name)
    assert {key: it.tags[key] for it in pieces for key in it.tags} == changes.tags


FEED_IDS = st.sampled_from([RemoteFeedId(it) for it in "123"])
FEEDS = st.lists(
    st.builds(
        KnownFeed,
        remote_id=FEED_IDS,
        feed_id=st.integers(1, 9).map(FeedId),
        title=st.sampled_from(["A", "B"]),
        folder=st.sampled_from(["", "World"]),
        is_subscribed=st.booleans(),
        pending=st.none() | st.sampled_from(FeedChange),
    ),
    unique_by=lambda one: one.remote_id,
)
LISTED = st.lists(
    st.builds(
        RemoteFeed,
        remote_id=FEED_IDS,
        url=st.just("http://a.example/"),
        title=st.sampled_from(["A", "B"]),
        folder=st.sampled_from(["", "World"]),
    ),
    unique_by=lambda feed: feed.remote_id,
)


@given(known=FEEDS, listed=LISTED)
def test_of_a_feed_that_the_reader_changed_nothing_is_taken_over(
    known: list[KnownFeed], listed: list[RemoteFeed]
) -> None:
    plan = decide_feeds(known, listed)

    assert all(one.pending is None and one.is_subscribed for one, _ in plan.changed)
    there = {feed.remote_id for feed in listed}
    assert {feed.remote_id for feed in plan.new} == there - {one.remote_id for one in known}
    assert {one.remote_id for one in (*plan.gone, *plan.lost)} == {
        one.remote_id for one in known
    } - there
    assert all(one.pending is FeedChange.SUBSCRIBE for one in plan.lost)


def test_what_was_never_sent_is_taken_back_by_its_opposite() -> None:
    add, end, change = FeedChange.SUBSCRIBE, FeedChange.UNSUBSCRIBE, FeedChange.CHANGE

    assert after(None, end, was_tried=False) is end
    assert after(add, end, was_tried=False) is None
    assert after(add, end, was_tried=True) is end
    assert after(end, add, was_tried=False) is change, "it may have had another name"
    assert after(end, add, was_tried=True) is add
    assert after(change, end, was_tried=False) is end
    assert after(add, change, was_tried=False) is add
    assert after(change, add, was_tried=False) is change


@given(folder=st.sampled_from(["", "World", "World / Europe"]))
def test_a_category_stands_below_its_account(folder: str) -> None:
    assert category_of("Home", inside("Home", folder)) == folder


def test_the_newest_comes_first_by_the_servers_numbers() -> None:
    assert newest_first([RemoteId(it) for it in ("9", "10", "2")]) == ["10", "9", "2"]
