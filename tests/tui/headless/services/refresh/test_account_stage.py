"""A refresh syncs accounts beside feeds: their entries get articles and briefs like any others."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.values.account_rows import SecretPlace
from cache.writer import Writer
from fetch.sync.sync_model import SyncError, SyncFailure, SyncFailureKind
from tests.support.samples.builders import NOW, make_entry
from tests.support.servers.memory_reader import Device, FakeClient, FakeReader, Faults
from tests.world.fortnight import Here
from tui.headless.services.jobs.job_events import (
    AccountDone,
    AccountProgress,
    Event,
    RefreshFinished,
)
from tui.headless.services.refresh.whole_refresh import Refresh
from tui.headless.services.sync.sync_accounts import AccountsSync, due_accounts, welcome_accounts
from tui.headless.services.sync.sync_tools import SyncTools

TEXT = "Rebels have taken most of Aleppo, the army said on Sunday. At least 15 people died there. "


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Device]:
    server = FakeReader()
    feed = server.add_feed("http://a.example/feed", title="A")
    remote_id = server.publish(feed, 1)
    content = "".join(f"<p>{TEXT * 2}</p>" for _ in range(5))
    server.entries[remote_id].entry = make_entry(1, url="", content_html=content)
    device = Device(tmp_path / "cache.db", server)
    # The keyring is another module's matter.
    monkeypatch.setenv("NUTGRAF_CREDENTIAL_HOME", "secret")
    with device.connection.transaction(is_durable=False):
        device.connection.run(
            "UPDATE accounts SET secret_place = ?, secret_name = 'NUTGRAF_CREDENTIAL_HOME'",
            (SecretPlace.ENVIRONMENT.value,),
        )
    yield device
    device.close()


async def refresh(device: Device, faults: Faults | None = None) -> list[Event]:
    events: list[Event] = []
    with Writer(device.path) as writer:
        sync = AccountsSync(
            device.library.accounts.all(),
            SyncTools(library=device.library, writer=writer, clock=lambda: NOW),
            lambda login: FakeClient(device.server, faults),
        )
        async with Here().tools(device.library, writer, lambda: NOW) as tools:
            await Refresh(replace(tools, accounts=sync), events.append).run(())
    return events


def test_an_entry_of_an_account_gets_its_article_and_brief(device: Device) -> None:
    events = asyncio.run(refresh(device))

    detail = device.library.detail(device.entry("Story 1"))
    assert detail is not None
    assert detail.article is not None
    assert detail.article.text.startswith("Rebels have taken")
    assert detail.brief is not None
    assert detail.brief.key_points
    (done,) = [it for it in events if isinstance(it, AccountDone)]
    assert (done.name, done.new_count, done.failure) == ("Home", 1, "")
    assert any(isinstance(it, AccountProgress) for it in events)
    finished = events[-1]
    assert isinstance(finished, RefreshFinished)
    assert (finished.new_count, finished.account_count, finished.brief_count) == (1, 1, 1)
    assert device.library.last_refresh_at() is not None


def test_without_a_network_it_is_said_once_and_nothing_is_lost(device: Device) -> None:
    device.sync()
    device.store.marks.set_read([device.entry("Story 1")], True, now=NOW)

    def fail(_: str) -> None:
        raise SyncError(SyncFailure(kind=SyncFailureKind.OFFLINE, detail="no network"))

    events = asyncio.run(refresh(device, Faults(before=fail)))

    finished = events[-1]
    assert isinstance(finished, RefreshFinished)
    assert finished.is_offline
    assert finished.account_failures == ("Home: There is no network.",)
    assert device.waiting_count == 1


def test_a_server_that_asked_to_be_left_alone_is(device: Device) -> None:
    (account,) = device.library.accounts.all()
    resting = replace(account, retry_at=NOW.replace(hour=23))

    assert welcome_accounts([resting], NOW) == ()
    assert welcome_accounts([resting], NOW.replace(hour=23)) == (resting,)


def test_an_account_is_due_after_a_while_or_when_something_waits(device: Device) -> None:
    (account,) = device.library.accounts.all()
    synced = replace(account, last_sync_at=NOW)

    assert due_accounts([account], NOW) == (account,)
    assert due_accounts([synced], NOW) == ()
    assert due_accounts([synced], NOW.replace(minute=11)) == (synced,)
    assert due_accounts([synced], NOW.replace(hour=1)) == (synced,), "the clock was put back"
    waiting = replace(synced, waiting_count=1)
    assert due_accounts([waiting], NOW) == (waiting,)
