"""The verbs `add`, `remove`, `import` and `export`."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cache.feeds.feed_options import CredentialKind
from cache.values.list_rows import AccountId, FeedId
from cache.writer import Writer
from fetch.access import NO_ACCESS, origin_of, without_secret
from fetch.errors import FetchError
from fetch.feeds.known_sites import typed_address
from fetch.feeds.opml import write_opml
from fetch.model import FeedCandidate, Outline
from tui.headless.cli.account_names import NoSuchAccount, account_named
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.feed_names import feeds_named
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.jobs.job_events import ChoiceNeeded, Subscribed
from tui.headless.services.subscriptions.account_feeds import (
    account_with_folder,
    folder_problem,
    removal_problem,
)
from tui.headless.services.subscriptions.credentials import (
    CredentialError,
    access_with,
    keep_secret,
    missing_variable,
)
from tui.headless.services.subscriptions.feed_discovery import find_feeds, not_added, preview_of
from tui.headless.services.subscriptions.subscribe import subscribe, unsubscribe
from tui.headless.services.subscriptions.typed_addresses import split_addresses
from tui.headless.settings.paths import secret_in_environment
from tui.headless.verbs.feeds.edit_feeds import set_credential
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.verbs.feeds.made_feeds import add_made, is_made, without_programs
from tui.headless.words.notices import plural


def add(arguments: argparse.Namespace) -> int:
    """Subscribe to the feeds behind the addresses, then fetch them; or only look into them."""
    variable: str = arguments.credential
    if variable and not secret_in_environment(variable):
        complain(f"--credential {variable}: {missing_variable(variable)}")
        return EXIT_USAGE
    if is_made(arguments):
        return add_made(arguments)
    arguments.urls = [it for typed in arguments.urls for it in split_addresses(typed)]
    if not arguments.urls:
        complain("an address is needed")
        return EXIT_USAGE
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    added: list[FeedId] = []
    is_complete = True
    with session.writer() as writer:
        try:
            account = _account(session, arguments.account, arguments.folder)
        except NoSuchAccount as error:
            complain(str(error))
            return EXIT_USAGE
        for typed in arguments.urls:
            try:
                found = _Found.behind(session, arguments, typed, narrator)
                if found is None:
                    is_complete = False
                elif arguments.preview:
                    is_known = found.candidate.url in _known_addresses(session)
                    narrator.tell(preview_of(found.candidate, is_known=is_known, typed=typed))
                else:
                    added.append(_subscribe(session, writer, found, narrator, account))
            except (FetchError, CredentialError) as error:
                is_complete = False
                narrator.tell(not_added(_without_typed_secret(typed)[0], error))
        tell_doubles(session, narrator, added)
        if added and not arguments.no_fetch:
            refresh(session, writer, narrator, RefreshRequest(feed_ids=tuple(added)))
    return EXIT_DONE if is_complete else EXIT_SOME_FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A feed to subscribe to.

    Attributes:
        secret: user and password for its server, "" if it needs none.
    """

    candidate: FeedCandidate
    folder: str
    title: str
    secret: str = field(default="", repr=False)

    @classmethod
    def behind(
        cls, session: Session, arguments: argparse.Namespace, typed: str, narrator: Narrator
    ) -> "_Found | None":
        """Return the feed behind an address, None with an event if there is not just one."""
        url, secret = _without_typed_secret(typed)
        secret = secret or secret_in_environment(arguments.credential)
        access = access_with(typed_address(url), secret) if secret else NO_ACCESS
        candidates = asyncio.run(find_feeds(url, session.fetch_options(), access))
        candidate = candidates[0] if len(candidates) == 1 else _chosen(candidates, arguments)
        if candidate is None:
            narrator.tell(
                ChoiceNeeded(
                    urls=tuple(candidate.url for candidate in candidates),
                    titles=tuple(candidate.title for candidate in candidates),
                )
            )
            return None
        own_title = arguments.title if len(arguments.urls) == 1 else ""
        # A feed that lies elsewhere is not the server that the secret was typed for.
        is_same = origin_of(candidate.url) == origin_of(typed_address(url))
        return cls(
            candidate=candidate,
            folder=arguments.folder,
            title=own_title or candidate.title,
            secret=secret if is_same else "",
        )


def _without_typed_secret(typed: str) -> tuple[str, str]:
    """Return what was typed without user and password, and those, also if no scheme was typed."""
    plain, secret = without_secret(typed_address(typed))
    return (plain, secret) if secret else (typed, "")


