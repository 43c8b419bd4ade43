"""Marks of stories, without a screen."""

from summarise.stories.story_model import StoryId
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import bridge_on
from tui.app.screens.stories.story_marks import StoryMarks


def test_all_articles_and_back_as_they_were(desk: Desk, jobs: FakeJobs) -> None:
    first, _ = bridge_on(desk)
    screen = FakeScreen(newsroom_of(desk, jobs))
    row = desk.library.stories.row(StoryId(str(first)))
    assert row is not None

    StoryMarks(screen).set_read([row], is_read=True)
    screen.settle(desk)
    assert screen.said == ["2 articles marked as read · u takes it back"]
    assert desk.library.counts().unread == 0
    screen.marking.undo()
    screen.settle(desk)
    assert desk.library.counts().unread == 2

    StoryMarks(screen).set_read([], is_read=True)
    assert not screen.marking.can_undo
