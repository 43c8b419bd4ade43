"""`nutgraf add`, `feeds` and `credentials`, run as a user runs them, over servers on loopback."""

import asyncio
import json
import os
import pty
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.writer import Writer
from fetch.feeds.feedparser_adapter import parse_document
from tests.support.samples.builders import NOW, make_refreshed, make_target
from tests.support.servers.loopback import Answer, LoopbackServer, Received, redirect, reply
from tests.world.world import Reader

_TEXT = " ".join(["The ferry to the island leaves at noon from the new quay."] * 30)
FEED = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour [news]</title><link>http://127.0.0.1/</link><description>d</description>
<item><guid>1</guid><title>Older</title><pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{_TEXT}</p>]]></content:encoded></item>
<item><guid>2</guid><title>Newer</title><pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate>
<content:encoded><![CDATA[<p>{_TEXT}</p>]]></content:encoded></item>
</channel></rss>""".encode()
SITE = b"""<html><head>
<link rel="alternate" type="application/rss+xml" title="All" href="/feed">
<link rel="alternate" type="application/rss+xml" title="Sport" href="/sport">
</head><body>A site.</body></html>"""
TYPE = {"Content-Type": "application/rss+xml"}


@contextmanager
def serving(
    answers: dict[str, Answer], host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[LoopbackServer]:
    """Serve in a thread: the program under test is another process."""
    server, loop = LoopbackServer(answers, host=host, tls=tls), asyncio.new_event_loop()
    loop.run_until_complete(server.__aenter__())
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    answers = {
        "/feed": reply(FEED, headers=TYPE),
        "/sport": reply(FEED, headers=TYPE),
        "/": reply(SITE, headers={"Content-Type": "text/html"}),
    }
    with serving(answers) as server:
        yield server


class Shell(Reader):
    """The program as one types it: what it writes is text."""

    def type(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run `nutgraf` with the words."""
        answer = self.run(*words)
        return subprocess.CompletedProcess(
            answer.args, answer.returncode, answer.stdout.decode(), answer.stderr.decode()
        )


@pytest.fixture
def reader(tmp_path: Path) -> Shell:
    return Shell(folder=tmp_path)


def fields(reader: Shell, *options: str) -> dict[str, object]:
    (found,) = json.loads(reader.type("feeds", "--json", *options).stdout)
    assert isinstance(found, dict)
    return found


def requests_for(server: LoopbackServer, path: str) -> list[Received]:
    return [it for it in server.received if it.path == path]


def test_a_feed_is_looked_into_before_subscribing(reader: Shell, server: LoopbackServer) -> None:
    answer = reader.type("add", "--preview", "--events", server.url("/feed"))

    event = json.loads(answer.stdout)
    assert event["event"] == "Previewed"
    assert (event["title"], event["entry_count"]) == ("Harbour [news]", 2)
    assert event["titles"] == ["Newer", "Older"]
    assert event["has_full_text"] is True
    assert event["is_known"] is False
    assert json.loads(reader.type("feeds", "--json").stdout) == []
    assert len(server.received) == 1


def test_a_known_feed_is_said_to_be_known(reader: Shell, server: LoopbackServer) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))

    answer = reader.type("add", "--preview", server.url("/feed"))

    assert "You are already subscribed to it." in answer.stderr


def test_several_feeds_are_listed_where_nobody_can_be_asked(
    reader: Shell, server: LoopbackServer
) -> None:
    answer = reader.type("add", server.url("/"))

    assert answer.returncode == 1
    assert f"nutgraf add '{server.url('/sport')}'" in answer.stderr


def test_one_of_several_feeds_is_chosen_by_its_number(
    reader: Shell, server: LoopbackServer
) -> None:
    answer = reader.type("add", "--no-fetch", "--choose", "2", server.url("/"))
    beyond = reader.type("add", "--no-fetch", "--choose", "9", server.url("/"))

    assert answer.returncode == 0, answer.stderr
    assert fields(reader)["url"] == server.url("/sport")
    assert beyond.returncode == 1
    assert f"  2  nutgraf add '{server.url('/sport')}'" in beyond.stderr


