"""The list of articles, without the main screen."""

from datetime import timedelta

from cache.values.list_rows import EntryId, Scope, View
from tests.support.app.fake_screen import BareApp, FakeScreen
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.screens.main.article_list import ArticleList
from tui.app.widgets.lists.entry_list import EntryList
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    def list_hint(self) -> str:
        return "nothing"

    def shows_article(self, entry_id: EntryId) -> bool:
        return False

    def show_selected(self) -> None:
        self.did.append("selected")


async def test_the_selected_article_stays_under_the_cursor(
    newsroom: Newsroom, filled: Desk
) -> None:
    entry_list = EntryList(lambda: NOW)
    async with BareApp(entry_list).run_test():
        screen = Screen(newsroom)
        articles = ArticleList(screen, entry_list)
        articles.open(View(scope=Scope.ALL))
        assert articles.is_watched_only
        entry_list.move_to(2)
        articles.reader_moved()
        selected = articles.selected

        filled.entries(filled.row(0).feed_id, "Newer", newest=timedelta(hours=1))
        articles.cache_changed()

        assert articles.selected == selected
        assert entry_list.cursor == 3
        assert not articles.is_watched_only


async def test_a_list_that_is_only_watched_stays_at_its_top(
    newsroom: Newsroom, filled: Desk
) -> None:
    entry_list = EntryList(lambda: NOW)
    async with BareApp(entry_list).run_test():
        articles = ArticleList(Screen(newsroom), entry_list)
        articles.open(View(scope=Scope.ALL))

        filled.entries(filled.row(0).feed_id, "Newer", newest=timedelta(hours=1))
        articles.cache_changed()

        assert articles.selected is not None
        assert articles.selected.title == "Newer"


async def test_unread_once_round_and_neighbours(newsroom: Newsroom, filled: Desk) -> None:
    ids = filled.ids()
    filled.do(lambda store: store.marks.set_read(ids[1:], is_read=True, now=NOW))
    entry_list = EntryList(lambda: NOW)
    async with BareApp(entry_list).run_test():
        screen = Screen(newsroom)
        articles = ArticleList(screen, entry_list)
        articles.open(View(scope=Scope.ALL))
        articles.select(ids[3])

        articles.go_to_unread(forward=True)
        assert entry_list.cursor == 0
        assert screen.said == ["Once round: from the top again"]

        screen.context = Context.READER
        articles.open_other(forward=True)
        articles.open_other(forward=False)
        articles.open_other(forward=False)
        assert screen.did[-2:] == [("open article", ids[1]), ("open article", ids[0])]
        assert screen.said[-1] == "This is the first article"


async def test_read_articles_are_kept_in_a_list_of_unread_ones(
    newsroom: Newsroom, filled: Desk
) -> None:
    entry_list = EntryList(lambda: NOW)
    async with BareApp(entry_list).run_test():
        articles = ArticleList(Screen(newsroom), entry_list)
        articles.keep(filled.ids()[:1])
        assert not articles.view.kept
        articles.open(View(scope=Scope.UNREAD))
        articles.keep(filled.ids()[:1])
        assert articles.view.kept == {filled.ids()[0]}
