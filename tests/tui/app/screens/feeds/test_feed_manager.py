"""The feed manager: what it shows at every size, and what its keys do."""

from collections.abc import Callable
from datetime import timedelta

import keyring
import pytest
from msgspec.structs import replace
from textual.widgets import Input

from cache.feeds.feed_options import ManagedFeed
from cache.values.list_rows import Scope, View
from fetch.model import Failure, FailureKind, FeedFailed, FeedTarget, Outline, Program
from tests.support.app.pilots import Driver, drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import HOSTILE, NOW, Desk, FakeJobs, newsroom_of
from tests.support.memory_keyring import MemoryKeyring
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.help_dialog import HelpScreen
from tui.app.screens.feeds.edit_feed_form import EditFeedScreen
from tui.app.screens.feeds.feed_manager import FeedsScreen

MakeApp = Callable[..., NutgrafApp]
SIZE = (100, 30)
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])


def manager(pilot: Driver) -> FeedsScreen:
    screen = pilot.app.screen
    assert isinstance(screen, FeedsScreen)
    return screen


async def open_manager(pilot: Driver) -> FeedsScreen:
    await pilot.press("E")
    await until(pilot, lambda: isinstance(pilot.app.screen, FeedsScreen))
    await pilot.pause()
    return manager(pilot)


def titles(pilot: Driver) -> list[str]:
    return [line.title for line in manager(pilot).table.lines]


def feed_named(desk: Desk, title: str) -> ManagedFeed:
    return next(it for it in desk.library.feeds.managed() if it.row.title == title)


async def settled(pilot: Driver, desk: Desk) -> None:
    """Wait until what was done is written, and shown by the manager."""
    await written(pilot, desk)
    if isinstance(pilot.app.screen, FeedsScreen):
        pilot.app.screen.follow_cache()
    await pilot.pause()


def go_gone(desk: Desk, title: str) -> None:
    feed = feed_named(desk, title)
    outcome = FeedFailed(
        target=FeedTarget(feed_id=feed.row.feed_id, url=feed.row.url),
        failure=Failure(kind=FailureKind.GONE, detail="gone", status=410),
    )
    desk.do(lambda store: store.entries.save_outcome(outcome, now=NOW))


@pytest.mark.parametrize("size", SIZES)
async def test_feeds_stand_in_their_folders_with_their_health(
    make_app: MakeApp, size: tuple[int, int]
) -> None:
    async with make_app().run_test(size=size) as pilot:
        await open_manager(pilot)

        assert titles(pilot) == ["Without a folder", "Nature", "World", "BBC News", "The Guardian"]
        lines = drawn(manager(pilot).table)
        assert lines[1].endswith("! failing")
        assert lines[3].endswith("ok")
        assert all(len(line) <= size[0] for line in lines)
        assert ("trouble" in screen_text(pilot)) == (size[0] >= 120)


