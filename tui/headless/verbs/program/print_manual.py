"""The verbs `man` and `completions`: print what is made from the argument parser."""

import argparse
import os
import pydoc
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, version, writing_output
from tui.headless.cli.main import build_parser
from tui.headless.reference.command_tree import read_parser
from tui.headless.reference.completions import SCRIPTS
from tui.headless.reference.manual import manual_pages
from tui.headless.reference.page import ManualPage
from tui.headless.reference.plain_page import as_text
from tui.headless.reference.roff import as_roff
from tui.headless.settings.config import default_text


def man(arguments: argparse.Namespace) -> int:
    """Show a page: with `man` on a terminal, as text in a pipe."""
    pages = manual_pages(build_parser(), defaults=default_text(), version=version())
    page = next(it for it in pages if it.name in (arguments.page, f"nutgraf-{arguments.page}"))
    if arguments.roff:
        _write(as_roff(page))
    elif not os.isatty(1):
        _write(as_text(page))
    elif (program := shutil.which("man")) is not None:
        return _show(program, page)
    else:
        pydoc.pager(as_text(page))
    return EXIT_DONE


def completions(arguments: argparse.Namespace) -> int:
    """Print the completion script of a shell."""
    _write(SCRIPTS[arguments.shell](read_parser(build_parser())))
    return EXIT_DONE


def _show(program: str, page: ManualPage) -> int:
    with tempfile.TemporaryDirectory(prefix="nutgraf-") as folder:
        path = Path(folder, page.file_name)
        path.write_text(as_roff(page), encoding="utf-8")
        # The man of macOS has no -l: a name with a slash is a file to it.
        option = [] if sys.platform == "darwin" else ["-l"]
        run = subprocess.run([program, *option, str(path)], check=False)  # noqa: S603 - a page of ours
    return EXIT_DONE if run.returncode == 0 else EXIT_SOME_FAILED


def _write(text: str) -> None:
    with writing_output():
        sys.stdout.write(text)
