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


def add_app_verbs(verbs: "Verbs") -> None:
    """Add `demo`, `tour` and `check`."""
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
