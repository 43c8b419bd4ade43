"""The verb `add` for what is no feed: a program that prints one, a page that lists articles."""

import argparse
import asyncio
import shlex
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fetch.errors import FetchError
from fetch.feeds.made.saved_pages import is_saved_address
from fetch.feeds.mail.mail_addresses import is_mail_address
from fetch.html.selectors import selector_problem
from fetch.model import FeedCandidate, FeedSource, Outline, PageList, Program, is_program_address
from fetch.text.clean import clean_line
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.progress_report import narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.jobs.job_events import JobFailed, Subscribed
from tui.headless.services.subscriptions.feed_discovery import (
    feed_of_page,
    feed_of_program,
    preview_of,
)
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.feeds.mailboxes import add_mailbox
from tui.headless.words.notices import describe_error, plural

Find = Callable[[Session], Coroutine[Any, Any, tuple[FeedCandidate, FeedSource]]]


def is_made(arguments: argparse.Namespace) -> bool:
    """Whether what is to be added is no feed by itself."""
    is_mail = any(map(is_mail_address, arguments.urls))
    return bool(arguments.program or arguments.scrape or is_mail or _selectors(arguments))


def add_made(arguments: argparse.Namespace) -> int:
    """Subscribe to what is made a feed."""
    if any(map(is_mail_address, arguments.urls)):
        return add_mailbox(arguments)
    return _add_program(arguments) if arguments.program else _add_page(arguments)


def without_programs(outlines: Sequence[Outline]) -> tuple[Outline, ...]:
    """Return subscriptions that others can be given; say how many are left out.

    The feeds of saved pages and of mailboxes go without a word: no other reader has them.
    """
    of_servers = [
        outline
        for outline in outlines
        if not (is_saved_address(outline.url) or is_mail_address(outline.url))
    ]
    kept = tuple(outline for outline in of_servers if not is_program_address(outline.url))
    if len(kept) < len(of_servers):
        count = len(of_servers) - len(kept)
        words = plural(count, "feed of a program is", "feeds of programs are")
        sys.stderr.write(f"{words} left out: another reader would run the program, or fail.\n")
    return kept


def _add_program(arguments: argparse.Namespace) -> int:
    """Subscribe to what a program prints: it is run once to see that this is a feed."""
    try:
        command = tuple(shlex.split(arguments.program))
    except ValueError as error:
        complain(f"--exec: {arguments.program!r}: {str(error).lower()}; close the quotation")
        return EXIT_USAGE
    if not command or not command[0]:
        complain("--exec: a program is needed")
        return EXIT_USAGE
    if arguments.urls:
        complain("--exec: give the program and its arguments in one pair of quotation marks")
        return EXIT_USAGE

    async def find(session: Session) -> tuple[FeedCandidate, FeedSource]:
        candidate = await feed_of_program(command, session.fetch_options())
        return candidate, Program(arguments=command)

    return _add(arguments, find, name=clean_line(arguments.program))


_SELECTORS = {
    "items": "items",
    "item_title": "title",
    "item_link": "link",
    "item_summary": "summary",
    "item_date": "date",
}
"""Options, and what they are of a page's list."""


def _selectors(arguments: argparse.Namespace) -> dict[str, str]:
    """Return the selectors that were given, by option."""
    return {name: value for name in _SELECTORS if (value := getattr(arguments, name))}


def _add_page(arguments: argparse.Namespace) -> int:
    """Subscribe to what a page lists, by selectors or a guess at them."""
    given = _selectors(arguments)
    problem = next(
        (
            f"--{name.replace('_', '-')}: {wrong}"
            for name, value in given.items()
            if (wrong := selector_problem(value))
        ),
        "",
    )
    if not arguments.scrape:
        problem = "--items and the like go with --scrape"
    elif len(arguments.urls) != 1:
        problem = "--scrape: the address of one page is needed"
    if problem:
        complain(problem)
        return EXIT_USAGE
    named = {_SELECTORS[name]: value for name, value in given.items()}
    rules = PageList(**({"items": ""} | named))
    (url,) = arguments.urls

    async def find(session: Session) -> tuple[FeedCandidate, FeedSource]:
        candidate, found = await feed_of_page(url, rules, session.fetch_options())
        if not rules.items:
            sys.stderr.write(f"Guessed: --items '{found.items}'\n")
        return candidate, found

    return _add(arguments, find, name=clean_line(url))


def _add(arguments: argparse.Namespace, find: Find, *, name: str) -> int:
    """Subscribe to what was made a feed, or show it."""
    if arguments.account:
        complain("--account: a server can't be told of such a feed; leave it out")
        return EXIT_USAGE
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    try:
        candidate, source = asyncio.run(find(session))
    except FetchError as error:
        narrator.tell(JobFailed(message=f"{name}: {describe_error(error)}"))
        return EXIT_SOME_FAILED
    with session.writer() as writer:
        with session.library() as library:
            known = {row.url for row in library.feeds.rows() if row.account_id is None}
        is_new = candidate.url not in known
        if arguments.preview or arguments.scrape:
            narrator.tell(preview_of(candidate, is_known=not is_new))
        if arguments.preview:
            return EXIT_DONE
        title = arguments.title or candidate.title or name
        outline = Outline(url=candidate.url, title=title, folder=arguments.folder)
        feed_id = writer.submit(
            lambda store: store.feeds.add_made(outline, source, now=utc_now())
        ).result()
        narrator.tell(Subscribed(feed_id=feed_id, url=candidate.url, title=title, is_new=is_new))
        if not arguments.no_fetch:
            refresh(session, writer, narrator, RefreshRequest(feed_ids=(feed_id,)))
    return EXIT_DONE
