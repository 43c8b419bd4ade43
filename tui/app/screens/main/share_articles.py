"""The screen's part that gives articles out of the program: files, clipboard, other programs."""

from functools import cached_property
from typing import TYPE_CHECKING

from cache.values.list_rows import EntryId
from summarise.stories.story_model import StoryId
from tui.app.screens.main.keep_articles import KeepingScreen
from tui.headless.commands.command import Context

if TYPE_CHECKING:
    from tui.app.screens.main.export_runner import ExportRunner
    from tui.app.screens.main.program_runner import ProgramRunner
    from tui.headless.printing.quote_citation import Passage

_NOTHING = "There is no article or story here"


class GivingScreen(KeepingScreen):
    """Exports, quotes, opens and sends what a command is about; its helpers come when called."""

    @cached_property
    def _exporting(self) -> "ExportRunner":
        from tui.app.screens.main.export_runner import ExportRunner

        return ExportRunner(self)

    @cached_property
    def _handing(self) -> "ProgramRunner":
        from tui.app.screens.main.program_runner import ProgramRunner

        return ProgramRunner(self)

    def on_unmount(self) -> None:
        """Take away the files that other programs were given."""
        if "_handing" in vars(self):
            self._handing.close()

    # What a command is about.

    def _targets(self) -> tuple[EntryId | StoryId, ...]:
        stories = self.subject_stories()
        return tuple(row.story_id for row in stories) or self.selected_ids()

    # One action for each command.

    def action_export(self) -> None:
        """Ask how and where to write what is selected; stop the writing that runs."""
        targets = self._targets()
        if self._exporting.is_running:
            self._exporting.stop()
        elif targets:
            self._exporting.ask(targets)
        else:
            self.say(_NOTHING)

    def action_open_with_command(self) -> None:
        """Open the selected article in the program that the configuration names."""
        row = self.current()
        if not self.newsroom.commands.open:
            self.say('No program is set: [commands] open = ["w3m", "{url}"] in config.toml')
        elif row is None:
            self.say(_NOTHING)
        else:
            self._handing.open(row)

    def action_send(self) -> None:
        """Send the selected article or story to a program."""
        targets = self._targets()
        if not self.newsroom.commands.send:
            self.say("No program is set: see [commands.send] in config.toml")
        elif targets:
            self._handing.send(targets[0])
        else:
            self.say(_NOTHING)

    def action_copy_quote(self) -> None:
        """Copy the words one is at, with who said them and where they stand."""
        from tui.headless.printing.quote_citation import attributed

        passage = self._passage()
        if passage is None:
            self.say("There are no words to copy here: open an article or a story")
            return
        words = attributed(passage)
        self.app.copy_to_clipboard(words)
        self.say(f"Sent to the terminal's clipboard: {words}")

    def _passage(self) -> "Passage | None":
        from tui.app.screens.dialogs.passages import passage_of_reader, passage_of_story

        library = self.newsroom.library
        story_id = self.story_view.story_id
        if self.shows_stories and self.context is not Context.READER:
            story = library.stories.detail(story_id) if story_id is not None else None
            return passage_of_story(self.story_view, story, library) if story is not None else None
        row = self.current()
        detail = library.detail(row.entry_id) if row is not None else None
        return passage_of_reader(self.reader, detail) if detail is not None else None

    def action_messages(self) -> None:
        """Show the last messages, the feeds that fail and the path of the log."""
        from tui.app.screens.dialogs.messages_dialog import MessagesScreen

        said, log = self.newsroom.journal.said, self.newsroom.log
        self.app.push_screen(MessagesScreen(said, self.feeds, log, now=self.now()))
