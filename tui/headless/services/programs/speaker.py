"""Speak one text after another with an external program; nothing of it is left when it stops."""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

from tui.headless.services.programs.run_program import (
    ended,
    last_bytes,
    last_line,
    not_started,
    short_name,
)
from tui.headless.services.programs.speech_programs import Speech
from tui.headless.settings.external_programs import ProgramError

_SECONDS_TO_END = 2.0
_MOST_WORDS_A_SECOND = 25
"""Twice as many as anybody follows. espeak-ng complains and ends well where there is no sound."""


class Speaker:
    """Runs the programs of one text at a time, each in a process group of its own."""

    def __init__(self) -> None:
        self._running: list[Process] = []

    async def speak(self, speech: Speech, text: str) -> None:
        """Have a text spoken, and return when that is done.

        Raises:
            ProgramError: a program could not be started, or ended with an error.
        """
        try:
            first = await self._start(speech)
            await self._wait(speech, first, text)
        finally:
            await self._end()

    def stop(self) -> None:
        """End what runs, at once, with whatever it started in its turn."""
        for child in self._running:
            if child.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(child.pid, signal.SIGKILL)

    async def _start(self, speech: Speech) -> Process:
        """Start the programs; return the one that takes the text."""
        if not speech.player:
            return await self._start_one(speech.arguments, stdin=PIPE, stdout=DEVNULL)
        reading, writing = os.pipe()
        try:
            await self._start_one(speech.player, stdin=reading, stdout=DEVNULL)
            return await self._start_one(speech.arguments, stdin=PIPE, stdout=writing)
        finally:
            # Only the programs hold them now: the player sees the end when the other one ends.
            os.close(reading)
            os.close(writing)

    async def _start_one(self, arguments: Sequence[str], *, stdin: int, stdout: int) -> Process:
        try:
            child = await asyncio.create_subprocess_exec(
                *arguments, stdin=stdin, stdout=stdout, stderr=PIPE, start_new_session=True
            )
        except OSError as error:
            raise ProgramError(not_started(arguments[0], error)) from error
        self._running.append(child)
        return child

    async def _wait(self, speech: Speech, first: Process, text: str) -> None:
        # A line end: programs that read line by line wait for it.
        began = asyncio.get_running_loop().time()
        write = _write(first, f"{text}\n".encode("utf-8", "replace"))
        complaints = await asyncio.gather(*(last_bytes(it.stderr) for it in self._running), write)
        for child in self._running:
            await child.wait()
        for child, complaint in zip(self._running, complaints, strict=False):
            if child.returncode:
                name = speech.arguments[0] if child is first else speech.player[0]
                words = last_line(complaint or b"")
                raise ProgramError(ended(name, child.returncode, words))
        seconds = asyncio.get_running_loop().time() - began
        said = next((words for it in complaints if (words := last_line(it or b""))), "")
        if said and seconds < len(text.split()) / _MOST_WORDS_A_SECOND:
            message = f"{short_name(speech.arguments[0])} spoke nothing: {said}. Is there sound?"
            raise ProgramError(message)

    async def _end(self) -> None:
        self.stop()
        # asyncio knows of the end only when the pipe has ended: what is in it is read, too.
        with suppress(TimeoutError):
            async with asyncio.timeout(_SECONDS_TO_END):
                await asyncio.gather(*(last_bytes(it.stderr) for it in self._running))
                await asyncio.gather(*(it.wait() for it in self._running))
        self._running.clear()


async def _write(child: Process, content: bytes) -> None:
    """Write to a program, which may not read to the end: that is none of our business."""
    pipe = child.stdin
    if pipe is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(content)
        await pipe.drain()
    pipe.close()
