"""Add, read and remove accounts. Runs inside the store's transactions."""

from collections.abc import Sequence
from typing import Any

from cache.accounts.sync_queue import MOST_REFUSALS
from cache.db.connection import Connection
from cache.db.rows import bounded, maybe_time
from cache.values.account_rows import Account, AccountLogin, SecretPlace
from cache.values.list_rows import AccountId
from fetch.sync.sync_model import Abilities, Api, ServerFacts, SyncFailure, SyncFailureKind

_COLUMNS = (
    "a.account_id, a.name, a.api, a.url, a.user, a.secret_place, a.secret_name, a.app_id, "
    "a.certificate_file, a.allows_plain_http, a.product, a.has_labels, a.edits_feeds, "
    "a.is_explained, a.last_sync_at, a.missing_count, a.failure_kind, a.failure_detail, "
    "a.failure_status, a.failed_at, a.retry_at, "
    "(SELECT count(*) FROM sync_queue q WHERE q.account_id = a.account_id "
    "AND q.refusal_count < ?1), "
    "(SELECT count(*) FROM sync_queue q WHERE q.account_id = a.account_id "
    "AND q.refusal_count >= ?1), "
    "(SELECT count(*) FROM feeds f WHERE f.account_id = a.account_id AND f.is_subscribed = 1), "
    "(SELECT coalesce(sum(n.unread_count), 0) FROM feeds f JOIN feed_counts n USING (feed_id) "
    "WHERE f.account_id = a.account_id)"
)
_LONGEST_WAIT_SECONDS = 7 * 86_400
"""A server that asks for more is mistaken, or means never."""


def all_accounts(connection: Connection) -> tuple[Account, ...]:
    """Return the accounts in the order in which they were added."""
    rows = connection.rows(
        f"SELECT {_COLUMNS} FROM accounts a ORDER BY a.account_id",  # noqa: S608 - constants
        (MOST_REFUSALS,),
    )
    return tuple(_account_from(row) for row in rows)


def account(connection: Connection, account_id: AccountId) -> Account | None:
    """Return an account, None if it is gone."""
    return next((it for it in all_accounts(connection) if it.account_id == account_id), None)


def account_of_feed(connection: Connection, feed_id: int) -> AccountId | None:
    """Return the account that a feed belongs to, None for a local one."""
    found = connection.value("SELECT account_id FROM feeds WHERE feed_id = ?", (feed_id,))
    return None if found is None else AccountId(found)


def name_of(connection: Connection, account_id: AccountId) -> str:
    """Return what the reader calls an account."""
    return str(
        connection.value("SELECT name FROM accounts WHERE account_id = ?", (account_id,)) or ""
    )


def _account_from(row: Sequence[Any]) -> Account:
    failure = None
    if row[16] is not None:
        failure = SyncFailure(kind=SyncFailureKind(row[16]), detail=row[17], status=row[18])
    return Account(
        account_id=AccountId(row[0]),
        login=AccountLogin(
            name=row[1],
            api=Api(row[2]),
            url=row[3],
            user=row[4],
            secret_place=SecretPlace(row[5]),
            stored_as=row[6],
            app_id=row[7],
            certificate_file=row[8],
            allows_plain_http=bool(row[9]),
        ),
        product=row[10],
        has_labels=bool(row[11]),
        edits_feeds=bool(row[12]),
        is_explained=bool(row[13]),
        last_sync_at=maybe_time(row[14]),
        missing_count=row[15],
        failure=failure,
        failed_at=maybe_time(row[19]),
        retry_at=maybe_time(row[20]),
        waiting_count=row[21],
        refused_count=row[22],
        feed_count=row[23],
        unread_count=row[24],
    )


def put_account(connection: Connection, login: AccountLogin, now: int) -> AccountId:
    """Store how an account is reached; one of the same server and user takes the new login."""
    known = connection.value(
        "SELECT account_id FROM accounts WHERE api = ? AND url = ? AND user = ?",
        (login.api.value, login.url, login.user),
    )
    if known is None:
        name = _free_name(connection, login.name)
        return AccountId(
            connection.value(
                "INSERT INTO accounts (name, api, url, user, secret_place, secret_name, app_id, "
                "certificate_file, allows_plain_http, added_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING account_id",
                (name, login.api.value, login.url, login.user, *_place(login), now),
            )
        )
    connection.run(
        "UPDATE accounts SET secret_place = ?, secret_name = ?, app_id = ?, certificate_file = ?, "
        "allows_plain_http = ?, failure_kind = NULL, retry_at = NULL WHERE account_id = ?",
        (*_place(login), known),
    )
    return AccountId(known)


def _place(login: AccountLogin) -> tuple[object, ...]:
    return (
        login.secret_place.value,
        login.stored_as,
        login.app_id,
        login.certificate_file,
        int(login.allows_plain_http),
    )


def _free_name(connection: Connection, wanted: str) -> str:
    """Return a name that no account and no folder has: its feeds stand in a folder of that name."""
    base = " ".join(wanted.replace("/", " ").split()) or "Account"
    taken = {row[0] for row in connection.rows("SELECT name FROM accounts")}
    taken |= {
        row[0].split(" / ", 1)[0] for row in connection.rows("SELECT path FROM folders") if row[0]
    }
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base} {number}"
    return name


def save_facts(connection: Connection, account_id: AccountId, facts: ServerFacts) -> None:
    """Store what a server said of itself."""
    connection.run(
        "UPDATE accounts SET product = ? WHERE account_id = ?", (facts.product, account_id)
    )
    save_abilities(connection, account_id, facts.abilities)


def save_abilities(connection: Connection, account_id: AccountId, abilities: Abilities) -> None:
    """Store what a server can do: it decides what is queued for it."""
    connection.run(
        "UPDATE accounts SET has_labels = ?, edits_feeds = ? WHERE account_id = ?",
        (int(abilities.labels), int(abilities.edits_feeds), account_id),
    )


def save_explained(connection: Connection, account_id: AccountId) -> None:
    """Note that the reader was told what stays on this machine."""
    connection.run("UPDATE accounts SET is_explained = 1 WHERE account_id = ?", (account_id,))


def save_synced(connection: Connection, account_id: AccountId, now: int) -> None:
    """Store that an account is in step."""
    connection.run(
        "UPDATE accounts SET last_sync_at = ?, failure_kind = NULL, failure_detail = '', "
        "failure_status = NULL, failed_at = NULL, retry_at = NULL, missing_count = 0 "
        "WHERE account_id = ?",
        (now, account_id),
    )


def save_missing(connection: Connection, account_id: AccountId, count: int) -> None:
    """Store how many entries are still to be fetched: a sync may end before they are."""
    connection.run(
        "UPDATE accounts SET missing_count = ? WHERE account_id = ?", (count, account_id)
    )


def save_failure(
    connection: Connection, account_id: AccountId, failure: SyncFailure, now: int
) -> None:
    """Store why an account could not be synced, and until when its server is left alone."""
    wait = min(failure.retry_after_seconds or 0, _LONGEST_WAIT_SECONDS)
    connection.run(
        "UPDATE accounts SET failure_kind = ?, failure_detail = ?, failure_status = ?, "
        "failed_at = ?, retry_at = ? WHERE account_id = ?",
        (
            failure.kind.value,
            failure.detail,
            bounded(failure.status),
            now,
            now + int(wait * 1000) if wait > 0 else None,
            account_id,
        ),
    )
