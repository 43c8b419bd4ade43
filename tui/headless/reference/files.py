"""The files that an installation has for `man` and the shells, by their place below its prefix."""

import argparse

from tui.headless.reference.command_tree import read_parser
from tui.headless.reference.completions import PLACES, SCRIPTS
from tui.headless.reference.manual import manual_pages
from tui.headless.reference.roff import as_roff


def reference_files(
    parser: argparse.ArgumentParser, *, defaults: str, version: str
) -> dict[str, str]:
    """Return the text of each file.

    Args:
        parser: of the whole command line.
        defaults: the text of config.toml.
        version: of the program.
    """
    tree = read_parser(parser)
    scripts = {PLACES[shell]: script(tree) for shell, script in SCRIPTS.items()}
    pages = manual_pages(parser, defaults=defaults, version=version)
    manual = {f"share/man/man{it.section}/{it.file_name}": as_roff(it) for it in pages}
    return scripts | manual