def test_a_feed_is_edited(reader: Shell, server: LoopbackServer) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))

    answer = reader.type(
        "feeds",
        *("edit", "1", "--title", "Mine", "--folder", "Sea / Quay", "--interval", "45"),
        *("--full-articles", "off", "--user-agent", "Quay/1", "--selector", "main"),
        *("--quiet", "on", "--latest", "1"),
    )

    assert answer.returncode == 0, answer.stderr
    assert (fields(reader)["title"], fields(reader)["folder"]) == ("Mine", "Sea / Quay")
    assert fields(reader, "--health")["interval"] == "45 min"
    reader.type("fetch", "--quiet")
    assert requests_for(server, "/feed")[-1].headers["user-agent"] == "Quay/1"
    unread = json.loads(reader.type("search", "--json", "is:unread").stdout)
    assert [it["title"] for it in unread] == ["Newer"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--interval", "5"), "expected 15 to 1440 minutes or default"),
        (("--selector", "div["), "is not a CSS selector"),
        (("--address", "file:///etc/passwd"), "expected a web address"),
        (("--user-agent", "a\nb"), "expected printable ASCII"),
        (("--latest", "0"), "--latest: expected 1 to 10000 entries, or all; got '0'"),
        (("--latest", "few"), "expected 1 to 10000 entries, or all"),
    ],
)
def test_what_cannot_be_is_refused(
    reader: Shell, server: LoopbackServer, options: tuple[str, ...], words: str
) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))

    answer = reader.type("feeds", "edit", "1", *options)

    assert answer.returncode == 2
    assert words in answer.stderr


def test_two_feeds_cannot_share_an_address(reader: Shell, server: LoopbackServer) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"), server.url("/sport"))

    answer = reader.type("feeds", "edit", "1", "--address", server.url("/sport"))

    assert answer.returncode == 2
    assert "already subscribed to this" in answer.stderr


def test_health_tells_why_and_when_next(reader: Shell, server: LoopbackServer) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))
    server.answers["/feed"] = reply(status="410 Gone")
    reader.type("fetch", "--quiet")

    found = fields(reader, "--health")
    assert (found["state"], found["is_dead"], found["next_due"]) == ("gone", True, None)
    assert "gone for good" in reader.type("feeds", "--dead").stdout


def test_a_healthy_feed_is_not_dead(reader: Shell, server: LoopbackServer) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))

    assert "No feed is dead." in reader.type("feeds", "--dead").stderr
    assert "not asked yet" in reader.type("feeds", "--health").stdout


def test_health_tells_of_entries_that_were_too_many(reader: Reader) -> None:
    items = "".join(f"<item><guid>{n}</guid><title>{n}</title></item>" for n in range(5_020))
    document = f"<rss version='2.0'><channel><title>Many</title>{items}</channel></rss>"
    feed = parse_document(document.encode(), "http://h.example/", "", now=NOW)
    with Writer(reader.cache) as writer:
        subscribed = writer.submit(
            lambda store: store.feeds.subscribe("http://h.example/", now=NOW)
        )
        outcome = replace(make_refreshed(make_target(subscribed.result()), ()), feed=feed)
        writer.submit(lambda store: store.entries.save_outcome(outcome, now=NOW)).result()

    listed = reader.run("feeds", "--health").stdout.decode()

    assert "It has 5,020 entries: the newest 5,000 are read." in listed


def test_a_feed_of_unclosed_elements_is_not_ok(reader: Shell, server: LoopbackServer) -> None:
    body = b"<rss version='2.0'><channel><title>T</title>" + b"<item>" * 100_000
    reader.type("add", "--no-fetch", server.url("/feed"))
    server.answers["/feed"] = reply(body, headers=TYPE)

    answer = reader.type("fetch", "--quiet")
    found = fields(reader, "--health")

    assert answer.returncode == 1
    assert found["state"] == "failing"
    assert "damaged" in str(found["reason"])


