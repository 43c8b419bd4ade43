"""Arguments of the commands about subscriptions and refreshing."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import (
    FEED_HELP,
    JSON_HELP,
    WAIT_FOR_EVER,
    add_verb,
    positive,
    seconds,
)

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_FETCH_EXAMPLES = """\
examples:
  nutgraf fetch                  refresh all feeds
  nutgraf fetch "World 3" 12     only these: by title, number or address
  nutgraf fetch --due --quiet    for cron: only feeds that are due
  nutgraf fetch --wait=60        if another fetch is running, wait up to a minute for it
  nutgraf fetch --history 200    also older entries, up to 200 of each feed

exit codes: 0 done, 1 some feeds failed, 2 wrong arguments, 3 the cache can't be used,
4 another fetch is running
"""

_ORIGINS = (
    "newsboat",
    "netnewswire",
    "feedly",
    "pocket",
    "instapaper",
    "wallabag",
    "omnivore",
    "raindrop",
)
_IMPORT_EXAMPLES = """\
examples:
  nutgraf import feeds.opml                    subscribe to the feeds of an OPML file
  nutgraf import nutgraf.zip                   what `nutgraf export --all nutgraf.zip` wrote
  nutgraf import --from newsboat               feeds, searches and marks; finds the files itself
  nutgraf import --from pocket pocket.zip      the pages saved in Pocket, to read later

