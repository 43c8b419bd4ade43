"""Process JSON lines: one object per line in, one per line out, in the same order."""

import asyncio
import sys
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from fetch.errors import FetchError
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import put_line
from tui.headless.cli.text_sources import Source, SourceError, json_fields, line_source
from tui.headless.words.notices import describe_error


async def work_on_lines(
    path: str, work: Callable[[Source], Awaitable[dict[str, Any]]], *, at_a_time: int
) -> int:
    """Work on each line and print the results in the lines' order.

    A line that can't be worked on gives an object with its error; the others go on.
    """
    try:
        stream = sys.stdin.buffer if path == "-" else Path(path).open("rb")  # noqa: SIM115, ASYNC230
    except OSError as error:
        complain(_unreadable(path, error))
        return EXIT_USAGE
    status = EXIT_DONE
    with stream:
        try:
            async for result in _in_order(_lines(stream), work, at_a_time):
                if "error" in result:
                    status = EXIT_SOME_FAILED
                put_line(msgspec.json.encode(result).decode())
                sys.stdout.flush()
        except _BrokenOffError as error:
            complain(_unreadable(path, error.reason))
            return EXIT_USAGE
    return status


class _BrokenOffError(Exception):
    """The lines can't be read to their end."""

    def __init__(self, reason: OSError) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _unreadable(path: str, error: OSError) -> str:
    name = "standard input" if path == "-" else path
    return f"{name}: can't be read: {error.strerror}"


def _lines(stream: Any) -> Iterator[tuple[int, bytes]]:
    try:
        for number, line in enumerate(stream, 1):
            if line.strip():
                yield number, line
    except OSError as error:
        raise _BrokenOffError(error) from error


async def _in_order(
    lines: Iterator[tuple[int, bytes]],
    work: Callable[[Source], Awaitable[dict[str, Any]]],
    at_a_time: int,
) -> AsyncIterator[dict[str, Any]]:
    under_way: deque[asyncio.Task[dict[str, Any]]] = deque()
    reading: asyncio.Task[tuple[int, bytes] | None] | None = None
    is_over = False
    broken_off: _BrokenOffError | None = None
    try:
        while True:
            if reading is None and not is_over and len(under_way) < at_a_time:
                # In a thread: a slow writer at the other end must not stop the workers.
                reading = asyncio.create_task(asyncio.to_thread(next, lines, None))
            if reading is None and not under_way:
                if broken_off is not None:
                    raise broken_off
                return
            # Whatever comes first: a result is printed although the next line is not there yet.
            heads = (reading, *islice(under_way, 1))
            await asyncio.wait(
                [task for task in heads if task is not None], return_when=asyncio.FIRST_COMPLETED
            )
            if reading is not None and reading.done():
                line = None
                try:
                    line = reading.result()
                except _BrokenOffError as error:
                    # What was read before it is done and printed first.
                    broken_off = error
                reading, is_over = None, line is None
                if line is not None:
                    under_way.append(asyncio.create_task(_one_line(*line, work)))
            while under_way and under_way[0].done():
                yield under_way.popleft().result()
    finally:
        for task in under_way:
            task.cancel()


async def _one_line(
    number: int, line: bytes, work: Callable[[Source], Awaitable[dict[str, Any]]]
) -> dict[str, Any]:
    identity: object = None
    try:
        fields = json_fields(line)
        identity = fields.get("id")
        return await work(line_source(fields, number))
    except SourceError as error:
        return {"id": identity, "line": number, "error": str(error)}
    except FetchError as error:
        return {"id": identity, "line": number, "error": describe_error(error)}
