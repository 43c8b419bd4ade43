"""Read the open article aloud, sentence by sentence, each marked while it is spoken."""

import asyncio
from typing import TYPE_CHECKING, Protocol

from fetch.model import Article
from tui.app.screens.main_ports import Says, Shows, Works
from tui.app.widgets.pages.reader import Reader
from tui.headless.commands.command import Context
from tui.headless.services.app_services import Newsroom
from tui.headless.services.programs.speaker import Speaker
from tui.headless.services.programs.speech_programs import Speech, speech_for
from tui.headless.services.programs.spoken_sentences import sentences_from, spoken_sentences
from tui.headless.settings.external_programs import ProgramError

if TYPE_CHECKING:
    from cache.values.list_rows import EntryId

_LOOK_SECONDS = 0.2
"""How often to look whether the article is still open."""


class ReadAloudPort(Says, Shows, Works, Protocol):
    """What reading aloud needs of the screen."""

    @property
    def newsroom(self) -> Newsroom:
        """What the app works with."""
        ...

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...


class _Reading:
    """One article that is read aloud."""

    def __init__(self, article: Article, entry_id: "EntryId", speech: Speech) -> None:
        self.article = article
        self.entry_id = entry_id
        self.speech = speech
        self.speaker = Speaker()


class ReadAloud:
    """Speaks the open article until its end, a key, or until it is closed."""

    def __init__(self, screen: ReadAloudPort) -> None:
        self._screen = screen
        self._reading: _Reading | None = None

    @property
    def is_on(self) -> bool:
        """Whether an article is read aloud."""
        return self._reading is not None

    def toggle(self) -> None:
        """Begin at the marked sentence, or at the top of the window; or stop."""
        screen, reader = self._screen, self._screen.reader
        if self.is_on:
            self.stop()
            screen.say("Stopped reading aloud")
            return
        article, entry_id = reader.article, reader.entry_id
        is_open = screen.context is Context.READER and entry_id is not None
        if not is_open or entry_id is None or article is None or not article.text:
            screen.say("Open an article first: its text is read aloud")
            return
        try:
            # Few pages say which language they are in; the brief was made for one.
            known = reader.brief.language if reader.brief is not None else ""
            speech = speech_for(screen.newsroom.commands, article.language or known)
        except ProgramError as error:
            screen.say(str(error), is_error=True)
            return
        offset = reader.marks[0].start if reader.marks else reader.text_offset
        self._reading = _Reading(article, entry_id, speech)
        screen.say(f"Reading aloud · {screen.key_of('read_aloud')} stops")
        # A group of its own: neither a refresh nor its end has to do with it.
        work = self._run(self._reading, offset)
        screen.run_worker(work, group="read-aloud", exit_on_error=False)

    def stop(self) -> None:
        """Be silent at once."""
        if self._reading is not None:
            self._reading.speaker.stop()
            self._reading = None
            if self._screen.is_running:
                self._screen.reader.mark_spoken(())

    # Beside the loop of keys.

    async def _run(self, reading: _Reading, offset: int) -> None:
        text = reading.article.text
        try:
            spans = await asyncio.to_thread(spoken_sentences, text)
            for span in sentences_from(spans, offset):
                if not self._is_open(reading):
                    return
                self._screen.reader.mark_spoken((span,))
                await self._speak(reading, " ".join(span.of(text).split()))
            if self._is_open(reading):
                self._screen.say("Read to the end")
        except ProgramError as error:
            self._screen.say(f"Not read aloud: {error}", is_error=True)
        finally:
            # By now another one may have begun: its marks and programs are left alone.
            if self._reading is reading:
                self.stop()

    async def _speak(self, reading: _Reading, words: str) -> None:
        """Have words spoken; stop if the article is closed meanwhile."""
        speaking = asyncio.ensure_future(reading.speaker.speak(reading.speech, words))
        try:
            while not speaking.done() and self._is_open(reading):
                await asyncio.wait({speaking}, timeout=_LOOK_SECONDS)
        finally:
            if not speaking.done():
                speaking.cancel()
                await asyncio.wait({speaking})
        # What was stopped ended with an error, which is none.
        if self._reading is reading and not speaking.cancelled():
            speaking.result()

    def _is_open(self, reading: _Reading) -> bool:
        """Whether the article is still read; what is looked at from the list is not."""
        screen = self._screen
        is_same = self._reading is reading and screen.reader.entry_id == reading.entry_id
        return is_same and screen.is_running and screen.context is Context.READER
