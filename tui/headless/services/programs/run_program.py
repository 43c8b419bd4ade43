"""Run external programs without a shell, with a time limit, and collect their output."""

import asyncio
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import PurePath
from threading import Thread
from typing import IO

from fetch.text.clean import clean_line
from tui.headless.settings.external_programs import ProgramError

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
"""Colours and the like: without their first byte the rest would be read as words."""
_SECONDS_TO_END = 2.0
_LAST_BYTES = 4096
_LONGEST_COMPLAINT = 200


def run_here(arguments: Sequence[str]) -> None:
    """Run a program on this terminal until it ends.

    Raises:
        ProgramError: it could not be started, or ended with an error.
    """
    try:
        status = subprocess.run(arguments, check=False).returncode  # noqa: S603 - the reader's own
    except OSError as error:
        raise ProgramError(not_started(arguments[0], error)) from error
    if status:
        raise ProgramError(ended(arguments[0], status, ""))


def start_apart(
    arguments: Sequence[str],
    on_failure: Callable[[str], None],
    on_success: Callable[[], None] = lambda: None,
) -> None:
    """Start a program that outlives the app; one of the two is called, in a thread, at its end.

    Raises:
        ProgramError: it could not be started.
    """
    # A file, not a pipe: a program whose reader has gone must not stop writing.
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the thread that waits
    try:
        child = subprocess.Popen(  # noqa: S603 - the reader's own
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            start_new_session=True,
        )
    except OSError as error:
        complaints.close()
        raise ProgramError(not_started(arguments[0], error)) from error
    waits = (child, arguments[0], complaints, on_failure, on_success)
    Thread(target=_wait, args=waits, daemon=True).start()


def _wait(
    child: "subprocess.Popen[bytes]",
    name: str,
    complaints: IO[bytes],
    on_failure: Callable[[str], None],
    on_success: Callable[[], None],
) -> None:
    with complaints:
        status = child.wait()
        if not status:
            on_success()
        else:
            size = complaints.seek(0, os.SEEK_END)
            complaints.seek(max(0, size - _LAST_BYTES))
            on_failure(ended(name, status, last_line(complaints.read())))


async def send(arguments: Sequence[str], content: bytes, *, seconds: float) -> None:
    """Run a program with something on its standard input; it is killed when its time is over.

    Raises:
        ProgramError: it could not be started, took too long or ended with an error.
    """
    try:
        child = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except OSError as error:
        raise ProgramError(not_started(arguments[0], error)) from error
    try:
        async with asyncio.timeout(seconds):
            _, complaints, _ = await asyncio.gather(
                _write(child.stdin, content), last_bytes(child.stderr), child.wait()
            )
    except TimeoutError as error:
        message = f"{short_name(arguments[0])} took longer than {seconds:g} s and was stopped."
        raise ProgramError(message) from error
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                # With whatever it started in its turn.
                os.killpg(child.pid, signal.SIGKILL)
            # asyncio knows of the end only when the pipe has ended: what is in it is read, too.
            with suppress(TimeoutError):
                async with asyncio.timeout(_SECONDS_TO_END):
                    await asyncio.gather(last_bytes(child.stderr), child.wait())
    if child.returncode:
        raise ProgramError(ended(arguments[0], child.returncode, last_line(complaints)))


async def _write(pipe: asyncio.StreamWriter | None, content: bytes) -> None:
    """Write to a program, which may not read to the end: that is none of our business."""
    if pipe is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):
        pipe.write(content)
        await pipe.drain()
    pipe.close()


async def last_bytes(pipe: asyncio.StreamReader | None) -> bytes:
    """Read all that a program writes, and return the end of it: it may write for ever."""
    kept = b""
    while pipe is not None and (read := await pipe.read(_LAST_BYTES)):
        kept = (kept + read)[-_LAST_BYTES:]
    return kept


def last_line(complaints: bytes) -> str:
    """Return the last line that says something, safe to show."""
    text = _ESCAPES.sub("", complaints[-_LAST_BYTES:].decode("utf-8", "replace"))
    lines = text.splitlines()
    cleaned = (clean_line(line, max_characters=_LONGEST_COMPLAINT) for line in reversed(lines))
    return next(filter(None, cleaned), "")


def not_started(program: str, error: OSError) -> str:
    """Return the sentence for a program that could not be started."""
    if isinstance(error, FileNotFoundError):
        return f"There is no program {_name(program)}."
    return f"{_name(program)} could not be started: {error.strerror or error}."


def ended(program: str, status: int, complaint: str) -> str:
    """Return the sentence for a program that ended with an error."""
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return (
        f"{short_name(program)} {how}: {complaint}"
        if complaint
        else f"{short_name(program)} {how}."
    )


def _name(program: str) -> str:
    return clean_line(program, max_characters=80)


def short_name(program: str) -> str:
    """Return a program's name without its folders: the line has little room."""
    return _name(PurePath(program).name)
