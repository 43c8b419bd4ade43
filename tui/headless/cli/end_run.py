"""The message and exit code for the error that ended a run."""

from pathlib import Path

from cache.errors import CacheError, RefreshInProgress
from fetch.errors import FetchError
from tui.headless.cli.exit_codes import (
    EXIT_BUSY,
    EXIT_CACHE,
    EXIT_DONE,
    EXIT_FAULT,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    OutputError,
    complain,
)
from tui.headless.cli.standard_streams import drop_output, finish_output
from tui.headless.settings.config import ConfigError
from tui.headless.settings.log import LOGGER
from tui.headless.words.notices import describe_error, describe_fault, describe_system_error


def end_for(error: Exception | KeyboardInterrupt, *, verb: str, log: Path) -> int:
    """Say why a verb ended, log what nobody expected, and return the exit code."""
    match error:
        case ConfigError() | FetchError():
            complain(describe_error(error))
            status = EXIT_USAGE if isinstance(error, ConfigError) else EXIT_SOME_FAILED
        case RefreshInProgress():
            complain(describe_error(error))
            status = EXIT_BUSY
        case CacheError():
            LOGGER.error("the cache can't be used", extra={"verb": verb}, exc_info=error)
            complain(describe_error(error))
            status = EXIT_CACHE
        case KeyboardInterrupt():
            status = EXIT_INTERRUPTED
        case BrokenPipeError():
            # Whoever read our output has gone; that is no fault of a filter.
            status = EXIT_DONE
        case OutputError():
            complain(str(error))
            drop_output()
            status = EXIT_SOME_FAILED
        case OSError():
            # Of the system, not of ours: no file may be opened any more, no room, no permission.
            LOGGER.error("the system refused", extra={"verb": verb}, exc_info=error)
            status = finish_output(EXIT_DONE)
            if status == EXIT_DONE:
                complain(describe_system_error(error))
                status = EXIT_SOME_FAILED
        case _:
            LOGGER.error("the program broke off", extra={"verb": verb}, exc_info=error)
            complain(f"{describe_fault(error)}: {log}")
            status = EXIT_FAULT
    return status
