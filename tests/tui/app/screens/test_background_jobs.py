"""A refresh beside the screen: progress, news without losing the place, failures, the end."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from cache.errors import CacheDamaged
from cache.library import Library
from cache.writer import Writer
from tests.support.app.pilots import drawn, reading, until, written
from tests.support.caches.newsdesk import NOW, Desk, FakeJobs, brief_of, finished
from tui.app.application import NutgrafApp
from tui.headless.services.jobs.job_events import (
    ArticlesDone,
    BriefsDone,
    FeedDone,
    JobFailed,
    RefreshStarted,
)

MakeApp = Callable[..., NutgrafApp]
SIZE = (140, 40)


async def test_all_feeds_are_asked_with_progress(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.release = asyncio.Event()
    jobs.script = [
        RefreshStarted(feed_count=3),
        FeedDone(done=1, total=3, feed_id=1, title="x", new_count=2),
        FeedDone(done=2, total=3, feed_id=2, title="y", new_count=0, failure="It is gone."),
    ]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("R")
        line = drawn(reading(pilot).status_bar)[0]
        assert "2 of 3 feeds · 2 new · 1 failed" in line

        await pilot.press("R")
        assert "running already" in drawn(reading(pilot).status_bar)[0]
        jobs.release.set()
        await pilot.app.workers.wait_for_complete()

    assert jobs.asked == [("refresh", None)]


async def test_a_finished_refresh_tells_its_result(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [
        ArticlesDone(done=1, total=2),
        BriefsDone(done=1, total=2),
        finished(failed_count=1),
    ]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("f5")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

        line = drawn(reading(pilot).status_bar)[0]
        assert "2 new articles · 1 feed failed" in line
        assert "━" not in line


async def test_the_feed_of_the_article_is_asked(
    make_app: MakeApp, desk: Desk, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("r")
        await pilot.app.workers.wait_for_complete()

    assert jobs.asked == [("refresh", (desk.row(0).feed_id,))]


async def test_the_feeds_of_a_folder_are_asked(
    make_app: MakeApp, desk: Desk, jobs: FakeJobs
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("h", "j", "j", "j", "r")
        await pilot.app.workers.wait_for_complete()

    inside = tuple(feed.feed_id for feed in desk.library.feeds.rows() if feed.folder == "World")
    assert jobs.asked == [("refresh", inside)]


async def test_offline_is_said_only_after_a_refresh_found_no_network(
    make_app: MakeApp, jobs: FakeJobs, desk: Desk
) -> None:
    desk.do(lambda store: store.record_refresh(NOW - timedelta(hours=2)))
    jobs.script = [finished(is_offline=True)]
    async with make_app().run_test(size=SIZE) as pilot:
        top = reading(pilot).top_bar
        assert drawn(top)[0].endswith("refreshed 2 h ago")
        assert "offline" not in drawn(top)[0]

        await pilot.press("R")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert drawn(top)[0].endswith("offline · refreshed 2 h ago")


async def test_a_job_that_fails_says_why(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [JobFailed(message="Process 12 is refreshing.")]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("R")
        await pilot.app.workers.wait_for_complete()

        assert "Process 12 is refreshing." in drawn(reading(pilot).status_bar)[0]


async def test_a_job_that_breaks_off_is_not_silent(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.script = [RefreshStarted(feed_count=3)]
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("R")
        await pilot.app.workers.wait_for_complete()

        assert "broke off" in drawn(reading(pilot).status_bar)[0]


@pytest.mark.usefixtures("faults")
async def test_a_bug_in_a_job_is_shown_and_ends_nothing(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.error = ZeroDivisionError("[/] by zero")
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("R")
        await until(pilot, lambda: "ZeroDivisionError" in drawn(reading(pilot).status_bar)[0])

        assert "ZeroDivisionError: [/] by zero" in drawn(reading(pilot).status_bar)[0]
        assert pilot.app.is_running


async def test_news_does_not_move_the_article_one_is_at(make_app: MakeApp, desk: Desk) -> None:
    old = [f"Old {number}" for number in range(30)]
    desk.entries(desk.row(0).feed_id, *old, newest=-timedelta(days=1))
    async with make_app().run_test(size=(140, 14)) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "j", "j")
        selected = screen.entry_list.selected
        assert selected is not None
        offset = screen.entry_list.cursor_offset()

        desk.entries(selected.feed_id, *[f"News {n}" for n in range(30)], newest=timedelta(days=1))
        screen.look_at_cache()
        await pilot.pause()

        after = screen.entry_list.selected
        assert after is not None
        assert after.entry_id == selected.entry_id
        assert screen.entry_list.cursor == 33
        assert screen.entry_list.cursor_offset() == offset


async def test_an_untouched_list_shows_the_newest(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        desk.entries(desk.row(0).feed_id, "Newest of all", newest=timedelta(hours=1))
        screen.look_at_cache()
        await pilot.pause()

        selected = screen.entry_list.selected
        assert selected is not None
        assert selected.title == "Newest of all"


async def test_a_brief_that_arrives_does_not_move_the_text_one_reads(
    make_app: MakeApp, desk: Desk
) -> None:
    entry_id = desk.ids()[1]
    text = "\n\n".join(f"Paragraph {n} of the article." for n in range(60))
    from msgspec.structs import replace

    from tests.support.caches.newsdesk import article_of

    article = article_of(text)
    desk.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
    async with make_app().run_test(size=(100, 24)) as pilot:
        screen = reading(pilot)
        await pilot.press("j", "enter", "pagedown", "pagedown")
        top = drawn(screen.reader)[0]

        brief = brief_of()
        points = tuple(
            replace(point, span=replace(point.span, start=0, end=9)) for point in brief.key_points
        )
        made = replace(
            brief, text=text, key_points=points, actors=(), quotes=(), figures=(), timeline=()
        )
        desk.do(lambda store: store.articles.save_brief(entry_id, made))
        screen.look_at_cache()
        await pilot.pause()

        assert drawn(screen.reader)[0] == top
        assert screen.reader.page is not None
        assert screen.reader.page.key_point(1) is not None


async def test_the_screen_follows_another_process(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)
        ids = tuple(desk.ids())
        other = Writer(desk.path)
        other.submit(lambda store: store.marks.set_read(ids, True, now=NOW)).result()
        other.close()

        screen.look_at_cache()
        await pilot.pause()

        assert "0 unread of 6" in drawn(screen.top_bar)[0]


async def test_a_cache_that_cannot_be_read_ends_nothing(
    make_app: MakeApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        def fail() -> int:
            raise CacheDamaged(desk.path, "it is malformed")

        monkeypatch.setattr(screen.newsroom.library, "data_version", fail)
        screen.look_at_cache()

        assert "damaged" in drawn(screen.status_bar)[0]
        assert pilot.app.is_running


async def test_quitting_stops_a_running_job(make_app: MakeApp, jobs: FakeJobs) -> None:
    jobs.release = asyncio.Event()
    async with make_app().run_test(size=SIZE) as pilot:
        await pilot.press("R")
        await pilot.press("q")

    assert jobs.was_cancelled


async def test_the_app_can_ask_the_feeds_that_are_due_when_it_opens(
    make_app: MakeApp, jobs: FakeJobs
) -> None:
    jobs.script = [finished(feed_count=0, new_count=0)]
    async with make_app(refresh_on_start=True).run_test(size=SIZE) as pilot:
        await until(pilot, lambda: bool(jobs.asked) and not reading(pilot).progress.is_running)
        await pilot.pause()

        # Nothing was due: nothing to say.
        assert not reading(pilot).is_saying
    assert jobs.asked == [("refresh", "due")]


@pytest.mark.usefixtures("faults")
async def test_a_mark_that_cannot_be_written_is_shown(make_app: MakeApp, desk: Desk) -> None:
    async with make_app().run_test(size=SIZE) as pilot:
        screen = reading(pilot)

        def fail(store: object) -> None:
            raise OSError("the disk is gone")

        screen.marking.write(fail)
        await written(pilot, desk)

        assert "Not saved" in drawn(screen.status_bar)[0]
        assert "the disk is gone" in drawn(screen.status_bar)[0]
    assert isinstance(desk.library, Library)
