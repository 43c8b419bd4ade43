"""Marking a list as read, without a screen."""

from collections.abc import Sequence

from cache.values.list_rows import EntryRow
from cache.values.story_rows import StoryRow
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.mark_list_read import MarkListRead
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    listed_stories: Sequence[StoryRow] = ()
    first_article: EntryRow | None = None


def test_what_the_reader_could_not_see_stays_unread(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    screen.first_article = filled.row(2)

    MarkListRead(screen).ask()
    screen.settle(filled)

    assert [row.is_read for row in map(filled.row, range(4))] == [False, False, True, True]


def test_it_says_so_when_all_is_read(newsroom: Newsroom, filled: Desk) -> None:
    ids = filled.ids()
    filled.do(lambda store: store.marks.set_read(ids, is_read=True, now=newsroom.clock()))
    screen = Screen(newsroom)

    MarkListRead(screen).ask()

    assert screen.said == ["Everything here is read already"]
