from datetime import timedelta

import pytest

from cache.db.connection import Connection
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryId, FeedId
from cache.values.story_rows import StoryRow
from summarise.model import Actor, ActorKind, KeyPoint, Mention, Span
from summarise.stories.story_model import StoryId
from tests.support.caches.briefed_archive import Archive
from tests.support.caches.storydesk import (
    PIPELINE,
    place_all,
    tell_all,
    tell_plainly,
    titles_of_top,
)
from tests.support.samples.builders import NOW, make_article, make_brief

FIRST = "The bridge at Torrel fell on Monday.\n\nThree lorries went into the river."
SECOND = "Torrel has lost its bridge.\n\nDivers looked for a driver until dark."
THIRD = "Engineers had warned of the bridge at Torrel.\n\nThe province closed two others."
OTHER = "Saffron prices rose to a record.\n\nThe harvest was poor."


def points(text: str) -> tuple[KeyPoint, ...]:
    found = []
    for sentence in text.split("\n\n"):
        start = text.index(sentence)
        found.append(KeyPoint(text=sentence, span=Span(start=start, end=start + len(sentence))))
    return tuple(found)


def tell_of(archive: Archive, entry_id: EntryId, text: str, title: str = "") -> None:
    headline = title or text.splitlines()[0]
    archive.brief(entry_id, text, key_points=points(text), title=headline)


class Bridge:
    """A bridge that fell, by two papers, and an article of its own."""

    def __init__(self, archive: Archive, connection: Connection) -> None:
        self.archive = archive
        self.connection = connection
        self.joined: dict[EntryId, EntryId] = {}
        self.morning = archive.feed("Morning Paper")
        self.evening = archive.feed("Evening Paper")
        self.first = archive.entry(self.morning, 5, "The bridge fell")
        self.second = archive.entry(self.evening, 3, "Bridge lost")
        self.other = archive.entry(self.evening, 4, "Saffron")
        tell_of(archive, self.first, FIRST)
        tell_of(archive, self.second, SECOND)
        tell_of(archive, self.other, OTHER)
        self.story = StoryId(str(self.first))
        self.settle()

    def settle(self) -> None:
        """Let what waits find its story, and what changed be told."""
        place_all(self.archive, {self.second: self.first} | self.joined)
        tell_all(self.archive)

    def grow(self) -> EntryId:
        """Let a third article come in, an hour later than the others."""
        third = self.archive.entry(self.morning, 1, "Engineers had warned")
        self.connection.run(
            "UPDATE status SET first_seen_at = first_seen_at + 3600000 WHERE entry_id = ?",
            (third,),
        )
        tell_of(self.archive, third, THIRD)
        self.joined[third] = self.first
        self.settle()
        return third

    def row(self) -> StoryRow:
        row = self.archive.library.stories.row(self.story)
        assert row is not None
        return row

    def new_points(self) -> list[str]:
        detail = self.archive.library.stories.detail(self.story)
        assert detail is not None
        return [point.text for point in detail.brief.points if point.is_new]


@pytest.fixture
def bridge(archive: Archive, connection: Connection) -> Bridge:
    return Bridge(archive, connection)


def test_only_what_several_articles_tell_is_a_story_of_the_front_page(bridge: Bridge) -> None:
    stories = bridge.archive.library.stories

    (row,) = stories.candidates(now=NOW, days=3)

    assert row.title == "The bridge at Torrel fell on Monday."
    assert row.lead == "The bridge at Torrel fell on Monday."
    assert row.sources == ("Morning Paper", "Evening Paper")
    assert (row.article_count, row.seen_count, row.is_unread, row.is_updated) == (2, 0, True, False)
    assert row.updated_at == NOW - timedelta(hours=3)
    assert stories.of_entry(bridge.second) == bridge.story
    assert stories.of_entry(bridge.other) is None
    assert stories.row(StoryId(str(bridge.other))) is None
    assert stories.row(StoryId("12x")) is None


def test_reading_a_story_marks_its_articles_and_can_be_taken_back(bridge: Bridge) -> None:
    archive = bridge.archive
    archive.store.marks.set_read([bridge.first], True, now=NOW)

    before = archive.store.stories.set_read([bridge.story], now=NOW)

    assert not bridge.row().is_unread
    assert archive.library.counts().unread == 1

    archive.store.stories.restore_seen(before, now=NOW)

    assert archive.library.counts().unread == 2
    row = archive.library.lists.row(bridge.first)
    assert row is not None
    assert row.is_read
    assert bridge.row().seen_count == 1


