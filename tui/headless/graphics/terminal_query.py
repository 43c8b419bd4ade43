"""Query the terminal once, before the first picture is drawn."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from tui.headless.graphics.picture_size import USUAL_CELL
from tui.headless.graphics.terminal_abilities import (
    Answers,
    Listener,
    Means,
    Surroundings,
    means_of,
    question,
)
from tui.headless.graphics.terminal_notice import notice_sequence

_SECONDS = 1.0
"""For the answers to come in …"""
_MOST_SECONDS = 10.0
"""… and, over a slow line, to be taken out of what is typed."""


class Line(Protocol):
    """The way to the terminal and back."""

    def send(self, data: str) -> None:
        """Write escape sequences, as they are."""
        ...

    def listen(self, listener: Listener[Any]) -> None:
        """Let a listener have what is typed, before anything else."""
        ...


class Terminal:
    """What the terminal shows pictures with."""

    def __init__(
        self,
        line: Line,
        surroundings: Callable[[], Surroundings],
        cell_size: Callable[[], tuple[int, int] | None],
    ) -> None:
        """Take the line, what is known without asking, and the system's word on cells."""
        self._line = line
        self._surroundings = surroundings
        self._cell_size = cell_size
        self._listener: Listener[Any] | None = None
        self._is_answered = asyncio.Event()
        self._removes = ""
        self._is_over = False

    async def means(self) -> Means:
        """Return how pictures are drawn; asks the terminal the first time."""
        surroundings = self._surroundings()
        if self._listener is None:
            self._listener = Listener(self._heard)
            asked = question(surroundings)
            if asked:
                self._line.listen(self._listener)
                self._line.send(asked)
            else:
                self._is_answered.set()
        try:
            async with asyncio.timeout(_SECONDS):
                await self._is_answered.wait()
        except TimeoutError:
            # It is not waited for again: the next picture is drawn with what is known by then.
            self._is_answered.set()
            asyncio.get_running_loop().call_later(_MOST_SECONDS, self._listener.give_up)
        return means_of(surroundings, self._listener.answers)

    def cell(self) -> tuple[int, int]:
        """Return the width and height of a cell in pixels, as well as they are known."""
        said = self._listener.answers.cell if self._listener is not None else None
        return self._cell_size() or said or USUAL_CELL

    def cover(self, data: str, *, removes: str) -> None:
        """Write a picture; `removes` takes it off again."""
        if not self._is_over:
            self._removes = removes
            self._line.send(data)

    def show_notice(self, title: str, body: str, way: str) -> None:
        """Have the terminal show a notice outside of the screen, if it can."""
        known = self._surroundings()
        sequence = notice_sequence(
            title,
            body,
            way=way if known.is_direct else "off",
            term=known.term,
            program=known.program,
            multiplexer=known.multiplexer,
        )
        if sequence and not self._is_over:
            self._line.send(sequence)

    def uncover(self) -> None:
        """Take the picture off, if there is one."""
        if self._removes:
            self._line.send(self._removes)
            self._removes = ""

    def end(self) -> None:
        """Take the picture off; none is written any more."""
        self.uncover()
        self._is_over = True

    def _heard(self, answers: Answers) -> None:
        if answers.is_over:
            self._is_answered.set()