def test_a_secret_stays_with_its_server(
    reader: Shell, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_CREDENTIAL_1", "ann:s3cret")
    reader.type("add", "--no-fetch", server.url("/feed"))
    assert reader.type("credentials", "set", "1", "--environment").returncode == 0
    with serving({"/feed": reply(FEED, headers=TYPE)}, host="127.0.0.2") as other:
        server.answers["/feed"] = redirect(other.url("/feed"), status="301 Moved")

        # The second time the feed may have moved for good: its address is the other server's.
        for _ in range(3):
            reader.type("fetch", "--quiet", "--force")

        assert "authorization" in requests_for(server, "/feed")[1].headers
        assert other.received
        assert not any("authorization" in it.headers for it in other.received)
    told = "".join(
        answer.stdout + answer.stderr
        for answer in (
            reader.type("feeds", "--json"),
            reader.type("feeds", "--health", "--json"),
            reader.type("export"),
            reader.type("check"),
        )
    )
    stored = b"".join(file.read_bytes() for file in reader.folder.rglob("*") if file.is_file())
    for secret in ("s3cret", "YW5uOnMzY3JldA"):
        assert secret not in told
        assert secret.encode() not in stored


def test_a_missing_secret_is_a_reason_not_a_bare_request(
    reader: Shell, server: LoopbackServer
) -> None:
    reader.type("add", "--no-fetch", server.url("/feed"))
    reader.type("credentials", "set", "1", "--environment", "QUAY")
    asked = len(server.received)

    reader.type("fetch", "--quiet")

    reason = str(fields(reader)["failure"])
    assert reason.startswith("Its credential can't be read: the environment variable NUTGRAF_")
    assert reason.endswith("NUTGRAF_CREDENTIAL_QUAY is not set.")
    assert len(server.received) == asked

    assert reader.type("credentials", "remove", "1").returncode == 0
    reader.type("fetch", "--quiet")
    assert fields(reader)["failure"] is None


def test_a_password_in_an_address_is_refused_without_a_keyring(
    reader: Shell, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    url = server.url("/feed").replace("://", "://ann:s3cret@")

    answer = reader.type("add", "--no-fetch", url)

    assert answer.returncode == 1
    assert "the system's keyring can't be used" in answer.stderr
    assert "s3cret" not in answer.stderr
    assert json.loads(reader.type("feeds", "--json").stdout) == []


def test_a_password_in_an_address_goes_to_the_keyring(
    reader: Shell, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept = tmp_path / "ring" / "kept.json"
    kept.parent.mkdir()
    repository = Path(__file__).parents[5]
    places = os.pathsep.join((str(repository), os.environ.get("PYTHONPATH", "")))
    monkeypatch.setenv("PYTHONPATH", places)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.support.memory_keyring.FileKeyring")
    monkeypatch.setenv("MEMORY_KEYRING", str(kept))
    url = server.url("/feed").replace("://", "://ann:s3cret@")

    answer = reader.type("add", "--no-fetch", url)

    assert answer.returncode == 0, answer.stderr
    assert fields(reader)["url"] == server.url("/feed")
    assert "ann:s3cret" in kept.read_text()
    kept_hidden = kept.read_text()
    reader.type("fetch", "--quiet")
    assert requests_for(server, "/feed")[-1].headers["authorization"] == "Basic YW5uOnMzY3JldA=="
    kept.unlink()
    stored = b"".join(file.read_bytes() for file in reader.folder.rglob("*") if file.is_file())
    assert kept_hidden
    assert b"s3cret" not in stored


PAGE = f"""<html><head><title>Harbour</title></head><body>
<div class="letters"><p>{_TEXT.replace("ferry", "bus")}</p></div>
<div class="story"><p>{_TEXT.replace("noon", "dawn")}</p></div></body></html>""".encode()


def linked_feed(url: str) -> bytes:
    """Return a feed of one entry with a page and only a line of its own."""
    return f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Pages</title>
<item><guid>1</guid><title>Ferry</title><link>{url}</link>
<description>One line.</description></item></channel></rss>""".encode()


def article_text(reader: Shell) -> str:
    return reader.type("show", "1").stdout


def test_pages_of_one_feed_are_left_alone(reader: Shell, server: LoopbackServer) -> None:
    server.answers["/page"] = reply(PAGE, headers={"Content-Type": "text/html"})
    server.answers["/feed"] = reply(linked_feed(server.url("/page")), headers=TYPE)
    reader.type("add", "--no-fetch", server.url("/feed"))
    reader.type("feeds", "edit", "1", "--full-articles", "off")

    reader.type("fetch", "--quiet")

    assert requests_for(server, "/page") == []
    assert "One line." in article_text(reader)


def test_pages_of_one_feed_are_fetched_though_others_are_not(
    reader: Shell, server: LoopbackServer
) -> None:
    reader.configure("[fetch]\nfull_articles = false\n")
    server.answers["/page"] = reply(PAGE, headers={"Content-Type": "text/html"})
    server.answers["/feed"] = reply(linked_feed(server.url("/page")), headers=TYPE)
    reader.type("add", "--no-fetch", server.url("/feed"))
    reader.type("feeds", "edit", "1", "--full-articles", "on", "--selector", "div.story")

    reader.type("fetch", "--quiet")

    assert len(requests_for(server, "/page")) == 1
    assert "at dawn" in " ".join(article_text(reader).split())
    assert "bus" not in article_text(reader)


def test_the_page_gets_the_credential_of_its_feed(
    reader: Shell, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_CREDENTIAL_QUAY", "t0ken")
    server.answers["/page"] = reply(PAGE, headers={"Content-Type": "text/html"})
    server.answers["/feed"] = reply(linked_feed(server.url("/page")), headers=TYPE)
    reader.type("add", "--no-fetch", server.url("/feed"))
    reader.type("credentials", "set", "1", "--kind", "bearer", "--environment", "QUAY")

    reader.type("fetch", "--quiet")

    assert requests_for(server, "/page")[0].headers["authorization"] == "Bearer t0ken"


def test_a_feed_that_carries_whole_articles_is_enough(
    reader: Shell, server: LoopbackServer
) -> None:
    server.answers["/page"] = reply(PAGE, headers={"Content-Type": "text/html"})
    whole = FEED.replace(b"<guid>1</guid>", f"<link>{server.url('/page')}</link>".encode())
    server.answers["/feed"] = reply(whole, headers=TYPE)
    reader.type("add", "--no-fetch", server.url("/feed"))
    reader.type("feeds", "edit", "1", "--prefer-feed", "on")

    reader.type("fetch", "--quiet")

    assert requests_for(server, "/page") == []


def test_an_import_leaves_passwords_out(reader: Shell, server: LoopbackServer) -> None:
    url = server.url("/feed").replace("://", "://ann:s3cret@")
    path = reader.folder / "feeds.opml"
    path.write_text(
        f'<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="{url}"/></body></opml>'
    )

    answer = reader.type("import", str(path))

    assert "its password was left out" in answer.stderr
    assert "s3cret" not in answer.stderr
    assert fields(reader)["url"] == server.url("/feed")


def test_an_import_puts_feeds_without_a_folder_into_one(reader: Shell) -> None:
    path = reader.folder / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline type="rss" text="A" xmlUrl="http://a.example/f"/>'
        '<outline text="Sea"><outline type="rss" text="B" xmlUrl="http://b.example/f"/></outline>'
        "</body></opml>"
    )

    reader.type("import", "--folder", "World", str(path))

    feeds = reader.type("feeds").stdout
    assert "World / A" in feeds
    assert "Sea / B" in feeds


def test_a_folder_is_for_lists_of_feeds_only(reader: Shell) -> None:
    answer = reader.type(
        "import", "--folder", "World", "--from", "pocket", str(reader.folder / "p.csv")
    )

    assert answer.returncode == 2
    assert "--folder: only for an OPML file or a list of feeds" in answer.stderr


def test_a_change_without_an_option_says_which_there_are(reader: Shell) -> None:
    reader.type("add", "--no-fetch", "http://127.0.0.1:9/feed")

    answer = reader.type("feeds", "edit", "1")

    assert answer.returncode == 2
    assert "say what to change: --title" in answer.stderr
    assert "Changed" not in answer.stderr


def test_which_of_several_feeds_is_asked_on_a_terminal(
    reader: Shell, server: LoopbackServer
) -> None:
    leader, follower = pty.openpty()
    words = reader.command("add", "--no-fetch", server.url("/"))
    with subprocess.Popen(
        words, stdin=follower, stderr=follower, stdout=subprocess.DEVNULL
    ) as child:
        os.close(follower)
        shown = b""
        while b"Which one" not in shown:
            shown += os.read(leader, 1000)
        os.write(leader, b"7\n2\n")
        child.wait(timeout=60)
    os.close(leader)

    assert b"  2  Sport" in shown
    assert fields(reader)["url"] == server.url("/sport")


def test_an_import_that_was_cut_off_says_so(reader: Shell) -> None:
    path = reader.folder / "cut.opml"
    path.write_text(
        "<opml version='2.0'><body>\n<outline xmlUrl='http://h.example/1'/>\n<outline xmlUrl='h"
    )

    answer = reader.type("import", str(path))

    assert answer.returncode == 1
    assert "1 new feed" in answer.stderr
    assert f"{path}: part of it could not be read: line 3" in answer.stderr
