"""Arguments of the commands about follows, mutes and actors."""

from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import (
    FEED_HELP,
    JSON_HELP,
    add_verb,
    positive,
)

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_RULES_EXAMPLES = """\
examples:
  nutgraf rules test climate -cricket                what such a rule would hit of what is stored
  nutgraf rules add climate -cricket --star --notify
  nutgraf rules add 'feed:"The Register" title:deal' --mute
  nutgraf rules add said:merkel --tag Merkel --run 'tee -a /home/me/merkel.jsonl'
  nutgraf rules                                      list them with how often each hit

A rule acts on what comes in after it was made, once on each entry. A program is run without a
shell, with the entry as JSON on its standard input (see `nutgraf show --json`).
"""
_RULES_MODULE = "tui.headless.verbs.articles.rules:"
_FOLLOW_EXAMPLES = """\
examples:
  nutgraf follow Jane Poe                      an actor
  nutgraf follow 'actor:"Jane Poe" climate'    a search: it has a field, OR, - or a "phrase"
  nutgraf follow --search climate              a search for one word
"""


def add_interest_verbs(verbs: "Verbs") -> None:
    """Add `follow`, `follows`, `unfollow`, `actor`, `mute`, `mutes`, `unmute` and `rules`."""
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
    _add_rules_verb(verbs)


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


def _add_rules_verb(verbs: "Verbs") -> None:
    rules = add_verb(
        verbs,
        "rules",
        f"{_RULES_MODULE}list_rules",
        "star, tag, mute, notify or run a program when a new article matches a query",
        epilog=_RULES_EXAMPLES,
    )
    rules.add_argument("--json", action="store_true", help=JSON_HELP)
    actions = rules.add_subparsers(metavar="ACTION")
    add = add_verb(actions, "add", f"{_RULES_MODULE}add_rule", "add a rule")
    add.add_argument("query", nargs="+", metavar="TERM", help="a query as for `search`")
    for option, words in (
        ("--star", "star the article"),
        ("--later", "keep it for later"),
        ("--read", "mark it as read"),
        ("--mute", "hide it"),
        ("--notify", "notify you of it: see [notify] in the configuration"),
    ):
        add.add_argument(option, action="store_true", help=words)
    add.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="tag it; may be given repeatedly"
    )
    add.add_argument(
        "--run", default="", metavar="COMMAND", help="run a program on it, without a shell"
    )
    remove = add_verb(
        actions,
        "remove",
        f"{_RULES_MODULE}remove_rules",
        "remove rules; what they muted is shown again, other marks stay",
    )
    remove.add_argument(
        "rules", nargs="+", type=int, metavar="NUMBER", help="as `nutgraf rules` prints it"
    )
    test = add_verb(
        actions, "test", f"{_RULES_MODULE}test_rule", "list what a rule would hit of what is stored"
    )
    test.add_argument(
        "query", nargs="+", metavar="TERM", help="a query as for `search`, or the number of a rule"
    )
    test.add_argument(
        "--limit", type=positive, default=20, metavar="N", help="list at most N (default: 20)"
    )
    test.add_argument("--json", action="store_true", help=JSON_HELP)
