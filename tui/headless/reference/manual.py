"""The pages of the manual, by name."""

import argparse

from tui.headless.reference.command_tree import read_parser
from tui.headless.reference.config_page import config_page
from tui.headless.reference.page import ManualPage
from tui.headless.reference.program_page import program_page
from tui.headless.reference.query_page import query_page


def manual_pages(
    parser: argparse.ArgumentParser, *, defaults: str, version: str
) -> tuple[ManualPage, ...]:
    """Return all pages, that of the program first.

    Args:
        parser: of the whole command line.
        defaults: the text of config.toml.
        version: of the program.
    """
    return (
        program_page(read_parser(parser), version=version),
        config_page(defaults, version=version),
        query_page(version=version),
    )
