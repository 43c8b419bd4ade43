"""How calls are made: what is sent where, and what is said when it goes wrong."""

import dataclasses
import gzip
import ssl
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from fetch.sync.api_calls import ApiCall, ApiCaller
from fetch.sync.open_client import load_certificates, open_client
from fetch.sync.sync_model import Api, Login, SyncError, SyncFailure, SyncFailureKind
from tests.support.reader_servers.running import NOW, OPTIONS
from tests.support.reader_servers.server import ReaderServer, Reply, SeenRequest, reply_json
from tests.support.samples.clean_characters import is_clean
from tests.support.servers.loopback import Answer, LoopbackServer, raw, redirect, reply, silence

SECRET = "pass/word&1"  # noqa: S105


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer() as running:
        yield running


def login_at(url: str, **changes: object) -> Login:
    login = Login(api=Api.MINIFLUX, url=url, secret=SECRET)
    return dataclasses.replace(login, **changes)  # type: ignore[arg-type] # any field


def caller_of(url: str, **changes: object) -> ApiCaller:
    return ApiCaller(login_at(url, **changes), OPTIONS, clock=lambda: NOW)


async def failure_of(caller: ApiCaller, call: ApiCall) -> SyncFailure:
    with pytest.raises(SyncError) as caught:
        await caller.send_json(call)
    await caller.close()
    assert is_clean(caught.value.failure.detail)
    assert len(caught.value.failure.detail) <= 200
    return caught.value.failure


async def failure_after(server: LoopbackServer, answer: Answer, **call: object) -> SyncFailure:
    server.answers["/x"] = answer
    caller = caller_of(server.url(""))
    return await failure_of(caller, dataclasses.replace(ApiCall(path="/x"), **call))  # type: ignore[arg-type] # any field


async def test_headers_of_a_call_go_to_the_account_and_no_cookie_is_kept(
    server: LoopbackServer,
) -> None:
    server.answers["/x"] = reply(b"{}", headers={"Set-Cookie": "a=b"})
    caller = caller_of(server.url(""))

    for _ in range(2):
        await caller.send_json(ApiCall(path="/x", headers={"X-Auth-Token": SECRET}))
    await caller.close()

    assert [it.headers["x-auth-token"] for it in server.received] == [SECRET, SECRET]
    assert server.received[1].headers["user-agent"] == "nutgraf/1"
    assert "cookie" not in server.received[1].headers


async def test_a_compressed_answer_is_unpacked(server: LoopbackServer) -> None:
    server.answers["/x"] = reply(gzip.compress(b"[1]"), headers={"Content-Encoding": "gzip"})
    caller = caller_of(server.url(""))

    assert await caller.send_json(ApiCall(path="/x")) == [1]
    await caller.close()


async def test_an_answer_that_is_too_large_unpacked_is_given_up(server: LoopbackServer) -> None:
    bomb = gzip.compress(bytes(65 << 20), 1)

    failure = await failure_after(server, reply(bomb, headers={"Content-Encoding": "gzip"}))

    assert failure.kind is SyncFailureKind.BAD_ANSWER
    assert "64 MiB" in failure.detail


