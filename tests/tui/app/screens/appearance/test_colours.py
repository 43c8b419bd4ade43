"""Colours, without a screen."""

from tests.support.app.fake_screen import FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.screens.appearance.colours import Colours


class Screen(FakeScreen):
    def show_theme(self, name: str) -> None:
        self.did.append(name)


def test_a_chosen_theme_is_kept_and_the_configuration_is_named(
    filled: Desk, jobs: FakeJobs
) -> None:
    screen = Screen(newsroom_of(filled, jobs, theme="paper"))

    Colours(screen).keep("ink")
    screen.settle(filled)

    assert screen.did == ["ink"]
    assert filled.library.memory.setting("app.theme") == "ink"
    assert screen.said == ["Colours: ink, until the next start: config.toml says paper"]
