"""The order of the front page over a real cache, and its explanation."""

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.values.list_rows import EntryId
from tests.support.caches.newsdesk import NOW, Desk
from tests.support.caches.storydesk import article_on, tell_on
from tui.headless.services.ranked_stories import explain, top_stories, weights_of
from tui.headless.settings.config import load_config

SETTINGS = load_config(None).stories
PAPERS = ("Courier", "Herald", "Ledger", "Weekly")


def story_on(desk: Desk, topic: str, hours: float, papers: int) -> EntryId:
    """Let so many papers tell of a topic, the first of them so many hours ago."""
    ids = [
        article_on(
            desk,
            desk.feed(paper),
            f"{topic} in the {paper}",
            f"{topic} was told by the {paper}.\n\nNobody else had this from the {paper}.",
            hours=hours,
        )
        for paper in PAPERS[:papers]
    ]
    tell_on(desk, dict.fromkeys(ids[1:], ids[0]))
    return ids[0]


def order(desk: Desk, **changes: float) -> list[str]:
    settings = replace(SETTINGS, **changes)
    return [story.row.title.split()[0] for story in top_stories(desk.library, settings, NOW)]


@pytest.fixture
def told(desk: Desk) -> Desk:
    story_on(desk, "Flood", hours=60, papers=4)
    story_on(desk, "Strike", hours=1, papers=2)
    return desk


def test_breadth_and_recency_decide_as_they_are_weighed(told: Desk) -> None:
    assert order(told) == ["Strike", "Flood"]
    assert order(told, recency=0.0) == ["Flood", "Strike"]
    assert order(told, breadth=0.0) == ["Strike", "Flood"]
    assert order(told, most=1) == ["Strike"]


def test_the_state_of_the_front_page_changes_with_it(told: Desk) -> None:
    def state() -> int:
        return told.library.stories.revision()

    before = state()
    told.feed("Another paper")
    assert state() == before

    told.do(lambda store: store.interests.follow_actor("Ana Núñez", now=NOW))
    followed = state()
    assert followed != before
    (first, *_) = top_stories(told.library, SETTINGS, NOW)
    told.do(lambda store: store.stories.set_read([first.row.story_id], now=NOW))
    assert state() != followed


def test_a_place_is_explained(told: Desk) -> None:
    first, second = top_stories(told.library, SETTINGS, NOW)

    assert "2 papers" in explain(first)[0]
    assert "4 papers" in explain(second)[0]
    assert explain(first)[-1] == f"{first.rank.score:.2f} in total"


def test_with_a_time_stories_from_then_on_are_ranked(told: Desk) -> None:
    found = top_stories(told.library, SETTINGS, NOW, since=NOW - timedelta(hours=24))

    assert [story.row.title.split()[0] for story in found] == ["Strike"]


def test_the_weights_are_the_readers(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[stories]\nbreadth = 3\nhalf_life_hours = 6.5\n")

    settings = load_config(tmp_path / "config.toml").stories

    weights = weights_of(settings)
    assert (weights.breadth, weights.half_life_hours, weights.recency) == (3, 6.5, 2.0)
