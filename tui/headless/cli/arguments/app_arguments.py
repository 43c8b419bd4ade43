"""Arguments of the commands that open the app, and of `check`."""

from typing import TYPE_CHECKING

from tui.headless.cli.arguments.argument_parser import add_verb, clock_time, positive

if TYPE_CHECKING:
    from tui.headless.cli.arguments.argument_parser import Verbs

_CHECK_EXAMPLES = """\
examples:
  nutgraf check                  version, cache, feeds, problems, models and terminal
  nutgraf check --keys           every setting with its value and where it comes from
  nutgraf check --json >bug.json for a bug report; contains no secrets and no feed addresses
"""
_SCHEDULE_EXAMPLES = """\
examples:
  nutgraf schedule                           show the files, and write nothing
  nutgraf schedule install                   write them, and say how they are switched on
  nutgraf schedule install --every 60 --brief-at 06:30 --brief-options="--html --top 20"
  nutgraf schedule remove                    remove what `install` wrote
  nutgraf schedule --system cron             lines for `crontab -e`

The fetch asks only feeds that are due; the brief is saved as a file. Files that others wrote, or
that you have changed, are never touched.
"""
_COMPLETION_EXAMPLES = """\
The script completes commands, options, feeds, folders, accounts, follows and the terms of queries.
A package of your system has it where the shell looks already; else:

  nutgraf completions bash > ~/.local/share/bash-completion/completions/nutgraf
  nutgraf completions zsh  > ~/.zfunc/_nutgraf    (with fpath+=~/.zfunc before compinit)
  nutgraf completions fish > ~/.config/fish/completions/nutgraf.fish
"""


def add_app_verbs(verbs: "Verbs") -> None:
    """Add `demo`, `tour`, `check`, `schedule`, `man` and `completions`."""
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
    _add_schedule(verbs)
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


def _add_schedule(verbs: "Verbs") -> None:
    schedule = add_verb(
        verbs,
        "schedule",
        "tui.headless.verbs.program.schedule:schedule",
        "fetch every few minutes and save a brief each morning, with systemd, launchd or cron",
        epilog=_SCHEDULE_EXAMPLES,
    )
    schedule.add_argument(
        "action",
        nargs="?",
        default="show",
        choices=("show", "install", "remove"),
        help="show the files (without an action), write them, or remove them",
    )
    schedule.add_argument(
        "--system", choices=("systemd", "launchd", "cron"), help="default: what this machine has"
    )
    schedule.add_argument(
        "--every",
        type=positive,
        default=15,
        metavar="MINUTES",
        help="time between fetches (default: 15)",
    )
    schedule.add_argument(
        "--fetch-options", default="", metavar="WORDS", help="more options of `nutgraf fetch`"
    )
    schedule.add_argument(
        "--brief-at",
        type=clock_time,
        default=(7, 0),
        metavar="HH:MM",
        help="time of the brief (default: 07:00)",
    )
    schedule.add_argument(
        "--brief-options",
        default="--markdown",
        metavar="WORDS",
        help="options of `nutgraf brief` (default: --markdown)",
    )
    schedule.add_argument(
        "--brief-file",
        metavar="FILE",
        help="where it is saved (default: today.md in [export] folder)",
    )
    schedule.add_argument("--no-brief", action="store_true", help="only fetch")