async def test_a_call_has_its_time(server: LoopbackServer) -> None:
    server.answers["/x"] = silence()
    options = replace(OPTIONS, timeout_seconds=0.05)
    caller = ApiCaller(login_at(server.url("")), options, clock=lambda: NOW)

    failure = await failure_of(caller, ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.TIMEOUT


async def test_what_is_no_http_is_a_bad_answer(server: LoopbackServer) -> None:
    failure = await failure_after(server, raw(b"SSH-2.0-OpenSSH\r\n\r\n"))

    assert failure.kind is SyncFailureKind.BAD_ANSWER


async def test_a_secret_that_the_server_repeats_is_not_shown(server: LoopbackServer) -> None:
    said = f"bad token {SECRET} or pass%2Fword%261 for http://me:other@host/".encode()

    failure = await failure_after(server, reply(said, status="400 Bad Request"))

    assert failure.detail == "the server answered 400: bad token … or … for http://…@host/"
    assert (failure.kind, failure.status) == (SyncFailureKind.REFUSED, 400)


async def test_words_of_a_server_are_cleaned_and_short(server: LoopbackServer) -> None:
    said = b'{"error_message": "\\u001b[2Jgone\\u202e ' + b"x" * 5000 + b'"}'

    failure = await failure_after(server, reply(said, status="400 Bad Request"))

    assert failure.detail.startswith("the server answered 400: [2Jgone x")


async def test_a_damaged_body_of_a_refusal_leaves_the_status(server: LoopbackServer) -> None:
    answer = raw(b"HTTP/1.1 403 No\r\nContent-Length: 1000\r\n\r\nshort")

    failure = await failure_after(server, answer)

    assert (failure.kind, failure.status) == (SyncFailureKind.WRONG_PASSWORD, 403)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "90"}, 90),
        ({"Retry-After": "Sun, 29 Nov 2026 12:54:20 GMT"}, None),
        ({"X-Reader-Limits-Reset-After": "4000.5"}, 4000),
        ({}, None),
        ({"Retry-After": "soon"}, None),
    ],
)
async def test_a_limit_says_how_long(
    server: LoopbackServer, headers: dict[str, str], seconds: float | None
) -> None:
    failure = await failure_after(server, reply(status="429 Too Many Requests", headers=headers))

    assert failure.kind is SyncFailureKind.RATE_LIMITED
    if "GMT" in headers.get("Retry-After", ""):
        assert failure.retry_after_seconds is not None
    else:
        assert failure.retry_after_seconds == seconds


async def test_a_day_that_is_used_up_is_known_before_the_next_call(server: LoopbackServer) -> None:
    headers = {
        "X-Reader-Zone1-Usage": "100",
        "X-Reader-Zone1-Limit": "100",
        "X-Reader-Limits-Reset-After": "1800",
    }
    server.answers["/x"] = reply(b"{}", headers=headers)
    caller = caller_of(server.url(""))
    await caller.send_json(ApiCall(path="/x"))
    await caller.send_json(ApiCall(path="/x", method="POST", form=(), is_reading=False))

    failure = await failure_of(caller, ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.RATE_LIMITED
    assert failure.retry_after_seconds is not None
    assert 1700 < failure.retry_after_seconds <= 1800
    assert len(server.received) == 2


async def test_reading_follows_a_redirect_within_the_server(server: LoopbackServer) -> None:
    server.answers |= {"/x": redirect("/y"), "/y": reply(b"[2]")}
    caller = caller_of(server.url(""))

    answer = await caller.send_json(ApiCall(path="/x", headers={"X-Auth-Token": SECRET}))
    await caller.close()

    assert answer == [2]
    assert server.received[1].headers["x-auth-token"] == SECRET


async def test_redirects_in_a_circle_end(server: LoopbackServer) -> None:
    failure = await failure_after(server, redirect("/x"))

    assert failure.kind is SyncFailureKind.BAD_REDIRECT
    assert len(server.received) <= 4


@pytest.mark.parametrize("location", ["", "ftp://x/", "//[", "https://127.0.0.1:1/"])
async def test_a_redirect_elsewhere_is_not_followed(server: LoopbackServer, location: str) -> None:
    failure = await failure_after(server, redirect(location))

    assert failure.kind is SyncFailureKind.BAD_REDIRECT


# Encryption.


async def test_nothing_is_sent_unencrypted_into_the_internet(server: LoopbackServer) -> None:
    server.answers["/x"] = reply(b"{}")
    login = login_at(server.url(""))
    caller = ApiCaller(login, OPTIONS, clock=lambda: NOW, is_private=lambda _: False)

    failure = await failure_of(caller, ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.UNENCRYPTED
    assert server.connection_count == 0


async def test_the_user_may_allow_it(server: LoopbackServer) -> None:
    server.answers["/x"] = reply(b"[3]")
    login = login_at(server.url(""), allows_plain_http=True)
    caller = ApiCaller(login, OPTIONS, clock=lambda: NOW, is_private=lambda _: False)

    assert await caller.send_json(ApiCall(path="/x")) == [3]
    await caller.close()


async def test_a_host_that_is_not_there_is_not_taken_for_one_in_the_internet() -> None:
    caller = caller_of("http://nowhere.invalid")

    failure = await failure_of(caller, ApiCall(path="/x"))

    assert failure.kind in {SyncFailureKind.UNREACHABLE, SyncFailureKind.OFFLINE}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("certificate")
    certificate, key = folder / "own.pem", folder / "own.key"
    words = "openssl req -x509 -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1"
    names = "-days 3650 -subj /CN=own -addext subjectAltName=IP:127.0.0.1"
    where = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*words.split(), *names.split(), *where], check=True, capture_output=True)
    return certificate, key


