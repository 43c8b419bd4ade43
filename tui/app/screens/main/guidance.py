"""Help for new readers: the tour, and hints that disappear after a while."""

from typing import Protocol

from tui.app.screens.main_ports import Asks, Writes
from tui.app.widgets.bars.tour_card import TourCard
from tui.headless.commands.command import Command, Context
from tui.headless.commands.hints import hints_of, next_hint, setting_of, shown_again, used
from tui.headless.commands.key_names import with_keys
from tui.headless.commands.tour import Deed, Situation, Tour


class GuidancePort(Writes, Asks, Protocol):
    """What guidance needs of the screen."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands, with their keys."""
        ...

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    @property
    def is_saying(self) -> bool:
        """Whether something that was said is still to be read."""
        ...

    @property
    def tour_card(self) -> TourCard:
        """What shows the tour."""
        ...

    def situation(self) -> Situation:
        """Return where the reader is, as the tour wants to know it."""
        ...


class Guidance:
    """Takes notice of every command, for the tour and for the hints."""

    def __init__(self, screen: GuidancePort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._tour: Tour | None = None
        self._hinted: Context | None = None
        self._used: set[str] = set()

    def command_done(self, name: str) -> None:
        """Take notice of a command that was carried out."""
        self.look_at_tour()
        if self._newsroom.options.hints and name not in self._used:
            self._used.add(name)
            for hint in hints_of(name):
                self._remember(setting_of(hint), used())

    def _remember(self, name: str, value: str) -> None:
        self._screen.marking.write(lambda store: store.memory.set(name, value))

    # The tour.

    def toggle_tour(self) -> None:
        """Begin the tour, or leave it."""
        if self._tour is not None:
            self._end_tour()
            self._screen.say("The tour is over; the palette begins it again")
        elif not self._newsroom.edition:
            self._screen.say("The tour goes through the demo edition: `nutgraf tour` opens it")
        else:
            self._tour = Tour()
            self.look_at_tour()

    def happened(self, deed: Deed) -> None:
        """Take notice of what the reader did."""
        if self._tour is not None:
            self._tour.happened(deed)
            self.look_at_tour()

    def look_at_tour(self) -> None:
        """Show what the tour says from where one is."""
        tour = self._tour
        if tour is None:
            return
        situation = self._screen.situation()
        tour.look(situation)
        if tour.is_over:
            self._end_tour()
            return
        words = with_keys(tour.words(situation), self._screen.commands)
        self._screen.tour_card.show(tour.progress, words, f"{self._screen.key_of('tour')} leaves")

    def _end_tour(self) -> None:
        self._tour = None
        self._screen.tour_card.hide()

    # All keys.

    def show_all_keys(self) -> None:
        """Show all keys."""
        from tui.app.screens.dialogs.help_dialog import HelpScreen

        self._screen.push(HelpScreen(self._screen.commands, self._screen.context))
        self.happened(Deed.HELPED)

    # Hints.

    def show_hint(self) -> None:
        """Say at times, in another pane, what one of its keys is good for."""
        if self._screen.context is not self._hinted:
            self._hinted = self._screen.context
            self._show_hint()

    def _show_hint(self) -> None:
        if not self._newsroom.options.hints or self._tour is not None or self._screen.is_saying:
            return
        setting = self._newsroom.library.memory.setting
        hint = next_hint(self._screen.context, setting)
        if hint is None or hint.command in self._used:
            return
        key = setting_of(hint)
        self._remember(key, shown_again(setting(key)))
        self._screen.say(hint.words.format(self._screen.key_of(hint.command)))
