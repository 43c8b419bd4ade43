"""Arguments of the commands that open the app, and of `check`."""

from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import add_verb

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_CHECK_EXAMPLES = """\
examples:
  nutgraf check                  version, cache, feeds, problems, models and terminal
  nutgraf check --keys           every setting with its value and where it comes from
  nutgraf check --json >bug.json for a bug report; contains no secrets and no feed addresses
"""
_COMPLETION_EXAMPLES = """\
The script completes commands, options, feeds, folders, accounts, follows and the terms of queries.
A package of your system has it where the shell looks already; else:

  nutgraf completions bash > ~/.local/share/bash-completion/completions/nutgraf
  nutgraf completions zsh  > ~/.zfunc/_nutgraf    (with fpath+=~/.zfunc before compinit)
  nutgraf completions fish > ~/.config/fish/completions/nutgraf.fish
"""


def add_app_verbs(verbs: "Verbs") -> None:
    """Add `demo`, `tour`, `check`, `man` and `completions`."""
    add_verb(
        verbs,
        "demo",
        "tui.app.launch:open_demo",
        "open the app on the demo edition, with a temporary cache",
    )
    add_verb(
        verbs, "tour", "tui.app.launch:open_tour", "take the two-minute tour of the demo edition"
    )
    check = add_verb(
        verbs,
        "check",
        "tui.headless.verbs.cache.check:check",
        "check the configuration, the cache, the models and the terminal",
        epilog=_CHECK_EXAMPLES,
    )
    check.add_argument("--json", action="store_true", help="print JSON, for a bug report")
    check.add_argument(
        "--keys", action="store_true", help="list every setting with its value and its source"
    )
    check.add_argument(
        "--repair",
        action="store_true",
        help="rebuild a damaged cache from what can be read and the last backup",
    )
    page = add_verb(
        verbs, "man", "tui.headless.verbs.program.print_manual:man", "show a page of the manual"
    )
    page.add_argument(
        "page",
        nargs="?",
        default="nutgraf",
        choices=("nutgraf", "config", "query"),
        metavar="PAGE",
        help="nutgraf (commands and keys, without PAGE), config or query",
    )
    page.add_argument("--roff", action="store_true", help="print its source, for `man -l -`")
    shell = add_verb(
        verbs,
        "completions",
        "tui.headless.verbs.program.print_manual:completions",
        "print the completion script of a shell",
        epilog=_COMPLETION_EXAMPLES,
    )
    # As `tui.headless.reference.completions` has them; the parser is built without it.
    shell.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell")
