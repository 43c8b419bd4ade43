"""What a command is about, without a screen."""

from collections.abc import Collection, Sequence

from cache.values.list_rows import EntryId, EntryRow
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.current_selection import CurrentSelection
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    read_article: EntryId | None = None
    article_in_story: EntryId | None = None
    listed_stories: Sequence[StoryRow] = ()
    loaded_articles: Sequence[EntryId] = ()
    shown: tuple[int, int] = (0, 0)

    def changed(self, row: EntryRow) -> EntryRow:
        return row

    def show_selection(self, articles: Collection[EntryId], stories: Collection[StoryId]) -> None:
        self.shown = len(articles), len(stories)


def test_selected_rows_come_before_the_cursor(newsroom: Newsroom, filled: Desk) -> None:
    first, second, third = filled.ids()[:3]
    screen = Screen(newsroom)
    screen.selected_article = filled.row(0)
    subjects = CurrentSelection(screen)
    assert [row.entry_id for row in subjects.subject().rows] == [first]

    subjects.toggle_article(third)
    subjects.toggle_article(second)
    assert [row.entry_id for row in subjects.subject().rows] == [third, second]
    assert screen.shown == (2, 0)

    screen.context, screen.read_article = Context.READER, first
    assert [row.entry_id for row in subjects.subject().rows] == [first]


def test_all_loaded_rows_or_none(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.loaded_articles = filled.ids()
    subjects = CurrentSelection(screen)

    subjects.toggle_articles()
    assert subjects.selected_count == 6
    subjects.toggle_articles()
    assert subjects.selected_count == 0
    assert not subjects.select_none()
