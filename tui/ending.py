"""What a run of the command line says of the error that ended it, and its exit code."""

import sys
from pathlib import Path

from cache.errors import CacheError
from fetch.errors import FetchError
from tui.config import ConfigError
from tui.exits import (
    EXIT_CACHE,
    EXIT_DONE,
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    complain,
)
from tui.log import LOGGER
from tui.notices import describe_error, describe_fault


def end_for(error: Exception | KeyboardInterrupt, *, verb: str, log: Path) -> int:
    """Say why a verb ended, log what nobody expected, and return the exit code."""
    match error:
        case ConfigError():
            complain(describe_error(error))
            return EXIT_USAGE
        case CacheError():
            LOGGER.error("the cache can't be used", extra={"verb": verb}, exc_info=error)
            complain(describe_error(error))
            return EXIT_CACHE
        case FetchError():
            complain(describe_error(error))
            return EXIT_SOME_FAILED
        case KeyboardInterrupt():
            return EXIT_INTERRUPTED
        case BrokenPipeError():
            # Whoever read our output has gone; closing the rest quietly is what a filter does.
            sys.stderr.close()
            return EXIT_DONE
        case _:
            LOGGER.error("the program broke off", extra={"verb": verb}, exc_info=error)
            complain(f"{describe_fault(error)}: {log}")
            return EXIT_FAULT
