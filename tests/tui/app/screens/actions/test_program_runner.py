"""Programs of the reader's own, without a screen."""

import sys
from pathlib import Path

from msgspec.structs import replace

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk
from tui.app.screens.actions.program_runner import ProgramRunner
from tui.headless.services.app_services import Newsroom
from tui.headless.settings.external_programs import CommandSettings

_WRITE = "import sys; open(sys.argv[1], 'w').write(sys.argv[2])"


def test_an_article_is_opened_on_this_terminal(
    newsroom: Newsroom, filled: Desk, tmp_path: Path
) -> None:
    command = (sys.executable, "-c", _WRITE, str(tmp_path / "opened"), "{url}")
    commands = CommandSettings(open=command, open_in_terminal=True)
    screen = FakeScreen(replace(newsroom, commands=commands))

    ProgramRunner(screen).open(filled.row(0))

    assert (tmp_path / "opened").read_text() == filled.row(0).url
    assert screen.did == ["suspended"]
    assert screen.said == ["Opened Rebels take Aleppo"]
