"""`nutgraf save-page`: any page of the web with article and brief, over a server on loopback."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from cache.db.refresh_lock import RefreshLock
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader

_TEXT = (
    "Mayor Ana Núñez opened the bridge at Torrel on Monday, in front of 300 people. "
    "“It will last a hundred years,” Núñez said. The old one fell in the flood of 2019. "
)
PAGE = (
    "<html><head><title>A bridge for Torrel</title></head><body><article>"
    f"<h1>A bridge for Torrel</h1><p>{_TEXT * 2}</p><p>{_TEXT * 2}</p></article></body></html>"
).encode()
# A language without a model: its brief is made in no time.
TITLE = "Nowy most"
QUICK = (
    f"<html lang='pl'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>"
    f"{'Burmistrz otworzył w poniedziałek nowy most w Gdańsku. Stary zniszczyła powódź. ' * 3}"
    "</p></article></body></html>"
).encode()
TYPE = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    answers = {"/bridge": reply(PAGE, headers=TYPE), "/most": reply(QUICK, headers=TYPE)}
    async with LoopbackServer(answers) as server:
        yield server


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.configure("[fetch]\npause_per_host_ms = 0\n")
    return reader


async def run(reader: Reader, *arguments: str) -> tuple[int, str, str]:
    answer = await asyncio.to_thread(reader.run, *arguments)
    return answer.returncode, answer.stdout.decode(), answer.stderr.decode()


async def listed(reader: Reader, *arguments: str) -> Any:
    _, out, _ = await run(reader, *arguments, "--json")
    return json.loads(out)


async def test_a_page_is_saved_with_article_and_brief(
    reader: Reader, server: LoopbackServer
) -> None:
    url = server.url("/bridge")

    code, out, err = await run(reader, "save-page", url, "--tag", "Sea", "--tag", "law")

    assert code == 0, err
    assert out == "      1  A bridge for Torrel\n"
    assert "Saved: A bridge for Torrel." in err
    assert "0 feeds" not in err
    (row,) = await listed(reader, "search", "tag:sea", "flood", "feed:Saved")
    assert (row["title"], row["url"], row["tags"]) == ("A bridge for Torrel", url, ["law", "Sea"])
    article = await listed(reader, "show", "1")
    assert "hundred years" in str(article)
    assert "Ana Núñez" in str(article["brief"]["actors"])

    asked = len(server.received)
    code, out, err = await run(reader, "save-page", f"{url}?utm_source=x", "--tag", "new")
    assert (code, out) == (0, "      1  A bridge for Torrel\n")
    assert "Already saved" in err
    (row,) = await listed(reader, "search", "tag:sea")
    assert row["tags"] == ["law", "new", "Sea"]
    code, _, err = await run(reader, "fetch", "--force")
    assert code == 0, err
    assert len(server.received) == asked


async def test_a_page_that_fails_stays_with_its_address_and_is_tried_again(
    reader: Reader, server: LoopbackServer
) -> None:
    url = server.url("/late")

    code, out, err = await run(reader, "save-page", url)
    assert (code, out.split()) == (1, ["1", url])
    assert "without its text" in err
    assert "(404)" in err
    _, out, _ = await run(reader, "search", "feed:Saved")
    assert url.partition("://")[2] in out

    server.answers["/late"] = server.answers["/most"]
    (second,) = await listed(reader, "save-page", url)
    assert (second["title"], second["is_new"], second["failure"]) == (TITLE, False, None)


async def test_beside_a_refresh_the_page_waits_for_the_next_one(
    reader: Reader, server: LoopbackServer
) -> None:
    await run(reader, "feeds")
    with RefreshLock(reader.cache):
        code, out, err = await run(reader, "save-page", "--wait=0", server.url("/most"))

    assert (code, "with the next one" in err) == (0, True)
    assert out.split() == ["1", server.url("/most")]
    await run(reader, "fetch")
    (row,) = await listed(reader, "search", "most")
    assert row["title"] == TITLE


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "not an address of the web"),
        ("file:///etc/passwd", "not an address of the web"),
        ("https://ann:s3cret@example.org/a", "leave the password out"),
        ("\x1b[31mhttps://", "not an address of the web"),
    ],
)
async def test_what_cannot_be_saved_says_why(reader: Reader, address: str, words: str) -> None:
    code, out, err = await run(reader, "save-page", "https://example.org/a", address)

    assert (code, out, words in err) == (2, "", True)
    assert "\x1b" not in err
    assert "s3cret" not in err
    assert not reader.cache.exists()
