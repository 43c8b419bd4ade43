"""What the bars say of a view, without a screen."""

from datetime import datetime
from functools import partial

from cache.feeds.feed_options import FeedOptions
from cache.store import Store
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import FeedId, Scope, View
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, newsroom_of
from tests.support.samples.builders import make_failed, make_target
from tui.app.screens.status.view_captions import ViewCaptions
from tui.app.widgets.bars.status_bars import TopBar
from tui.app.widgets.lists.section_rows import Section
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    selected_section: Section | None = None
    selected_count = 0
    list_cursor = 1
    row_count = 6
    story_count = 2
    top_count: int | None = 1
    share_read = 0.5

    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom)
        self.counts = newsroom.library.counts()

    def now(self) -> datetime:
        return NOW


def test_the_position_is_what_matters_most(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    captions = ViewCaptions(screen, TopBar())
    assert captions.position() == "2 of 6 · 1 feed fails"
    screen.context = Context.READER
    assert captions.position() == "2 of 6 · 50% · 1 feed fails"
    screen.context, screen.selected_count = Context.LIST, 3
    assert captions.position() == "3 selected · Esc selects none"

    screen.selected_count, screen.view = 0, View(scope=Scope.MUTED)
    rule = MuteRule(kind=MuteKind.PHRASE, pattern="aleppo")
    filled.do(lambda store: store.interests.mute(rule, now=NOW))
    screen.selected_article = filled.library.lists.page(screen.view, 0, 1)[0]
    assert captions.position() == "Hidden: “aleppo”"


def test_an_empty_list_says_why(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    screen.view = View(scope=Scope.STARRED)
    assert ViewCaptions(screen, TopBar()).list_hint() == "No stars yet: s puts one on an article."


def _set_options(feed_id: FeedId, options: FeedOptions, store: Store) -> None:
    store.feeds.set_options(feed_id, options)


def _fail(url: str, store: Store) -> None:
    target = make_target(store.feeds.subscribe(url, now=NOW), url)
    store.entries.save_outcome(make_failed(target), now=NOW)


def test_quiet_feeds_are_why_a_list_of_all_is_empty(newsroom: Newsroom, filled: Desk) -> None:
    quiet = FeedOptions(is_quiet=True)
    for feed in filled.library.feeds.rows():
        filled.do(partial(_set_options, feed.feed_id, quiet))
    screen = Screen(newsroom)
    screen.view = View(scope=Scope.ALL)

    hint = ViewCaptions(screen, TopBar()).list_hint()

    assert hint == "Nothing here. Quiet feeds show their articles only in their own lists."


def test_feeds_that_fail_are_why_nothing_has_come(desk: Desk) -> None:
    for number in (1, 2):
        desk.do(partial(_fail, f"http://example.org/{number}"))
    screen = Screen(newsroom_of(desk, FakeJobs()))
    screen.view = View(scope=Scope.ALL)

    assert (
        ViewCaptions(screen, TopBar()).list_hint()
        == "No articles yet: all 2 feeds fail. E shows why, R asks them again."
    )

    screen.view = View(scope=Scope.FEED, feed_id=FeedId(1))

    assert (
        ViewCaptions(screen, TopBar()).list_hint()
        == "No articles yet: the feed fails. E shows why, R asks it again."
    )
