"""The verbs `account list`, `status`, `test`, `remove` and `merge`."""

import argparse
import sys

from cache.values.account_rows import Account, Double
from cache.writer import Writer
from fetch.sync.sync_model import ServerFacts, SyncError, SyncFailure, SyncFailureKind
from tui.headless.cli.account_names import NoSuchAccount, account_named
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.session import Session, open_session, put_json, put_line, utc_now
from tui.headless.services.subscriptions.credentials import CredentialError
from tui.headless.services.sync.account_secrets import forget_secrets, login_with_secrets
from tui.headless.services.sync.connect_account import try_login
from tui.headless.verbs.feeds.sending import send_before_the_end
from tui.headless.words.notices import plural
from tui.headless.words.sync_words import (
    account_failure,
    describe_refusals,
    describe_sync_failure,
    sync_status,
)


def list_accounts(arguments: argparse.Namespace) -> int:
    """Print the accounts with how they stand."""
    session, now = open_session(arguments), utc_now()
    with session.reader() as library:
        accounts = library.accounts.all()
        refused = {
            one.account_id: describe_refusals(library.accounts.refusals(one.account_id))
            for one in accounts
        }
    if arguments.json:
        put_json([{**_fields(one), "refusals": refused[one.account_id]} for one in accounts])
        return EXIT_DONE
    for one in accounts:
        user = f"{one.login.user} at " if one.login.user else ""
        put_line(
            f"{one.account_id:>3}  {one.name}  {user}{one.login.url}  "
            f"({one.product or one.login.api.value})"
        )
        counts = f"{plural(one.feed_count, 'feed')}, {one.unread_count:,} unread"
        put_line(f"     {counts}; {sync_status(one, now)}")
        for problem in filter(None, [account_failure(one, now), *refused[one.account_id]]):
            put_line(f"     ! {problem}")
    if not accounts:
        sys.stderr.write("No accounts. `nutgraf account add URL` adds one.\n")
    return EXIT_DONE


def _fields(one: Account) -> dict[str, object]:
    now = utc_now()
    return {
        "id": one.account_id,
        "name": one.name,
        "api": one.login.api.value,
        "url": one.login.url,
        "user": one.login.user,
        "product": one.product,
        "secret_in": one.login.secret_place.value,
        "feeds": one.feed_count,
        "unread": one.unread_count,
        "last_sync": one.last_sync_at,
        "waiting": one.waiting_count,
        "refused": one.refused_count,
        "missing": one.missing_count,
        "status": sync_status(one, now),
        "failure": account_failure(one, now) or None,
        "failure_kind": one.failure.kind.value if one.failure else None,
        "retry_at": one.retry_at,
    }


def test_account(arguments: argparse.Namespace) -> int:
    """Sign in to accounts, and say what each server answers; nothing is stored."""
    session = open_session(arguments)
    with session.reader() as library:
        accounts = library.accounts.all()
    try:
        chosen = [account_named(arguments.account, accounts)] if arguments.account else accounts
        if not chosen:
            account_named("", accounts)
    except NoSuchAccount as error:
        complain(str(error))
        return EXIT_USAGE
    is_well = True
    for one in chosen:
        try:
            facts, feed_count = _try(session, one)
        except SyncError as error:
            is_well = False
            login = one.login
            words = describe_sync_failure(error.failure, login.api, has_user=bool(login.user))
            put_line(f"{one.name}: {words}")
        else:
            product = facts.product or one.login.api.value
            put_line(f"{one.name}: {product} answers, {plural(feed_count, 'feed')}.")
    return EXIT_DONE if is_well else EXIT_SOME_FAILED


def _try(session: Session, account: Account) -> tuple[ServerFacts, int]:
    try:
        login = login_with_secrets(account.login)
    except CredentialError as error:
        failure = SyncFailure(kind=SyncFailureKind.NO_PASSWORD, detail=str(error))
        raise SyncError(failure) from error
    return try_login(login, session.fetch_options())


def remove_account(arguments: argparse.Namespace) -> int:
    """Forget an account here; on its server nothing changes."""
    session = open_session(arguments)
    with session.writer() as writer:
        try:
            account = _to_remove(session, writer, arguments)
        except NoSuchAccount as error:
            complain(str(error))
            return EXIT_USAGE
        if account.waiting_count and not arguments.force:
            count = plural(account.waiting_count, "change")
            complain(
                f"{account.name}: {count} could not be sent to the server; "
                "`nutgraf fetch` tries again, --force gives them up"
            )
            return EXIT_SOME_FAILED
        with session.refresh_lock():
            writer.submit(
                lambda store: store.sync.remove_account(
                    account.account_id, keeps_entries=arguments.keep_entries, now=utc_now()
                )
            ).result()
    try:
        forget_secrets(account.login)
    except CredentialError as error:
        complain(f"{account.name}: its password stays in the keyring: {error}")
    rest = (
        "Its feeds are local ones now."
        if arguments.keep_entries
        else "Starred, tagged and noted articles stay."
    )
    sys.stderr.write(f"Removed the account {account.name}. {rest}\n")
    return EXIT_DONE


def _to_remove(session: Session, writer: Writer, arguments: argparse.Namespace) -> Account:
    """Return the account that is meant, once it was tried to send what waits."""
    with session.library() as library:
        account = account_named(arguments.account, library.accounts.all())
        if account.waiting_count and not arguments.force:
            send_before_the_end(session, writer, library)
        return account_named(str(account.account_id), library.accounts.all())


def _merge(writer: Writer, double: Double) -> None:
    writer.submit(lambda store: store.sync.merge(double, now=utc_now())).result()


def merge_doubles(arguments: argparse.Namespace) -> int:
    """Let accounts take in the local feeds that they have, too, with all marks."""
    session = open_session(arguments)
    with session.writer() as writer, session.library() as library:
        doubles = library.accounts.doubles()
        for double in doubles:
            put_line(f"{double.title}: {double.account_name} has it, too.")
            if not arguments.dry_run:
                _merge(writer, double)
    if not doubles:
        sys.stderr.write("No local feed is in an account, too.\n")
    elif not arguments.dry_run:
        sys.stderr.write(f"{plural(len(doubles), 'feed')} merged; their marks were kept.\n")
    return EXIT_DONE
