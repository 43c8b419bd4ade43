"""Downloads, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs
from tui.app.screens.actions.file_downloads import FileDownloads
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs.job_events import JobFailed


async def test_a_file_is_asked_for_once_at_a_time(
    newsroom: Newsroom, filled: Desk, jobs: FakeJobs
) -> None:
    jobs.script = [JobFailed(message="It is gone")]
    screen = FakeScreen(newsroom)
    downloads = FileDownloads(screen)
    entry_id = filled.ids()[0]

    downloads.start(entry_id, 1)
    downloads.start(entry_id, 1)
    await screen.work()

    assert jobs.asked == [("download", (entry_id, 1))]
    assert screen.said == [
        "Downloading …",
        "This file is being downloaded already",
        "! It is gone",
    ]
