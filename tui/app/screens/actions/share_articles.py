"""Export, copy and send articles: to files, the clipboard, other programs."""

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from cache.values.list_rows import EntryId
from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.screens.main_ports import Asks, HasSelection, Leaves, Reads, Says, Shows, Works
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context

if TYPE_CHECKING:
    from tui.app.screens.actions.export_runner import ExportRunner
    from tui.app.screens.actions.program_runner import ProgramRunner
    from tui.headless.printing.quote_citation import Passage

_NOTHING = "There is no article or story here"


class SharePort(Reads, Says, Asks, HasSelection, Leaves, Shows, Works, Protocol):
    """What sharing needs of the screen."""

    def subject_stories(self) -> tuple[StoryRow, ...]:
        """Return the stories that a command is about, none if it is about articles."""
        ...

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...

    @property
    def story_view(self) -> StoryView:
        """The page of a story."""
        ...


class ShareArticles:
    """Exports, quotes, opens and sends what a command is about; its helpers come when called."""

    def __init__(self, screen: SharePort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom

    @cached_property
    def _exporting(self) -> "ExportRunner":
        from tui.app.screens.actions.export_runner import ExportRunner

        return ExportRunner(self._screen)

    @cached_property
    def _handing(self) -> "ProgramRunner":
        from tui.app.screens.actions.program_runner import ProgramRunner

        return ProgramRunner(self._screen)

    def close(self) -> None:
        """Take away the files that other programs were given."""
        if "_handing" in vars(self):
            self._handing.close()

    # What a command is about.

    def targets(self) -> tuple[EntryId | StoryId, ...]:
        """Return what a command gives out: stories, or articles."""
        stories = self._screen.subject_stories()
        return tuple(row.story_id for row in stories) or tuple(
            row.entry_id for row in self._screen.subject().rows
        )

    # One action for each command.

    def export(self) -> None:
        """Ask how and where to write what is selected; stop the writing that runs."""
        targets = self.targets()
        if self._exporting.is_running:
            self._exporting.stop()
        elif targets:
            self._exporting.ask(targets)
        else:
            self._screen.say(_NOTHING)

    def open_with_command(self) -> None:
        """Open the selected article in the program that the configuration names."""
        row = self._screen.current()
        if not self._newsroom.commands.open:
            self._screen.say('No program is set: [commands] open = ["w3m", "{url}"] in config.toml')
        elif row is None:
            self._screen.say(_NOTHING)
        else:
            self._handing.open(row)

    def send(self) -> None:
        """Send the selected article or story to a program."""
        targets = self.targets()
        if not self._newsroom.commands.send:
            self._screen.say("No program is set: see [commands.send] in config.toml")
        elif targets:
            self._handing.send(targets[0])
        else:
            self._screen.say(_NOTHING)

    def copy_quote(self) -> None:
        """Copy the words one is at, with who said them and where they stand."""
        from tui.headless.printing.quote_citation import attributed

        passage = self._passage()
        if passage is None:
            self._screen.say("There are no words to copy here: open an article or a story")
            return
        words = attributed(passage)
        self._screen.copy(words)
        self._screen.say(f"Sent to the terminal's clipboard: {words}")

    def _passage(self) -> "Passage | None":
        from tui.app.screens.dialogs.passages import passage_of_reader, passage_of_story

        library = self._newsroom.library
        story_id = self._screen.story_view.story_id
        if self._screen.shows_stories and self._screen.context is not Context.READER:
            story = library.stories.detail(story_id) if story_id is not None else None
            return (
                passage_of_story(self._screen.story_view, story, library)
                if story is not None
                else None
            )
        row = self._screen.current()
        detail = library.detail(row.entry_id) if row is not None else None
        return passage_of_reader(self._screen.reader, detail) if detail is not None else None
