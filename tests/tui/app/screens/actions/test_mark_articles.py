"""Keeping articles, without a screen: marks, tags, notes, and each taken back."""

from cache.values.list_rows import EntryRow, Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.mark_articles import MarkArticles
from tui.app.screens.selection import Selection
from tui.headless.services.app_services import Newsroom


def on(newsroom: Newsroom, *rows: EntryRow) -> tuple[FakeScreen, MarkArticles]:
    screen = FakeScreen(newsroom)
    screen.the_subject = Selection(rows=rows)
    return screen, MarkArticles(screen)


def test_a_star_is_written_and_taken_back(newsroom: Newsroom, filled: Desk) -> None:
    screen, keeping = on(newsroom, filled.row(0), filled.row(1))

    keeping.toggle_star()
    screen.settle(filled)

    assert filled.library.counts().starred == 2
    assert screen.said == ["Starred 2 articles"]
    assert screen.marking.undo() == "Star taken away again"
    screen.settle(filled)
    assert filled.library.counts().starred == 0


def test_only_what_is_not_read_yet_is_marked(newsroom: Newsroom, filled: Desk) -> None:
    first = filled.row(0)
    filled.do(
        lambda store: store.marks.set_read([first.entry_id], is_read=True, now=newsroom.clock())
    )
    screen, keeping = on(newsroom, filled.row(0), filled.row(1))

    keeping.toggle_read()
    screen.settle(filled)

    assert screen.did[0] == ("keep", (filled.row(1).entry_id,))
    assert screen.said == ["Marked as read: the article"]
    assert filled.library.counts().unread == 4


def test_without_a_subject_nothing_happens(newsroom: Newsroom) -> None:
    screen, keeping = on(newsroom)

    keeping.toggle_star()
    keeping.read_later()
    keeping.edit_tags()
    keeping.edit_note()

    assert screen.said == ["There is no article here"] * 4
    assert not screen.marking.can_undo


def test_tags_that_only_one_has_stay(newsroom: Newsroom, filled: Desk) -> None:
    first, second = filled.ids()[:2]
    filled.do(lambda store: store.kept.set_tags({first: ("syria", "war")}))
    screen, keeping = on(newsroom, filled.row(0), filled.row(1))

    keeping.edit_tags()
    screen.answer(("later",))
    screen.settle(filled)

    assert set(filled.row(0).tags) == {"syria", "war", "later"}
    assert filled.row(1).tags == ("later",)
    assert second == filled.row(1).entry_id


def test_a_renamed_tag_is_shown_under_its_new_name(newsroom: Newsroom, filled: Desk) -> None:
    first = filled.ids()[0]
    filled.do(lambda store: store.kept.set_tags({first: ("war",)}))
    screen, keeping = on(newsroom)
    screen.view = View(scope=Scope.TAG, subject="war")

    keeping.rename_tag("war")
    screen.answer("wars")
    screen.settle(filled)

    assert screen.view == View(scope=Scope.TAG, subject="wars")
    assert [tag.name for tag in filled.library.tags()] == ["wars"]


def test_a_note_is_as_before_when_taken_back(newsroom: Newsroom, filled: Desk) -> None:
    screen, keeping = on(newsroom, filled.row(0))

    keeping.edit_note()
    screen.answer("Ask about this")
    screen.settle(filled)
    detail = filled.library.detail(filled.ids()[0])
    assert detail is not None
    assert detail.kept_note == "Ask about this"

    screen.marking.undo()
    screen.settle(filled)
    detail = filled.library.detail(filled.ids()[0])
    assert detail is not None
    assert detail.kept_note == ""
