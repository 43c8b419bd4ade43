"""`nutgraf add` and `fetch --feed` against servers that mean no good, run as a user runs them."""

import json
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.servers.loopback import LoopbackServer, redirect, reply
from tests.tui.headless.verbs.feeds.test_feed_verbs import FEED, TYPE, Shell, serving

BASIC = "Basic bWU6aHVudGVyMg=="
"""me:hunter2"""


@pytest.fixture
def server() -> Iterator[LoopbackServer]:
    with serving({"/feed": reply(FEED, headers=TYPE)}) as server:
        yield server


@pytest.fixture
def reader(tmp_path: Path) -> Shell:
    return Shell(folder=tmp_path)


def kept(reader: Shell) -> list[str]:
    return [row["url"] for row in json.loads(reader.type("feeds", "--json").stdout)]


def test_an_address_without_a_scheme_is_asked_over_http_where_https_is_refused(
    reader: Shell, server: LoopbackServer
) -> None:
    answer = reader.type("add", "--no-fetch", server.url("/feed").removeprefix("http://"))

    assert answer.returncode == 0, answer.stderr
    assert kept(reader) == [server.url("/feed")]


def test_a_password_never_goes_over_http_because_https_is_refused(
    reader: Shell, server: LoopbackServer
) -> None:
    address = server.url("/feed").removeprefix("http://")

    answer = reader.type("add", "--no-fetch", f"me:hunter2@{address}")

    assert answer.returncode == 1
    assert server.received == []
    assert "hunter2" not in answer.stdout + answer.stderr
    assert kept(reader) == []


@pytest.mark.parametrize(
    ("variable", "words"),
    [
        ("NUTGRAF_CREDENTIAL_UNSET", "this environment variable is not set, or is empty"),
        ("HOME", "expected a name that begins with NUTGRAF_CREDENTIAL_"),
    ],
)
def test_a_credential_that_is_not_there_is_said_before_anything_is_asked(
    reader: Shell, server: LoopbackServer, variable: str, words: str
) -> None:
    answer = reader.type("add", f"--credential={variable}", server.url("/feed"))

    assert answer.returncode == 2
    assert answer.stderr == f"nutgraf: --credential {variable}: {words}\n"
    assert server.received == []


def test_credentials_of_the_network_are_not_sent_kept_or_shown(
    reader: Shell, server: LoopbackServer
) -> None:
    def tagged(path: str) -> str:
        return server.url(path).replace("http://", "http://eve:hunter2@")

    feed = FEED.replace(b"http://127.0.0.1/", tagged("/").encode()).replace(
        b"<title>Older", b"<link>%s</link><title>Older" % tagged("/page").encode()
    )
    links = b'<link rel="self" href="%s">' % tagged("/moved").encode()
    server.answers["/moved"] = reply(feed.replace(b"<description>", links + b"<description>", 1))
    server.answers["/old"] = redirect(tagged("/moved"), status="301 Moved Permanently")
    advertised = f'<link rel="alternate" type="application/rss+xml" href="{tagged("/old")}">'
    server.answers["/blog"] = reply(advertised.encode(), headers={"Content-Type": "text/html"})

    said = [
        reader.type("--verbose", "add", server.url("/old")),
        reader.type("add", "--no-fetch", server.url("/blog")),
        reader.type("fetch"),
        reader.type("feeds", "--json"),
        reader.type("show", "1"),
        reader.type("export"),
    ]

    assert [it.returncode for it in said] == [0] * len(said), said
    assert not any("hunter2" in it.stdout + it.stderr for it in said)
    assert not any("authorization" in it.headers for it in server.received)
    assert not any(b"hunter2" in path.read_bytes() for path in reader.folder.rglob("*.*"))
    assert set(kept(reader)) == {server.url("/moved"), server.url("/old")}


def test_addresses_in_one_text_are_all_added_or_said(reader: Shell, server: LoopbackServer) -> None:
    server.answers["/one"] = server.answers["/two"] = reply(
        FEED, headers={"Content-Type": "text/xml"}
    )
    words = "\n".join(map(server.url, ("/one", "/none", "/two")))

    answer = reader.type("add", "--no-fetch", words)

    assert answer.returncode == 1
    assert f"{server.url('/none')}: There is nothing at this address (404)." in answer.stderr
    assert set(kept(reader)) == {server.url("/one"), server.url("/two")}


def test_a_feed_that_asked_to_wait_is_asked_only_by_force(
    reader: Shell, server: LoopbackServer
) -> None:
    server.answers["/feed"] = reply(status="429 Slow Down", headers={"Retry-After": "7200"})
    reader.type("import", str(opml_of(reader, server.url("/feed"))))

    first = reader.type("fetch", "--feed", "1")
    second = reader.type("fetch", "--feed", "1")
    forced = reader.type("fetch", "--feed", "1", "--force")

    assert [first.returncode, second.returncode, forced.returncode] == [1, 1, 1]
    assert "not fetched: its server asks to wait 120 minutes more" in second.stderr
    assert "(--force fetches it now)" in second.stderr
    assert len(server.received) == 2


def opml_of(reader: Shell, url: str) -> Path:
    """Write a list with one feed."""
    path = reader.folder / "feeds.opml"
    path.write_text(f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>')
    return path


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoopbackServer]:
    """Serve over https, with a certificate that the program trusts."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    names = "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1"
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words.split(), *names.split(), *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving({}, tls=context) as running:
        yield running


def test_a_credential_is_not_followed_from_https_to_http(
    reader: Shell, secure: LoopbackServer, server: LoopbackServer
) -> None:
    secure.answers["/safe"] = redirect("/feed")
    secure.answers["/feed"] = server.answers["/feed"]
    secure.answers["/unsafe"] = redirect(server.url("/feed"))

    def preview(path: str) -> "subprocess.CompletedProcess[str]":
        address = secure.url(path).replace("https://", "https://me:hunter2@")
        # Which certificates are trusted is read when a program starts.
        words = reader.command("add", "--preview", address)
        return subprocess.run(words, capture_output=True, check=False, text=True)

    safe, unsafe = preview("/safe"), preview("/unsafe")

    assert safe.returncode == 0, safe.stderr
    assert [it.headers.get("authorization") for it in secure.received] == [BASIC] * 3
    assert unsafe.returncode == 1
    assert "a redirect from https to http is not followed with a credential" in unsafe.stderr
    assert "hunter2" not in unsafe.stderr
    assert server.connection_count == 0