def _chosen(
    candidates: tuple[FeedCandidate, ...], arguments: argparse.Namespace
) -> FeedCandidate | None:
    """Ask on a terminal which feed is meant; None if there is nobody to ask, or no answer."""
    wanted: int = arguments.choose
    if 0 < wanted <= len(candidates):
        return candidates[wanted - 1]
    if wanted or arguments.events or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    sys.stderr.write("There are several feeds:\n")
    for number, candidate in enumerate(candidates, 1):
        sys.stderr.write(f"{number:>3}  {candidate.title or 'Feed'}  <{candidate.url}>\n")
    while True:
        sys.stderr.write("Which one? (its number, or Enter for none) ")
        sys.stderr.flush()
        answer = sys.stdin.readline().strip()
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(candidates):
            return candidates[int(answer) - 1]


def _account(session: Session, name: str, folder: str) -> AccountId | None:
    """Return the account in which to subscribe, None for locally. Raises NoSuchAccount.

    A folder of an account says it, too.
    """
    with session.library() as library:
        accounts = library.accounts.all()
    option = "--account" if name else "--folder"
    try:
        account = account_named(name, accounts) if name else account_with_folder(folder, accounts)
    except NoSuchAccount as error:
        message = f"{option} {error}"
        raise NoSuchAccount(message) from error
    if account is None:
        return None
    if not account.edits_feeds:
        message = f"{option} {account.name}: its server takes no new feeds from other programs"
        raise NoSuchAccount(message)
    problem = folder_problem("the new feed", account.account_id, folder, accounts)
    if problem:
        message = f"--folder {folder}: {problem}"
        raise NoSuchAccount(message)
    return account.account_id


def tell_doubles(session: Session, narrator: Narrator, feed_ids: Sequence[FeedId]) -> None:
    """Say which new local feeds an account has, too: their articles would come twice."""
    with session.library() as library:
        doubles = library.accounts.doubles()
    for double in doubles:
        if double.local_id in feed_ids:
            narrator.say(
                f"{double.title}: the account {double.account_name} has it, too; "
                "`nutgraf account merge` makes one of both."
            )


def _known_addresses(session: Session) -> set[str]:
    with session.library() as library:
        return {row.url for row in library.feeds.rows() if row.account_id is None}


def _subscribe(
    session: Session,
    writer: Writer,
    found: _Found,
    narrator: Narrator,
    account_id: AccountId | None,
) -> FeedId:
    url = found.candidate.url
    if account_id is not None:
        outline = Outline(url=url, title=found.title, folder=found.folder)
        feed_id = writer.submit(
            lambda store: store.sync.subscribe(account_id, outline, now=utc_now())
        ).result()
        narrator.tell(Subscribed(feed_id=feed_id, url=url, title=found.title))
        return feed_id
    is_new = url not in _known_addresses(session)
    # The secret first: without it the subscription would only fail.
    link = keep_secret(CredentialKind.BASIC, url, found.secret) if found.secret else None
    outline = Outline(url=url, title=found.title, folder=found.folder)
    feed_id = subscribe(writer, outline, utc_now()).result()
    if link is not None:
        set_credential(session, writer, feed_id, link)
    narrator.tell(Subscribed(feed_id=feed_id, url=url, title=found.title, is_new=is_new))
    return feed_id


def remove(arguments: argparse.Namespace) -> int:
    """Unsubscribe from feeds, by number, address or title."""
    session = open_session(arguments)
    with session.writer() as writer, session.library() as library:
        rows = library.feeds.rows()
        chosen, refusals = feeds_named(arguments.feeds, rows)
        problem = removal_problem(chosen.values(), library.accounts.all())
        refusals = (*refusals, problem) if problem else refusals
        for refusal in refusals:
            complain(refusal)
        if refusals:
            return EXIT_USAGE
        for row in chosen.values():
            unsubscribe(writer, row.feed_id).result()
            sys.stderr.write(f"Unsubscribed from {row.title or row.url}.\n")
    return EXIT_DONE


def export_opml(arguments: argparse.Namespace) -> int:
    """Write the subscriptions as OPML 2.0 to a file or to standard output."""
    session = open_session(arguments)
    with session.reader() as library:
        outlines = tuple(
            Outline(
                url=without_secret(row.url)[0],
                title=row.title,
                site_url=row.site_url,
                folder=row.folder,
            )
            for row in library.feeds.rows()
        )
    document = write_opml(without_programs(outlines), title="nutgraf subscriptions")
    if arguments.file is None:
        sys.stdout.buffer.write(document)
        return EXIT_DONE
    target = Path(arguments.file)
    try:
        target.write_bytes(document)
    except OSError as error:
        complain(f"{target}: can't be written: {error.strerror}")
        return EXIT_USAGE
    sys.stderr.write(f"{plural(len(outlines), 'feed')} written to {target}.\n")
    return EXIT_DONE
