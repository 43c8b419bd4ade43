"""`nutgraf account`, over servers on loopback that speak the real protocols."""

import asyncio
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError

from cache.library import Library
from cache.values.list_rows import FeedRow, Scope, View
from cache.writer import Writer
from fetch.model import Outline
from tests.support.memory_keyring import MemoryKeyring
from tests.support.reader_servers.faults import rate_limit
from tests.support.reader_servers.fever import FeverServer
from tests.support.reader_servers.google_reader import GoogleReaderServer
from tests.support.reader_servers.miniflux import MinifluxServer
from tests.support.reader_servers.nextcloud_news import NextcloudNewsServer
from tests.support.reader_servers.server import NOT_FOUND, ReaderServer, Reply, SeenRequest
from tui.headless.cli.main import main
from tui.headless.cli.session import Session, utc_now
from tui.headless.settings.config import load_config
from tui.headless.settings.paths import reader_paths
from tui.headless.verbs.feeds.sending import accounts_sync, send_before_the_end

Run = Callable[..., int]
SERVERS = [MinifluxServer, GoogleReaderServer, FeverServer, NextcloudNewsServer]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, ring = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ring)
    yield ring
    keyring.set_keyring(before)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CONFIG", "CACHE", "LOG"):
        monkeypatch.setenv(f"NUTGRAF_{name}", str(tmp_path / name.lower()))
    return tmp_path / "cache"


@pytest.fixture
def run(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*words: str, typed: str = "") -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        return main(words)

    return run


@pytest.fixture
def server() -> Iterator[GoogleReaderServer]:
    with GoogleReaderServer() as server:
        feed = server.add_feed("http://feeds.example/a.xml", title="A", folder="World")
        server.publish_many(feed, 3)
        yield server


@pytest.fixture
def session(cache: Path) -> Session:
    return Session(config=load_config(reader_paths().config), paths=reader_paths())


def sync(session: Session) -> None:
    """Sync like `nutgraf fetch`, without the processes that make briefs."""
    with Writer(session.paths.cache) as writer, session.library() as library:
        accounts = accounts_sync(session, writer, library, library.accounts.all())
        asyncio.run(accounts.run(lambda: None, lambda _: None))


def add(run: Run, server: ReaderServer) -> int:
    login = server.login()
    user = ["--user", login.user] if login.user else []
    return run("account", "add", login.url, *user, "--no-fetch", typed=login.secret + "\n")


@pytest.mark.parametrize("kind", SERVERS, ids=lambda kind: kind.__name__)
def test_every_kind_of_server_is_added_and_synced(
    kind: type[ReaderServer], run: Run, ring: MemoryKeyring, cache: Path, session: Session
) -> None:
    with kind() as server:
        feed = server.add_feed("http://feeds.example/a.xml", title="A", folder="World")
        entries = server.publish_many(feed, 5)
        server.mark_elsewhere(entries[:1], is_starred=True)

        assert add(run, server) == 0
        sync(session)

        with Library(cache) as library:
            rows = library.lists.page(View(scope=Scope.ALL), 0, 10)
            (feed_row,) = library.feeds.rows()
        assert {row.title: row.is_starred for row in rows} == {
            entry.title: entry.is_starred for entry in entries
        }
        assert feed_row.folder.endswith(" / World")
        with Writer(cache) as writer:
            ids = [row.entry_id for row in rows]
            writer.submit(lambda store: store.marks.set_read(ids, True, now=utc_now())).result()
        server.mark_elsewhere(entries[:1], is_starred=False)
        before = len(server.requests)
        sync(session)
        assert all(entry.is_read for entry in server.entries.values())
        sync(session)
        unchanged = len(server.requests)
        sync(session)
        assert len(server.requests) - unchanged <= 12
        assert before < unchanged
        with Library(cache) as library:
            assert library.counts().unread == library.counts().starred == 0


def test_a_first_sync_asks_in_batches_not_feed_by_feed(
    run: Run, ring: MemoryKeyring, session: Session, cache: Path
) -> None:
    with MinifluxServer() as server:
        for number in range(30):
            server.publish_many(server.add_feed(f"http://feeds.example/{number}.xml"), 10)
        assert add(run, server) == 0
        before = len(server.requests)

        sync(session)

        assert len(server.requests) - before <= 15
    with Library(cache) as library:
        assert library.counts().entries == 300


def test_the_password_is_in_the_keyring_and_nowhere_else(
    run: Run,
    ring: MemoryKeyring,
    cache: Path,
    server: GoogleReaderServer,
    capsys: pytest.CaptureFixture[str],
    session: Session,
) -> None:
    assert add(run, server) == 0
    sync(session)
    assert run("account", "list", "--json") == 0
    assert run("check", "--json") == 0
    assert run("export") == 0

    said = capsys.readouterr()
    assert list(ring.kept.values()) == [server.password]
    assert server.password not in said.out + said.err
    for file in cache.parent.iterdir():
        assert server.password.encode() not in file.read_bytes(), file


