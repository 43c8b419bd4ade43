"""Downloads over real sockets: whole, gone on with, refused, and never under a half file's name."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from cache.values.list_rows import EntryDetail, EntryId, EntryRow, FeedId
from fetch.access import Access, origin_of
from fetch.errors import FetchError
from fetch.model import Enclosure, FailureKind
from fetch.options import FetchOptions
from tests.support.servers.loopback import (
    Answer,
    LoopbackServer,
    Received,
    raw,
    redirect,
    reply,
    silence,
)
from tui.headless.printing.output_files import SaveError
from tui.headless.services.files import downloads
from tui.headless.services.files.downloads import DownloadRequest, download, target_of
from tui.headless.services.files.partial_file import PartFile
from tui.headless.services.jobs.job_events import Downloaded, Event

OPTIONS = FetchOptions(timeout_seconds=5, uses_proxy_environment=False)
EPISODE = bytes(range(256)) * 400
ETAG = {"ETag": '"v1"'}


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(downloads, "PAUSE_SECONDS", 0.01)


def cut_after(count: int, headers: Mapping[str, str] = ETAG) -> Answer:
    """Return an answer that promises the episode and ends after `count` bytes."""
    lines = [f"Content-Length: {len(EPISODE)}", *(f"{k}: {v}" for k, v in headers.items())]
    head = "\r\n".join(["HTTP/1.1 200 OK", *lines]).encode() + b"\r\n\r\n"
    return raw(head + EPISODE[:count])


def ranged(content: bytes = EPISODE, etag: str = '"v1"', *, shift: int = 0) -> Answer:
    """Return an answer that obeys Range and If-Range."""

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        asked = received.headers.get("range", "")
        if not asked or received.headers.get("if-range") != etag:
            await reply(content, headers={"ETag": etag})(received, writer)
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        where = f"bytes {start + shift}-{len(content) - 1}/{len(content)}"
        whole = reply(
            content[start:], status="206 Partial Content", headers={"Content-Range": where}
        )
        await whole(received, writer)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """Return an answer that is another one each time, the last for ever."""
    waiting = list(answers)

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        await (waiting.pop(0) if len(waiting) > 1 else waiting[0])(received, writer)

    return answer


def request_of(server: LoopbackServer, folder: Path, **changes: object) -> DownloadRequest:
    made = DownloadRequest(
        url=server.url("/e.mp3"),
        target=folder / "Show" / "One [1].mp3",
        max_bytes=1 << 20,
        may_be_private=True,
    )
    return replace(made, **changes)


async def fetched(request: DownloadRequest, options: FetchOptions = OPTIONS) -> list[Event]:
    told: list[Event] = []
    await download(request, options, told.append)
    return told


async def test_a_file_is_saved_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as server:
        request = request_of(server, tmp_path)
        told = await fetched(request)

    assert request.target.read_bytes() == EPISODE
    assert [path.name for path in request.target.parent.iterdir()] == ["One [1].mp3"]
    assert told[-1] == Downloaded(path=str(request.target), byte_count=len(EPISODE))


async def test_what_is_there_is_not_asked_for_again(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as server:
        request = request_of(server, tmp_path)
        await fetched(request)
        (told,) = await fetched(request)

        assert len(server.received) == 1

    assert isinstance(told, Downloaded)
    assert not told.is_new


async def test_a_connection_that_breaks_is_taken_up_where_it_broke(tmp_path: Path) -> None:
    answer = in_turn(cut_after(50_000), ranged())
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        await fetched(request)

        assert server.received[1].headers["range"] == "bytes=50000-"
        assert server.received[1].headers["if-range"] == '"v1"'
        assert server.received[1].headers["accept-encoding"] == "identity"

    assert request.target.read_bytes() == EPISODE


async def test_a_later_run_goes_on_with_what_an_earlier_one_left(tmp_path: Path) -> None:
    answer = in_turn(cut_after(50_000), reply(status="404 Not Found"), ranged())
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        with pytest.raises(FetchError):
            await fetched(request)
        assert not request.target.exists()
        assert request.target.with_name("One [1].mp3.part").stat().st_size == 50_000

        await fetched(request)

        assert server.received[2].headers["range"] == "bytes=50000-"
    assert request.target.read_bytes() == EPISODE


async def test_another_version_is_never_joined_to_the_beginning_of_the_old_one(
    tmp_path: Path,
) -> None:
    newer = EPISODE[::-1]
    answer = in_turn(cut_after(50_000), ranged(newer, '"v2"'))
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        await fetched(request)

    assert request.target.read_bytes() == newer


@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"v1"'}])
async def test_without_a_strong_validator_it_begins_anew(
    tmp_path: Path, headers: dict[str, str]
) -> None:
    answer = in_turn(cut_after(50_000, headers), ranged())
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        await fetched(request)

        assert "range" not in server.received[1].headers
    assert request.target.read_bytes() == EPISODE


async def test_another_part_than_asked_for_is_not_taken(tmp_path: Path) -> None:
    answer = in_turn(cut_after(50_000), ranged(shift=7), ranged())
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        with pytest.raises(FetchError):
            await fetched(request)
        await fetched(request)

    assert request.target.read_bytes() == EPISODE


async def test_a_part_that_the_server_has_no_more_of_is_dropped(tmp_path: Path) -> None:
    refused = reply(status="416 Range Not Satisfiable")
    answer = in_turn(cut_after(50_000), refused, ranged())
    async with LoopbackServer(answers={"/e.mp3": answer}) as server:
        request = request_of(server, tmp_path)
        await fetched(request)

    assert request.target.read_bytes() == EPISODE


@pytest.mark.parametrize("promised", [True, False])
async def test_a_file_above_the_limit_is_refused_and_leaves_nothing(
    tmp_path: Path, promised: bool
) -> None:
    endless = raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + EPISODE)
    async with LoopbackServer(answers={"/e.mp3": ranged() if promised else endless}) as server:
        request = request_of(server, tmp_path, max_bytes=1000)
        with pytest.raises(FetchError) as caught:
            await fetched(request)

    assert caught.value.failure.kind is FailureKind.TOO_LARGE
    assert list(request.target.parent.iterdir()) == []


async def test_a_server_that_falls_silent_is_given_up(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": silence()}) as server:
        with pytest.raises(FetchError) as caught:
            await fetched(request_of(server, tmp_path), replace(OPTIONS, timeout_seconds=0.2))

    assert caught.value.failure.kind is FailureKind.TIMEOUT


async def test_a_public_feed_does_not_lead_into_the_own_network(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as server:
        with pytest.raises(FetchError) as caught:
            await fetched(request_of(server, tmp_path, may_be_private=False))

        assert not server.received
    assert caught.value.failure.kind is FailureKind.FORBIDDEN_ADDRESS


async def test_the_feeds_secret_stays_with_its_own_server(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as elsewhere:
        there = redirect(elsewhere.url("/e.mp3"))
        async with LoopbackServer(answers={"/e.mp3": there}) as server:
            access = Access(secret_origin=origin_of(server.url()), authorization="Bearer s3cret")
            await fetched(request_of(server, tmp_path, access=access))

            assert server.received[0].headers["authorization"] == "Bearer s3cret"
        assert "authorization" not in elsewhere.received[0].headers


async def test_one_file_is_written_by_one_program_at_a_time(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as server:
        request = request_of(server, tmp_path)
        limit, url = request.max_bytes, request.url
        with (
            PartFile(request.target, url, max_bytes=limit, on_bytes=lambda done, total: None),
            pytest.raises(SaveError, match="already"),
        ):
            await fetched(request)


async def test_a_link_in_the_place_of_the_part_is_not_followed(tmp_path: Path) -> None:
    async with LoopbackServer(answers={"/e.mp3": ranged()}) as server:
        request = request_of(server, tmp_path)
        request.target.parent.mkdir()
        precious = tmp_path / "precious"
        precious.write_text("mine", encoding="utf-8")
        request.target.with_name("One [1].mp3.part").symlink_to(precious)
        with pytest.raises(SaveError):
            await fetched(request)

    assert precious.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("url", "media_type", "ending"),
    [
        ("http://h.example/e.mp3?token=1", "audio/mpeg", ".mp3"),
        ("http://h.example/play.php?id=3", "audio/mpeg", ".mp3"),
        ("http://h.example/e.m4a", "audio/mpeg", ".m4a"),
        ("http://h.example/%2e%2e%2fetc.sh%00", "", ""),
        ("http://h.example/a.pdf", "application/pdf", ".pdf"),
    ],
)
def test_a_file_is_named_after_its_entry(url: str, media_type: str, ending: str) -> None:
    row = EntryRow(
        entry_id=EntryId(12), feed_id=FeedId(1), feed_title="../Show", title="a/b\x00: c",
        author="", url="", sort_at=None, has_published=False, is_read=False,  # type: ignore[arg-type]
        is_starred=False, has_brief=False, word_count=0, lead="",
    )  # fmt: skip
    detail = EntryDetail(
        row=row, summary="", article=None, brief=None, page_failure=None,
        enclosures=(Enclosure(url=url, media_type=media_type),),
    )  # fmt: skip

    target = target_of(detail, 1, Path("/files"))

    assert target.parent.parent == Path("/files")
    assert target.parent.name == "Show"
    assert target.name == f"a b c [12]{ending}"
