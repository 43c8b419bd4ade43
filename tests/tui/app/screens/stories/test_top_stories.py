"""The list of top stories, without the main screen."""

from cache.values.list_rows import Scope, View
from tests.support.app.fake_screen import BareApp, FakeScreen
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tests.support.caches.storydesk import bridge_on
from tui.app.screens.dialogs.why_dialog import WhyScreen
from tui.app.screens.stories.top_stories import TopStories
from tui.app.widgets.lists.story_list import StoryList
from tui.app.widgets.pages.story_view import StoryView


class Screen(FakeScreen):
    def go_to_story(self) -> None:
        self.did.append("story")


async def test_a_story_is_opened_read_and_explained(desk: Desk, jobs: FakeJobs) -> None:
    bridge_on(desk)
    story_list = StoryList(lambda: NOW)
    story_view = StoryView(lambda: NOW, text_width=70)
    async with BareApp(story_list, story_view).run_test():
        screen = Screen(newsroom_of(desk, jobs))
        stories = TopStories(screen, story_list, story_view)
        assert stories.start()
        screen.view = View(scope=Scope.STORIES)
        stories.view_opened()
        row = story_list.selected
        assert row is not None
        assert story_view.story_id == row.story_id

        stories.open(row)
        assert ("stories read", (row.story_id,), True) in screen.did
        stories.go_to_unread(forward=True)
        stories.open_other(forward=True)
        assert screen.said == ["Nothing unread is left here", "This is the last story"]
        stories.leave()
        assert screen.did[-1] == "go to list"
        stories.explain()
        assert isinstance(screen.pushed[0][0], WhyScreen)


async def test_a_reader_of_another_list_is_told_of_the_first_stories(
    desk: Desk, jobs: FakeJobs
) -> None:
    story_list = StoryList(lambda: NOW)
    story_view = StoryView(lambda: NOW, text_width=70)
    async with BareApp(story_list, story_view).run_test():
        screen = Screen(newsroom_of(desk, jobs))
        stories = TopStories(screen, story_list, story_view)
        assert not stories.start()

        bridge_on(desk)
        stories.ranking.look()
        stories.cache_changed()
        stories.cache_changed()

        assert screen.said == ["1 top story, told by several papers each: h g Enter shows them"]
        assert screen.view.scope is Scope.ALL
