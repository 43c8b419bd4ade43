"""The entry point of the command line: parses the arguments and calls a verb.

Each verb is imported when it is called, so that none loads another's libraries.
"""

import argparse
import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import Parser
from tui.headless.cli.exit_codes import EXIT_DONE, version
from tui.headless.cli.query_arguments import opens_app, protect_words
from tui.headless.cli.standard_streams import finish_output, prepare_streams

if TYPE_CHECKING:
    Run = Callable[[argparse.Namespace], int]

_EXAMPLES = """\
examples:
  nutgraf                                    open the app
  nutgraf add https://www.example.org        subscribe to the feed of a site, and fetch it
  nutgraf fetch --due --quiet                for cron
  nutgraf brief --plain | mail -s News me    today's edition as mail
  nutgraf search 'said:"Jane Poe" after:7d'  what she said this week
  nutgraf search strike | nutgraf save       save what a search finds as files
  nutgraf COMMAND --help                     help for one command

exit codes: 0 done, 1 some feeds failed or nothing found, 2 wrong arguments or configuration,
3 the cache can't be used, 4 another fetch is running, 5 a bug ended the program
"""


class _PrintVersion(argparse.Action):
    """Prints the version, which is looked up only for whoever asks: that takes 25 ms."""

    def __init__(self, option_strings: Sequence[str], dest: str) -> None:
        words = "show program's version number and exit"
        super().__init__(option_strings, dest, nargs=0, default=argparse.SUPPRESS, help=words)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        sys.stdout.write(f"nutgraf {version()}\n")
        parser.exit()


def build_parser(*, has_verbs: bool = True) -> Parser:
    """Return the parser of the whole command line.

    Args:
        has_verbs: False if no argument was given: the app need not wait for them.
    """
    parser = Parser(
        prog="nutgraf",
        description="A terminal newsreader with structured summaries. Without a command: the app.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_PrintVersion)
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="use this configuration file, which must exist"
    )
    parser.add_argument(
        "--cache",
        type=Path,
        metavar="FILE",
        help="use this cache file; commands that write create it",
    )
    parser.add_argument("--no-hooks", action="store_true", help="run no hooks, and notify nobody")
    parser.add_argument(
        "--verbose",
        action="store_true",
        help="print what is being done, and log the values involved in a failure",
    )
    parser.set_defaults(verb="tui.app.launch:open_app")
    if has_verbs:
        from tui.headless.cli.arguments.all_verbs import add_verbs

        add_verbs(parser)
    return parser


def verb_named(name: str) -> "Run":
    """Return the function of `tui.headless.verbs` that `name` stands for: "module.function"."""
    module, _, function = name.partition(":")
    # What is imported stays: to look through it for garbage again and again takes a tenth of the
    # start, and finds nothing.
    gc.disable()
    try:
        verb: Run = getattr(importlib.import_module(module), function)
    finally:
        gc.freeze()
        gc.enable()
    return verb


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code.

    0: done; 1: some feeds failed, or nothing found; 2: wrong arguments or configuration; 3: the
    cache can't be used; 4: another fetch is running; 5: a bug ended the program.
    """
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == ["__complete"]:
        # A shell waits for it: nothing is parsed, and nothing logged.
        module = importlib.import_module("tui.headless.verbs.program.complete")
        return finish_output(module.complete(given[1:]))
    from tui.headless.settings.log import LOGGER, open_log
    from tui.headless.settings.paths import reader_paths

    options = build_parser(has_verbs=not opens_app(given)).parse_args(protect_words(given))
    log = reader_paths().log
    open_log(log, is_verbose=options.verbose)
    LOGGER.info("began", extra={"verb": options.verb})
    status = EXIT_DONE
    try:
        status = verb_named(options.verb)(options)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - whatever it was is said
        from tui.headless.cli.end_run import end_for

        status = end_for(error, verb=options.verb, log=log)
    finally:
        LOGGER.info("ended", extra={"verb": options.verb})
    return finish_output(status)


if __name__ == "__main__":
    sys.exit(main())
