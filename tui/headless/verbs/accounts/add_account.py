"""The verb `account add`: find the API, ask for what it needs, sign in, and sync."""

import argparse
import shlex
import sys
from dataclasses import dataclass, field
from pathlib import Path

from cache.values.account_rows import AccountLogin, SecretPlace
from fetch.access import without_secret
from fetch.sync.discover_api import FoundApi
from fetch.sync.sync_model import SyncError
from tui.headless.cli.asked_secret import asked_secret
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session, utc_now
from tui.headless.services.jobs.job_events import AccountAdded, JobFailed
from tui.headless.services.subscriptions.credentials import CredentialError, missing_variable
from tui.headless.services.sync.account_secrets import (
    client_login,
    item_name,
    keep_secrets,
    variable_named,
)
from tui.headless.services.sync.connect_account import (
    account_name,
    find_api,
    found_event,
    is_unencrypted,
    try_login,
)
from tui.headless.settings.paths import CREDENTIAL_PREFIX, secret_in_environment
from tui.headless.verbs.feeds.fetch import RefreshRequest, refresh
from tui.headless.words.sync_words import describe_sync_failure, stays_here


class AddError(Exception):
    """An account can't be added like that; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What the reader said, or the environment."""

    user: str
    secret: str = field(repr=False)
    app_id: str
    app_key: str = field(repr=False)
    allows_plain_http: bool


def add_account(arguments: argparse.Namespace) -> int:
    """Add an account at a reader server, and fetch what it has; or only say what answers."""
    session, narrator = open_session(arguments), narrator_for(arguments)
    # Who copies an address from a browser may copy a password with it: it is not used.
    url = without_secret(arguments.url)[0]
    certificate = "" if arguments.certificate is None else str(arguments.certificate.absolute())
    if not url.strip():
        complain("an address is needed")
        return EXIT_USAGE
    try:
        _require_file(arguments.certificate)
        found = find_api(url, session.fetch_options(), certificate)
        narrator.tell(found_event(found))
        if arguments.preview:
            return EXIT_DONE
        asked = _ask(arguments, found)
        return _add(session, arguments, narrator, found, asked)
    except SyncError as error:
        narrator.tell(JobFailed(message=f"{url}: {describe_sync_failure(error.failure)}"))
        return EXIT_SOME_FAILED
    except AddError as error:
        narrator.tell(JobFailed(message=f"{url}: {error}."))
        return EXIT_USAGE
    except CredentialError as error:
        narrator.tell(JobFailed(message=f"{url}: {error}."))
        return EXIT_USAGE


def _require_file(path: Path | None) -> None:
    if path is not None and not path.is_file():
        message = f"--certificate: there is no file {path}"
        raise AddError(message)


def _ask(arguments: argparse.Namespace, found: FoundApi) -> _Asked:
    """Ask for what the server needs: secrets are never arguments, which others can read."""
    allows = bool(arguments.allow_http)
    if is_unencrypted(found.url) and not allows:
        question = "The password would go over the internet unencrypted. Send it all the same?"
        if not _has_terminal() or _line(f"{question} (type yes) ") != "yes":
            raise AddError("it is not encrypted; --allow-http sends the password all the same")
        allows = True
    user = arguments.user
    if found.needs_user and not user:
        user = _line("User: ") if _has_terminal() else ""
        if not user:
            raise AddError("a user name is needed: --user NAME")
    app_id = arguments.app_id
    if found.needs_app and not app_id:
        app_id = _line("App id: ") if _has_terminal() else ""
        if not app_id:
            raise AddError("the id of a registered app is needed: --app-id ID")
    secret, app_key = _secrets(arguments, found, needs_key=bool(app_id))
    if not secret:
        message = f"the {found.credential} is needed"
        raise AddError(message)
    return _Asked(
        user=user if found.needs_user else "",
        secret=secret,
        app_id=app_id,
        app_key=app_key,
        allows_plain_http=allows,
    )


def _secrets(arguments: argparse.Namespace, found: FoundApi, *, needs_key: bool) -> tuple[str, str]:
    """Return password and app key: from the environment, a terminal, or lines of input."""
    variable = arguments.credential
    if arguments.environment:
        variable = variable_named(arguments.environment)
    if variable:
        secret = secret_in_environment(variable)
        if not secret:
            message = f"{variable}: {missing_variable(variable)}"
            raise AddError(message)
        return secret, secret_in_environment(f"{variable}_APP_KEY") if needs_key else ""
    if not _has_terminal():
        lines = [sys.stdin.readline().rstrip("\r\n") for _ in range(1 + needs_key)]
        return lines[0], lines[-1] if needs_key else ""
    what = found.credential[:1].upper() + found.credential[1:]
    secret = asked_secret(f"{what}: ")
    return secret, asked_secret("App key: ") if secret and needs_key else ""


def _has_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _line(question: str) -> str:
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _add(
    session: Session,
    arguments: argparse.Namespace,
    narrator: Narrator,
    found: FoundApi,
    asked: _Asked,
) -> int:
    in_environment = bool(arguments.environment)
    login = AccountLogin(
        name=account_name(found, arguments.name),
        api=found.api,
        url=found.url,
        user=asked.user,
        secret_place=SecretPlace.ENVIRONMENT if in_environment else SecretPlace.KEYRING,
        stored_as=variable_named(arguments.environment)
        if in_environment
        else item_name(found.api, found.url, asked.user),
        app_id=asked.app_id,
        certificate_file=""
        if arguments.certificate is None
        else str(arguments.certificate.absolute()),
        allows_plain_http=asked.allows_plain_http,
    )
    try:
        facts, _ = try_login(
            client_login(login, asked.secret, asked.app_key), session.fetch_options()
        )
    except SyncError as error:
        words = describe_sync_failure(error.failure, found.api, has_user=bool(asked.user))
        narrator.tell(JobFailed(message=f"{found.url}: {words}"))
        return EXIT_SOME_FAILED
    _keep_secrets(login, asked)
    with session.writer() as writer:
        account_id = writer.submit(
            lambda store: store.sync.add_account(login, facts, now=utc_now())
        ).result()
        with session.library() as library:
            account = library.accounts.account(account_id)
        assert account is not None  # noqa: S101 - it was stored just now
        narrator.tell(
            AccountAdded(
                account_id=account_id,
                name=account.name,
                product=facts.product or found.product,
                note="" if account.is_explained else stays_here(account),
            )
        )
        writer.submit(lambda store: store.sync.note_explained(account_id)).result()
        if arguments.no_fetch:
            return EXIT_DONE
        request = RefreshRequest(feed_ids=(), account_ids=(account_id,))
        finished = refresh(session, writer, narrator, request)
    has_failed = finished is None or finished.account_failures
    return EXIT_SOME_FAILED if has_failed else EXIT_DONE


def _keep_secrets(login: AccountLogin, asked: _Asked) -> None:
    """Store what was typed. Raises AddError: it can't be, with a command that needs no keyring."""
    try:
        keep_secrets(login, asked.secret, asked.app_key)
    except CredentialError as error:
        options = [("--user", login.user), ("--app-id", login.app_id)]
        options += [("--certificate", login.certificate_file)]
        given = "".join(f" {name} {shlex.quote(value)}" for name, value in options if value)
        given += " --allow-http" if login.allows_plain_http else ""
        message = (
            f"{error}. `nutgraf account add {shlex.quote(login.url)}{given} --environment NAME` "
            f"reads the password from the variable {CREDENTIAL_PREFIX}NAME at each sync"
        )
        raise AddError(message) from error
