"""How accounts stand, in a few words."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from cache.values.account_rows import Account, AccountLogin, FeedChange, Refusal, SecretPlace
from cache.values.list_rows import AccountId
from fetch.sync.sync_model import Api, Mark, SyncFailure, SyncFailureKind
from tui.headless.words.sync_words import (
    account_failure,
    describe_refusals,
    describe_sync_failure,
    describe_wait,
    stays_here,
    sync_status,
)

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
ACCOUNT = Account(
    account_id=AccountId(1),
    login=AccountLogin(
        name="Home",
        api=Api.GOOGLE_READER,
        url="https://rss.example.org",
        user="ann",
        secret_place=SecretPlace.KEYRING,
        stored_as="home",
    ),
    last_sync_at=NOW - timedelta(minutes=2),
)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "synced 2 m ago"),
        ({"waiting_count": 14}, "synced 2 m ago, 14 changes waiting"),
        ({"last_sync_at": None}, "not synced yet"),
        ({"last_sync_at": NOW - timedelta(hours=47)}, "synced 47 h ago"),
        ({"last_sync_at": NOW - timedelta(days=3)}, "synced 3 d ago"),
        ({"last_sync_at": NOW + timedelta(days=3)}, "synced just now"),
        ({"missing_count": 1}, "synced 2 m ago, 1 entry still to come"),
        ({"refused_count": 2}, "synced 2 m ago, 2 changes refused"),
    ],
)
def test_a_status_says_when_and_what_waits(changes: dict[str, object], words: str) -> None:
    account = replace(ACCOUNT, **changes)

    assert sync_status(account, NOW) == words


@pytest.mark.parametrize("kind", SyncFailureKind)
def test_every_failure_has_its_words(kind: SyncFailureKind) -> None:
    failure = SyncFailure(kind=kind, detail="the reason.")

    assert describe_sync_failure(failure, Api.FEVER)[-1] == "."
    assert ".." not in describe_sync_failure(failure, Api.FEVER)
    assert sync_status(replace(ACCOUNT, failure=failure), NOW).startswith("not synced: ")


def test_a_rate_limit_says_when_it_ends() -> None:
    failure = SyncFailure(kind=SyncFailureKind.RATE_LIMITED, detail="too many calls")
    retry_at = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    account = replace(ACCOUNT, failure=failure, retry_at=retry_at)

    assert sync_status(account, NOW) == "not synced: asked to wait until 19:00"
    assert account_failure(account, NOW).endswith("asked again after 19:00.")
    assert sync_status(account, retry_at) == "not synced: asked to wait"
    assert "asked to be left alone until 19:00 (--force" in describe_wait(account, NOW)
    later = replace(account, retry_at=retry_at + timedelta(days=2))
    assert sync_status(later, NOW) == "not synced: asked to wait until 24 Nov 19:00"


def test_what_stays_here_depends_on_the_server() -> None:
    assert "tags" in stays_here(ACCOUNT)
    assert "tags" not in stays_here(replace(ACCOUNT, has_labels=True))
    assert "on the server" not in stays_here(replace(ACCOUNT, edits_feeds=True))


@pytest.mark.parametrize("change", [*Mark, *FeedChange])
def test_a_refused_change_is_named_with_what_the_server_said(change: Mark | FeedChange) -> None:
    refusal = Refusal(
        queue_id=1,
        change=change,
        is_set=True,
        label="later",
        title="Rates kept",
        detail="no such thing.",
        is_final=False,
    )

    (words,) = describe_refusals([refusal])
    *_, last, more = describe_refusals([replace(refusal, is_final=True)] * 9)

    assert words.startswith("The server refused ")
    assert "“Rates kept”" in words
    assert words.endswith(": no such thing. The next sync tries it again.")
    assert last.endswith("It is not sent again.")
    assert more == "4 more changes refused."


def test_a_wrong_token_is_not_called_a_password() -> None:
    failure = SyncFailure(kind=SyncFailureKind.WRONG_PASSWORD, detail="401")
    login = replace(ACCOUNT.login, api=Api.MINIFLUX, user="")
    account = replace(ACCOUNT, login=login, failure=failure)

    assert sync_status(account, NOW) == "not synced: wrong token"
    assert account_failure(account, NOW).startswith("The server does not accept this token. Make")