async def test_no_feeds_say_how_to_get_some(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await open_manager(pilot)

        assert "No feeds yet: a adds one." in screen_text(pilot)
        await pilot.press("e", "m", "n", "r", "D", "space", "u", "o", "d")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_text(desk: Desk, jobs: FakeJobs, size: tuple[int, int]) -> None:
    for number, title in enumerate(HOSTILE):
        desk.feed(title, url=f"https://example.org/{number}", folder=title)
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=size) as pilot:
        await open_manager(pilot)

        assert "\x1b" not in screen_text(pilot)
        await pilot.press("j", "j", "e")
        await pilot.pause()
        assert "\x1b" not in screen_text(pilot)


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_the_manager_works_without_colours(
    make_app: MakeApp, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with make_app().run_test(size=size) as pilot:
        await open_manager(pilot)

        assert "! failing" in screen_text(pilot)


async def test_the_details_tell_reason_and_address(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(160, 40)) as pilot:
        await open_manager(pilot)

        text = screen_text(pilot)
        assert "The server has a problem (503). Since" in text
        assert "Address" in text
        assert "https://" in text


async def test_a_filter_narrows_as_one_types(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("/", *"guard")
        await pilot.pause()
        assert titles(pilot) == ["World", "The Guardian"]

        await pilot.press("enter")
        assert pilot.app.focused is manager(pilot).table
        await pilot.press("escape")
        await pilot.pause()
        assert len(titles(pilot)) == 5

        await pilot.press("/", *"zebra")
        await pilot.pause()
        assert "No feed is like that." in screen_text(pilot)


async def test_feeds_are_sorted_by_health_and_by_activity(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("o")
        assert titles(pilot)[0] == "Nature"
        await pilot.press("o")
        assert titles(pilot) == ["BBC News", "The Guardian", "Nature"]


async def test_only_dead_feeds(make_app: MakeApp, filled: Desk) -> None:
    go_gone(filled, "Nature")
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("d")

        assert titles(pilot) == ["Without a folder", "Nature"]
        assert "! gone" in screen_text(pilot)
        await pilot.press("d")
        assert len(titles(pilot)) == 5


async def test_a_feed_that_failed_for_long_is_dead(make_app: MakeApp, filled: Desk) -> None:
    room = newsroom_of(filled, FakeJobs())
    later = replace(room, clock=lambda: NOW + timedelta(days=31))
    async with NutgrafApp(later).run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("d")

        assert titles(pilot) == ["Without a folder", "Nature"]


async def test_a_feed_is_renamed_and_named_as_before(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("n", "end", *" [bold]", "enter")
        await settled(pilot, filled)
        assert feed_named(filled, "Nature [bold]").given_title == "Nature [bold]"
        assert "Nature [bold]" in screen_text(pilot)

        await pilot.press("u")
        await settled(pilot, filled)
        assert feed_named(filled, "Nature").row.title == "Nature"


async def test_selected_feeds_are_moved_together_and_back(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("G", "space", "g", "j", "space")
        assert "2 selected" in screen_text(pilot)
        await pilot.press("m")
        field = pilot.app.screen.query_one(Input)
        field.value = "Sea"
        await pilot.press("enter")
        await settled(pilot, filled)
        assert feed_named(filled, "Nature").row.folder == "Sea"
        assert feed_named(filled, "The Guardian").row.folder == "Sea"
        assert feed_named(filled, "BBC News").row.folder == "World"

        await pilot.press("u")
        await settled(pilot, filled)
        assert feed_named(filled, "Nature").row.folder == ""
        assert feed_named(filled, "The Guardian").row.folder == "World"


async def test_a_folder_is_given_up_with_one_key_and_taken_back(
    make_app: MakeApp, filled: Desk
) -> None:
    before = filled.library.feeds.managed()
    everything = filled.library.lists.count(View(scope=Scope.ALL))
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("j", "D")
        await settled(pilot, filled)
        assert titles(pilot) == ["Without a folder", "Nature"]
        assert "Unsubscribed from 2 feeds" in screen_text(pilot)

        await pilot.press("u")
        await settled(pilot, filled)
        await pilot.press("escape")

    assert [it.row.title for it in filled.library.feeds.managed()] == [
        it.row.title for it in before
    ]
    assert filled.library.lists.count(View(scope=Scope.ALL)) == everything


async def test_feeds_are_asked_again(make_app: MakeApp, filled: Desk, jobs: FakeJobs) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("r")
        await until(pilot, lambda: bool(jobs.asked))

    assert jobs.asked == [("refresh", (feed_named(filled, "Nature").row.feed_id,))]


async def test_a_feed_is_edited_and_as_before(make_app: MakeApp, filled: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
        form = pilot.app.screen
        for name, value in (
            ("folder", "Lab"),
            ("minutes", "45"),
            ("article", "div.story"),
            ("latest", "50"),
        ):
            form.query_one(f"#{name}", Input).value = value
        await pilot.press("ctrl+t", "ctrl+t", "ctrl+o", "ctrl+l", "ctrl+s")
        await settled(pilot, filled)

        feed = feed_named(filled, "Nature")
        assert feed.row.folder == "Lab"
        assert feed.options.interval_minutes == 45
        assert feed.options.pages.article == "div.story"
        assert feed.options.full_articles is False
        assert feed.options.prefers_feed
        assert (feed.options.is_quiet, feed.options.latest_count) == (True, 50)

        await pilot.press("u")
        await settled(pilot, filled)
        again = feed_named(filled, "Nature")
        assert again.row.folder == ""
        assert again.options.interval_minutes is None


@pytest.mark.parametrize("size", SIZES)
async def test_what_cannot_be_is_said_in_the_form(make_app: MakeApp, size: tuple[int, int]) -> None:
    wrong = (
        ("minutes", "5", "From 15 to 1440 minutes"),
        ("strip", "div[", "is not a CSS selector"),
        ("latest", "0", "From 1 to 10,000 entries"),
        ("url", "javascript:alert(1)", "An address of the web is needed"),
        ("url", "https://ann:pass@example.org/", "without a password"),
    )
    async with make_app().run_test(size=size) as pilot:
        await open_manager(pilot)
        for name, value, words in wrong:
            await pilot.press("e")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
            pilot.app.screen.query_one(f"#{name}", Input).value = value
            await pilot.press("ctrl+s")
            await pilot.pause()

            assert words in " ".join(screen_text(pilot).split()) or size[0] == 45
            assert isinstance(pilot.app.screen, EditFeedScreen)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(pilot.app.screen, EditFeedScreen))


async def test_a_password_typed_in_the_form_goes_to_the_keyring(
    make_app: MakeApp, filled: Desk
) -> None:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    try:
        async with make_app().run_test(size=SIZE) as pilot:
            await open_manager(pilot)
            await pilot.press("e")
            await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
            await pilot.press("ctrl+r")
            pilot.app.screen.query_one("#typed", Input).value = "ann:s3cret"
            await pilot.pause()
            assert "s3cret" not in screen_text(pilot)
            await pilot.press("ctrl+s")
            await until(pilot, lambda: feed_named(filled, "Nature").options.credential is not None)
            assert not any("s3cret" in it.words for it in reading(pilot).newsroom.journal.said)
    finally:
        keyring.set_keyring(before)

    assert list(ring.kept.values()) == ["ann:s3cret"]


@pytest.mark.usefixtures("faults")
async def test_an_address_that_another_feed_has_is_refused(make_app: MakeApp, filled: Desk) -> None:
    other = feed_named(filled, "BBC News").row.url
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
        pilot.app.screen.query_one("#url", Input).value = other
        await pilot.press("ctrl+s")
        await settled(pilot, filled)
        await until(pilot, lambda: bool(reading(pilot).newsroom.journal.said))
        manager(pilot).follow_cache()
        await pilot.pause()

        assert "already subscribed to this" in screen_text(pilot)


async def test_the_mouse_selects_and_edits(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = await open_manager(pilot)
        await pilot.click(screen.table, offset=(1, 3))
        await pilot.pause()
        assert "1 selected" in screen_text(pilot)

        await pilot.click(screen.table, offset=(10, 4))
        await pilot.click(screen.table, offset=(10, 4))
        await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
        assert "The Guardian" in screen_text(pilot)


async def test_help_and_the_way_back(make_app: MakeApp) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("?")
        await until(pilot, lambda: isinstance(pilot.app.screen, HelpScreen))
        assert "Unsubscribe" in screen_text(pilot)
        await pilot.press("escape", "space", "escape")
        assert "selected" not in drawn(manager(pilot).top_bar)[0]
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is reading(pilot))


async def test_the_feed_of_a_program_is_renamed(make_app: MakeApp, filled: Desk) -> None:
    outline, source = Outline(url="exec:cat -n", title="Alpha"), Program(arguments=("cat", "-n"))
    filled.do(lambda store: store.feeds.add_made(outline, source, now=NOW))
    async with make_app().run_test(size=SIZE) as pilot:
        await open_manager(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditFeedScreen))
        pilot.app.screen.query_one("#title", Input).value = "Tides"
        await pilot.press("ctrl+s")
        await settled(pilot, filled)

    feed = feed_named(filled, "Tides")
    assert feed.row.url == "exec:cat -n"
    assert [it.source for it in filled.library.feeds.targets([feed.row.feed_id])] == [source]