Nothing is taken twice: what is there already stays as it is.
"""


def add_feed_verbs(verbs: "Verbs") -> None:
    """Add `add`, `remove`, `feeds`, `credentials`, `import`, `export` and `fetch`."""
    add = add_verb(
        verbs,
        "add",
        "tui.headless.verbs.feeds.subscriptions:add",
        "subscribe to feeds, or to the feeds of sites",
    )
    add.add_argument(
        "urls",
        nargs="*",
        metavar="URL",
        help="address of a feed or of a site; imaps://USER@HOST/FOLDER or maildir:FOLDER for "
        "newsletters",
    )
    add.add_argument(
        "--exec",
        default="",
        dest="program",
        metavar="COMMAND",
        help="a program that prints a feed; it is run at each refresh, without a shell",
    )
    add.add_argument(
        "--scrape",
        action="store_true",
        help="make a feed of a page that lists articles",
    )
    for name, words in (
        ("items", "what each article of the list stands in (default: a guess)"),
        ("item-title", "its title, within that (default: the text of its link)"),
        ("item-link", "its link, within that (default: the first)"),
        ("item-summary", "its summary, within that (default: none)"),
        ("item-date", "its date, within that (default: a <time>)"),
    ):
        add.add_argument(f"--{name}", default="", metavar="CSS", help=f"with --scrape: {words}")
    add.add_argument(
        "--folder",
        default="",
        metavar="FOLDER",
        help="folder for the feeds; levels separated by ' / '",
    )
    add.add_argument("--title", default="", help="your own name for the feed, if there is only one")
    add.add_argument(
        "--choose",
        type=positive,
        default=0,
        metavar="N",
        help="if a site has several feeds, take the Nth without asking",
    )
    add.add_argument(
        "--account", default="", metavar="ACCOUNT", help="subscribe in this account, on its server"
    )
    add.add_argument("--no-fetch", action="store_true", help="subscribe, but don't fetch yet")
    add.add_argument("--preview", action="store_true", help="show what the feed has; store nothing")
    add.add_argument(
        "--credential",
        default="",
        metavar="VARIABLE",
        help="environment variable that holds user:password",
    )
    add.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
    remove = add_verb(
        verbs, "remove", "tui.headless.verbs.feeds.subscriptions:remove", "unsubscribe from feeds"
    )
    remove.add_argument("feeds", nargs="+", metavar="FEED", help=FEED_HELP)
    _add_feeds(verbs)
    _add_credentials(verbs)
    _add_import(verbs)
    give = add_verb(
        verbs,
        "export",
        "tui.headless.verbs.moving.export_files:export_files",
        "print the subscriptions as OPML 2.0, or write all that you said and did",
    )
    give.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="write to this file instead"
    )
    give.add_argument(
        "--all",
        action="store_true",
        dest="is_whole",
        help="a ZIP archive of feeds, marks, tags, notes, saved pages, follows, mutes and rules, "
        "which `nutgraf import` takes on another machine",
    )
    _add_fetch(verbs)


def _add_import(verbs: "Verbs") -> None:
    take = add_verb(
        verbs,
        "import",
        "tui.headless.verbs.moving.import_files:import_files",
        "take over from other readers and from read-later services",
        epilog=_IMPORT_EXAMPLES,
    )
    take.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="an OPML file, a list as newsboat's urls, or with --from what that exports; "
        "newsboat's own files are found without",
    )
    take.add_argument(
        "--from",
        dest="origin",
        default="",
        choices=_ORIGINS,
        metavar="PROGRAM",
        help=f"what it comes from: {', '.join(_ORIGINS)}; "
        "saved pages go to Read later, archived ones count as read",
    )
    take.add_argument(
        "--archived",
        action="store_true",
        help="with --from a read-later service: fetch the articles of archived pages, too",
    )
    take.add_argument(
        "--programs",
        action="store_true",
        help="of `export --all`, take feeds of programs and the commands of rules, too; "
        "they will be run",
    )
    take.add_argument(
        "--folder", default="", metavar="FOLDER", help="for feeds that have none in the file"
    )
    take.add_argument("--fetch", action="store_true", help="fetch the feeds right away")
    take.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _add_fetch(verbs: "Verbs") -> None:
    fetch = add_verb(
        verbs,
        "fetch",
        "tui.headless.verbs.feeds.fetch:fetch",
        "refresh the feeds, fetch new articles, summarise them",
        epilog=_FETCH_EXAMPLES,
    )
    fetch.add_argument("more", nargs="*", metavar="FEED", help=f"{FEED_HELP}; without: all feeds")
    fetch.add_argument(
        "--feed", dest="feeds", action="append", default=[], metavar="FEED", help="the same as FEED"
    )
    fetch.add_argument("--due", action="store_true", help="only feeds that are due")
    fetch.add_argument(
        "--wait",
        nargs="?",
        type=seconds,
        const=WAIT_FOR_EVER,
        default=0.0,
        metavar="SECONDS",
        help="if another fetch is running, wait for it, at most this long; "
        "without --wait the exit code is 4",
    )
    fetch.add_argument(
        "--history",
        type=positive,
        default=0,
        metavar="N",
        help="also fetch older entries, until each feed has N",
    )
    fetch.add_argument(
        "--unread", action="store_true", help="keep the entries that --history finds unread"
    )
    fetch.add_argument(
        "--force",
        action="store_true",
        help="fetch every feed in full, even if its server asked to wait",
    )
    fetch.add_argument("--json", action="store_true", help="print the result as JSON")
    fetch.add_argument("--quiet", action="store_true", help="print only errors")
    fetch.add_argument("--events", action="store_true", help=argparse.SUPPRESS)


def _add_feeds(verbs: "Verbs") -> None:
    feeds = add_verb(
        verbs,
        "feeds",
        "tui.headless.verbs.feeds.list_feeds:feeds",
        "list the feeds with their counts and their health",
    )
    feeds.add_argument("--failing", action="store_true", help="only feeds that fail")
    kinds = feeds.add_mutually_exclusive_group()
    kinds.add_argument(
        "--health", action="store_true", help="show each feed's health and when it is fetched next"
    )
    kinds.add_argument(
        "--stats",
        action="store_true",
        help="show how much each feed brings and how much of it you used, the least useful first",
    )
    feeds.add_argument("--dead", action="store_true", help="only feeds that seem dead")
    feeds.add_argument("--json", action="store_true", help=JSON_HELP)
    edit = add_verb(
        feeds.add_subparsers(metavar="ACTION"),
        "edit",
        "tui.headless.verbs.feeds.edit_feeds:edit",
        "change one feed",
    )
    edit.add_argument("feed", metavar="FEED", help=FEED_HELP)
    edit.add_argument("--title", help='your own name for it; "" for the feed\'s own')
    edit.add_argument("--address", metavar="URL", help="its new address")
    edit.add_argument(
        "--folder", metavar="FOLDER", help="levels separated by ' / '; \"\" for no folder"
    )
    edit.add_argument(
        "--interval", metavar="MINUTES", help="time between fetches, 15 to 1440, or default"
    )
    edit.add_argument(
        "--full-articles", choices=("on", "off", "default"), help="fetch the pages of its entries"
    )
    edit.add_argument(
        "--prefer-feed", choices=("on", "off"), help="prefer the text in the feed to the page's"
    )
    edit.add_argument(
        "--quiet",
        choices=("on", "off"),
        help="keep it out of All, Unread and the top stories; it is read in its own list",
    )
    edit.add_argument(
        "--latest", metavar="N", help="keep only its N newest entries unread, 1 to 10000, or all"
    )
    edit.add_argument(
        "--user-agent", metavar="NAME", help='User-Agent for its server; "" for the default'
    )
    edit.add_argument("--selector", metavar="CSS", help="CSS selector of the article on its pages")
    edit.add_argument(
        "--strip", metavar="CSS", help="CSS selector of what to remove from the article"
    )


def _add_credentials(verbs: "Verbs") -> None:
    secrets = add_verb(
        verbs,
        "credentials",
        "tui.headless.verbs.feeds.edit_feeds:set_secret",
        "set or remove the password or token of a feed",
    ).add_subparsers(metavar="ACTION", required=True)
    keep = add_verb(
        secrets,
        "set",
        "tui.headless.verbs.feeds.edit_feeds:set_secret",
        "store a secret in the system's keyring",
    )
    keep.add_argument("feed", metavar="FEED", help=FEED_HELP)
    keep.add_argument(
        "--kind",
        choices=("basic", "bearer"),
        default="basic",
        help="password or token (default: basic)",
    )
    places = keep.add_mutually_exclusive_group()
    places.add_argument(
        "--environment",
        nargs="?",
        const="",
        metavar="NAME",
        help="read it from NUTGRAF_CREDENTIAL_<NAME or number of the feed> instead",
    )
    places.add_argument(
        "--cookies", type=Path, metavar="FILE", help="a cookie file in Netscape format"
    )
    forget = add_verb(
        secrets,
        "remove",
        "tui.headless.verbs.feeds.edit_feeds:remove_secret",
        "delete the secret of a feed",
    )
    forget.add_argument("feed", metavar="FEED", help=FEED_HELP)
