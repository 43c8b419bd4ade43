"""Arguments of the commands that find, print and save articles."""

import argparse
from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import (
    FULL_HELP,
    JSON_HELP,
    PLAIN_HELP,
    add_verb,
    positive,
    seconds,
)

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_QUERY_HELP = (
    'words, "a phrase", -not, OR, title: author: feed: folder: actor: said: is:unread is:starred '
    "is:later is:tagged is:muted tag: note: has:note after:2026-11-01 after:7d before:2w lang:fr "
    "minutes:<5"
)
_SEARCH_EXAMPLES = """\
examples:
  nutgraf search climate -cricket            with the first word, without the second
  nutgraf search 'title:budget after:7d'     in titles, of the last seven days
  nutgraf search 'said:"Jane Poe" taxes'     what she said, in articles about taxes
  nutgraf search 'is:starred OR is:later'    what you kept
  nutgraf search strike | nutgraf save       save the listed articles as files

exit codes: 0 found, 1 nothing found, 2 the query is wrong, 3 the cache can't be used
"""
_SAVE_EXAMPLES = """\
examples:
  nutgraf save 123 s12                                   an article and a story
  nutgraf search strike after:7d | nutgraf save          save what a search found
  nutgraf stories | head -5 | nutgraf save --format epub the first five stories as one book
"""


_SAVE_PAGE_EXAMPLES = """\
examples:
  nutgraf save-page https://www.example.org/long-read --tag law
  nutgraf feeds edit Saved --quiet off    also in All, Unread and the top stories

A page whose text can't be fetched is saved with its address: fetching is tried again, by itself
and whenever you save it again.

exit codes: 0 saved, 1 saved without the text of some, 2 not an address, 3 the cache can't be used
"""


def add_reading_verbs(verbs: "Verbs") -> None:
    """Add `search`, `pictures`, `show`, `download`, `save`, `save-page`, `brief` and `rebuild`."""
    search = add_verb(
        verbs,
        "search",
        "tui.headless.verbs.articles.search:search",
        "search the cache",
        epilog=_SEARCH_EXAMPLES,
    )
    search.add_argument("query", nargs="+", metavar="TERM", help=_QUERY_HELP)
    search.add_argument(
        "--sort",
        choices=("rank", "date"),
        default="date",
        help="best or newest first (default: date)",
    )
    search.add_argument(
        "--limit", type=int, default=20, metavar="N", help="list at most N (default: 20)"
    )
    search.add_argument("--json", action="store_true", help=JSON_HELP)
    pictures = add_verb(
        verbs,
        "pictures",
        "tui.headless.verbs.articles.pictures:pictures",
        "fetch an article's pictures for offline reading",
    )
    pictures.add_argument("entry", metavar="ID", help="as `nutgraf search` prints it")
    pictures.add_argument("--url", default="", metavar="URL", help="fetch only this picture")
    pictures.add_argument("--quiet", action="store_true", help="print only errors")
    pictures.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    show = add_verb(
        verbs, "show", "tui.headless.verbs.articles.show:show", "print one article, or one story"
    )
    show.add_argument(
        "entry", metavar="ID", help="as `nutgraf search` or `nutgraf stories` prints it"
    )
    show.add_argument("--full", action="store_true", help=FULL_HELP)
    formats = show.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help=JSON_HELP)
    formats.add_argument("--plain", action="store_true", help=PLAIN_HELP)
    _add_saving_verbs(verbs)
    _add_edition_verbs(verbs)


def _add_saving_verbs(verbs: "Verbs") -> None:
    page = add_verb(
        verbs,
        "save-page",
        "tui.headless.verbs.articles.save_page:save_page",
        "save any page of the web, with its article and brief",
        epilog=_SAVE_PAGE_EXAMPLES,
    )
    page.add_argument("urls", nargs="+", metavar="URL", help="address of a page")
    page.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="tag it; can be repeated"
    )
    page.add_argument(
        "--wait",
        type=seconds,
        default=60.0,
        metavar="SECONDS",
        help="if a fetch is running, wait for it, at most this long (default: 60)",
    )
    page.add_argument("--json", action="store_true", help=JSON_HELP)
    page.add_argument("--quiet", action="store_true", help="print only ids, titles and errors")
    page.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    files = add_verb(
        verbs,
        "download",
        "tui.headless.verbs.articles.download:fetch_files",
        "download the files that come with an entry",
    )
    files.add_argument("entry", metavar="ID", help="as `nutgraf search` prints it")
    files.add_argument("number", nargs="?", type=positive, metavar="N", help="only the Nth file")
    files.add_argument(
        "--folder", metavar="DIR", help="folder to put them in (default: [downloads] folder)"
    )
    files.add_argument("--quiet", action="store_true", help="print only errors")
    files.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    save = add_verb(
        verbs,
        "save",
        "tui.headless.verbs.articles.save:save",
        "save articles or stories as files",
        epilog=_SAVE_EXAMPLES,
    )
    save.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="id of an article (123) or a story (s12); without any, they are read from standard "
        "input: one per line, or the output of `search` or `stories`, with or without --json",
    )
    # As `tui.headless.services.files.export` has them; the parser is built without the cache.
    kinds = ("md", "markdown", "html", "json", "epub")
    save.add_argument("--format", choices=kinds, help="file format (default: [export] format)")
    save.add_argument(
        "--folder", metavar="DIR", help="folder to put them in (default: [export] folder)"
    )
    parts = ("summary", "text", "both")
    save.add_argument(
        "--parts", choices=parts, default="both", help="what to write (default: both)"
    )
    save.add_argument(
        "--story", action="store_true", help="save the stories that the articles belong to"
    )


def _add_edition_verbs(verbs: "Verbs") -> None:
    brief = add_verb(
        verbs,
        "brief",
        "tui.headless.verbs.articles.brief:brief",
        "print today's edition: the top stories",
    )
    brief.add_argument(
        "--since", default="24h", metavar="SPAN", help="such as 24h, 3d or 1w (default: 24h)"
    )
    brief.add_argument(
        "--top", type=int, default=10, metavar="N", help="at most N stories (default: 10)"
    )
    brief.add_argument("--full", action="store_true", help=FULL_HELP)
    formats = brief.add_mutually_exclusive_group()
    formats.add_argument("--markdown", action="store_true", help="print Markdown")
    formats.add_argument("--html", action="store_true", help="print a web page")
    formats.add_argument("--json", action="store_true", help=JSON_HELP)
    formats.add_argument("--plain", action="store_true", help=PLAIN_HELP)
    rebuild = add_verb(
        verbs,
        "rebuild",
        "tui.headless.verbs.cache.rebuild:rebuild",
        "make all briefs and stories again, newest first",
    )
    rebuild.add_argument("--briefs", action="store_true", help="only the briefs")
    rebuild.add_argument("--stories", action="store_true", help="only the stories")
    rebuild.add_argument("--quiet", action="store_true", help="print only errors")
    rebuild.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
