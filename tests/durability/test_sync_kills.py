"""A sync that is killed at any moment: what the reader did is neither lost nor undone."""

import asyncio
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cache.library import Library
from cache.values.account_rows import AccountLogin, SecretPlace
from cache.values.list_rows import Scope, View
from cache.writer import Writer
from fetch.options import FetchOptions
from fetch.sync.sync_model import Abilities, Api, ServerFacts
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.samples.builders import NOW
from tests.support.scale import full_or
from tui.headless.services.sync.sync_accounts import AccountsSync, opener
from tui.headless.services.sync.sync_tools import SyncTools

KILLS = full_or(5, 200)
LONGEST_SECONDS = 0.6
VARIABLE = "NUTGRAF_CREDENTIAL_KILLED"
ABILITIES = Abilities(labels=False, edits_feeds=True, ids_at_once=1000, contents_at_once=250)


def add_account(path: Path, server: MinifluxServer) -> None:
    login = AccountLogin(
        name="Home",
        api=Api.MINIFLUX,
        url=server.login().url,
        user="",
        secret_place=SecretPlace.ENVIRONMENT,
        stored_as=VARIABLE,
    )
    facts = ServerFacts(product="Miniflux", user="", abilities=ABILITIES)
    with Writer(path) as writer:
        writer.submit(lambda store: store.sync.add_account(login, facts, now=NOW)).result()


def sync(path: Path) -> None:
    with Writer(path) as writer, Library(path) as library:
        tools = SyncTools(library=library, writer=writer, clock=lambda: NOW)
        run = AccountsSync(library.accounts.all(), tools, opener(FetchOptions()))
        (outcome,) = asyncio.run(run.run(lambda: None, lambda _: None))
        assert outcome.failure is None
        assert library.problems() == ()


def killed_run(path: Path, seed: int, seconds: float) -> list[tuple[str, str, bool]]:
    """Let the victim work for a while, kill it, and return what it had said by then."""
    victim = subprocess.Popen(
        [sys.executable, "-m", "tests.durability.processes.sync_victim", str(path), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert victim.stdout is not None
    assert victim.stdout.readline() == "ready\n"
    timer = threading.Timer(seconds, victim.kill)
    timer.start()
    said = [line.rstrip("\n").split("\t") for line in victim.stdout if line.endswith("\n")]
    victim.wait()
    timer.join()
    victim.stdout.close()
    return [(title, mark, value == "1") for title, mark, value in said]


def test_what_was_done_before_a_kill_is_on_both_sides_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cache.db"
    chance = random.Random(7)
    last: dict[tuple[str, str], bool] = {}
    with MinifluxServer() as server:
        monkeypatch.setenv(VARIABLE, server.token)
        feed = server.add_feed(title="A")
        server.publish_many(feed, 40)
        add_account(path, server)
        sync(path)
        for number in range(KILLS):
            server.publish(feed, title=f"Late {number}")
            for title, mark, value in killed_run(path, number, chance.uniform(0, LONGEST_SECONDS)):
                last[title, mark] = value
            # The act after the last one that was said may have been stored, too.
            with Library(path) as library:
                rows = {row.title: row for row in library.lists.page(View(scope=Scope.ALL), 0, 999)}
            # It may be the first on its article: one that nobody spoke of is unread and unstarred.
            stored = {(title, "read"): row.is_read for title, row in rows.items()}
            stored |= {(title, "star"): row.is_starred for title, row in rows.items()}
            unsaid = {key: it for key, it in stored.items() if it != last.get(key, False)}
            assert len(unsaid) <= 1, unsaid
            last |= unsaid
        sync(path)
        sync(path)

        with Library(path) as library:
            rows = {row.title: row for row in library.lists.page(View(scope=Scope.ALL), 0, 999)}
            assert library.accounts.all()[0].waiting_count == 0
        assert len(rows) == 40 + KILLS
        assert last, "or nothing was tested"
        for entry in server.entries.values():
            row = rows[entry.title]
            assert (row.is_read, row.is_starred) == (entry.is_read, entry.is_starred)
            assert row.is_read == last.get((entry.title, "read"), False)
            assert row.is_starred == last.get((entry.title, "star"), False)
