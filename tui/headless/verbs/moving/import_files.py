"""The verb `import`: take over from other programs and services."""

import argparse
import sys

from msgspec.structs import replace

from fetch.errors import FetchError
from fetch.moving.saved_lists import Service, read_saved_list
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_USAGE, complain
from tui.headless.cli.progress_report import narrator_for
from tui.headless.cli.session import open_session, utc_now
from tui.headless.services.jobs.job_events import JobFailed
from tui.headless.services.moving.export_archive import is_archive
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.moving.import_all import import_all
from tui.headless.verbs.moving.import_newsboat import import_newsboat
from tui.headless.verbs.moving.import_opml import import_opml
from tui.headless.verbs.moving.left_out_lines import name_left_out
from tui.headless.words.notices import plural

_LISTS = ("", "netnewswire", "feedly")
"""What exports an OPML file, or does not say what it is."""


def import_files(arguments: argparse.Namespace) -> int:
    """Take over what the arguments name."""
    origin: str = arguments.origin
    is_whole = not origin and arguments.file is not None and is_archive(arguments.file)
    if arguments.folder and (is_whole or origin not in _LISTS):
        complain("--folder: only for an OPML file or a list of feeds")
        return EXIT_USAGE
    if origin == "newsboat":
        return import_newsboat(arguments)
    if arguments.file is None:
        complain("a file is needed")
        return EXIT_USAGE
    if is_whole and arguments.events:
        words = f"{arguments.file}: a whole export; take it in a shell with `nutgraf import`."
        narrator_for(arguments).tell(JobFailed(message=words))
        return EXIT_USAGE
    if origin in set(Service):
        return _import_pages(arguments, Service(origin))
    return import_all(arguments) if is_whole else import_opml(arguments)


def _import_pages(arguments: argparse.Namespace, service: Service) -> int:
    """Save the pages of a read-later service, to be read later or as read."""
    session = open_session(arguments)
    try:
        found = read_saved_list(arguments.file, service)
    except OSError as error:
        complain(f"{arguments.file}: can't be read: {error.strerror}")
        return EXIT_USAGE
    except FetchError as error:
        complain(f"{arguments.file}: {error}")
        return EXIT_USAGE
    # Years of an archive are thousands of pages, many of them gone: only for who asks.
    pages = tuple(
        replace(
            page,
            is_fetched=page.is_later or bool(page.content_html) or arguments.archived,
        )
        for page in found.pages
    )
    with session.writer() as writer:
        put = writer.submit(lambda store: store.saved.put(pages, now=utc_now())).result()
        new = [page for page, it in zip(pages, put.entry_ids, strict=True) if it in put.new]
        later = sum(page.is_later for page in new)
        known = len(pages) - len(new)
        sys.stderr.write(
            f"{plural(len(new), 'page')} saved: {later:,} to read later, "
            f"{len(new) - later:,} as read. {plural(known, 'page was', 'pages were')} saved "
            "already and left as they are.\n"
        )
        name_left_out(found.skipped)
        if any(page.is_fetched for page in new) and not arguments.fetch:
            what = "their articles" if arguments.archived else "the articles to read later"
            sys.stderr.write(f"`nutgraf fetch` gets {what}.\n")
        if arguments.fetch:
            refresh(session, writer, narrator_for(arguments), RefreshRequest())
    return EXIT_DONE
