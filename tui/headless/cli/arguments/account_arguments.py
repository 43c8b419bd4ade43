"""Arguments of the commands about accounts at reader servers."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import JSON_HELP, add_verb

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_EXAMPLES = """\
examples:
  nutgraf account add https://rss.example.org    find out which API answers there, and sign in
  nutgraf account add URL --user jane --environment HOME    password from $NUTGRAF_CREDENTIAL_HOME
  pass show reader | nutgraf account add URL --user jane    password from standard input
  nutgraf account status --json                  how the accounts stand

FreshRSS, Miniflux, Nextcloud News, servers with a Fever API and those with a Google Reader API
(The Old Reader, BazQux, Inoreader) are known. `nutgraf fetch` syncs accounts, too.
"""
_NAME_HELP = "number, name or address of an account"
_MODULE = "tui.headless.verbs.accounts."


def add_account_verbs(verbs: "Verbs") -> None:
    """Add `account` with its actions."""
    account = add_verb(
        verbs,
        "account",
        f"{_MODULE}manage_accounts:list_accounts",
        "sync with a reader server: FreshRSS, Miniflux, Nextcloud, Fever, Google Reader",
        epilog=_EXAMPLES,
    )
    account.set_defaults(json=False)
    actions = account.add_subparsers(metavar="ACTION")
    _add_add(actions)
    for name, words in (
        ("list", "list the accounts"),
        ("status", "show when accounts were synced, and what waits"),
    ):
        listing = add_verb(actions, name, f"{_MODULE}manage_accounts:list_accounts", words)
        listing.add_argument("--json", action="store_true", help=JSON_HELP)
    test = add_verb(
        actions, "test", f"{_MODULE}manage_accounts:test_account", "sign in, and say what answers"
    )
    test.add_argument("account", nargs="?", default="", metavar="ACCOUNT", help=_NAME_HELP)
    remove = add_verb(
        actions,
        "remove",
        f"{_MODULE}manage_accounts:remove_account",
        "forget an account here; its server keeps everything",
    )
    remove.add_argument("account", metavar="ACCOUNT", help=_NAME_HELP)
    remove.add_argument(
        "--keep-entries", action="store_true", help="let its feeds become local feeds"
    )
    remove.add_argument(
        "--force", action="store_true", help="even if changes could not be sent to the server"
    )
    merge = add_verb(
        actions,
        "merge",
        f"{_MODULE}manage_accounts:merge_doubles",
        "merge local feeds into the accounts that have them, too",
    )
    merge.add_argument("--dry-run", action="store_true", help="only list them")


def _add_add(actions: "Verbs") -> None:
    add = add_verb(
        actions,
        "add",
        f"{_MODULE}add_account:add_account",
        "add an account; the password is asked for, or read from standard input",
    )
    add.add_argument("url", metavar="URL", help="address of the reader server")
    add.add_argument("--user", default="", metavar="NAME", help="name to sign in with")
    add.add_argument("--name", default="", help="your own name for the account")
    add.add_argument(
        "--app-id", default="", metavar="ID", help="id of a registered app, for Inoreader"
    )
    add.add_argument(
        "--environment",
        default="",
        metavar="NAME",
        help="read the password from NUTGRAF_CREDENTIAL_NAME at each sync; nothing is stored",
    )
    add.add_argument(
        "--certificate", type=Path, metavar="FILE", help="trust this certificate authority"
    )
    add.add_argument(
        "--allow-http", action="store_true", help="send the password unencrypted if need be"
    )
    add.add_argument("--no-fetch", action="store_true", help="sign in, but don't sync yet")
    add.add_argument("--credential", default="", metavar="VARIABLE", help=argparse.SUPPRESS)
    add.add_argument("--preview", action="store_true", help=argparse.SUPPRESS)
    add.add_argument("--events", action="store_true", help=argparse.SUPPRESS)
