"""Arguments of the commands that work on texts and pages, without the cache."""

import argparse
from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import FULL_HELP, JSON_HELP, add_verb, positive

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_JSONL_HELP = "read one JSON object per line, print one per line, in the same order"


def add_text_verbs(verbs: "Verbs") -> None:
    """Add `summarise`, `extract` and `stories`."""
    summarise = add_verb(
        verbs,
        "summarise",
        "tui.headless.verbs.articles.summarise:summarise",
        "summarise one text or page",
    )
    summarise.add_argument(
        "source",
        nargs="?",
        default="-",
        metavar="FILE|URL|-",
        help="text or HTML file, web address, or - for standard input (the default)",
    )
    summarise.add_argument("--title", default="", help="headline of the text")
    summarise.add_argument(
        "--published", default="", metavar="TIME", help="when it was published, in ISO 8601"
    )
    summarise.add_argument("--lang", default="", metavar="CODE", help="its language, such as en")
    summarise.add_argument("--full", action="store_true", help=FULL_HELP)
    _add_formats(summarise)
    extract = add_verb(
        verbs,
        "extract",
        "tui.headless.verbs.articles.summarise:extract",
        "print the article of a web page",
    )
    extract.add_argument(
        "source",
        nargs="?",
        default="-",
        metavar="FILE|URL|-",
        help="HTML file, web address, or - for standard input (the default)",
    )
    extract.add_argument(
        "--removed",
        action="store_true",
        help="print the lines that were left out of the article, with the reasons;"
        ' not with --jsonl, whose "layout" has them',
    )
    _add_formats(extract)
    _add_stories(verbs)


def _add_stories(verbs: "Verbs") -> None:
    stories = add_verb(
        verbs,
        "stories",
        "tui.headless.verbs.articles.stories:stories",
        "list the top stories, or group articles by event",
    )
    stories.add_argument(
        "source", nargs="?", default="-", metavar="FILE|-", help="JSON lines, with --jsonl"
    )
    formats = stories.add_mutually_exclusive_group()
    formats.add_argument(
        "--json", action="store_true", help="print the top stories as JSON, best first"
    )
    formats.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "title", "text", "published", "language"} per line; print {"id", "story"}'
        ' per line in the same order, with "copy_of" for a copy of another text',
    )
    stories.add_argument(
        "--briefs",
        action="store_true",
        help="with --jsonl: print one story with its brief per line; a line may name its paper as"
        ' "source" and its "story", which is then taken as it is',
    )
    stories.add_argument(
        "--batch",
        type=positive,
        default=2000,
        metavar="N",
        help="lines to compare at a time (default: 2000); their order does not matter",
    )


def _add_formats(parser: argparse.ArgumentParser) -> None:
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help=JSON_HELP)
    formats.add_argument("--jsonl", action="store_true", help=_JSONL_HELP)
    parser.add_argument(
        "--workers", type=positive, default=0, metavar="N", help="number of processes for --jsonl"
    )
    parser.add_argument(
        "--seconds",
        type=positive,
        default=0,
        metavar="N",
        help="time limit for one text or page (default: as in a refresh)",
    )
