"""Exit codes, error messages and the version of the program."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

EXIT_DONE = 0
EXIT_SOME_FAILED = 1
EXIT_USAGE = 2
EXIT_CACHE = 3
EXIT_BUSY = 4
"""Another process refreshes the feeds of the same cache."""
EXIT_FAULT = 5
"""A bug: the program could not go on."""
EXIT_INTERRUPTED = 130
EXIT_SIGNAL = 128
"""Plus the signal's number, as shells count."""


class OutputError(Exception):
    """Standard output can't be written, as on a full disk; the message says why."""


@contextmanager
def writing_output() -> Iterator[None]:
    """Tell what standard output fails of; a reader that has gone is the caller's to treat.

    Raises:
        OutputError: it can't be written.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"standard output can't be written: {error.strerror or error}"
        raise OutputError(message) from error


def complain(message: str) -> None:
    """Print an error message to standard error."""
    sys.stderr.write(f"nutgraf: {message}\n")


def version() -> str:
    """Return the version of the installed program, "unknown" where it is only being built."""
    from importlib import metadata  # only who asks for it waits for what this loads

    try:
        return metadata.version("nutgraf")
    except metadata.PackageNotFoundError:
        return "unknown"
