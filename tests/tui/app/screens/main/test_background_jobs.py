"""Jobs and the cache that they fill, without a screen."""

from collections.abc import Sequence

from cache.values.list_rows import FeedId
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs, finished, newsroom_of
from tui.app.screens.main.background_jobs import BackgroundJobs
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.job_events import ChoiceNeeded, JobFailed, Notified, Subscribed


class Screen(FakeScreen):
    def progress_changed(self) -> None:
        """Show nothing."""

    def cache_changed(self) -> None:
        self.did.append("cache changed")

    def choice_needed(self, event: ChoiceNeeded, folder: str) -> None:
        self.did.append((event.urls, folder))

    def adding_failed(self, urls: Sequence[str], folder: str, message: str) -> None:
        self.did.append((tuple(urls), folder, message))

    def show_notice(self, title: str, body: str, way: str) -> None:
        self.did.append((title, body, way))

    def feeds_added(self, feed_ids: Sequence[FeedId]) -> None:
        self.did.append(("added", tuple(feed_ids)))


async def test_one_job_at_a_time(newsroom: Newsroom, jobs: FakeJobs) -> None:
    jobs.script = [finished()]
    screen = Screen(newsroom)
    background = BackgroundJobs(screen, screen.show_notice)

    background.refresh_feeds(None, "asking all feeds")
    background.refresh_feeds(None, "asking all feeds")
    await screen.work()

    assert not background.progress.is_running
    assert len(jobs.asked) == 1
    assert screen.said[0] == "A refresh is running already"


async def test_what_was_subscribed_to_can_be_taken_back(newsroom: Newsroom, jobs: FakeJobs) -> None:
    jobs.script = [Subscribed(feed_id=7, url="https://a.example", title="A", is_new=True)]
    screen = Screen(newsroom)

    BackgroundJobs(screen, screen.show_notice).add_feeds(["https://a.example"], "World")
    await screen.work()

    assert ("added", (7,)) in screen.did
    assert screen.said == ["Subscribed to A"]


async def test_a_job_without_an_end_is_told_of(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    BackgroundJobs(screen, screen.show_notice).refresh_feeds(None, "asking all feeds")
    await screen.work()
    assert screen.said == ["! The work broke off before its end"]


async def test_an_address_that_fails_can_be_mended(newsroom: Newsroom, jobs: FakeJobs) -> None:
    jobs.script = [JobFailed(message="No feed there")]
    screen = Screen(newsroom)
    BackgroundJobs(screen, screen.show_notice).add_feeds(["https://a.example"], "World")
    await screen.work()
    assert (("https://a.example",), "World", "No feed there") in screen.did


async def test_those_of_several_addresses_that_fail_can_be_mended(
    newsroom: Newsroom, jobs: FakeJobs
) -> None:
    jobs.script = [
        JobFailed(message="https://a.example: No feed there"),
        Subscribed(feed_id=7, url="https://b.example", title="B", is_new=True),
        JobFailed(message="https://c.example: No page there"),
        finished(),
    ]
    screen = Screen(newsroom)

    urls = ["https://a.example", "https://b.example", "https://c.example"]
    BackgroundJobs(screen, screen.show_notice).add_feeds(urls, "World")
    await screen.work()

    failures = "https://a.example: No feed there\nhttps://c.example: No page there"
    failed = ("https://a.example", "https://c.example")
    assert [it for it in screen.did if isinstance(it, tuple) and failed[0] in it[0]] == [
        (failed, "World", failures)
    ]


async def test_it_follows_what_others_write_and_refreshes_by_itself(
    filled: Desk, jobs: FakeJobs
) -> None:
    jobs.script = [finished()]
    screen = Screen(newsroom_of(filled, jobs, refresh_minutes=30))
    background = BackgroundJobs(screen, screen.show_notice)
    background.start()
    look, refresh = screen.timers

    look.go_off()
    assert not screen.did
    filled.feed("Another")
    look.go_off()
    assert screen.did == ["cache changed"]
    refresh.go_off()
    await screen.work()
    assert jobs.asked == [("refresh", "due")]


async def test_a_notice_that_no_program_showed_is_the_terminals(
    newsroom: Newsroom, jobs: FakeJobs
) -> None:
    jobs.script = [
        Notified(title="Shown", body="", is_shown=True),
        Notified(title="Bridge opens", body="It will last."),
        finished(),
    ]
    screen = Screen(newsroom)

    BackgroundJobs(screen, screen.show_notice).refresh_feeds(None, "asking all feeds")
    await screen.work()

    told = [it for it in screen.did if isinstance(it, tuple) and it[-1] == "auto"]
    assert told == [("Bridge opens", "It will last.", "auto")]
