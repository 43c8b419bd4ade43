"""All commands of the command line, in the order in which its help lists them."""

from tui.headless.cli.arguments.account_arguments import add_account_verbs
from tui.headless.cli.arguments.app_arguments import add_app_verbs
from tui.headless.cli.arguments.argument_parser import Parser
from tui.headless.cli.arguments.feed_arguments import add_feed_verbs
from tui.headless.cli.arguments.interest_arguments import add_interest_verbs
from tui.headless.cli.arguments.reading_arguments import add_reading_verbs
from tui.headless.cli.arguments.text_arguments import add_text_verbs


def add_verbs(parser: Parser) -> None:
    """Add the parsers of all commands."""
    verbs = parser.add_subparsers(title="commands", metavar="COMMAND")
    add_app_verbs(verbs)
    add_feed_verbs(verbs)
    add_account_verbs(verbs)
    add_reading_verbs(verbs)
    add_text_verbs(verbs)
    add_interest_verbs(verbs)
