"""The application: themes, keys and the first screen."""

import gc
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from rich.console import RenderableType
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.app.chords import TypingApp
from tui.app.screens.base_screen import NewsScreen, nothing_kept, words_of
from tui.app.screens.main.background_jobs import JOBS
from tui.app.screens.main.main_screen import MainScreen
from tui.app.terminal_driver import PatientDriver
from tui.app.theme import DARK, THEMES, complete
from tui.app.widgets.key_bindings import bindings_of, keymap_of
from tui.app.work_messages import Complained, Faulted
from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.graphics.cell_size import cell_size
from tui.headless.graphics.terminal_abilities import Surroundings
from tui.headless.graphics.terminal_query import Terminal
from tui.headless.services.app_services import Newsroom
from tui.headless.services.programs.open_browser import open_address
from tui.headless.settings.key_overrides import keys_and_commands, theme_problem
from tui.headless.settings.log import log_error
from tui.headless.settings.paths import has_shell, multiplexer, terminal_name, terminal_program
from tui.headless.words.notices import describe_fault

_COLOURS = {"standard": 16, "windows": 16, "256": 256, "truecolor": 1 << 24}
"""How many colours each kind of terminal has."""
_TOLD_SECONDS = 6.0
"""So long the same fault, which may come sixty times a second, is not told again."""


class Exit(StrEnum):
    """What the command line is to do after the app has ended."""

    DEMO = "demo"
    """Open the demo edition."""
    TOUR = "tour"
    """Open the demo edition and begin the tour."""


def _commands() -> type[Provider]:
    from tui.app.screens.palette.palette_providers import CommandProvider

    return CommandProvider


def _feeds() -> type[Provider]:
    from tui.app.screens.palette.palette_providers import FeedProvider

    return FeedProvider


def _interests() -> type[Provider]:
    from tui.app.screens.palette.palette_providers import InterestProvider

    return InterestProvider


def _places() -> type[Provider]:
    from tui.app.screens.palette.palette_providers import PlaceProvider

    return PlaceProvider


def _tags() -> type[Provider]:
    from tui.app.screens.palette.palette_providers import TagProvider

    return TagProvider