def test_a_read_story_that_grows_is_updated_and_its_new_points_come_first(bridge: Bridge) -> None:
    archive = bridge.archive
    archive.store.stories.set_read([bridge.story], now=NOW)
    assert bridge.new_points() == []

    bridge.grow()

    assert bridge.row().is_updated
    assert bridge.new_points() == THIRD.split("\n\n")
    detail = archive.library.stories.detail(bridge.story)
    assert detail is not None
    assert detail.brief.points[0].is_new
    assert [part.is_new for part in detail.brief.coverage] == [False, False, True]

    archive.store.stories.set_read([bridge.story], now=NOW + timedelta(hours=1))

    assert not bridge.row().is_updated
    assert not bridge.row().is_unread
    assert bridge.new_points() == []


def test_a_story_of_which_one_article_was_read_is_not_called_updated(bridge: Bridge) -> None:
    bridge.archive.store.marks.set_read([bridge.first], True, now=NOW)

    assert bridge.row().is_unread
    assert not bridge.row().is_updated
    assert bridge.new_points() == SECOND.split("\n\n")


def test_an_article_read_before_it_had_a_story_counts_as_seen(archive: Archive) -> None:
    feed = archive.feed("Morning Paper")
    first, second = (archive.entry(feed, number, f"Bridge {number}") for number in (2, 1))
    archive.store.marks.set_read([first], True, now=NOW)
    tell_of(archive, first, FIRST)
    tell_of(archive, second, SECOND)
    place_all(archive, {second: first})
    tell_all(archive)

    row = archive.library.stories.row(StoryId(str(first)))
    assert row is not None
    assert row.seen_count == 1


def test_what_is_new_in_a_changed_page_is_told_from_what_was_read(bridge: Bridge) -> None:
    archive = bridge.archive
    archive.store.stories.set_read([bridge.story], now=NOW)
    changed = SECOND + "\n\nThe driver was found alive."
    archive.store.articles.save(bridge.second, make_article(changed), None, now=NOW)
    assert archive.store.articles.save_brief(
        bridge.second, make_brief(changed, key_points=points(changed))
    )
    bridge.settle()

    assert bridge.row().is_updated
    assert bridge.new_points() == ["The driver was found alive."]

    before = archive.store.stories.set_read([bridge.story], now=NOW)
    assert bridge.new_points() == []
    assert not bridge.row().is_unread

    archive.store.stories.restore_seen(before, now=NOW)
    assert bridge.new_points() == ["The driver was found alive."]

    archive.store.stories.set_read([bridge.story], now=NOW)
    archive.store.tidy()
    assert bridge.connection.value("SELECT count(*) FROM former_versions") == 0


def test_a_changed_page_that_was_not_read_keeps_no_former_version(bridge: Bridge) -> None:
    archive = bridge.archive
    archive.store.articles.save(bridge.second, make_article(SECOND + " More."), None, now=NOW)

    assert bridge.connection.value("SELECT count(*) FROM former_versions") == 0


def test_what_is_muted_or_removed_leaves_the_story(bridge: Bridge) -> None:
    archive = bridge.archive
    bridge.grow()

    mute = archive.store.interests.mute(
        MuteRule(kind=MuteKind.PHRASE, pattern="engineers"), now=NOW
    )
    assert bridge.row().article_count == 2
    tell_all(archive)
    assert THIRD.split("\n\n", maxsplit=1)[0] not in [
        point.text
        for detail in [archive.library.stories.detail(bridge.story)]
        if detail is not None
        for point in detail.brief.points
    ]

    archive.store.interests.unmute(mute)
    assert bridge.row().article_count == 3

    archive.store.feeds.unsubscribe(archive.library.feeds.rows()[-1].feed_id)
    archive.store.feeds.unsubscribe(archive.library.feeds.rows()[-1].feed_id)
    assert archive.library.stories.row(bridge.story) is None
    assert archive.library.problems() == ()


