"""The first start, subscribing, choosing and importing."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual import events
from textual.widgets import Input

from tests.support.app.pilots import drawn, reading, screen_text, until, written
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.application import Exit, NutgrafApp
from tui.app.screens.feeds.add_feed_dialog import AddScreen
from tui.app.screens.feeds.choose_feed_dialog import ChooseScreen
from tui.app.screens.feeds.welcome import WelcomeScreen
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.services.jobs.job_events import ChoiceNeeded, JobFailed, Previewed, Subscribed
from tui.headless.services.subscriptions.starter_feeds import TOPICS

MakeApp = Callable[..., NutgrafApp]
SIZE = (100, 30)


async def test_a_first_start_offers_topics(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, WelcomeScreen)
        assert "World" in screen_text(pilot)

        await pilot.press("enter")
        await pilot.pause()
        await written(pilot, desk)
        await until(pilot, lambda: bool(jobs.asked))

        chosen = [topic for topic in TOPICS if topic.is_chosen]
        feeds = desk.library.feeds.rows()
        assert len(feeds) == sum(len(topic.feeds) for topic in chosen)
        assert {feed.folder for feed in feeds} == {topic.name for topic in chosen}
        assert jobs.asked == [("refresh", None)]
        said = [it.words for it in reading(pilot).newsroom.journal.said]
        assert f"Subscribed to {len(feeds)} feeds · u takes it back" in said

        await pilot.press("u")
        await written(pilot, desk)
        assert desk.library.feeds.rows() == ()


async def test_a_ticked_topic_looks_different_without_colours(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        assert all(
            f"[{'✓' if topic.is_chosen else ' '}] {topic.name}" in screen_text(pilot)
            for topic in TOPICS
        )

        await pilot.press("j", "space")
        await pilot.pause()

        moved = TOPICS[1]
        assert f"[{' ' if moved.is_chosen else '✓'}] {moved.name}" in screen_text(pilot)


async def test_what_was_added_or_imported_can_be_taken_back(
    filled: Desk, make_app: MakeApp, jobs: FakeJobs
) -> None:
    old, *new = (int(feed.feed_id) for feed in filled.library.feeds.rows())
    jobs.script = [
        Subscribed(feed_id=old, url="http://a.b/", title="A", is_new=False),
        *(Subscribed(feed_id=feed_id, url="http://a.b/", title="A") for feed_id in new),
    ]
    async with make_app().run_test(size=SIZE) as pilot:
        reading(pilot).parts.jobs.import_opml(Path("feeds.opml"), "")
        await pilot.app.workers.wait_for_complete()
        await pilot.press("u")
        await written(pilot, filled)

        assert [feed.feed_id for feed in filled.library.feeds.rows()] == [old]
        assert "Unsubscribed from 2 feeds again" in screen_text(pilot)


async def test_an_import_says_what_of_the_file_was_not_read(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "cut.opml"
    outline = "<outline type='rss' text='A' xmlUrl='http://127.0.0.1:9/feed'/>"
    file.write_text(f"<opml version='2.0'><body>{outline}<outline text='B' xmlU")
    jobs = ChildJobs(config=tmp_path / "none.toml", cache=desk.path)
    app = NutgrafApp(replace(newsroom_of(desk, FakeJobs()), jobs=jobs))
    async with app.run_test(size=(200, 40)) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))
        app.screen.query_one("#address", Input).value = str(file)
        await pilot.press("enter")
        await until(pilot, lambda: "could not be read" in drawn(reading(pilot).status_bar)[0])
        await app.workers.wait_for_complete()  # the process of the import has ended

        assert [feed.url for feed in desk.library.feeds.rows()] == ["http://127.0.0.1:9/feed"]


async def test_a_first_start_can_go_to_the_demo(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("d")

    assert app.return_value is Exit.DEMO


async def test_a_first_start_with_an_address(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, AddScreen))


async def test_a_first_start_can_begin_with_nothing(desk: Desk, jobs: FakeJobs) -> None:
    app = NutgrafApp(newsroom_of(desk, jobs))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("escape")
        await pilot.pause()

        assert "No feeds yet: a adds one." in "".join(drawn(reading(pilot).entry_list))


async def test_an_address_is_added_to_a_folder(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [Subscribed(feed_id=9, url="https://example.org/f", title="Example [news]")]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await pilot.press(*"example.org", "tab", *"Local", "enter", "enter")
        await until(pilot, lambda: len(jobs.asked) == 2)
        await pilot.pause()

        assert jobs.asked[-1] == ("add", (("example.org",), "Local"))
        assert "Subscribed to Example [news]" in drawn(reading(pilot).status_bar)[0]


async def test_several_addresses_that_are_pasted_are_all_added(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    jobs.script = [Subscribed(feed_id=9, url="https://a.example/f", title="A")]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddScreen))
        line = pilot.app.screen.query_one("#address", Input)
        line.post_message(events.Paste("https://a.example/f\r\nb.example\nhttp://c.example/x y\n"))
        await until(pilot, lambda: "c.example" in line.value)
        await pilot.press("enter")
        await until(pilot, lambda: "3 addresses" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: bool(jobs.asked))

    pasted = ("https://a.example/f", "b.example", "http://c.example/x y")
    assert jobs.asked == [("add", (pasted, ""))]


async def test_an_address_with_a_password_is_added_by_itself(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"b.example http://me:pw@a.example", "enter")

        assert "An address with a password is added by itself." in screen_text(pilot)
    assert jobs.asked == []


async def test_an_address_is_needed(make_app: MakeApp, jobs: FakeJobs) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", "enter")

        assert "An address is needed." in screen_text(pilot)
    assert jobs.asked == []


async def test_an_address_that_fails_can_be_mended(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [JobFailed(message="This is not a feed: [/] it.")]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: "not a feed: [/] it." in screen_text(pilot))

        assert isinstance(pilot.app.screen, AddScreen)
        assert pilot.app.screen.query_one("#address", Input).value == "example.org"


async def test_a_site_with_several_feeds_lets_one_choose(make_app: MakeApp, jobs: FakeJobs) -> None:
    urls = ("https://example.org/all", "https://example.org/sport")
    jobs.script = [ChoiceNeeded(urls=urls, titles=("All [news]", "[@click=app.quit]x[/]"))]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        await pilot.pause()
        assert "[@click=app.quit]x[/]" in screen_text(pilot)

        jobs.script = []
        await pilot.press("down", "space", "enter")
        await until(pilot, lambda: len(jobs.asked) == 2)

    assert jobs.asked[1] == ("add", (urls, ""))


async def test_a_file_is_imported(make_app: MakeApp, jobs: FakeJobs, tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("<opml/>")
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a")
        pilot.app.screen.query_one("#address", Input).value = str(path)
        pilot.app.screen.query_one("#folder", Input).value = "World "
        await pilot.press("enter")
        await until(pilot, lambda: bool(jobs.asked))

    assert jobs.asked == [("import", (path, "World"))]


async def test_a_missing_file_is_named(make_app: MakeApp, jobs: FakeJobs) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"gone.opml", "enter")

        assert "There is no file gone.opml." in screen_text(pilot)
    assert jobs.asked == []


async def test_an_address_that_failed_can_be_mended_at_once(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"gone.opml", "tab", *"World", "enter")

        address = pilot.app.screen.query_one("#address", Input)
        assert address.has_focus
        await pilot.press("backspace")
        assert address.value == "gone.opm"


PREVIEW = Previewed(
    url="https://example.org/f",
    title="Example [/news]",
    site_url="https://example.org/",
    entry_count=12,
    titles=("Newest [@click=app.quit]x[/]", "", "Third"),
    dates=("2026-11-22T10:00:00+00:00", "", "2026-11-20T10:00:00+00:00"),
    has_full_text=True,
    is_known=True,
)


@pytest.mark.parametrize("size", [(200, 50), (100, 30), (80, 24), (45, 20)])
async def test_a_feed_is_shown_before_it_is_subscribed_to(
    make_app: MakeApp, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    jobs.script = [PREVIEW]
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: "Example [/news]" in screen_text(pilot))

        text = screen_text(pilot)
        assert "12 entries, whole articles" in text
        assert "22 Nov 2026" in text
        assert jobs.asked == [("preview", "example.org")]
        pilot.app.screen.query_one(".dialog").scroll_end(animate=False)
        await pilot.pause()
        assert "You are subscribed to this feed" in screen_text(pilot)

        await pilot.press("enter")
        await until(pilot, lambda: len(jobs.asked) == 2)
    assert jobs.asked[1] == ("add", (("example.org",), ""))


async def test_another_address_is_looked_at_anew(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [PREVIEW]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: "12 entries" in screen_text(pilot))
        await pilot.press("x")
        await pilot.pause()
        assert "12 entries" not in screen_text(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(jobs.asked) == 2)

    assert jobs.asked[1] == ("preview", "example.orgx")


async def test_a_look_can_be_cancelled(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.release = asyncio.Event()
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: bool(jobs.asked))
        assert "Looking at https://example.org" in screen_text(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: jobs.was_cancelled)

    assert jobs.asked == [("preview", "example.org")]


async def test_one_of_several_feeds_is_looked_into(make_app: MakeApp, jobs: FakeJobs) -> None:
    urls = ("https://example.org/all", "https://example.org/sport")
    jobs.script = [ChoiceNeeded(urls=urls, titles=("All", "Sport"))]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"example.org", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChooseScreen))
        jobs.script = [PREVIEW]
        await pilot.press("enter")
        await until(pilot, lambda: "12 entries" in screen_text(pilot))

    assert jobs.asked[1] == ("preview", urls[0])


async def test_a_password_in_an_address_is_not_shown_while_looking(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    jobs.release = asyncio.Event()
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("a", *"https://ann:s3cret@example.org", "enter")
        await until(pilot, lambda: "Looking at https://example.org" in screen_text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: len(jobs.asked) == 2)

        assert "s3cret" not in screen_text(pilot)
        assert not any("s3cret" in it.words for it in reading(pilot).newsroom.journal.said)
