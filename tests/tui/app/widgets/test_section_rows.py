"""Sections from feeds: order, folders, counts and failures."""

from msgspec.structs import replace

from cache.values.list_rows import AccountId, Counts, FeedId, FeedRow
from tui.app.widgets.lists.section_rows import SectionKind, section_rows

COUNTS = Counts(entries=10, unread=7, starred=2, feeds=3, failing_feeds=1)


def feed(number: int, title: str, folder: str = "", unread: int = 1) -> FeedRow:
    return FeedRow(
        feed_id=FeedId(number),
        url=f"https://example.org/{number}",
        title=title,
        site_url="",
        folder=folder,
        unread_count=unread,
        entry_count=5,
        last_attempt_at=None,
        last_success_at=None,
        failure=None,
        failed_since=None,
        failure_count=0,
    )


FEEDS = (feed(1, "Zebra", "World", 3), feed(2, "apple", "World"), feed(3, "Alone"), feed(4, ""))


def test_built_in_sections_come_first_then_folders_then_feeds_without_one() -> None:
    rows = section_rows(FEEDS, COUNTS, folded=(), reasons={})

    labels = [row.label for row in rows]
    assert labels[:3] == ["All", "Unread", "Starred"]
    assert labels[3:] == ["World", "apple", "Zebra", "Alone", "https://example.org/4"]
    assert [row.count for row in rows[:4]] == [7, 7, 2, 4]


def test_a_folded_folder_hides_its_feeds_but_not_that_one_fails() -> None:
    rows = section_rows(FEEDS, COUNTS, folded={"World"}, reasons={FeedId(2): "It is gone."})

    folder = next(row for row in rows if row.kind is SectionKind.FOLDER)
    assert folder.is_folded
    assert folder.reason
    assert "apple" not in [row.label for row in rows]


def test_a_failing_feed_has_its_reason() -> None:
    rows = section_rows(FEEDS, COUNTS, folded=(), reasons={FeedId(3): "It is gone."})

    assert [row.reason for row in rows if row.label == "Alone"] == ["It is gone."]


def test_each_account_is_a_section_with_its_categories_below() -> None:
    feeds = [
        *FEEDS,
        replace(
            FEEDS[0], feed_id=FeedId(11), folder="Home / World", account_id=AccountId(1), title="A"
        ),
        replace(FEEDS[0], feed_id=FeedId(12), folder="Home", account_id=AccountId(1), title="B"),
        replace(FEEDS[0], feed_id=FeedId(13), folder="Homestead", title="C"),
    ]

    rows = section_rows(
        feeds, COUNTS, folded=(), reasons={}, accounts={"Home": "", "Away": "It is off."}
    )

    start = next(at for at, row in enumerate(rows) if row.kind is SectionKind.ACCOUNT)
    shown = [(row.kind, row.label, row.depth, row.reason) for row in rows[start:]]
    assert shown == [
        (SectionKind.ACCOUNT, "Home", 0, ""),
        (SectionKind.FOLDER, "World", 1, ""),
        (SectionKind.FEED, "A", 2, ""),
        (SectionKind.FEED, "B", 1, ""),
        (SectionKind.ACCOUNT, "Away", 0, "It is off."),
    ]
    assert rows[start].count == 2 * FEEDS[0].unread_count
    assert "Homestead" in [row.label for row in rows[:start]]
