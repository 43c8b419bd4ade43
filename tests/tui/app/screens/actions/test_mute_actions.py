"""Muting, without a screen."""

from datetime import timedelta

from cache.values.interest_rows import MuteKind, MuteRule
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW, Desk
from tui.app.screens.actions.mute_actions import MuteArticles
from tui.app.screens.selection import Selection
from tui.headless.services.app_services import Newsroom


def test_what_is_muted_is_counted_and_comes_back(newsroom: Newsroom, filled: Desk) -> None:
    screen = FakeScreen(newsroom)
    screen.the_subject = Selection(rows=(filled.row(0),))
    muting = MuteArticles(screen)

    muting.toggle()
    screen.answer(MuteRule(kind=MuteKind.PHRASE, pattern="cricket"))
    screen.settle(filled)

    assert screen.said == ["Muted “cricket”: 1 article hidden · u takes it back"]
    assert filled.library.counts().muted == 1
    screen.marking.undo()
    screen.settle(filled)
    assert filled.library.counts().muted == 0


def test_mutes_end_when_their_time_is_over(newsroom: Newsroom, filled: Desk) -> None:
    rule = MuteRule(kind=MuteKind.PHRASE, pattern="cricket", expires_at=NOW - timedelta(seconds=1))
    filled.do(lambda store: store.interests.mute(rule, now=NOW - timedelta(days=1)))
    screen = FakeScreen(newsroom)

    MuteArticles(screen).start()
    screen.settle(filled)

    assert not filled.library.interests.mutes()
