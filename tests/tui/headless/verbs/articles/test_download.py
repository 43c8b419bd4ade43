"""`nutgraf download` and what `nutgraf show` says of files, run as a user runs them."""

import asyncio
import json
from pathlib import Path

from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader

FEED = """<rss version="2.0"><channel><title>A Show</title><link>{0}</link><item>
<title>Episode one</title><guid>1</guid><description>Notes.</description>
<enclosure url="{0}e.mp3" type="audio/mpeg" length="2048"/>
<enclosure url="{0}notes.pdf" type="application/pdf"/></item></channel></rss>"""


async def run(reader: Reader, *arguments: str) -> tuple[int, str, str]:
    answer = await asyncio.to_thread(reader.run, *arguments)
    return answer.returncode, answer.stdout.decode(), answer.stderr.decode()


async def test_files_are_shown_and_downloaded(tmp_path: Path) -> None:
    reader = Reader(folder=tmp_path)
    reader.configure(f'[downloads]\nfolder = "{tmp_path / "files"}"\n[fetch]\nfull_articles=false')
    async with LoopbackServer(answers={"/e.mp3": reply(b"sound" * 400)}) as server:
        server.answers["/feed"] = reply(FEED.format(server.url()).encode())
        assert (await run(reader, "add", server.url("/feed")))[0] == 0

        _, shown, _ = await run(reader, "show", "1")
        _, fields, _ = await run(reader, "show", "1", "--json")
        code, _, said = await run(reader, "download", "1")
        again, _, known = await run(reader, "download", "1", "1")
        beyond, _, complaint = await run(reader, "download", "1", "3")

    assert f"File 1: Audio, 2 KiB, {server.url('/e.mp3')}" in shown.replace("\u00a0", " ")
    assert json.loads(fields)["enclosures"][1] == {
        "url": server.url("/notes.pdf"),
        "media_type": "application/pdf",
        "bytes": None,
    }
    # The second file is not there: that is said, and the first one was not held up by it.
    assert code == 1
    assert "There is nothing at this address (404)." in said
    saved = tmp_path / "files" / "A Show" / "Episode one [1].mp3"
    assert saved.read_bytes() == b"sound" * 400
    assert again == 0
    assert "Already downloaded" in known
    assert beyond == 2
    assert "it has 2" in complaint
