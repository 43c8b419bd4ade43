"""Saving any page: from the dialog that adds feeds, and from the links of an article."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.widgets import Input, OptionList

from cache.values.list_rows import Scope, View
from fetch.feeds.made.saved_pages import SavedPage
from fetch.layout import Layout, Link, Picture
from tests.support.app.pilots import Driver, reading, screen_text, until, written
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, article_of, newsroom_of
from tests.support.scale import full_or
from tests.support.servers.loopback import LoopbackServer
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.app.screens.feeds.add_feed_dialog import AddScreen
from tui.headless.services.jobs.child_jobs import ChildJobs
from tui.headless.services.jobs.job_events import JobFailed, PageSaved, Previewed

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
URL = "https://example.org/long-read"
WITHOUT_FEED = JobFailed(message="This is not a feed: a web page.", is_page=True)


async def look_at(pilot: Driver, address: str) -> None:
    """Type an address into the dialog, and have it looked at."""
    await pilot.press("a")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddScreen))
    pilot.app.screen.query_one("#address", Input).value = address
    await pilot.press("enter")
    await until(pilot, lambda: not pilot.app.screen.workers)
    await pilot.pause()


def words(pilot: Driver) -> str:
    return " ".join(screen_text(pilot).replace("│", " ").split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_page_without_a_feed_is_saved_with_enter(
    make_app: MakeApp, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    jobs.script = [WITHOUT_FEED]
    async with make_app().run_test(size=size) as pilot:
        await look_at(pilot, URL)
        assert "Enter saves the page" in words(pilot)

        jobs.script = [PageSaved(entry_id=1, url=URL, title="A [long] read")]
        await pilot.press("enter")
        await until(pilot, lambda: ("save", (URL,)) in jobs.asked)
        await until(pilot, lambda: "Saved: A [long] read" in reading(pilot).parts.status.said)


async def test_of_a_page_with_a_feed_the_reader_chooses(make_app: MakeApp, jobs: FakeJobs) -> None:
    found = Previewed(
        url="https://example.org/feed",
        title="Example",
        site_url="",
        entry_count=1,
        titles=(),
        dates=(),
        has_full_text=True,
        is_known=False,
        is_of_page=True,
    )
    jobs.script = [found]
    async with make_app().run_test(size=(100, 30)) as pilot:
        await look_at(pilot, URL)
        assert "Enter subscribes" in words(pilot)
        assert "Ctrl+S saves this page" in words(pilot)

        jobs.script = []
        await pilot.press("ctrl+s")
        await until(pilot, lambda: ("save", (URL,)) in jobs.asked)
    assert not any(kind == "add" for kind, _ in jobs.asked)


async def test_of_a_feed_no_page_is_offered(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [JobFailed(message="The server can't be reached.")]
    async with make_app().run_test(size=(100, 30)) as pilot:
        await look_at(pilot, URL)

        assert "saves" not in words(pilot)
        assert "Enter looks at the address" in words(pilot)


async def test_what_is_no_page_stays_in_the_dialog(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [WITHOUT_FEED]
    async with make_app().run_test(size=(100, 30)) as pilot:
        await look_at(pilot, "https://ann:s3cret@example.org/")
        await pilot.press("enter")
        await pilot.pause()
        assert "leave the password out" in words(pilot)

        pilot.app.screen.query_one("#address", Input).value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "An address is needed" in words(pilot)
    assert [kind for kind, _ in jobs.asked] == ["preview"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_behind_a_link_is_saved(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    give_links(filled, URL, "http://192.168.1.1/reboot")
    async with make_app().run_test(size=size) as pilot:
        await open_links(pilot)
        assert "a saves" in words(pilot)
        await pilot.press("3", "a")
        await pilot.pause()
        assert isinstance(pilot.app.screen, AddressesScreen)

        await pilot.press("1", "a")
        await until(pilot, lambda: ("save", (URL,)) in jobs.asked)


async def test_a_link_into_the_own_network_is_not_followed(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs
) -> None:
    give_links(filled, URL, "http://192.168.1.1/reboot")
    async with make_app().run_test(size=(100, 30)) as pilot:
        await open_links(pilot)
        await pilot.press("2", "a")
        await until(pilot, lambda: "your own network" in reading(pilot).parts.status.said)

    assert jobs.asked == []


async def test_what_was_saved_is_removed_again(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs
) -> None:
    before = filled.library.counts().entries
    page = SavedPage(url=URL, tags=("sea",))
    filled.do(lambda store: store.saved.put([page], now=NOW))
    (feed,) = (it for it in filled.library.feeds.rows() if it.url == "saved:")
    saved = View(scope=Scope.FEED, feed_id=feed.feed_id)
    (entry_id,) = filled.ids(saved)
    jobs.script = [PageSaved(entry_id=entry_id, url=URL, title="")]
    async with make_app().run_test(size=(100, 30)) as pilot:
        reading(pilot).save_pages((URL,))
        await until(pilot, lambda: "Saved: " in reading(pilot).parts.status.said)
        await pilot.press("u")
        await written(pilot, filled)

        assert reading(pilot).parts.status.said == "Removed 1 saved page again"
    assert filled.ids(saved) == []
    assert filled.library.counts().entries == before
    assert filled.library.problems() == ()
    put = filled.writer.submit(lambda store: store.saved.put([page], now=NOW)).result()
    assert put.new == {entry_id}


async def test_why_a_page_has_no_text_is_said(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [PageSaved(entry_id=9, url=URL, title="", failure="Not found (404).")]
    async with make_app().run_test(size=(100, 30)) as pilot:
        reading(pilot).save_pages((URL,))
        await until(pilot, lambda: "(404)" in reading(pilot).parts.status.said)

        assert URL in reading(pilot).parts.status.said


async def test_the_program_itself_is_asked(desk: Desk, jobs: FakeJobs) -> None:
    desk.feed("Nature")
    child = ChildJobs(config=desk.path.parent / "no.toml", cache=desk.path)
    room = replace(newsroom_of(desk, jobs), jobs=child)
    async with LoopbackServer() as server, NutgrafApp(room).run_test(size=(100, 30)) as pilot:
        reading(pilot).save_pages((server.url("/a"),))
        await until(pilot, lambda: "(404)" in reading(pilot).parts.status.said)

        await pilot.press("u")
        await until(pilot, lambda: "Removed 1 saved" in reading(pilot).parts.status.said)
    assert [it.path for it in server.received if it.path == "/a"] == ["/a"]


def give_links(desk: Desk, *urls: str) -> None:
    """Let the newest article have links, and a picture."""
    links = tuple(Link(start=it, end=it + 1, url=url) for it, url in enumerate(urls))
    layout = Layout(links=links, pictures=(Picture(at=9, url="https://example.org/p.jpg"),))
    article = replace(article_of(), layout=layout)
    entry_id = desk.ids()[0]
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))


async def open_links(pilot: Driver) -> OptionList:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
    await pilot.press("U")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
    await pilot.pause()
    return pilot.app.screen.query_one(OptionList)
