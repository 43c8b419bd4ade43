"""Which stories come first, and the words that say why."""

from datetime import UTC, datetime, timedelta

import pytest

from summarise.stories.front_page_order import RankRequest, RankWeights, Report, rank
from summarise.stories.story_model import StoryId

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def story(name: str, *sources: str, hours: float = 1, **fields: object) -> RankRequest:
    reports = tuple(Report(source=s, moment=NOW - timedelta(hours=hours)) for s in sources)
    return RankRequest(id=StoryId(name), reports=reports, **fields)  # type: ignore[arg-type] # by name


def order(*stories: RankRequest, weights: RankWeights | None = None) -> list[str]:
    return [ranked.id for ranked in rank(stories, now=NOW, weights=weights)]


def test_what_more_papers_tell_comes_first() -> None:
    assert order(story("one", "A"), story("three", "A", "B", "C")) == ["three", "one"]


def test_one_paper_telling_it_often_is_one_paper() -> None:
    assert order(story("often", "A", "A", "A"), story("two", "A", "B")) == ["two", "often"]


def test_what_is_fresh_comes_first() -> None:
    assert order(story("old", "A", hours=30), story("new", "A", hours=1)) == ["new", "old"]


def test_wire_copies_count_little() -> None:
    copies = tuple(Report(source=s, moment=NOW, is_copy=True) for s in "BCDE")
    copied = RankRequest(id=StoryId("copied"), reports=(Report(source="A", moment=NOW), *copies))

    assert order(copied, story("two", "A", "B", hours=0)) == ["two", "copied"]


def test_what_the_reader_follows_comes_first() -> None:
    followed = story("followed", "A", followed=frozenset({"Jane Poe"}))

    assert order(story("other", "A"), followed) == ["followed", "other"]


def test_weights_change_the_order() -> None:
    stories = (story("broad", "A", "B", "C", hours=40), story("fresh", "A", hours=0))

    assert order(*stories, weights=RankWeights(recency=0)) == ["broad", "fresh"]
    assert order(*stories, weights=RankWeights(breadth=0)) == ["fresh", "broad"]


def test_the_parts_add_up_and_are_told() -> None:
    reports = (
        *(Report(source=s, moment=NOW - timedelta(hours=2)) for s in "ABC"),
        *(Report(source=s, moment=NOW - timedelta(hours=20)) for s in "DE"),
        Report(source="F", moment=NOW - timedelta(hours=20), is_copy=True),
    )

    [ranked] = rank(
        [RankRequest(id=StoryId("s"), reports=reports, followed=frozenset({"Jane Poe"}))], now=NOW
    )

    assert ranked.score == ranked.breadth + ranked.recency + ranked.followed
    words = "5 papers · 1 wire copy · 3 new in the last 6 h · you follow Jane Poe"
    assert ranked.explanation == words


def test_an_old_story_says_how_old() -> None:
    [ranked] = rank([story("s", "A", hours=50)], now=NOW)

    assert ranked.explanation == "1 paper · latest 2 d ago"


def test_a_clock_that_runs_ahead_wins_nothing() -> None:
    assert order(story("b", "A", hours=-5), story("a", "A", hours=0)) == ["a", "b"]


@pytest.mark.parametrize("fields", [{"breadth": -1}, {"half_life_hours": 0}])
def test_senseless_weights_are_refused(fields: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="ranking"):
        RankWeights(**fields)
