"""The command line: reads the arguments and hands over to a verb. The composition root.

Each verb is imported when it is called for, so that none pays for another's libraries.
"""

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.exits import (
    EXIT_CACHE,
    EXIT_DONE,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    EXIT_USAGE,
    complain,
    version,
)
from tui.query_words import protect_words

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001  # has no other name
    Run = Callable[[argparse.Namespace], int]

_QUERY_HELP = (
    'words, "a phrase", -not, OR, title: author: feed: folder: actor: said: is:unread is:starred '
    "is:later is:tagged is:muted tag: note: has:note after:2026-11-01 after:7d before:2w lang:fr"
)
_PLAIN_HELP = "print a thought a line, for a screen reader"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="nutgraf",
        description="A terminal newsreader with structured summaries. Without a command: the app.",
    )
    parser.add_argument("--version", action="version", version=f"nutgraf {version()}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="another configuration")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="another cache")
    parser.add_argument("--verbose", action="store_true", help="say what is done, in the log too")
    parser.set_defaults(verb="app.open_app")
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_app_verbs(verbs)
    _add_feed_verbs(verbs)
    _add_text_verbs(verbs)
    _add_reading_verbs(verbs)
    _add_saving_verbs(verbs)
    _add_story_verbs(verbs)
    _add_following_verbs(verbs)
    _add_muting_verbs(verbs)
    return parser


def _verb(verbs: "Verbs", name: str, verb: str, words: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    parser.set_defaults(verb=verb)
    return parser


def _add_app_verbs(verbs: "Verbs") -> None:
    _verb(verbs, "demo", "app.open_demo", "open the app on the demo edition, in a throw-away cache")
    _verb(verbs, "tour", "app.open_tour", "take a two-minute tour through the demo edition")
    check = _verb(
        verbs, "check", "checking.check", "look over configuration, cache, models and terminal"
    )
    check.add_argument("--json", action="store_true", help="print JSON")
    check.add_argument(
        "--repair",
        action="store_true",
        help="make a damaged cache anew from what can be read and the last backup",
    )


def _add_feed_verbs(verbs: "Verbs") -> None:
    add = _verb(verbs, "add", "subscriptions.add", "subscribe to the feeds behind addresses")
    add.add_argument("urls", nargs="+", metavar="URL", help="of a feed or of a site")
    add.add_argument("--folder", default="", help="where to put them; levels joined by ' / '")
    add.add_argument("--title", default="", help="a name of your own, for a single feed")
    add.add_argument(
        "--choose",
        type=_positive,
        default=0,
        metavar="N",
        help="the Nth of several feeds, where nobody can be asked",
    )
    add.add_argument("--no-fetch", action="store_true", help="only subscribe")
    add.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    remove = _verb(verbs, "remove", "subscriptions.remove", "unsubscribe from feeds")
    remove.add_argument("feeds", nargs="+", metavar="FEED", help="number or address of a feed")
    add.add_argument("--preview", action="store_true", help="only look what is there")
    add.add_argument(
        "--credential", default="", metavar="VARIABLE", help="environment's, with user:password"
    )
    _add_feeds(verbs)
    take = _verb(
        verbs, "import", "subscriptions.import_opml", "subscribe to the feeds of an OPML file"
    )
    take.add_argument("file", type=Path, metavar="FILE.opml")
    take.add_argument("--fetch", action="store_true", help="fetch them at once")
    take.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    give = _verb(
        verbs, "export", "subscriptions.export_opml", "print the subscriptions as OPML 2.0"
    )
    give.add_argument("file", type=Path, nargs="?", metavar="FILE.opml", help="write it there")
    fetch = _verb(
        verbs, "fetch", "fetching.fetch", "refresh the feeds, fetch new articles, make briefs"
    )
    fetch.add_argument("--feed", dest="feeds", action="append", default=[], metavar="FEED")
    fetch.add_argument("more", nargs="*", metavar="FEED", help="number or address; none: all")
    fetch.add_argument(
        "--history",
        type=_positive,
        default=0,
        metavar="N",
        help="the past of the feeds, too, until there are N entries of each",
    )
    fetch.add_argument("--unread", action="store_true", help="leave what --history finds unread")
    fetch.add_argument("--due", action="store_true", help="only feeds whose time has come")
    fetch.add_argument("--force", action="store_true", help="as if nothing had been fetched yet")
    fetch.add_argument("--json", action="store_true", help="print what came of it as JSON")
    fetch.add_argument("--quiet", action="store_true", help="no progress, no summary line")
    fetch.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _add_feeds(verbs: "Verbs") -> None:
    feeds = _verb(verbs, "feeds", "listing.feeds", "list the feeds with their counts and health")
    feeds.add_argument("--failing", action="store_true", help="only those that fail")
    feeds.add_argument("--health", action="store_true", help="how each is, and when it is next")
    feeds.add_argument("--dead", action="store_true", help="only those that can be given up")
    feeds.add_argument("--json", action="store_true", help="print JSON")
    edit = _verb(feeds.add_subparsers(metavar="ACTION"), "edit", "editing.edit", "change one feed")
    edit.add_argument("feed", metavar="FEED", help="number or address")
    edit.add_argument("--title", help="a name of your own; empty for the feed's")
    edit.add_argument("--address", metavar="URL")
    edit.add_argument("--folder", help="levels joined by ' / '; empty for the top")
    edit.add_argument("--interval", metavar="MINUTES", help="15 to 1440, or default")
    edit.add_argument(
        "--full-articles", choices=("on", "off", "default"), help="fetch the pages of its entries"
    )
    edit.add_argument(
        "--prefer-feed", choices=("on", "off"), help="take the feed's own text where it has some"
    )
    edit.add_argument("--user-agent", metavar="NAME", help="what its server is told; empty: ours")
    edit.add_argument("--selector", metavar="CSS", help="where on a page the article stands")
    edit.add_argument("--strip", metavar="CSS", help="what on a page does not belong to it")
    secrets = _verb(
        verbs, "credentials", "editing.set_secret", "set or remove what a feed's server is shown"
    ).add_subparsers(metavar="ACTION", required=True)
    keep = _verb(secrets, "set", "editing.set_secret", "keep a secret in the system's keyring")
    keep.add_argument("feed", metavar="FEED", help="number or address")
    keep.add_argument("--kind", choices=("basic", "bearer"), default="basic")
    places = keep.add_mutually_exclusive_group()
    places.add_argument(
        "--environment",
        nargs="?",
        const="",
        metavar="NAME",
        help="take it from NUTGRAF_CREDENTIAL_<NAME or number of the feed> instead",
    )
    places.add_argument("--cookies", type=Path, metavar="FILE", help="cookies (Netscape format)")
    forget = _verb(secrets, "remove", "editing.remove_secret", "show its server nothing any more")
    forget.add_argument("feed", metavar="FEED", help="number or address")


def _add_text_verbs(verbs: "Verbs") -> None:
    source_help = "text or HTML file, web address, or - for standard input"
    summarise = _verb(verbs, "summarise", "texts.summarise", "print the brief of a text or page")
    summarise.add_argument("source", nargs="?", default="-", metavar="FILE|URL|-", help=source_help)
    summarise.add_argument("--title", default="", help="headline of the text")
    summarise.add_argument("--published", default="", metavar="TIME", help="ISO 8601")
    summarise.add_argument("--lang", default="", metavar="CODE", help="ISO 639-1")
    _add_formats(summarise)
    extract = _verb(verbs, "extract", "texts.extract", "print the clean article of a page")
    extract.add_argument("source", nargs="?", default="-", metavar="FILE|URL|-", help=source_help)
    _add_formats(extract)
    _add_stories(verbs)


def _add_stories(verbs: "Verbs") -> None:
    stories = _verb(
        verbs, "stories", "stories.stories", "list the top stories, or find those of given articles"
    )
    stories.add_argument("source", nargs="?", default="-", metavar="FILE|-", help="JSON lines")
    stories.add_argument(
        "--jsonl",
        action="store_true",
        help='read {"id", "title", "text", "published", "language"} a line, print {"id", "story"}'
        ' and, for a text that repeats another\'s words, "copy_of"; in order',
    )
    stories.add_argument(
        "--batch",
        type=_positive,
        default=2000,
        metavar="N",
        help="lines looked at together, as in one refresh (2000); their order changes nothing",
    )


def _positive(words: str) -> int:
    number = int(words)
    if number < 1:
        raise argparse.ArgumentTypeError("expected a number above 0")
    return number


def _add_formats(parser: argparse.ArgumentParser) -> None:
    formats = parser.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print JSON")
    formats.add_argument(
        "--jsonl", action="store_true", help="read and print one JSON object a line, in order"
    )
    parser.add_argument("--workers", type=int, default=0, help="processes for --jsonl")


def _add_reading_verbs(verbs: "Verbs") -> None:
    search = _verb(verbs, "search", "reading.search", "search the cache")
    search.add_argument("query", nargs="+", metavar="WORD", help=_QUERY_HELP)
    search.add_argument(
        "--sort", choices=("rank", "date"), default="date", help="the best or the newest first"
    )
    search.add_argument("--limit", type=int, default=20, metavar="N")
    search.add_argument("--json", action="store_true", help="print JSON")
    pictures = _verb(
        verbs, "pictures", "picturing.pictures", "fetch the pictures of an article into the cache"
    )
    pictures.add_argument("entry", metavar="ID", help="as `nutgraf search` has it")
    pictures.add_argument("--url", default="", metavar="URL", help="only this one of them")
    pictures.add_argument("--quiet", action="store_true", help="only what went wrong")
    pictures.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    show = _verb(verbs, "show", "showing.show", "print one entry, or one story")
    show.add_argument(
        "entry", metavar="ID", help="as `nutgraf search` or, for a story, `nutgraf stories` has it"
    )
    formats = show.add_mutually_exclusive_group()
    formats.add_argument("--json", action="store_true", help="print JSON")
    formats.add_argument("--plain", action="store_true", help=_PLAIN_HELP)


def _add_saving_verbs(verbs: "Verbs") -> None:
    files = _verb(
        verbs, "download", "downloading.fetch_files", "download the files that come with an entry"
    )
    files.add_argument("entry", metavar="ID", help="of the entry")
    files.add_argument("number", nargs="?", type=_positive, metavar="N", help="only its Nth file")
    files.add_argument("--folder", metavar="DIR", help="without: as [downloads] has it")
    files.add_argument("--quiet", action="store_true", help="no progress, no summary line")
    files.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    save = _verb(verbs, "save", "saving.save", "write articles or stories into files")
    save.add_argument(
        "ids",
        nargs="*",
        metavar="ID",
        help="of an entry or a story (s12); none: from standard input, a number a line or what "
        "`nutgraf search --json` prints",
    )
    # As `tui.services.exporting` has them; the parser is built without the cache.
    formats = ("md", "markdown", "html", "json", "epub")
    save.add_argument("--format", choices=formats, help="without: as [export] has it")
    save.add_argument("--folder", metavar="DIR", help="without: as [export] has it")
    parts = ("summary", "text", "both")
    save.add_argument("--parts", choices=parts, default="both", help="what of it (both)")
    save.add_argument("--story", action="store_true", help="the stories that the entries are in")


def _add_story_verbs(verbs: "Verbs") -> None:
    brief = _verb(verbs, "brief", "edition.brief", "print today's edition: the top stories")
    brief.add_argument("--since", default="24h", metavar="SPAN", help="such as 24h, 3d or 1w")
    brief.add_argument("--top", type=int, default=10, metavar="N", help="so many stories at most")
    formats = brief.add_mutually_exclusive_group()
    formats.add_argument("--markdown", action="store_true", help="print Markdown")
    formats.add_argument("--html", action="store_true", help="print a web page")
    formats.add_argument("--json", action="store_true", help="print JSON")
    formats.add_argument("--plain", action="store_true", help=_PLAIN_HELP)
    rebuild = _verb(
        verbs, "rebuild", "rebuilding.rebuild", "make briefs and stories anew, newest first"
    )
    rebuild.add_argument("--briefs", action="store_true", help="only the briefs")
    rebuild.add_argument("--stories", action="store_true", help="only the stories")
    rebuild.add_argument("--quiet", action="store_true", help="no progress")
    rebuild.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _add_following_verbs(verbs: "Verbs") -> None:
    follow = _verb(verbs, "follow", "following.follow", "follow an actor or a search")
    follow.add_argument("words", nargs="+", metavar="NAME", help="of the actor, or a query")
    follow.add_argument("--search", action="store_true", help="NAME is a query")
    follow.add_argument("--title", default="", help="what the section of a search is called")
    follows = _verb(verbs, "follows", "following.follows", "list what is followed")
    follows.add_argument("--json", action="store_true", help="print JSON")
    unfollow = _verb(verbs, "unfollow", "following.unfollow", "follow something no longer")
    unfollow.add_argument("words", nargs="+", metavar="NAME", help="name or number of it")
    actor = _verb(
        verbs, "actor", "following.actor", "print an actor's roles, stories, quotes and company"
    )
    actor.add_argument("words", nargs="+", metavar="NAME", help="or a part of it")
    actor.add_argument("--json", action="store_true", help="print JSON")


def _add_muting_verbs(verbs: "Verbs") -> None:
    mute = _verb(verbs, "mute", "muting.mute", "hide stories, those to come as well")
    # As `cache.interests.MuteKind` has them; the parser is built without the cache.
    kinds = ("phrase", "actor", "feed", "author", "language")
    mute.add_argument("kind", choices=kinds, help="what the words are looked for in")
    mute.add_argument("pattern", nargs="+", metavar="WORD")
    mute.add_argument("--feed", default="", metavar="FEED", help="only in this feed")
    mute.add_argument("--days", type=int, metavar="N", help="for so long; without: for ever")
    mutes = _verb(verbs, "mutes", "muting.mutes", "list what is muted")
    mutes.add_argument("--json", action="store_true", help="print JSON")
    unmute = _verb(verbs, "unmute", "muting.unmute", "list again what a mute hid")
    unmute.add_argument("mutes", nargs="+", type=int, metavar="NUMBER")


def verb_named(name: str) -> "Run":
    """Return the function of `tui.verbs` that `name` stands for: "module.function"."""
    module, _, function = name.partition(".")
    verb: Run = getattr(importlib.import_module(f"tui.verbs.{module}"), function)
    return verb


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code.

    0: done; 1: some feeds failed; 2: wrong use or configuration; 3: the cache can't be used.
    """
    from cache.errors import CacheError
    from fetch.errors import FetchError
    from tui.config import ConfigError
    from tui.log import LOGGER, open_log
    from tui.notices import describe_error
    from tui.paths import reader_paths

    given = sys.argv[1:] if arguments is None else arguments
    options = build_parser().parse_args(protect_words(given))
    open_log(reader_paths().log, is_verbose=options.verbose)
    LOGGER.info("began", extra={"verb": options.verb})
    try:
        return verb_named(options.verb)(options)
    except ConfigError as error:
        complain(describe_error(error))
        return EXIT_USAGE
    except CacheError as error:
        LOGGER.exception("the cache can't be used", extra={"verb": options.verb})
        complain(describe_error(error))
        return EXIT_CACHE
    except FetchError as error:
        complain(describe_error(error))
        return EXIT_SOME_FAILED
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; closing the rest quietly is what a filter does.
        sys.stderr.close()
        return EXIT_DONE
    except Exception:
        LOGGER.exception("the program broke off", extra={"verb": options.verb})
        raise
    finally:
        LOGGER.info("ended", extra={"verb": options.verb})


if __name__ == "__main__":
    sys.exit(main())
