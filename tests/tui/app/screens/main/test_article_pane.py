"""The article in the reader, without the main screen."""

from tests.support.app.fake_screen import BareApp, FakeScreen
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.screens.main.article_pane import ArticlePane
from tui.app.widgets.pages.reader import Reader
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    def go_to_reader(self) -> None:
        self.did.append("reader")


def reader_of() -> Reader:
    return Reader(lambda: NOW, text_width=70, is_highlighting=True)


async def test_an_opened_article_is_read_and_gone_on_with(newsroom: Newsroom, filled: Desk) -> None:
    reader = reader_of()
    async with BareApp(reader).run_test() as pilot:
        screen = Screen(newsroom)
        pane = ArticlePane(screen, reader)
        row = filled.row(0)

        pane.open(row)
        screen.settle(filled)
        assert reader.entry_id == row.entry_id
        assert pane.shows(row.entry_id)
        assert filled.row(0).is_read

        detail = filled.library.detail(row.entry_id)
        assert detail is not None
        assert detail.article is not None
        pane.place_left(Reader.PlaceLeft(row.entry_id, 200, detail.article.fingerprint))
        screen.settle(filled)
        pane.open(filled.row(0))
        await pilot.pause()
        assert screen.said == ["Continued where you left · g goes to the top"]


async def test_whoever_reads_keeps_the_article(newsroom: Newsroom, filled: Desk) -> None:
    reader = reader_of()
    async with BareApp(reader).run_test():
        screen = Screen(newsroom)
        pane = ArticlePane(screen, reader)
        pane.show_selected()

        screen.selected_article = filled.row(1)
        pane.show_selected()
        assert reader.entry_id == filled.ids()[1]
        pane.toggle_names()
        assert screen.said == ["Names are plain text"]