def test_a_feed_that_is_given_up_takes_its_articles_out_of_stories(bridge: Bridge) -> None:
    store, stories = bridge.archive.store, bridge.archive.library.stories

    given_up = store.feeds.give_up((FeedId(bridge.evening.feed_id),))

    assert stories.candidates(now=NOW, days=3) == ()
    assert stories.row(bridge.story) is None
    store.feeds.take_back(given_up)
    assert bridge.row().article_count == 2


def test_two_entries_of_one_article_count_once(archive: Archive) -> None:
    first_feed, second_feed = archive.feed("Morning Paper"), archive.feed("Morning Paper World")
    first, second, third = (
        archive.entry(first_feed, 3, "Bridge"),
        archive.entry(second_feed, 2, "Bridge"),
        archive.entry(second_feed, 1, "More of the bridge"),
    )
    tell_of(archive, first, FIRST)
    tell_of(archive, third, SECOND)
    place_all(archive, {third: first})
    tell_of(archive, second, FIRST)
    place_all(archive, {})
    tell_all(archive)

    row = archive.library.stories.row(StoryId(str(first)))
    assert row is not None
    assert row.article_count == 2
    assert archive.library.stories.of_entry(second) == row.story_id


def test_followed_actors_of_a_story_are_known(bridge: Bridge) -> None:
    archive = bridge.archive
    name = "Torrel"
    actor = Actor(name=name, kind=ActorKind.PLACE, mentions=(Mention(span=Span(start=14, end=20)),))
    material = archive.library.stories.material(bridge.story)
    assert material is not None
    brief = tell_plainly(bridge.story, material.articles, actors=(actor,))
    archive.store.stories.save_told(brief, revision=material.revision, pipeline=PIPELINE)
    archive.store.interests.follow_actor("torrel", now=NOW)

    assert bridge.row().followed == (name,)


def test_what_changes_while_a_story_is_told_has_it_told_again(bridge: Bridge) -> None:
    archive = bridge.archive
    third = archive.entry(bridge.morning, 1, "Engineers had warned")
    material = archive.library.stories.material(bridge.story)
    assert material is not None
    tell_of(archive, third, THIRD)
    place_all(archive, {third: bridge.first})

    brief = tell_plainly(bridge.story, material.articles)
    archive.store.stories.save_told(brief, revision=material.revision, pipeline=PIPELINE)

    assert archive.library.stories.to_tell(PIPELINE, 10) == (bridge.story,)


def test_another_pipeline_has_every_story_told_anew(bridge: Bridge) -> None:
    stories = bridge.archive.library.stories

    assert stories.to_tell(PIPELINE, 10) == ()
    assert stories.to_tell("a later one", 10) == (bridge.story,)
    assert stories.count_to_tell("a later one") == 1


def test_stories_formed_anew_remember_what_was_read(bridge: Bridge) -> None:
    archive = bridge.archive
    archive.store.stories.set_read([bridge.story], now=NOW)

    archive.store.stories.forget_stories()

    assert archive.library.stories.candidates(now=NOW, days=3) == ()
    assert archive.library.stories.clusterer_state("1") == b""
    assert {pending.features is not None for pending in archive.library.stories.unplaced(10)} == {
        True
    }
    bridge.settle()
    assert titles_of_top(archive, NOW) == ["The bridge at Torrel fell on Monday."]
    assert not bridge.row().is_unread


def test_a_quiet_story_leaves_the_front_page(bridge: Bridge) -> None:
    archive = bridge.archive
    # Who was away for a month finds what there was.
    assert titles_of_top(archive, NOW + timedelta(days=30)) != []

    bridge.connection.run(
        "UPDATE stories SET grown_at = grown_at - 5 * 86400000 WHERE story_id = ?",
        (int(bridge.story),),
    )
    fresh = [archive.entry(bridge.evening, number, f"Flood {number}") for number in (2, 1)]
    for number, entry_id in enumerate(fresh):
        tell_of(archive, entry_id, f"The river rose {number}.\n\nRain fell.")
    place_all(archive, {fresh[1]: fresh[0]})
    tell_all(archive)

    assert titles_of_top(archive, NOW) == ["The river rose 0."]
    assert archive.library.stories.detail(bridge.story) is not None


def test_the_state_of_another_version_is_not_gone_on_with(bridge: Bridge) -> None:
    stories = bridge.archive.library.stories

    assert stories.clusterer_state("1") == b"state"
    assert stories.clusterer_state("2") is None
