"""The screen's part for whoever is new: the tour, and hints that fade."""

from tui.app.screens.main.list_search import SearchingScreen
from tui.headless.commands.command import Command, Context
from tui.headless.commands.hints import hints_of, next_hint, setting_of, shown_again, used
from tui.headless.commands.key_names import with_keys
from tui.headless.commands.tour import Deed, Situation, Tour
from tui.headless.services.app_services import Newsroom


class GuidingScreen(SearchingScreen):
    """Takes notice of every command, for the tour and for the hints."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._tour: Tour | None = None
        self._hinted: Context | None = None
        self._used: set[str] = set()

    def command_done(self, name: str) -> None:
        """Take notice of a command that was carried out."""
        self._look_at_tour()
        if self.newsroom.options.hints and name not in self._used:
            self._used.add(name)
            for hint in hints_of(name):
                self._remember(setting_of(hint), used())

    def _remember(self, name: str, value: str) -> None:
        self.marking.write(lambda store: store.memory.set(name, value))

    # The tour.

    def action_tour(self) -> None:
        """Begin the tour, or leave it."""
        if self._tour is not None:
            self._end_tour()
            self.say("The tour is over; the palette begins it again")
        elif not self.newsroom.edition:
            self.say("The tour goes through the demo edition: `nutgraf tour` opens it")
        else:
            self._tour = Tour()
            self._look_at_tour()

    def happened(self, deed: Deed) -> None:
        """Take notice of what the reader did."""
        super().happened(deed)
        if self._tour is not None:
            self._tour.happened(deed)
            self._look_at_tour()

    def show_status(self) -> None:
        """Show where one is, and what the tour says from there."""
        super().show_status()
        self._look_at_tour()

    def _look_at_tour(self) -> None:
        tour = self._tour
        if tour is None:
            return
        situation = self._situation()
        tour.look(situation)
        if tour.is_over:
            self._end_tour()
            return
        words = with_keys(tour.words(situation), self.commands)
        self.tour_card.show(tour.progress, words, f"{self.key_of('tour')} leaves")

    def _situation(self) -> Situation:
        context, reader = self.context, self.reader
        in_reader = context is Context.READER
        if in_reader:
            has_points = reader.brief is not None and bool(reader.brief.key_points)
        else:
            has_points = self.story_view.has_points
        return Situation(
            context=context,
            row_count=self.list_pane.row_count(),
            has_points=has_points,
            has_names=in_reader and reader.has_names,
            is_at_place=in_reader and bool(reader.marks),
            is_at_name=in_reader and reader.is_at_name,
            is_walking=in_reader and reader.walk is not None,
            can_undo=self.marking.can_undo,
        )

    def _end_tour(self) -> None:
        self._tour = None
        self.tour_card.hide()

    # Hints.

    def show_keys(self) -> None:
        """Show the keys of a pane, and at times what one of them is good for."""
        super().show_keys()
        if self.context is not self._hinted:
            self._hinted = self.context
            self._show_hint()

    def _show_hint(self) -> None:
        if not self.newsroom.options.hints or self._tour is not None or self.is_saying:
            return
        setting = self.newsroom.library.memory.setting
        hint = next_hint(self.context, setting)
        if hint is None or hint.command in self._used:
            return
        key = setting_of(hint)
        self._remember(key, shown_again(setting(key)))
        self.say(hint.words.format(self.key_of(hint.command)))
