"""Exporting, without a screen."""

from pathlib import Path

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.export_runner import ExportRunner
from tui.app.screens.dialogs.export_dialog import ExportScreen
from tui.headless.services.app_services import Newsroom


def test_it_asks_how_and_where(newsroom: Newsroom, filled: Desk, tmp_path: Path) -> None:
    screen = FakeScreen(newsroom)
    runner = ExportRunner(screen)

    runner.ask(filled.ids()[:2])
    assert isinstance(screen.pushed[-1][0], ExportScreen)
    screen.answer(None)

    assert not screen.works
    assert not runner.is_running
