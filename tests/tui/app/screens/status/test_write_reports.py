"""What is said of writes, without a screen."""

import pytest

from cache.values.list_rows import EntryId
from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.status.write_reports import WriteReports
from tui.app.work_messages import WriteDone
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    def look_at_cache(self, *, is_certain: bool = False) -> None:
        self.did.append("looked")


@pytest.mark.usefixtures("faults")
def test_how_much_was_marked_and_what_failed(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    reports = WriteReports(screen)

    reports.done(WriteDone(1, entry_ids=(EntryId(1), EntryId(2))))
    reports.done(WriteDone(2, error=OSError("the disk is full")))

    assert screen.said[0] == "2 articles marked as read · u takes it back"
    assert screen.said[1].startswith("! Not saved: ")
    assert screen.did == ["looked", "looked"]


def test_the_last_mark_is_taken_back(newsroom: Newsroom, filled: Desk) -> None:
    screen = Screen(newsroom)
    reports = WriteReports(screen)
    reports.undo()
    screen.marking.set_starred(filled.ids()[:1], is_starred=True, undo="Star taken away again")
    reports.undo()
    assert screen.said == ["There is nothing to take back", "Star taken away again"]
