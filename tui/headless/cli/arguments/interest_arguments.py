"""Arguments of the commands about follows, mutes and actors."""

from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import FEED_HELP, JSON_HELP, add_verb

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_FOLLOW_EXAMPLES = """\
examples:
  nutgraf follow Jane Poe                      an actor
  nutgraf follow 'actor:"Jane Poe" climate'    a search: it has a field, OR, - or a "phrase"
  nutgraf follow --search climate              a search for one word
"""


def add_interest_verbs(verbs: "Verbs") -> None:
    """Add `follow`, `follows`, `unfollow`, `actor`, `mute`, `mutes` and `unmute`."""
    follow = add_verb(
        verbs,
        "follow",
        "tui.headless.verbs.articles.follow:follow",
        "follow an actor or a search",
        epilog=_FOLLOW_EXAMPLES,
    )
    follow.add_argument(
        "words", nargs="+", metavar="NAME", help="name of an actor, or a query as for `search`"
    )
    kinds = follow.add_mutually_exclusive_group()
    kinds.add_argument("--search", action="store_true", help="treat NAME as a query")
    kinds.add_argument("--actor", action="store_true", help="treat NAME as an actor")
    follow.add_argument("--title", default="", help="name of the search's section")
    follows = add_verb(
        verbs, "follows", "tui.headless.verbs.articles.follow:follows", "list what you follow"
    )
    follows.add_argument("--json", action="store_true", help=JSON_HELP)
    unfollow = add_verb(
        verbs,
        "unfollow",
        "tui.headless.verbs.articles.follow:unfollow",
        "stop following an actor or search",
    )
    unfollow.add_argument(
        "words", nargs="+", metavar="FOLLOWED", help="its name, or its number in `nutgraf follows`"
    )
    actor = add_verb(
        verbs,
        "actor",
        "tui.headless.verbs.articles.follow:actor",
        "print an actor's roles, articles, quotes and related actors",
    )
    actor.add_argument("words", nargs="+", metavar="NAME", help="the name or a part of it")
    actor.add_argument("--json", action="store_true", help=JSON_HELP)
    _add_muting_verbs(verbs)


def _add_muting_verbs(verbs: "Verbs") -> None:
    mute = add_verb(
        verbs,
        "mute",
        "tui.headless.verbs.articles.mute:mute",
        "hide articles, now and in future",
    )
    # As `cache.values.interest_rows.MuteKind` has them; the parser is built without the cache.
    kinds = ("phrase", "actor", "feed", "author", "language")
    mute.add_argument("kind", choices=kinds, help="what to match")
    mute.add_argument("pattern", nargs="+", metavar="WORD", help="the phrase, the name, the feed …")
    mute.add_argument("--feed", default="", metavar="FEED", help=f"only in this feed: {FEED_HELP}")
    mute.add_argument("--days", type=int, metavar="N", help="for N days (default: for good)")
    mutes = add_verb(verbs, "mutes", "tui.headless.verbs.articles.mute:mutes", "list what is muted")
    mutes.add_argument("--json", action="store_true", help=JSON_HELP)
    unmute = add_verb(verbs, "unmute", "tui.headless.verbs.articles.mute:unmute", "remove mutes")
    unmute.add_argument(
        "mutes", nargs="+", type=int, metavar="NUMBER", help="as `nutgraf mutes` prints it"
    )
