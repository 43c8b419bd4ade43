"""Make the standard streams usable, however the program was started.

Any of them may be closed, unwritable, or limited to a small character set.
"""

import codecs
import io
import os
import sys
from typing import TextIO

from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, complain


class _Closed(io.RawIOBase):
    """Standard output that nobody opened: whatever is written to it is an error."""

    def writable(self) -> bool:
        """Say yes: the writing itself tells what is wrong."""
        return True

    def write(self, _: object) -> int:
        """Refuse."""
        message = "it is closed"
        raise OSError(message)


def prepare_streams() -> None:
    """Open what is closed, before a file of ours takes its number; let no letter be an error."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number is the one that is missing.
            os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(number, True)  # noqa: FBT003 - the only argument
    # The stubs say that these are never None; a program may be started without them.
    streams: tuple[TextIO | None, ...] = (sys.stdin, sys.stdout, sys.stderr)
    if streams[0] is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - for all of the run
    if streams[1] is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed()), encoding="utf-8")
    if streams[2] is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - likewise
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # ASCII means that nobody named an encoding: cron does not. What another encoding has
            # not becomes a question mark.
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")


def finish_output(status: int) -> int:
    """Write out what standard output still holds; return how the run ends."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone; closing the rest quietly is what a filter does.
        drop_output()
    except OSError as error:
        drop_output()
        complain(f"standard output can't be written: {error.strerror or error}")
        return EXIT_SOME_FAILED if status == EXIT_DONE else status
    return status


def drop_output() -> None:
    """Have the interpreter end without another try, and without a traceback of its own."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the end