def test_a_wrong_password_is_refused_with_what_to_do(
    run: Run, ring: MemoryKeyring, server: GoogleReaderServer, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("account", "add", server.login().url, "--user", server.user)

    assert run(*words, typed="wrong-word\n") == 1

    said = capsys.readouterr().err
    assert "API password of its own" in said
    assert "wrong-word" not in said
    assert ring.kept == {}
    assert run("account", "list") == 3, "nothing was stored"


def test_a_variable_of_the_environment_serves_too(
    run: Run,
    server: GoogleReaderServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    session: Session,
) -> None:
    monkeypatch.setenv("NUTGRAF_CREDENTIAL_HOME", server.password)
    words = ("account", "add", server.login().url, "--user", server.user, "--no-fetch")

    assert run(*words, "--environment", "HOME", "--name", "Home / desk") == 0
    assert run("account", "test", "home desk") == 0
    assert capsys.readouterr().out == "Home desk: FreshRSS answers, 1 feed.\n"
    monkeypatch.delenv("NUTGRAF_CREDENTIAL_HOME")
    sync(session)

    assert run("account", "status", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["failure_kind"] == "no-password"
    assert "NUTGRAF_CREDENTIAL_HOME" in told["failure"]


def test_a_rate_limit_is_told_with_its_end_and_kept(
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    session: Session,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    server.faults.append(rate_limit("/reader/api/0/", times=None))
    sync(session)

    assert run("account", "status") == 0

    assert "not synced: asked to wait until " in capsys.readouterr().out
    before = len(server.requests)
    assert run("fetch") == 0
    assert "FreshRSS: not synced: its server asked to be left alone until " in (
        capsys.readouterr().err
    )
    assert len(server.requests) == before


def test_what_waits_is_sent_before_the_end(
    run: Run, ring: MemoryKeyring, server: GoogleReaderServer, session: Session, cache: Path
) -> None:
    assert add(run, server) == 0
    sync(session)
    with Writer(cache) as writer, Library(cache) as library:
        rows = library.lists.page(View(scope=Scope.ALL), 0, 10)
        ids = [row.entry_id for row in rows]
        writer.submit(lambda store: store.marks.set_starred(ids, True, now=utc_now())).result()
        assert library.accounts.all()[0].waiting_count == 3

        send_before_the_end(session, writer, library)

        assert all(entry.is_starred for entry in server.entries.values())
        assert library.accounts.all()[0].waiting_count == 0


def test_an_account_with_unsent_changes_is_not_removed_unawares(
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    session: Session,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    sync(session)
    with Writer(cache) as writer, Library(cache) as library:
        row = library.lists.page(View(scope=Scope.ALL), 0, 1)[0]
        writer.submit(
            lambda store: store.marks.set_read([row.entry_id], True, now=utc_now())
        ).result()
    server.faults.append(rate_limit("edit-tag", times=None))

    assert run("account", "remove", "FreshRSS") == 1
    assert "1 change could not be sent" in capsys.readouterr().err
    assert run("account", "remove", "FreshRSS", "--force", "--keep-entries") == 0

    assert ring.kept == {}
    with Library(cache) as library:
        assert library.accounts.all() == ()
        assert [target.url for target in library.feeds.targets()] == ["http://feeds.example/a.xml"]
        assert library.counts().entries == 3


def test_a_double_is_pointed_out_and_merged(
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    session: Session,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    sync(session)
    (tmp_path / "urls").write_text("http://feeds.example/a.xml\n")

    assert run("import", str(tmp_path / "urls")) == 0
    assert "FreshRSS has it, too; `nutgraf account merge`" in capsys.readouterr().err
    assert run("account", "merge") == 0
    assert run("feeds") == 0

    assert capsys.readouterr().out.count("<http://feeds.example/a.xml>") == 1


def test_where_nothing_answers_it_is_said_what_was_tried(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    class Elsewhere(MinifluxServer):
        def answer(self, request: SeenRequest) -> Reply:
            return NOT_FOUND

    with Elsewhere() as server:
        assert run("account", "add", server.login().url) == 1

    assert "tried:" in capsys.readouterr().err
    assert run("account", "add", "") == 2
    assert "an address is needed" in capsys.readouterr().err
    assert run("account", "list") == 3
    assert "`nutgraf account add URL` makes one" in capsys.readouterr().err


def feed_row(cache: Path, title: str) -> FeedRow:
    with Library(cache) as library:
        return next(row for row in library.feeds.rows() if row.title == title)


@pytest.mark.parametrize(
    "words",
    [
        ("remove", "1"),
        ("feeds", "edit", "1", "--title", "Mine"),
        ("feeds", "edit", "1", "--folder", "Fever API / Other"),
    ],
    ids=lambda words: words[-1],
)
def test_a_feed_is_not_changed_where_its_server_would_not_be_told(
    words: tuple[str, ...],
    run: Run,
    ring: MemoryKeyring,
    session: Session,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with FeverServer() as server:
        server.publish_many(server.add_feed(title="A", folder="World"), 3)
        assert add(run, server) == 0
        sync(session)
    before = feed_row(cache, "A")

    assert run(*words) == 2

    assert "on the server's own pages" in capsys.readouterr().err
    assert feed_row(cache, "A") == before
    assert run("feeds", "edit", "1", "--interval", "45") == 0, "what stays here can be changed"


def test_a_folder_of_an_account_takes_no_other_feed(
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    session: Session,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    sync(session)
    with MinifluxServer() as other, Writer(cache) as writer:
        other.add_feed("http://feeds.example/b.xml", title="B", folder="World")
        assert add(run, other) == 0
        sync(session)
        url = "http://feeds.example/local.xml"
        writer.submit(lambda store: store.feeds.subscribe(url, title="L", now=utc_now())).result()
    local, theirs = (str(feed_row(cache, title).feed_id) for title in ("L", "B"))
    capsys.readouterr()

    assert run("feeds", "edit", local, "--folder", "FreshRSS / World") == 2
    assert "L is a local feed: the folder FreshRSS is for" in capsys.readouterr().err
    assert run("feeds", "edit", theirs, "--folder", "FreshRSS / World") == 2
    assert "B belongs to another account" in capsys.readouterr().err
    assert run("add", url, "--account", "Miniflux", "--folder", "FreshRSS / World") == 2
    assert "--folder FreshRSS / World: " in capsys.readouterr().err

    assert feed_row(cache, "L").folder == ""
    assert feed_row(cache, "B").folder.endswith(" / World")
    assert run("feeds", "edit", theirs, "--folder", "Science") == 0
    assert feed_row(cache, "B").folder.endswith(" / Science")


@pytest.mark.parametrize("broken", [null.Keyring, fail.Keyring], ids=["null", "none"])
def test_a_keyring_that_keeps_nothing_leaves_no_account(
    broken: type[KeyringBackend],
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keyring.set_keyring(broken())

    assert add(run, server) == 2

    told = capsys.readouterr().err
    assert f"account add {server.login().url} --user alice --environment NAME`" in told
    assert "Signed in" not in told
    assert run("account", "list") == 3, "nothing was stored"


class Locked(MemoryKeyring):
    """A keyring that its owner does not unlock."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked(password)

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked(username)


class Full(MemoryKeyring):
    """A keyring that takes and gives up nothing, and repeats what it was given."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise PasswordSetError(password)

    def delete_password(self, service: str, username: str) -> None:
        raise PasswordDeleteError(username)


@pytest.mark.parametrize(
    ("broken", "why"), [(Locked, "is locked"), (Full, "refused (PasswordSetError)")]
)
def test_a_keyring_that_refuses_leaves_no_account_and_the_password_is_not_told(
    broken: type[MemoryKeyring],
    why: str,
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    keyring.set_keyring(broken())

    assert add(run, server) == 2

    told = capsys.readouterr().err
    assert f"the system's keyring {why}" in told
    assert "--environment NAME`" in told
    assert server.login().secret not in told
    assert run("account", "list") == 3, "nothing was stored"


@pytest.mark.parametrize(
    ("broken", "why"), [(Locked, "is locked"), (Full, "refused (PasswordDeleteError)")]
)
def test_an_account_is_removed_although_its_password_stays_in_the_keyring(
    broken: type[MemoryKeyring],
    why: str,
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    closed = broken()
    closed.kept = ring.kept
    keyring.set_keyring(closed)

    assert run("account", "remove", "1") == 0

    assert f"its password stays in the keyring: the system's keyring {why}" in (
        capsys.readouterr().err
    )


def test_a_sync_without_the_keyring_says_so(
    run: Run,
    ring: MemoryKeyring,
    server: GoogleReaderServer,
    session: Session,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert add(run, server) == 0
    keyring.set_keyring(Locked())
    capsys.readouterr()

    sync(session)

    assert run("account", "status") in {0, 1}
    answer = capsys.readouterr()
    assert "keyring is locked" in answer.out + answer.err


def test_a_refused_subscription_is_named_with_what_the_server_said(
    run: Run,
    ring: MemoryKeyring,
    session: Session,
    cache: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with MinifluxServer() as server:
        server.add_feed(title="A")
        assert add(run, server) == 0
        assert run("fetch") == 0
        url = "http://feeds.example/nothing.xml"
        server.missing_feeds.add(url)
        with Writer(cache) as writer, Library(cache) as library:
            (account,) = library.accounts.all()
            outline = Outline(url=url, title="Nothing")
            writer.submit(
                lambda store: store.sync.subscribe(account.account_id, outline, now=utc_now())
            ).result()
        capsys.readouterr()

        assert [run("fetch") for _ in range(4)] == [1, 1, 1, 0]

    words = "The server refused to subscribe to “Nothing”: "
    assert capsys.readouterr().err.count(words) == 3
    assert run("account", "status") == 0
    told = capsys.readouterr().out
    assert words in told
    assert "It is not sent again." in told
    assert run("account", "status", "--json") == 0
    (fields,) = json.loads(capsys.readouterr().out)
    assert words in fields["refusals"][0]
