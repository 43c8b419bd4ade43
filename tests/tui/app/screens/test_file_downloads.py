"""Files that come with articles in the app: told of, listed, downloaded, opened."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from textual.widgets import OptionList

from cache.values.list_rows import EntryId
from fetch.model import (
    Enclosure,
    Entry,
    EntryKey,
    Feed,
    FeedRefreshed,
    FeedTarget,
    Validators,
)
from tests.support.app.pilots import Driver, reading, screen_text, until
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs
from tests.support.scale import full_or
from tui.app.application import NutgrafApp
from tui.app.screens.dialogs.addresses_dialog import AddressesScreen
from tui.headless.services.jobs.job_events import Downloaded, Downloading, JobFailed

MakeApp = Callable[..., NutgrafApp]
SIZES = full_or([(100, 30), (45, 20)], [(200, 50), (100, 30), (80, 24), (45, 20)])
EPISODE = Enclosure(url="https://cast.example/1.mp3", media_type="audio/mpeg", byte_count=44144000)
NOTES = Enclosure(url="https://cast.example/1.pdf", media_type="application/pdf")


def publish(desk: Desk, *files: Enclosure) -> EntryId:
    """Let there be an entry with files, newer than all others."""
    feed_id = desk.feed("A Show")
    entry = Entry(
        key=EntryKey("1"), title="Episode one", published=NOW, summary="Notes.", enclosures=files
    )
    outcome = FeedRefreshed(
        target=FeedTarget(feed_id=feed_id, url="https://cast.example/feed"),
        feed=Feed(entries=(entry,)),
        validators=Validators(),
        body_hash="1",
    )
    desk.do(lambda store: store.entries.save_outcome(outcome, now=NOW))
    return desk.ids()[0]


async def listed(pilot: Driver) -> OptionList:
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
    await pilot.press("U")
    await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
    return pilot.app.screen.query_one(OptionList)


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_is_told_of_and_downloaded(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs, size: tuple[int, int]
) -> None:
    entry_id = publish(filled, EPISODE)
    jobs.script = [
        Downloading(name="one.mp3", done=30, total=100),
        Downloaded(path="/files/one.mp3", byte_count=100),
    ]
    async with make_app().run_test(size=size) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
        assert "⤓ Audio, 42.1\u00a0MiB" in screen_text(pilot)
        await pilot.press("U")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddressesScreen))
        await until(pilot, lambda: "downloads" in screen_text(pilot))
        await pilot.press("d")
        await until(pilot, lambda: bool(jobs.asked))
        await until(pilot, lambda: "Saved as /files/one.mp3" in screen_text(pilot))

    assert jobs.asked == [("download", (entry_id, 1))]


async def test_the_selected_one_of_several_is_downloaded(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs
) -> None:
    entry_id = publish(filled, EPISODE, NOTES)
    async with make_app().run_test(size=(100, 30)) as pilot:
        assert (await listed(pilot)).option_count == 2
        await pilot.press("2", "d")
        await until(pilot, lambda: bool(jobs.asked))

    assert jobs.asked == [("download", (entry_id, 2))]


async def test_a_file_is_opened_in_the_browser(
    make_app: MakeApp, filled: Desk, opened: list[str]
) -> None:
    publish(filled, EPISODE)
    async with make_app().run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(opened))

    assert opened == [EPISODE.url]


async def test_why_a_download_failed_is_said(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs
) -> None:
    publish(filled, EPISODE)
    jobs.script = [JobFailed(message="There is nothing at this address (404).")]
    async with make_app().run_test(size=(100, 30)) as pilot:
        await listed(pilot)
        await pilot.press("d")
        await until(pilot, lambda: "nothing at this address" in screen_text(pilot))


async def test_an_article_without_files_has_nothing_to_download(
    make_app: MakeApp, filled: Desk, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen.focused is reading(pilot).reader)
        await pilot.press("U")
        await until(pilot, lambda: "No links" in screen_text(pilot))

    assert not jobs.asked


async def test_many_files_are_counted(make_app: MakeApp, filled: Desk) -> None:
    publish(filled, *(replace(NOTES, url=f"https://cast.example/{n}.pdf") for n in range(6)))
    async with make_app().run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: "⤓ PDF · PDF · PDF and 3 more" in screen_text(pilot))
