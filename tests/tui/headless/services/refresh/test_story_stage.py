"""Stories formed and told over a real cache, in slices, and from another version's state."""

import pytest

from cache.values.list_rows import EntryId
from summarise.stories.story_assembly import story_brief
from summarise.version import CLUSTERING
from tests.support.caches.newsdesk import Desk
from tests.support.caches.storydesk import article_on
from tui.headless.services.jobs.job_events import Event, StoriesDone
from tui.headless.services.refresh.story_stage import EVERYTHING, Slice, Storytelling, StoryTools

TELLINGS = (
    "The old bridge at Torrel fell into the river Senna on Monday morning, and three lorries "
    "went down with it.\n\nMayor Ilse Marnow of Torrel closed the road along the Senna.",
    "Torrel has lost its old bridge: it fell into the river Senna on Monday.\n\nDivers looked "
    "for a lorry driver in the Senna until dark. Mayor Ilse Marnow thanked them.",
    "A violin by Pietro Andresi fetched 310,000 crowns at an auction in Dorn.\n\nThe buyer "
    "wished to stay unnamed.",
)


@pytest.fixture
def ids(desk: Desk) -> list[EntryId]:
    return [
        article_on(desk, desk.feed(f"Paper {number}"), f"Title {number}", text, hours=number)
        for number, text in enumerate(TELLINGS, 1)
    ]


async def tell(desk: Desk, limit: Slice = EVERYTHING, pipeline: str = "1") -> list[Event]:
    events: list[Event] = []
    tools = StoryTools(
        library=desk.library, writer=desk.writer, tell=story_brief, pipeline=pipeline
    )
    await Storytelling(tools, events.append).run(limit)
    return events


async def test_articles_of_one_event_become_a_story(desk: Desk, ids: list[EntryId]) -> None:
    events = await tell(desk)

    stories = desk.library.stories
    story_id = stories.of_entry(ids[0])
    assert story_id is not None
    assert stories.of_entry(ids[1]) == story_id
    assert stories.of_entry(ids[2]) is None
    assert events == [StoriesDone(placed=3, to_place=3), StoriesDone(told=1, to_tell=1)]
    assert await tell(desk) == []


async def test_work_is_done_in_slices(desk: Desk, ids: list[EntryId]) -> None:
    await tell(desk, Slice(article_count=2, story_count=0))
    assert desk.library.stories.count_unplaced() == 1

    await tell(desk)

    assert desk.library.stories.count_unplaced() == 0
    assert desk.library.stories.of_entry(ids[0]) is not None


async def test_the_state_of_another_version_has_stories_formed_anew(
    desk: Desk, ids: list[EntryId]
) -> None:
    await tell(desk)
    desk.sql("UPDATE clustering SET version = 'older'")

    await tell(desk)

    assert desk.library.stories.clusterer_state(CLUSTERING) not in {None, b""}
    assert desk.library.stories.of_entry(ids[0]) == desk.library.stories.of_entry(ids[1])


async def test_features_of_another_version_are_made_of_the_text(
    desk: Desk, ids: list[EntryId]
) -> None:
    await tell(desk)
    before = desk.library.stories.of_entry(ids[1])
    desk.sql("UPDATE features SET body = x'80'")
    desk.do(lambda store: store.stories.forget_stories())

    await tell(desk)

    assert desk.library.stories.of_entry(ids[1]) == before


async def test_an_article_that_was_removed_and_comes_back_opens_a_story(
    desk: Desk, ids: list[EntryId]
) -> None:
    await tell(desk)
    desk.sql("DELETE FROM memberships")
    desk.sql("UPDATE briefs SET wants_story = 1")

    await tell(desk)

    assert desk.library.stories.count_unplaced() == 0
    assert desk.library.problems() == ()


async def test_another_pipeline_tells_every_story_anew(desk: Desk, ids: list[EntryId]) -> None:
    await tell(desk)

    assert await tell(desk, pipeline="2") == [StoriesDone(told=1, to_tell=1)]
