"""End a child process, whatever it still writes and whoever holds its pipes."""

import asyncio
from contextlib import suppress

_PIECE = 1 << 16
_SECONDS_TO_END = 2.0


async def end_child(child: asyncio.subprocess.Process, *, grace_seconds: float) -> None:
    """Stop a child that is still running, politely first. Nobody else may read its output."""
    if child.returncode is not None:
        return
    with suppress(ProcessLookupError):
        child.terminate()
    if await _has_ended(child, grace_seconds):
        return
    with suppress(ProcessLookupError):
        child.kill()
    await _has_ended(child, _SECONDS_TO_END)


async def _has_ended(child: asyncio.subprocess.Process, seconds: float) -> bool:
    """Wait for the end, some seconds at most, and tell whether it came.

    asyncio knows of the end only when the pipes have ended: what is in them is read, too. A pipe
    that another process holds open is not waited for.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(_read_off(child.stdout), _read_off(child.stderr), child.wait())
    return child.returncode is not None


async def _read_off(pipe: asyncio.StreamReader | None) -> None:
    while pipe is not None and await pipe.read(_PIECE):
        pass
