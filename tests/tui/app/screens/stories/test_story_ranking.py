"""Which top stories there are, without a screen."""

from cache.search.query_parser import parse
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import bridge_on
from tui.app.screens.stories.story_ranking import StoryRanking


def test_stories_are_ranked_and_found(desk: Desk, jobs: FakeJobs) -> None:
    ranking = StoryRanking(newsroom_of(desk, jobs))
    ranking.look()

    bridge_on(desk)
    ranking.look()
    assert ranking.unread_count == 1
    assert ranking.matching(parse("lost")) == ranking.stories
    assert ranking.matching(parse("cricket")) == ()
