"""Hand articles to external programs: open them on this terminal or apart, or send them."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from textual.app import SuspendNotSupported

from cache.values.list_rows import EntryRow
from fetch.text.clean import clean_line
from tui.app.screens.dialogs.pick_dialog import PickScreen
from tui.app.screens.main_ports import Asks, Leaves, Reads, Says, Works
from tui.headless.printing.article_document import Parts
from tui.headless.services.files.export import Target, publication_of
from tui.headless.services.programs.program_input import content_for, write_page
from tui.headless.services.programs.run_program import run_here, send, start_apart
from tui.headless.settings.external_programs import ProgramError, SendCommand, filled

_LONGEST_TITLE = 60
_NO_SUSPENDING = "This terminal can't be left to another program: set open_in_terminal = false"


class ProgramPort(Reads, Says, Asks, Leaves, Works, Protocol):
    """What starting programs needs of the screen."""


class ProgramRunner:
    """Starts programs and says what became of them."""

    def __init__(self, screen: ProgramPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._files: TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Take away the files that programs were given."""
        if self._files is not None:
            self._files.cleanup()

    def open(self, row: EntryRow) -> None:
        """Open an article in the program that the configuration names."""
        settings = self._newsroom.commands
        try:
            file = self._page_of(row) if "{file}" in " ".join(settings.open) else ""
            arguments = filled(settings.open, url=row.url, title=row.title, file=file)
            if settings.open_in_terminal:
                with self._screen.suspended():
                    run_here(arguments)
            else:
                start_apart(arguments, self._failed)
        except (ProgramError, OSError) as error:
            self._screen.say(str(error), is_error=True)
        except SuspendNotSupported:
            self._screen.say(_NO_SUSPENDING, is_error=True)
        else:
            self._screen.say(f"Opened {clean_line(row.title, max_characters=_LONGEST_TITLE)}")

    def _failed(self, words: str) -> None:
        # Told by a thread that waits for the program, perhaps after the app has ended.
        self._screen.say_from_thread(words, is_error=True)

    def _page_of(self, row: EntryRow) -> str:
        publication = publication_of(self._newsroom.library, row.entry_id, Parts.BOTH)
        if publication is None:
            raise ProgramError("The article is no longer in the cache.")
        if self._files is None:
            self._files = TemporaryDirectory(prefix="nutgraf-")
        return str(write_page(publication, Path(self._files.name)))

    def send(self, target: Target) -> None:
        """Send an article or story to a program; ask which if there are several."""
        senders = self._newsroom.commands.send
        if len(senders) == 1:
            self._start(senders[0], target)
            return

        def answered(number: int | None) -> None:
            if number is not None:
                self._start(senders[number], target)

        self._screen.push(PickScreen("Send to", [it.name for it in senders]), answered)

    def _start(self, sender: SendCommand, target: Target) -> None:
        self._screen.run_worker(self._send(sender, target), group="send", exit_on_error=False)

    async def _send(self, sender: SendCommand, target: Target) -> None:
        publication = publication_of(self._newsroom.library, target, Parts.BOTH)
        if publication is None:
            self._screen.say("It is no longer in the cache.", is_error=True)
            return
        try:
            # A story has no page of its own: its first article stands for it.
            url = next((it.url for it in publication.documents if it.url), "")
            title = publication.title
            arguments = filled(sender.command, url=url, title=title)
            self._screen.say(f"Sending to {sender.name} …")
            content = content_for(publication, sender.format)
            await send(arguments, content, seconds=sender.seconds)
        except ProgramError as error:
            self._screen.say(str(error), is_error=True)
        else:
            self._screen.say(f"Sent to {sender.name}")
