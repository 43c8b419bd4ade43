"""Run the reader's own program and take what it prints for a feed: in bounded time and size."""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath

from fetch.errors import FetchError
from fetch.exchange import Fetched
from fetch.model import Failure, FailureKind
from fetch.options import FetchOptions
from fetch.text.clean import clean_line, strip_controls

_PIECE = 1 << 16
_LAST_BYTES = 4096
_LONGEST_COMPLAINT = 200
_MIB = 1 << 20
_SECONDS_TO_END = 2.0


def _failure(detail: str) -> FetchError:
    return FetchError(Failure(kind=FailureKind.PROGRAM, detail=detail))


async def program_output(arguments: Sequence[str], options: FetchOptions) -> Fetched:
    """Return what a program prints, as if a server had answered with it. Raises FetchError."""
    name = clean_line(PurePath(arguments[0]).name, max_characters=80)
    try:
        child = await asyncio.create_subprocess_exec(
            *arguments,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except FileNotFoundError as error:
        detail = f"there is no program {clean_line(arguments[0])}"
        raise _failure(detail) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        detail = f"{name} could not be started ({reason})"
        raise _failure(detail) from error
    ends = asyncio.gather(_end_of(child.stderr), child.wait())
    try:
        async with asyncio.timeout(options.timeout_seconds):
            body = await _whole(child.stdout, name, options.max_body_bytes)
            complaints, _ = await asyncio.shield(ends)
    except TimeoutError as error:
        detail = f"{name} took longer than {options.timeout_seconds:g} seconds and was stopped"
        raise _failure(detail) from error
    finally:
        if not ends.done():
            await _stop(child, ends)
    if child.returncode:
        raise _failure(_ended(name, child.returncode, complaints))
    return Fetched(url="", body=body, wire_bytes=len(body))


async def _stop(child: asyncio.subprocess.Process, ends: asyncio.Future[tuple[bytes, int]]) -> None:
    """Kill a program with whatever it started in its turn, and see it end."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    # asyncio knows of the end only when the pipes have ended: what is in them is read, too. One
    # that a stranger holds open is not waited for.
    with suppress(TimeoutError):
        async with asyncio.timeout(_SECONDS_TO_END):
            await asyncio.gather(_end_of(child.stdout), ends)


async def _whole(pipe: asyncio.StreamReader | None, name: str, most_bytes: int) -> bytes:
    read = bytearray()
    while pipe is not None and (piece := await pipe.read(_PIECE)):
        read += piece
        if len(read) > most_bytes:
            detail = f"{name} prints more than {most_bytes // _MIB} MiB and was stopped"
            raise _failure(detail)
    return bytes(read)


async def _end_of(pipe: asyncio.StreamReader | None) -> bytes:
    kept = b""
    while pipe is not None and (piece := await pipe.read(_PIECE)):
        kept = (kept + piece)[-_LAST_BYTES:]
    return kept


def _ended(name: str, status: int, complaints: bytes) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    lines = strip_controls(complaints.decode("utf-8", "replace")).splitlines()
    said = (clean_line(line, max_characters=_LONGEST_COMPLAINT) for line in reversed(lines))
    complaint = next(filter(None, said), "")
    return f"{name} {how}: {complaint}" if complaint else f"{name} {how}"
