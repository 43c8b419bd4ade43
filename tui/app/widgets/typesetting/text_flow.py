"""Lay out a part of an article's text with insertions; offsets into the text are kept."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from typing import TypeVar

from msgspec import Struct
from rich.cells import cell_len

from fetch.layout import Link
from tui.app.widgets.text.drawable_text import drawable
from tui.app.widgets.typesetting.typeset_page import Ink, Line, Run, Stretch


class Sources(Struct, frozen=True, kw_only=True):
    """An article's text and what is known of places in it, in order.

    Attributes:
        runs: inked places, as offsets of the text, without overlaps.
        numbers: of the addresses that links lead to.
    """

    text: str
    runs: Sequence[Run]
    links: Sequence[Link]
    numbers: dict[str, int]


class Flow:
    """The text [start, end), the number of each link set after its words."""

    def __init__(self, sources: Sources, start: int, end: int) -> None:
        self._runs = _within(sources.runs, start, end)
        self._links = _within(sources.links, start, end)
        self._stretches: list[Stretch] = []
        self._numbers: list[Run] = []
        pieces: list[str] = []
        column, at = 0, start
        for link in (*self._links, None):
            stop = end if link is None else min(link.end, end)
            if stop > at:
                self._stretches.append(Stretch(column, at, stop - at))
                pieces.append(sources.text[at:stop])
                column, at = column + stop - at, stop
            if link is not None and link.end <= end:
                number = f"[{sources.numbers[link.url]}]"
                self._numbers.append(Run(column, column + len(number), Ink.DIM))
                pieces.append(number)
                column += len(number)
        self.text = "".join(pieces)

    @property
    def width(self) -> int:
        """How many cells it takes on one line."""
        return cell_len(drawable(self.text))

    def placed(self, start: int, end: int, column: int) -> "Placement":
        """Return what stands in its characters [start, end), moved to a column of a line."""
        shift = column - start
        stretches = tuple(
            Stretch(max(it.column, start) + shift, it.offset + max(start - it.column, 0), size)
            for it in self._stretches
            if (size := min(it.column + it.size, end) - max(it.column, start)) > 0
        )
        shown = Line("", at=0, stretches=stretches)
        runs = [
            Run(first, last, run.ink)
            for run in self._runs
            for first, last in (shown.columns_of(run.start, run.end) if stretches else ())
        ]
        runs += [
            Run(max(it.start, start) + shift, min(it.end, end) + shift, it.ink)
            for it in self._numbers
            if it.start < end and it.end > start
        ]
        links = tuple(
            columns
            for link in self._links
            for columns in (shown.columns_of(link.start, link.end) if stretches else ())
        )
        return Placement(stretches, tuple(sorted(runs, key=lambda run: run.start)), links)


Place = TypeVar("Place", Run, Link)


def _within(places: Sequence[Place], start: int, end: int) -> list[Place]:
    """Return the places that are in [start, end) in part: they are in order, without overlaps."""
    first = bisect_right(places, start, key=lambda place: place.end)
    return list(takewhile(lambda place: place.start < end, islice(places, first, None)))


class Placement(Struct, frozen=True):
    """What of a flow stands on a line."""

    stretches: tuple[Stretch, ...]
    runs: tuple[Run, ...]
    links: tuple[tuple[int, int], ...]


def line_from(
    text: str, placements: Sequence[Placement], *, before: Sequence[Run] = (), ink: Ink = Ink.TEXT
) -> Line:
    """Return one line made of what was placed on it."""
    stretches = tuple(it for placed in placements for it in placed.stretches)
    runs = (*before, *(it for placed in placements for it in placed.runs))
    return Line(
        text,
        runs,
        ink=ink,
        at=stretches[0].offset if stretches else -1,
        stretches=stretches,
        links=tuple(it for placed in placements for it in placed.links),
    )


def lines_of(
    flow: Flow, spans: Sequence[tuple[int, int]], prefixes: Iterator[str], *, ink: Ink, mark: Ink
) -> Iterator[Line]:
    """Yield the lines of a flow that was cut at `spans`, each behind its prefix in ink `mark`."""
    for start, end in spans:
        prefix = next(prefixes)
        placed = flow.placed(start, end, len(prefix))
        before = (Run(0, len(prefix), mark),) if prefix else ()
        yield line_from(prefix + flow.text[start:end], (placed,), before=before, ink=ink)
