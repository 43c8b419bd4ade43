"""`nutgraf add --exec`: feeds of the reader's own programs, and of nobody else's."""

import asyncio
import json
import shlex
import sqlite3
import sys
from pathlib import Path

import pytest

from cache.library import Library
from cache.writer import Writer
from tests.support.samples.builders import NOW, make_entry
from tests.support.servers.loopback import LoopbackServer, redirect, reply
from tests.support.servers.memory_reader import Device, FakeReader
from tests.world.world import Reader

FEED = (
    "<rss version='2.0'><channel><title>Tides</title><item><guid>1</guid><title>High water{}"
    "</title><link>/page</link><description>At noon.</description></item></channel></rss>"
)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure("[fetch]\nfull_articles = false\npause_per_host_ms = 0\n")
    return reader


def printing(folder: Path, text: str) -> str:
    """Return a command that prints a text."""
    (folder / "printed").write_text(text, encoding="utf-8")
    program = f"print(open({str(folder / 'printed')!r}).read())"
    return shlex.join([sys.executable, "-c", program])


def marking(mark: Path) -> list[str]:
    """Return a program that leaves a mark when it is run."""
    return [sys.executable, "-c", f"open({str(mark)!r}, 'w')"]


def test_a_program_is_a_feed_like_others(reader: Reader, tmp_path: Path) -> None:
    command = printing(tmp_path, FEED.format(""))
    answer = reader.run("add", "--exec", command, "--preview")
    assert "High water" in answer.stderr.decode()
    assert not reader.feeds()

    answer = reader.run("add", "--exec", command, "--folder", "Sea")

    assert answer.returncode == 0, answer.stderr.decode()
    (feed,) = reader.feeds()
    assert (feed["title"], feed["folder"], feed["unread"]) == ("Tides", "Sea", 1)
    assert feed["url"] == f"exec:{command}"
    assert b"1 unchanged" in reader.run("fetch").stderr
    printing(tmp_path, FEED.format("\x1b[31m &amp; low").replace("<guid>1", "<guid>2"))
    assert b"1 new entry" in reader.run("fetch").stderr
    rows = json.loads(reader.run("search", "--json", "low").stdout)
    assert [(row["title"], row["url"]) for row in rows] == [("High water[31m & low", "")]
    assert b"Already subscribed" in reader.run("add", "--exec", command, "--no-fetch").stderr


def test_its_failure_is_the_feeds(reader: Reader, tmp_path: Path) -> None:
    reader.run("add", "--exec", printing(tmp_path, FEED.format("")))
    (tmp_path / "printed").unlink()

    answer = reader.run("fetch", "--force")

    assert answer.returncode == 1
    (feed,) = reader.feeds()
    assert feed["failure"].startswith(f"Its program failed: {Path(sys.executable).name} ended with")
    assert b"1 failed: 1 a program's" in answer.stderr
    (tmp_path / "printed").write_text("<html></html>", encoding="utf-8")
    reader.run("fetch", "--force")
    assert reader.feeds()[0]["failure"].startswith("This is not a feed")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--exec", "no-such-program-here"), "Its program failed: there is no program no-such"),
        (("--exec", "cat 'x"), "no closing quotation"),
        (("--exec", "  "), "a program is needed"),
        (("--exec", "cat", "http://a.example"), "in one pair of quotation marks"),
        (("--exec", "cat", "--account", "Home"), "a server can't be told of such a feed"),
    ],
)
def test_what_can_not_be_added(reader: Reader, arguments: tuple[str, ...], words: str) -> None:
    answer = reader.run("add", *arguments)

    assert answer.returncode in {1, 2}
    assert words in answer.stderr.decode()
    assert reader.run("feeds", "--json").returncode == 0 or not reader.cache.exists()


def test_it_is_left_out_of_opml(reader: Reader, tmp_path: Path) -> None:
    reader.run("add", "--exec", printing(tmp_path, FEED.format("")), "--no-fetch")

    answer = reader.run("export")

    assert b"exec:" not in answer.stdout
    assert b"1 feed of a program is left out" in answer.stderr