@pytest.fixture
async def secure(certificate: tuple[Path, Path]) -> AsyncIterator[LoopbackServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    async with LoopbackServer(answers={"/x": reply(b"[4]")}, tls=context) as running:
        yield running


async def test_a_certificate_of_nobody_known_is_refused(secure: LoopbackServer) -> None:
    failure = await failure_of(caller_of(secure.url("")), ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.CERTIFICATE
    assert "self-signed certificate" in failure.detail.replace("self signed", "self-signed")
    assert secure.received == []


async def test_an_authority_of_ones_own_is_trusted(
    secure: LoopbackServer, certificate: tuple[Path, Path]
) -> None:
    caller = ApiCaller(
        login_at(secure.url("")),
        OPTIONS,
        certificates=load_certificates(str(certificate[0])),
        clock=lambda: NOW,
    )

    assert await caller.send_json(ApiCall(path="/x")) == [4]
    await caller.close()


def test_a_file_without_certificates_is_said(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")

    for path in (empty, tmp_path / "not-there.pem"):
        login = login_at("https://x.example", certificate_file=str(path))
        with pytest.raises(SyncError) as caught:
            open_client(login, OPTIONS)
        assert caught.value.failure.kind is SyncFailureKind.CERTIFICATE
        assert str(path) in caught.value.failure.detail


# The address.


@pytest.mark.parametrize("url", ["", "nonsense", "ftp://x", "http://", "http://a b/", "http://x:y"])
async def test_an_address_that_is_none_is_said(url: str) -> None:
    failure = await failure_of(caller_of(url), ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.UNREACHABLE


async def test_what_a_body_holds_arrives_unchanged() -> None:
    class Listener(ReaderServer):
        def answer(self, request: SeenRequest) -> Reply:
            return reply_json({})

    with Listener() as listener:
        caller = caller_of(listener.url)
        for call in (
            ApiCall(path="/x", method="POST", form=(("a b", "Ü&=\ud800"),)),
            ApiCall(path="/x", method="PUT", document={"a": ["Ü", 1]}),
        ):
            await caller.send_json(call)
        await caller.close()

    form, document = listener.requests
    assert form.body == b"a+b=%C3%9C%26%3D%3F"
    assert form.headers["content-type"] == "application/x-www-form-urlencoded"
    assert document.json == {"a": ["Ü", 1]}
    assert document.headers["content-type"] == "application/json"


async def test_a_proxy_is_used_and_gets_no_secret_in_plain_text_for_the_internet(
    server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url(""))
    server.answers["http://10.1.2.3/x"] = reply(b"[5]")
    options = replace(OPTIONS, uses_proxy_environment=True)
    own = ApiCaller(login_at("http://10.1.2.3"), options, clock=lambda: NOW)
    public = ApiCaller(login_at("http://reader.example"), options, clock=lambda: NOW)

    assert await own.send_json(ApiCall(path="/x")) == [5]
    await own.close()
    failure = await failure_of(public, ApiCall(path="/x"))

    assert failure.kind is SyncFailureKind.UNENCRYPTED
    assert len(server.received) == 1


async def test_a_token_is_sent_without_the_line_end_behind_it(server: LoopbackServer) -> None:
    server.answers["/v1/me"] = reply(b'{"username": "alice"}')
    server.answers["/v1/version"] = reply(b'{"version": "2"}')
    login = Login(api=Api.MINIFLUX, url=server.url("/"), secret=f" {SECRET}\r\n")
    client = open_client(login, OPTIONS)

    await client.sign_in()
    await client.close()

    assert server.received[0].headers["x-auth-token"] == SECRET


async def test_a_token_that_cannot_be_sent_is_a_wrong_one(server: LoopbackServer) -> None:
    login = Login(api=Api.MINIFLUX, url=server.url("/"), secret="to\r\nken")  # noqa: S106
    client = open_client(login, OPTIONS)

    with pytest.raises(SyncError) as caught:
        await client.sign_in()
    await client.close()

    assert caught.value.failure.kind is SyncFailureKind.WRONG_PASSWORD
    assert server.received == []
