"""The command line: reads the arguments and hands over to a verb. The composition root.

Each verb is imported when it is called for, so that none pays for another's libraries.
"""

import argparse
import codecs
import importlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.arguments.app import add_app_verbs
from tui.arguments.feeds import add_feed_verbs
from tui.arguments.interests import add_interest_verbs
from tui.arguments.model import Parser
from tui.arguments.reading import add_reading_verbs
from tui.arguments.texts import add_text_verbs
from tui.exits import (
    EXIT_BUSY,
    EXIT_CACHE,
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    OutputError,
    complain,
    version,
    writing_output,
)
from tui.query_words import protect_words

if TYPE_CHECKING:
    Run = Callable[[argparse.Namespace], int]

_EXAMPLES = """\
examples:
  nutgraf                                    open the app
  nutgraf add https://www.example.org        subscribe to the feed of a site, and fetch it
  nutgraf fetch --due --quiet                for cron
  nutgraf brief --plain | mail -s News me    today's edition as mail
  nutgraf search 'said:"Jane Poe" after:7d'  what she said this week
  nutgraf search strike | nutgraf save       what a search finds, into files
  nutgraf COMMAND --help                     all about one command

exit codes: 0 done, 1 some feeds failed or nothing found, 2 wrong use or configuration,
3 the cache can't be used, 4 another fetch is running
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="nutgraf",
        description="A terminal newsreader with structured summaries. Without a command: the app.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"nutgraf {version()}")
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="use this configuration; it has to be there"
    )
    parser.add_argument(
        "--cache", type=Path, metavar="FILE", help="use this cache; it is made by what writes to it"
    )
    parser.add_argument("--verbose", action="store_true", help="write more into the log")
    parser.set_defaults(verb="app.open_app")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_app_verbs(verbs)
    add_feed_verbs(verbs)
    add_reading_verbs(verbs)
    add_text_verbs(verbs)
    add_interest_verbs(verbs)
    return parser


def verb_named(name: str) -> "Run":
    """Return the function of `tui.verbs` that `name` stands for: "module.function"."""
    module, _, function = name.partition(".")
    verb: Run = getattr(importlib.import_module(f"tui.verbs.{module}"), function)
    return verb


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code.

    0: done; 1: some feeds failed, or nothing found; 2: wrong use or configuration; 3: the cache
    can't be used; 4: another fetch is running.
    """
    from cache.errors import CacheError, RefreshInProgress
    from fetch.errors import FetchError
    from tui.config import ConfigError
    from tui.log import LOGGER, open_log
    from tui.notices import describe_error
    from tui.paths import reader_paths

    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser().parse_args(protect_words(given))
    open_log(reader_paths().log, is_verbose=options.verbose)
    about = {"verb": options.verb}
    # The first kind that fits decides.
    codes = {
        ConfigError: EXIT_USAGE,
        RefreshInProgress: EXIT_BUSY,
        CacheError: EXIT_CACHE,
        FetchError: EXIT_SOME_FAILED,
    }
    LOGGER.info("began", extra=about)
    _have_output()
    try:
        status = verb_named(options.verb)(options)
        # Whoever reads may have gone before the last line: that shows here, not at the very end.
        with writing_output():
            sys.stdout.flush()
    except BrokenPipeError:
        # Closing quietly is what a filter does.
        _drop_output()
        return EXIT_DONE
    except OutputError as error:
        complain(str(error))
        _drop_output()
        return EXIT_SOME_FAILED
    except (ConfigError, CacheError, FetchError) as error:
        complain(describe_error(error))
        if isinstance(error, CacheError) and not isinstance(error, RefreshInProgress):
            LOGGER.error("the cache can't be used", exc_info=error, extra=about)
        return next(code for kind, code in codes.items() if isinstance(error, kind))
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception:
        LOGGER.exception("the program broke off", extra=about)
        raise
    finally:
        LOGGER.info("ended", extra=about)
    return status


def _have_output() -> None:
    """Make the standard streams fit to be written: there, and for every letter.

    One that was closed before the start, as by `>&-`, leads into nothing. ASCII means that nobody
    said an encoding: cron does not. Of another encoding what it has not becomes a question mark.
    """
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if is_ascii else None, errors="replace")


def _drop_output() -> None:
    """Let the interpreter's last flush go nowhere, instead of ending in a complaint."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


if __name__ == "__main__":
    sys.exit(main())