# Nobody else's.


def exec_address(mark: Path) -> str:
    return f"exec:{shlex.join(marking(mark))}"


@pytest.mark.parametrize("name", ["feeds.opml", "urls"])
def test_a_list_of_subscriptions_runs_nothing(reader: Reader, tmp_path: Path, name: str) -> None:
    mark = tmp_path / "mark"
    address = exec_address(mark).replace('"', "&quot;")
    lines = {
        "urls": f'"{exec_address(mark)}" "~T"\nhttp://127.0.0.1:9/feed\n',
        "feeds.opml": "<opml version='2.0'><body>"
        f'<outline text="A" xmlUrl="{address}"/><outline text="B" type="rss" url="{address}"/>'
        f'<outline text="C" xmlUrl="http://127.0.0.1:9/c" command="{address}"/>'
        '<outline text="D" xmlUrl="http://127.0.0.1:9/d"/></body></opml>',
    }
    (tmp_path / name).write_text(lines[name], encoding="utf-8")

    answer = reader.run("import", tmp_path / name, "--fetch")

    assert [feed["url"][:4] for feed in reader.feeds()] == ["http"]
    assert b"Skipped" in answer.stderr
    assert not mark.exists()


async def test_a_site_and_a_redirect_run_nothing(reader: Reader, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    address = exec_address(mark)
    link = f'<link rel="alternate" type="application/rss+xml" href="{address}">'
    answers = {
        "/site": reply(f"<html><head>{link}</head></html>".encode()),
        "/moved": redirect(address, status="301 Moved Permanently"),
        "/tides.xml": reply(FEED.format("").encode()),
    }
    async with LoopbackServer(answers=answers) as server:
        for path in ("/site", "/moved"):
            answer = await asyncio.to_thread(reader.run, "add", server.url(path))
            assert answer.returncode == 1, path
        await asyncio.to_thread(reader.run, "add", server.url("/tides.xml"))
        server.answers["/tides.xml"] = redirect(address, status="301 Moved Permanently")
        await asyncio.to_thread(reader.run, "fetch", "--force")
    answer = await asyncio.to_thread(reader.run, "add", address)
    assert answer.returncode == 1

    (feed,) = await asyncio.to_thread(reader.feeds)
    assert feed["url"] == server.url("/tides.xml")
    assert not mark.exists()


def test_a_feed_of_a_server_runs_nothing_even_when_it_becomes_a_local_one(
    reader: Reader, tmp_path: Path
) -> None:
    mark = tmp_path / "mark"
    server = FakeReader()
    remote = server.add_feed(exec_address(mark), title="A")
    server.entries[server.publish(remote, 1)].entry = make_entry(1)
    device = Device(reader.cache, server)
    device.sync()
    device.store.sync.remove_account(device.account_id, keeps_entries=True, now=NOW)
    device.close()

    answer = reader.run("fetch", "--force")

    assert answer.returncode == 1
    assert not mark.exists()
    (feed,) = reader.feeds()
    assert "not an http or https address" in feed["failure"]


def test_who_gives_the_feed_another_address_means_the_web(reader: Reader, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (tmp_path / "first").write_text(FEED.format(""), encoding="utf-8")
    reader.run("add", "--exec", f"cat {tmp_path / 'first'}", "--no-fetch")
    with Writer(reader.cache) as writer, Library(reader.cache) as library:
        feed_id = library.feeds.rows()[0].feed_id
    with sqlite3.connect(reader.cache) as raw:
        raw.execute("UPDATE feed_sources SET command = ?", (json.dumps(marking(mark)),))
    raw.close()

    reader.run("feeds", "edit", str(feed_id), "--address", "http://127.0.0.1:9/feed")
    reader.run("fetch", "--force")

    assert not mark.exists()
    assert writer is not None