class NutgrafApp(TypingApp[Exit]):
    """The newsreader on a terminal."""

    CSS_PATH = Path(__file__).parent / "styles" / "nutgraf.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        _commands,
        _feeds,
        _interests,
        _places,
        _tags,
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings_of(Context.APP),
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
    ]

    def __init__(
        self,
        newsroom: Newsroom,
        *,
        open_address: Callable[[str], None] = open_address,
        begins_tour: bool = False,
        warning: str = "",
    ) -> None:
        """Make the app.

        Args:
            begins_tour: begin the tour at once, for the demo edition.
            warning: what the reader has to know from the beginning.

        Raises:
            KeysError: the [keys] of the configuration can't be used.
        """
        self.newsroom = newsroom
        keys, commands = keys_and_commands(newsroom.options, COMMANDS)
        self._open_address = open_address
        self._begins_tour = begins_tour
        self._warning = warning
        self._told: set[str] = set()
        self._is_in_theme = False
        """The next time that all is to be styled anew, it has its theme already."""
        self._terminal = Terminal(self, self._surroundings, cell_size)
        super().__init__(commands)
        self.title = "nutgraf"
        self.animation_level = "none"
        self.set_keymap(keymap_of(self.commands, keys))
        for theme in THEMES:
            self.register_theme(theme)
        chosen = newsroom.options.theme or newsroom.library.memory.setting("app.theme")
        self.theme = chosen if chosen in self.available_themes else DARK.name
        # Known before the style sheet is parsed, so that it need not be parsed again in other
        # colours, which is what Textual means to do next: a third of the time to the first frame.
        self.stylesheet.set_variables(self.get_css_variables())
        self._is_in_theme = True

    def get_driver_class(self) -> type[Driver]:
        """Return what talks to the terminal: Textual's choice, with a reader that is patient."""
        chosen = super().get_driver_class()
        return PatientDriver if chosen is LinuxDriver else chosen

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables, with ours where the theme has none."""
        self.theme_variables = complete(super().get_css_variables())
        return self.theme_variables

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Style everything anew, unless the theme is the one that it begins with."""
        if self._is_in_theme:
            self._is_in_theme = False
        else:
            super().refresh_css(animate)

    def get_default_screen(self) -> Screen[None]:
        """Return the screen one reads in."""
        return MainScreen(self.newsroom, self.commands, self._open_address, self._terminal)

    def exit(
        self,
        result: Exit | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Leave; a picture is taken off the terminal while it is still ours."""
        self._terminal.end()
        super().exit(result, return_code, message)

    def _surroundings(self) -> Surroundings:
        """Return what is known of the terminal without asking it."""
        colours = 0 if self.no_color else _COLOURS.get(self.console.color_system or "", 0)
        return Surroundings(
            colours=colours,
            term=terminal_name(),
            multiplexer=multiplexer(),
            program=terminal_program(),
            is_direct=not (self.is_headless or self.is_web),
        )

    def send(self, data: str) -> None:
        """Write escape sequences to the terminal, as they are."""
        if self._driver is not None and not self.is_headless and not self.is_web:
            self._driver.write(data)
            self._driver.flush()

    def on_mount(self) -> None:
        """Welcome whoever has no feeds yet."""
        if not gc.isenabled():
            self.call_after_refresh(_look_for_garbage)
        self.app_resume_signal.subscribe(self, self._draw_again)
        problem = theme_problem(self.newsroom.options, self.available_themes)
        if problem:
            self.notify(problem, severity="warning", markup=False)
        refusal = self.newsroom.writer.refusal
        words = nothing_kept(refusal) if refusal is not None else self._warning
        if words:
            self.notify(words, severity="warning", markup=False, timeout=20)
            self.newsroom.journal.add(words, at=self.newsroom.clock(), is_error=True)
        library = self.newsroom.library
        is_first_start = not (library.counts().feeds or library.accounts.all())
        if is_first_start and not self.newsroom.edition:
            self._welcome()
        elif self._begins_tour and isinstance(self.screen, MainScreen):
            self.screen.parts.guidance.toggle_tour()

    def on_complained(self, message: Complained) -> None:
        """Note what a screen showed as an error."""
        self.newsroom.journal.add(message.words, at=self.newsroom.clock(), is_error=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what a worker of the app itself died of: a theme search, the palette."""
        error = event.worker.error
        if event.state is WorkerState.ERROR and error is not None:
            log_error(f"worker {event.worker.name or event.worker.group}", error)
            self._note_error(words_of(error))

    def on_faulted(self, message: Faulted) -> None:
        """Tell the reader of a bug, and take away a dialog that can't be shown because of it."""
        broken = message.screen
        if broken is not None and broken in self.screen_stack[1:]:
            # Whoever opened it is answered as if the reader had left it.
            while self.screen is not broken:
                self.pop_screen()
            broken.dismiss(None)
        words = describe_fault(message.error)
        if words in self._told:
            return
        self._told.add(words)
        self.set_timer(_TOLD_SECONDS, lambda: self._told.discard(words))
        self._show_error(words)

    def _show_error(self, words: str) -> None:
        if isinstance(self.screen, NewsScreen):
            self.screen.show_error(words)
        else:
            self._note_error(words)

    def _note_error(self, words: str) -> None:
        self.notify(words, severity="error", markup=False, timeout=10)
        self.newsroom.journal.add(words, at=self.newsroom.clock(), is_error=True)

    def _welcome(self) -> None:
        from tui.app.screens.feeds.welcome import StarterPack, Way, WelcomeScreen

        def answered(answer: StarterPack | Way | None) -> None:
            screen = self.screen
            if answer is Way.DEMO:
                self.exit(Exit.DEMO)
            elif answer is Way.TOUR:
                self.exit(Exit.TOUR)
            elif isinstance(screen, MainScreen) and answer is Way.ADD:
                screen.parts.subscribing.ask_for_feed()
            elif isinstance(screen, MainScreen) and answer is Way.SYNC:
                screen.parts.accounts.ask()
            elif isinstance(screen, MainScreen) and isinstance(answer, StarterPack):
                screen.parts.subscribing.subscribe_to(answer.topics)

        self.push_screen(WelcomeScreen(), answered)

    def action_suspend_process(self) -> None:
        """Leave the terminal to the shell until it says `fg`."""
        if self.is_headless or self.is_web:
            self._say("Only a program on a terminal can be suspended")
        elif not has_shell():
            self._say("There is no shell here that could bring the program back: it stays")
        else:
            super().action_suspend_process()

    def _draw_again(self, _: object) -> None:
        """Draw the whole screen after `fg`: the terminal may hold nothing of it, or parts."""
        self.refresh(layout=True)

    def _say(self, words: str) -> None:
        screen = self.screen
        if isinstance(screen, MainScreen):
            screen.say(words)
        else:
            self.notify(words, markup=False)

    async def action_quit(self) -> None:
        """Leave; a job that runs is told to stop, and what it stored stays."""
        for screen in self.screen_stack:
            self.workers.cancel_group(screen, JOBS)
            if isinstance(screen, MainScreen):
                screen.leave_place()
        self.exit()


def _look_for_garbage() -> None:
    """Have Python look for garbage again, which was put off until the first frame.

    What is there by now stays to the end, and is not looked through.
    """
    gc.freeze()
    gc.enable()
