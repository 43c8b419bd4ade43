"""The verb `import` for what `export --all` wrote."""

import argparse
import sys

from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.progress_report import narrator_for
from tui.headless.cli.session import open_session, utc_now
from tui.headless.services.moving.export_archive import (
    ArchiveError,
    archive_records,
    check_archive,
)
from tui.headless.services.moving.take_archive import ArchiveTaker, Taken
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.moving.left_out_lines import name_left_out
from tui.headless.words.notices import plural


def import_all(arguments: argparse.Namespace) -> int:
    """Take a whole export; nothing of a damaged one."""
    try:
        check_archive(arguments.file)
    except (ArchiveError, OSError) as error:
        complain(f"{arguments.file}: {error}. Nothing was taken.")
        return EXIT_USAGE
    session = open_session(arguments)
    with session.writer() as writer:
        with session.library() as library:
            known = {row.url for row in library.feeds.rows() if row.account_id is None}
            rules = library.rules.all()
        taker = ArchiveTaker(writer, utc_now(), known=known, rules=rules, runs=arguments.programs)
        _tell(taker.take(archive_records(arguments.file)))
        if arguments.fetch:
            refresh(session, writer, narrator_for(arguments), RefreshRequest())
    return EXIT_DONE


def _tell(taken: Taken) -> None:
    counts = ", ".join(
        (
            plural(taken.feeds, "new feed"),
            plural(taken.entries, "new article"),
            plural(taken.follows, "follow"),
            plural(taken.mutes, "mute"),
            plural(taken.rules, "new rule"),
        )
    )
    sys.stderr.write(
        f"{counts}. Marks of {plural(taken.marked, 'article')} that were here changed; "
        f"{taken.known:,} known should their feeds list them.\n"
    )
    for url in taken.without_secret:
        sys.stderr.write(
            f"{url}: its password lies on the other machine; "
            f"`nutgraf credentials set {url}` sets it here\n"
        )
    name_left_out(taken.skipped)
