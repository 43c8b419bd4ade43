"""The verb `add` for newsletters: a folder of a mail server, or a maildir."""

import argparse
import asyncio
import getpass
import sys

from msgspec.structs import replace

from cache.feeds.feed_options import CredentialKind, CredentialLink
from fetch.access import without_secret
from fetch.errors import FetchError
from fetch.feeds.mail.mail_addresses import MailAddressError, Mailbox, mailbox_of
from fetch.feeds.mail.refresh_mailbox import title_of
from fetch.mail_model import MailAnswer, MailRequest
from fetch.model import Feed, FeedCandidate, Outline
from fetch.text.clean import clean_line
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.progress_report import narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.jobs.child_jobs import TYPED_VARIABLE
from tui.headless.services.jobs.job_events import JobFailed, Subscribed
from tui.headless.services.subscriptions.credentials import (
    CredentialError,
    keep_secret,
    link_to_variable,
)
from tui.headless.services.subscriptions.feed_discovery import preview_of
from tui.headless.services.worker_pool import PooledMailReader, fetch_pool
from tui.headless.settings.paths import secret_in_environment
from tui.headless.verbs.feeds.edit_feeds import set_credential
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.words.notices import describe_error


def add_mailbox(arguments: argparse.Namespace) -> int:
    """Subscribe to the newsletters in a mailbox, once it could be read."""
    problem = _problem(arguments)
    if problem:
        complain(problem)
        return EXIT_USAGE
    typed, secret = without_secret(arguments.urls[0])
    try:
        mailbox = mailbox_of(typed)
    except MailAddressError as error:
        complain(f"{clean_line(typed, max_characters=200)}: {error}")
        return EXIT_USAGE
    password = "" if mailbox.path else _password(mailbox, secret, arguments.credential)
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    try:
        answer = asyncio.run(_read(session, mailbox, password))
        if arguments.preview:
            narrator.tell(preview_of(_candidate(mailbox, answer), is_known=False))
            return EXIT_DONE
        link = _link(mailbox, password, arguments.credential)
    except (FetchError, CredentialError) as error:
        words = describe_error(error) if isinstance(error, FetchError) else f"{error}."
        narrator.tell(JobFailed(message=f"{mailbox.address}: {words}"))
        return EXIT_SOME_FAILED
    with session.writer() as writer:
        with session.library() as library:
            is_new = mailbox.address not in {row.url for row in library.feeds.rows()}
        title = arguments.title or title_of(mailbox.address)
        outline = Outline(url=mailbox.address, title=title, folder=arguments.folder)
        (feed_id,) = writer.submit(
            lambda store: store.feeds.subscribe_all([outline], now=utc_now())
        ).result()
        if link is not None:
            set_credential(session, writer, feed_id, link)
        narrator.tell(Subscribed(feed_id=feed_id, url=mailbox.address, title=title, is_new=is_new))
        if not arguments.no_fetch:
            refresh(session, writer, narrator, RefreshRequest(feed_ids=(feed_id,)))
    return EXIT_DONE


def _problem(arguments: argparse.Namespace) -> str:
    """Return what is wrong with the options, "" if nothing is."""
    if len(arguments.urls) != 1:
        return "add one mailbox at a time"
    if arguments.account:
        return "--account: a server can't be told of a mailbox; leave it out"
    if arguments.program or arguments.scrape:
        return "--exec and --scrape don't go with a mailbox"
    return ""


def _password(mailbox: Mailbox, typed: str, variable: str) -> str:
    """Return the password: typed in the address, of the environment, or asked for."""
    if typed:
        return typed.partition(":")[2]
    if variable:
        return secret_in_environment(variable).partition(":")[2]
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return getpass.getpass(f"Password of {mailbox.user} for {mailbox.host}: ")


def _link(mailbox: Mailbox, password: str, variable: str) -> CredentialLink | None:
    """Return where the password lies: in the keyring or, without one, in the variable."""
    if mailbox.path:
        return None
    kind, secret = CredentialKind.BASIC, f"{mailbox.user}:{password}"
    try:
        return keep_secret(kind, mailbox.address, secret)
    except CredentialError:
        if not variable or variable == TYPED_VARIABLE:
            raise
    return link_to_variable(kind, mailbox.address, variable)


async def _read(session: Session, mailbox: Mailbox, password: str) -> MailAnswer:
    options = session.fetch_options()
    request = MailRequest(
        address=mailbox.address, password=password, timeout_seconds=options.timeout_seconds
    )
    async with fetch_pool(1) as pool:
        return await PooledMailReader(pool, options).read(request)


def _candidate(mailbox: Mailbox, answer: MailAnswer) -> FeedCandidate:
    """Return a mailbox as one feed, to look into: each letter under its sender."""
    entries = tuple(
        replace(entry, title=f"{part.title}: {entry.title}")
        for part in answer.parts
        for entry in part.entries
    )
    title = title_of(mailbox.address)
    return FeedCandidate(url=mailbox.address, title=title, feed=Feed(title=title, entries=entries))
