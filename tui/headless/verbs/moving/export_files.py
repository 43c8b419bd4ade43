"""The verb `export`: OPML for other readers, or everything for another machine."""

import argparse
import os
import sys
from typing import IO, TYPE_CHECKING

from cache.library import Library
from fetch.access import without_secret
from fetch.feeds.made.saved_pages import is_saved_address
from fetch.feeds.mail.mail_addresses import is_mail_address
from fetch.feeds.opml import write_opml
from fetch.model import Outline, is_program_address
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.session import open_session, utc_now
from tui.headless.services.moving.export_archive import is_archive, write_archive
from tui.headless.verbs.feeds.subscriptions import export_opml
from tui.headless.words.notices import plural

if TYPE_CHECKING:
    from pathlib import Path


def export_files(arguments: argparse.Namespace) -> int:
    """Write what the arguments ask for."""
    return _export_all(arguments) if arguments.is_whole else export_opml(arguments)


def _export_all(arguments: argparse.Namespace) -> int:
    target: Path | None = arguments.file
    if target is None and sys.stdout.isatty():
        complain("name a file: nutgraf export --all nutgraf.zip")
        return EXIT_USAGE
    if target is not None and target.is_file() and target.stat().st_size and not is_archive(target):
        complain(
            f"{target}: is not an archive of nutgraf, and is not overwritten. Name another file."
        )
        return EXIT_USAGE
    session = open_session(arguments)
    with session.reader() as library:
        if target is None:
            count = _write(sys.stdout.buffer, library)
        else:
            # Whole or not at all: what is there is only replaced by a whole one.
            part = target.with_name(f"{target.name}.part")
            try:
                with part.open("wb") as file:
                    count = _write(file, library)
                    file.flush()
                    os.fsync(file.fileno())
                part.replace(target)
            except OSError as error:
                part.unlink(missing_ok=True)
                complain(f"{target}: can't be written: {error.strerror}")
                return EXIT_USAGE
        accounts = library.accounts.all()
    sys.stderr.write(
        f"{plural(count, 'record')} written to {target or 'standard output'}. "
        "Passwords, the configuration and what can be fetched again are not in it.\n"
    )
    if accounts:
        names = ", ".join(account.name for account in accounts)
        sys.stderr.write(
            f"Not in it: what stands in accounts, which their servers have: {names}.\n"
        )
    return EXIT_DONE


def _write(file: IO[bytes], library: Library) -> int:
    outlines = tuple(
        Outline(
            url=without_secret(row.url)[0],
            title=row.title,
            site_url=row.site_url,
            folder=row.folder,
        )
        for row in library.feeds.rows()
        if not (
            is_program_address(row.url) or is_saved_address(row.url) or is_mail_address(row.url)
        )
    )
    opml = write_opml(outlines, title="nutgraf subscriptions")
    return write_archive(file, library.export.records(), opml, now=utc_now())
