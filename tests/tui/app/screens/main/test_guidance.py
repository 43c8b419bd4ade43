"""The tour and the hints, without a screen."""

from msgspec.structs import replace

from tests.support.app.fake_screen import BareApp, FakeScreen
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.screens.dialogs.help_dialog import HelpScreen
from tui.app.screens.main.guidance import Guidance
from tui.app.widgets.bars.tour_card import TourCard
from tui.headless.commands.tour import Situation
from tui.headless.services.app_services import Newsroom


class Screen(FakeScreen):
    is_saying = False

    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom)
        self.tour_card = TourCard()

    def situation(self) -> Situation:
        return Situation(context=self.context, row_count=3)


def test_a_hint_is_given_in_another_pane_and_counted(filled: Desk, jobs: FakeJobs) -> None:
    screen = Screen(newsroom_of(filled, jobs, hints=True))
    guidance = Guidance(screen)
    guidance.show_hint()
    guidance.show_hint()
    screen.settle(filled)
    assert len(screen.said) == 1


async def test_the_tour_is_of_the_demo_edition_only(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    Guidance(screen).toggle_tour()
    assert screen.said == ["The tour goes through the demo edition: `nutgraf tour` opens it"]

    screen = Screen(replace(newsroom, edition="demo"))
    async with BareApp(screen.tour_card).run_test():
        guidance = Guidance(screen)
        guidance.toggle_tour()
        assert screen.tour_card.display is True
        guidance.toggle_tour()
        assert bool(screen.tour_card.display) is False
    assert screen.said == ["The tour is over; the palette begins it again"]


def test_all_keys_are_shown(newsroom: Newsroom) -> None:
    screen = Screen(newsroom)
    Guidance(screen).show_all_keys()
    assert isinstance(screen.pushed[0][0], HelpScreen)
