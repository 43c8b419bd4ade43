"""Accounts in the app: adding one, how they stand, and what can be done with them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from msgspec.structs import replace
from textual.widgets import Input

from cache.store import Store
from cache.stores.feed_store import FeedState
from cache.values.account_rows import AccountLogin, SecretPlace
from cache.values.list_rows import AccountId, Scope, View
from fetch.model import Entry, EntryKey
from fetch.sync.sync_model import (
    Api,
    RemoteFeed,
    RemoteFeedId,
    ServerFacts,
    SyncFailure,
    SyncFailureKind,
)
from tests.support.app.pilots import Driver, reading, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, finished, newsroom_of
from tests.support.servers.memory_reader import ABILITIES
from tui.app.application import NutgrafApp
from tui.app.screens.accounts.accounts_dialog import AccountsScreen
from tui.app.screens.accounts.add_account_dialog import AddAccountScreen
from tui.app.screens.feeds.feed_manager import FeedsScreen
from tui.app.screens.feeds.welcome import WelcomeScreen
from tui.headless.services.jobs.job_events import AccountAdded, AccountFound, JobFailed
from tui.headless.services.jobs.job_ports import AccountRequest

MakeApp = Callable[..., NutgrafApp]
SIZE = (100, 30)
URL = "https://rss.example.org/api/greader.php"
FOUND = AccountFound(
    api="google-reader",
    url=URL,
    product="FreshRSS",
    sentence="Sign in with [b]your[/] API password.",
    credential="API password",
)


def add_account(desk: Desk) -> AccountId:
    """Store an account with one feed."""

    def add(store: Store) -> AccountId:
        login = AccountLogin(
            name="Home [x]",
            api=Api.GOOGLE_READER,
            url=URL,
            user="ann",
            secret_place=SecretPlace.ENVIRONMENT,
            stored_as="NUTGRAF_CREDENTIAL_HOME",
        )
        facts = ServerFacts(product="FreshRSS", user="ann", abilities=ABILITIES)
        account_id = store.sync.add_account(login, facts, now=NOW)
        feed = RemoteFeed(remote_id=RemoteFeedId("1"), url="http://a.example/feed", title="A")
        store.sync.apply_feeds(account_id, [feed], now=NOW)
        store.sync.note_synced(account_id, now=NOW - timedelta(minutes=2))
        return account_id

    found: list[AccountId] = []
    desk.do(lambda store: found.append(add(store)))
    return found[0]


async def test_an_account_is_found_then_asked_for_and_added(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("@", "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddAccountScreen))
        jobs.script = [FOUND]
        await pilot.press(*"rss.example.org", "enter")
        await until(pilot, lambda: "[b]your[/] API password" in screen_text(pilot))
        jobs.script = [
            AccountAdded(account_id=1, name="FreshRSS", product="FreshRSS", note="Notes stay."),
            finished(),
        ]
        await pilot.press(*"ann", "enter", *"pass word", "enter")
        await until(pilot, lambda: len(jobs.asked) == 2)
        await pilot.app.workers.wait_for_complete()

        request = AccountRequest(url=URL, user="ann", secret="pass word")  # noqa: S106
        assert jobs.asked == [("find account", "rss.example.org"), ("add account", request)]
        assert "pass word" not in repr(request)
        said = [it.words for it in reading(pilot).newsroom.journal.said]
        assert "Signed in to FreshRSS. Notes stay." in said


async def test_a_wrong_password_can_be_mended_and_is_not_kept(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reading(pilot).parts.accounts.ask()
        await until(pilot, lambda: isinstance(pilot.app.screen, AddAccountScreen))
        jobs.script = [FOUND]
        await pilot.press(*"a.example", "enter")
        await until(pilot, lambda: "FreshRSS." in screen_text(pilot))
        await pilot.press(*"ann", "enter", *"wrong")
        jobs.script = [JobFailed(message="The server does not accept this.")]
        await pilot.press("enter")
        await until(pilot, lambda: "does not accept" in screen_text(pilot))

        dialog = pilot.app.screen
        assert isinstance(dialog, AddAccountScreen)
        assert dialog.query_one("#user", Input).value == "ann"
        assert dialog.query_one("#secret", Input).value == ""


async def test_the_problem_of_another_address_goes(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        reading(pilot).parts.accounts.ask()
        await until(pilot, lambda: isinstance(pilot.app.screen, AddAccountScreen))
        jobs.script = [JobFailed(message="Nothing answers there.")]
        await pilot.press(*"dead", "enter")
        await until(pilot, lambda: "Nothing answers there." in screen_text(pilot))
        jobs.script = [FOUND]
        await pilot.press("enter")
        await until(pilot, lambda: "FreshRSS." in screen_text(pilot))

        assert "Nothing answers there." not in screen_text(pilot)


async def test_nothing_is_sent_unencrypted_without_a_yes(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    jobs.script = [replace(FOUND, is_unencrypted=True, needs_user=False)]
    async with make_app().run_test(size=SIZE) as pilot:
        reading(pilot).parts.accounts.ask()
        await until(pilot, lambda: isinstance(pilot.app.screen, AddAccountScreen))
        await pilot.press(*"a.example", "enter")
        await until(pilot, lambda: "unencrypted" in screen_text(pilot))
        await pilot.press(*"secret", "enter", *"no", "enter")
        await pilot.pause()
        assert len(jobs.asked) == 1

        await pilot.press("backspace", "backspace", *"yes", "enter")
        await until(pilot, lambda: len(jobs.asked) == 2)

        _, request = jobs.asked[1]
        assert isinstance(request, AccountRequest)
        assert request.allows_plain_http


async def test_a_server_that_is_not_there_is_said_in_the_dialog(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    jobs.script = [JobFailed(message="No reader server answers there: [tried] /v1/me.")]
    async with make_app().run_test(size=(45, 20)) as pilot:
        reading(pilot).parts.accounts.ask()
        await until(pilot, lambda: isinstance(pilot.app.screen, AddAccountScreen))
        await pilot.press("enter")
        await pilot.press(*"a.example", "enter")

        await until(pilot, lambda: "No reader server" in screen_text(pilot))


@pytest.mark.parametrize("size", [(100, 30), (80, 24), (45, 20)])
async def test_the_accounts_show_how_they_stand(
    size: tuple[int, int], filled: Desk, make_app: MakeApp
) -> None:
    account_id = add_account(filled)
    failure = SyncFailure(kind=SyncFailureKind.WRONG_PASSWORD, detail="no")
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("@")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountsScreen))
        assert "Home [x]" in screen_text(pilot)
        assert "synced 2 m ago" in " ".join(screen_text(pilot).split())
        await pilot.press("escape")

        filled.do(lambda store: store.sync.note_failure(account_id, failure, now=NOW))
        await written(pilot, filled)
        await pilot.press("@")
        await until(pilot, lambda: isinstance(pilot.app.screen, AccountsScreen))

        assert "does not accept" in screen_text(pilot)


async def test_the_top_line_says_what_waits_and_what_is_wrong(
    filled: Desk, make_app: MakeApp
) -> None:
    account_id = add_account(filled)
    failure = SyncFailure(kind=SyncFailureKind.API_OFF, detail="no")
    async with make_app().run_test(size=SIZE) as pilot:
        assert "synced 2 m ago" in screen_text(pilot).splitlines()[0]

        filled.do(lambda store: store.sync.note_failure(account_id, failure, now=NOW))
        reading(pilot).parts.jobs.look_at_cache(is_certain=True)
        await until(
            pilot, lambda: "not synced: API switched off" in screen_text(pilot).splitlines()[0]
        )


async def test_an_account_is_synced_and_removed(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    add_account(filled)
    async with make_app().run_test(size=SIZE) as pilot:
        jobs.script = [finished(feed_count=0, account_count=1, new_count=0)]
        await pilot.press("@", "r")
        await until(pilot, lambda: bool(jobs.asked))
        feed = next(row for row in filled.library.feeds.rows() if row.account_id is not None)
        assert jobs.asked == [("refresh", (feed.feed_id,))]
        await pilot.app.workers.wait_for_complete()

        await pilot.press("@", "D")
        await until(pilot, lambda: "Keep its feeds here" in screen_text(pilot))
        await pilot.press("enter")
        await written(pilot, filled)

        assert filled.library.accounts.all() == ()
        assert [row.account_id for row in filled.library.feeds.rows()] == [None] * 4


async def test_doubles_are_merged_with_one_key(filled: Desk, make_app: MakeApp) -> None:
    add_account(filled)
    filled.do(lambda store: store.feeds.subscribe("https://a.example/feed/", now=NOW))
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("@")
        await until(pilot, lambda: "1 local feed is in an account, too" in screen_text(pilot))
        await pilot.press("m")
        await written(pilot, filled)

        assert filled.library.accounts.doubles() == ()
        assert len(filled.library.feeds.rows()) == 4


async def test_the_welcome_screen_offers_to_sync(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, WelcomeScreen)
        assert "sync with FreshRSS" in screen_text(pilot)

        await pilot.press("s")

        await until(pilot, lambda: isinstance(app.screen, AddAccountScreen))


async def test_an_account_is_a_section_and_shows_what_came_through_it(
    filled: Desk, make_app: MakeApp
) -> None:
    account_id = add_account(filled)
    failure = SyncFailure(kind=SyncFailureKind.API_OFF, detail="switch it on")
    filled.do(lambda store: store.sync.note_failure(account_id, failure, now=NOW))
    feed = next(row for row in filled.library.feeds.rows() if row.account_id is not None)
    entry = Entry(key=EntryKey("1"), url="http://a.example/1", title="Through the account")
    filled.do(
        lambda store: store.entries.save_history(feed.feed_id, [entry], is_read=False, now=NOW)
    )
    async with make_app().run_test(size=SIZE) as pilot:
        view = View(scope=Scope.ACCOUNT, subject="Home [x]")
        reading(pilot).open_section(view)
        await until(pilot, lambda: "1 unread of 1" in screen_text(pilot))

        assert "Through the account" in screen_text(pilot)
        assert "Home [x]" in screen_text(pilot).splitlines()[0]
        reading(pilot).parts.navigation.go_to_sections()
        await until(pilot, lambda: "API is switched off" in screen_text(pilot))


async def test_an_account_without_feeds_yet_is_refreshed_like_any_other(
    desk: Desk, jobs: FakeJobs
) -> None:
    add_account(desk)
    feed_id = desk.library.feeds.rows()[0].feed_id
    desk.do(lambda store: store.feeds.give_up((feed_id,)))
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        assert not isinstance(app.screen, WelcomeScreen)
        assert "No articles yet: R asks the feeds." in screen_text(pilot)

        await pilot.press("R")

        await until(pilot, lambda: jobs.asked == [("refresh", None)])


async def test_a_feed_stays_where_its_server_would_not_be_told(desk: Desk, jobs: FakeJobs) -> None:
    account_id = add_account(desk)
    fixed = replace(ABILITIES, edits_feeds=False)
    desk.do(lambda store: store.sync.note_abilities(account_id, fixed))
    (before,) = desk.library.feeds.rows()
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        reading(pilot).open_section(View(scope=Scope.FEED, feed_id=before.feed_id))
        reading(pilot).parts.navigation.go_to_sections()
        await pilot.press("D")
        await until(pilot, lambda: "does not let other programs" in said(pilot))
        await pilot.press("E")
        await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))
        await pilot.pause()
        await pilot.press("down", "D")
        await until(pilot, lambda: "A stays: the server" in screen_text(pilot))
        await pilot.press("r", *"Mine", "enter")
        await until(pilot, lambda: "A was not changed" in screen_text(pilot))
        await written(pilot, desk)

        assert desk.library.feeds.rows() == (before,)


def said(pilot: Driver) -> str:
    return " ".join(it.words for it in reading(pilot).newsroom.journal.said)


@pytest.mark.parametrize("width", [45, 80])
async def test_a_narrow_header_still_says_what_is_not_in_step(
    filled: Desk, jobs: FakeJobs, width: int
) -> None:
    account_id = add_account(filled)
    app = NutgrafApp(newsroom_of(filled, jobs))
    long_name = "A very long name of a feed that leaves no room for words at all"
    feed = next(row for row in filled.library.feeds.rows() if row.account_id is not None)
    state = FeedState(url=feed.url, title=long_name, folder=feed.folder)
    filled.do(lambda store: store.feeds.set_states({feed.feed_id: state}))
    async with app.run_test(size=(width, 30)) as pilot:
        reading(pilot).open_section(View(scope=Scope.FEED, feed_id=feed.feed_id))
        await until(pilot, lambda: "1 waiting" in screen_text(pilot).splitlines()[0])

        failure = SyncFailure(kind=SyncFailureKind.API_OFF, detail="switch it on")
        filled.do(lambda store: store.sync.note_failure(account_id, failure, now=NOW))
        reading(pilot).open_section(View(scope=Scope.ALL))
        reading(pilot).open_section(View(scope=Scope.FEED, feed_id=feed.feed_id))
        await until(pilot, lambda: "not synced" in screen_text(pilot).splitlines()[0])
