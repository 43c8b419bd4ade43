"""`nutgraf rules`, and what rules, hooks and notices do when `nutgraf fetch` brings something."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from tests.support.servers.loopback import LoopbackServer, reply
from tests.world.world import Reader

_TEXT = "Mayor Ana Núñez opened the bridge at Torrel on Monday. “It will last,” Núñez said. "
_FEED = "<rss version='2.0'><channel><title>Blog</title>{}</channel></rss>"
_ITEM = "<item><guid>{0}</guid><title>{1}</title><description>&lt;p>{2}&lt;/p></description></item>"


def feed(*titles: str) -> bytes:
    """Return a feed of articles that it carries itself, the newest first."""
    items = (_ITEM.format(title, title, f"{_TEXT * 4} That was {title}.") for title in titles)
    return _FEED.format("".join(items)).encode()


def keeper(path: Path) -> list[str]:
    """Return a program that adds what it is given, and its arguments, to a file."""
    program = (
        "import json, sys; given = sys.stdin.read(); "
        f"open({str(path)!r}, 'a').write(json.dumps([sys.argv[1:], given]) + '\\n')"
    )
    return [sys.executable, "-c", program]


def kept(path: Path) -> list[tuple[list[str], str]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [tuple(json.loads(line)) for line in lines]


@pytest.fixture
async def server() -> AsyncIterator[LoopbackServer]:
    async with LoopbackServer(answers={"/feed": reply(feed("Quiet day"))}) as server:
        yield server


@pytest.fixture(scope="module")
def subscribed(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    """The reader below, before the feed has its address."""
    reader = Reader(folder=tmp_path_factory.mktemp("subscribed"))
    configure(reader)

    async def add() -> None:
        async with LoopbackServer(answers={"/feed": reply(feed("Quiet day"))}) as server:
            await run(reader, "add", server.url("/feed"))

    asyncio.run(add())
    return reader


@pytest.fixture
def reader(tmp_path: Path, server: LoopbackServer, subscribed: Reader) -> Reader:
    """Somebody who has one feed, with one entry."""
    for path in subscribed.folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    reader = Reader(folder=tmp_path)
    with closing(open_writer(reader.cache)) as connection:
        connection.run("UPDATE feeds SET url = ?", [server.url("/feed")])
    return reader


def configure(reader: Reader, more: str = "") -> None:
    reader.configure(f"[fetch]\nfull_articles = false\npause_per_host_ms = 0\n{more}")


def words_of(command: Sequence[str]) -> str:
    return json.dumps(list(command))


async def run(reader: Reader, *arguments: str) -> tuple[int, str, str]:
    answer = await asyncio.to_thread(reader.run, *arguments)
    return answer.returncode, answer.stdout.decode(), answer.stderr.decode()


async def fetch(reader: Reader, server: LoopbackServer, *titles: str) -> tuple[int, str, str]:
    server.answers["/feed"] = reply(feed(*titles, "Quiet day"))
    return await run(reader, "fetch", "--force")


async def test_a_rule_is_tried_added_listed_and_removed(
    reader: Reader, server: LoopbackServer
) -> None:
    status, out, words = await run(reader, "rules", "test", "bridge", "-cricket")
    assert (status, "It would hit 1 stored entry." in words) == (0, True)
    assert "Quiet day" in out
    status, _, words = await run(
        reader, "rules", "add", "bridge", "-cricket", "--star", "--tag", "Sea"
    )
    assert (status, words.splitlines()[0]) == (
        0,
        "Rule 1: bridge -cricket → star, tag Sea. It acts on what comes in from now on; "
        "`nutgraf rules test 1` lists what it would have hit.",
    )

    await fetch(reader, server, "Bridge opens", "Bridge and cricket")

    _, out, _ = await run(reader, "rules")
    assert out == "    1       1  bridge -cricket → star, tag Sea\n"
    _, out, _ = await run(reader, "search", "--json", "is:starred")
    assert [(it["title"], it["tags"]) for it in json.loads(out)] == [("Bridge opens", ["Sea"])]
    assert (await run(reader, "rules", "test", "1"))[0] == 0
    status, _, words = await run(reader, "rules", "remove", "1")
    assert (status, words) == (0, "Removed rule 1: bridge -cricket → star, tag Sea.\n")
    _, out, words = await run(reader, "rules")
    assert (out, words.startswith("There are no rules.")) == ("", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "bridge"), "say what to do: --star"),
        (("add", '"bridge', "--star"), "this quotation mark is not closed"),
        (("add", "is:muted", "--star"), "a rule never hits what is muted"),
        (("add", "bridge", "--run", "cat 'x"), '--run: "cat \'x": no closing quotation'),
        (("remove", "7"), "7: there is no such rule; `nutgraf rules` lists them"),
        (("test", "feed:nowhere"), "no feed has “nowhere”"),
        (("ad", "x"), 'there is no such choice "ad"; did you mean "add"?'),
    ],
)
async def test_what_can_not_be_done_is_said(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    reader = Reader(folder=tmp_path)
    await run(reader, "add", "--no-fetch", "http://127.0.0.1:9/feed")

    status, out, said = await run(reader, "rules", *arguments)

    assert (status, out) == (2, "")
    assert words in said


async def test_a_program_gets_the_entry_with_its_brief_once(
    reader: Reader, server: LoopbackServer, tmp_path: Path
) -> None:
    command = keeper(tmp_path / "got")
    quoted = " ".join(f'"{word}"' for word in (*command, "--now", "$HOME;`id`"))
    await run(reader, "rules", "add", "bridge", "--run", quoted)

    await fetch(reader, server, "Bridge opens")
    await fetch(reader, server, "Bridge opens")

    ((arguments, given),) = kept(tmp_path / "got")
    assert arguments == ["--now", "$HOME;`id`"]
    fields = json.loads(given)
    assert (fields["title"], fields["is_read"]) == ("Bridge opens", False)
    assert any(it["name"] == "Ana Núñez" for it in fields["brief"]["actors"])


async def test_hooks_get_the_refresh_and_each_new_entry(
    reader: Reader, server: LoopbackServer, tmp_path: Path
) -> None:
    after, each = (words_of(keeper(tmp_path / name)) for name in ("after", "each"))
    configure(reader, f"[hooks]\nafter_fetch = {after}\non_entry = {each}\n")

    await fetch(reader, server, "Second", "First")

    # Several run at a time: which ends first is not promised.
    titles = sorted(json.loads(given)["title"] for _, given in kept(tmp_path / "each"))
    assert titles == ["First", "Second"]
    ((_, given),) = kept(tmp_path / "after")
    assert (json.loads(given)["feeds"], json.loads(given)["new"]) == (1, 2)


@pytest.mark.parametrize(
    ("program", "seconds", "words"),
    [
        ("import sys; sys.exit('disk \\x1b[31mfull\\x07')", 30, "ended with status 1: disk full"),
        ("import time; time.sleep(60)", 1, "took longer than 1 s and was stopped"),
    ],
)
async def test_a_hook_that_fails_stops_nothing_and_is_said(
    reader: Reader, server: LoopbackServer, program: str, seconds: int, words: str
) -> None:
    command = words_of([sys.executable, "-c", program])
    configure(reader, f"[hooks]\non_entry = {command}\nseconds = {seconds}\n")

    status, _, said = await fetch(reader, server, "First")

    assert status == 0
    assert f"[hooks] on_entry: {Path(sys.executable).name} {words}" in said
    assert "1 new entry, 1 brief" in said
    _, _, said = await fetch(reader, server, "Second", "First")
    assert "\x1b" not in said


async def test_a_program_that_only_fails_is_given_up(
    reader: Reader, server: LoopbackServer
) -> None:
    configure(reader, '[hooks]\non_entry = ["no-such-program-here"]\n')

    _, _, said = await fetch(reader, server, *(f"Entry {it}" for it in range(20)))

    assert "[hooks] on_entry: There is no program no-such-program-here." in said
    assert "It was not started another" in said


HOSTILE = "--icon=/etc/passwd \x07\x1b]0;x\x07 &lt;b&gt;bold&lt;/b&gt; {body}"


async def test_a_notice_has_the_nut_graf_and_is_harmless(
    reader: Reader, server: LoopbackServer, tmp_path: Path
) -> None:
    command = words_of([*keeper(tmp_path / "told"), "{title}", "{body}"])
    configure(reader, f"[notify]\ncommand = {command}\n")
    await run(reader, "rules", "add", "bridge", "--notify")

    await fetch(reader, server, HOSTILE.replace("\x07", "").replace("\x1b", "&#27;"))

    (((title, body), _),) = kept(tmp_path / "told")
    assert title.startswith("icon=/etc/passwd")
    assert "{body}" in title
    assert not set("\x1b\x07<>") & set(title + body)
    assert "Núñez" in body


async def test_notices_are_bundled_and_come_once_a_minute_at_most(
    reader: Reader, server: LoopbackServer, tmp_path: Path
) -> None:
    command = words_of([*keeper(tmp_path / "told"), "{title}", "{body}"])
    configure(reader, f"[notify]\ncommand = {command}\n")
    await run(reader, "rules", "add", "bridge", "--notify", "--read")

    titles = [f"Bridge {it}" for it in range(5)]
    await fetch(reader, server, *titles)
    await fetch(reader, server, "Bridge 9", *titles)

    (((title, body), _),) = kept(tmp_path / "told")
    assert title == "5 new articles"
    assert len(body.splitlines()) == 4
    assert body.splitlines()[-1] == "and 2 more"


async def test_nobody_is_told_in_quiet_hours(
    reader: Reader, server: LoopbackServer, tmp_path: Path
) -> None:
    command = words_of([*keeper(tmp_path / "told"), "{title}"])
    quiet = f"[notify]\ncommand = {command}\nquiet = "
    await run(reader, "rules", "add", "bridge", "--notify")

    configure(reader, f'{quiet}"00:00-23:59"\n')
    await fetch(reader, server, "Bridge one")
    assert kept(tmp_path / "told") == []
    configure(reader, f'{quiet}""\n')
    await fetch(reader, server, "Bridge one")

    assert [it[0] for it in kept(tmp_path / "told")] == [["Bridge one"]]


@pytest.mark.parametrize("key", ["followed", "stories"])
async def test_followed_actors_and_new_stories(
    reader: Reader, server: LoopbackServer, tmp_path: Path, key: str
) -> None:
    command = words_of([*keeper(tmp_path / "told"), "{title}", "{body}"])
    configure(reader, f"[notify]\ncommand = {command}\n{key} = true\n")
    await run(reader, "follow", "Ana Núñez")

    await fetch(reader, server, "A day in Torrel")

    (((title, body), _),) = kept(tmp_path / "told")
    assert title in ({"A day in Torrel"} if key == "followed" else {"A day in Torrel", "Quiet day"})
    assert "Ana Núñez" in body


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[notify]\nquiet = "late"\n', "quiet: expected hours such as \"22:00-07:00\", got 'late'"),
        ('[notify]\ncommand = ["osascript", "-e", "say \\"{title}\\""]\n', "can't stand in an"),
        ('[notify]\ncommand = ["{title}"]\n', "command: expected the name of a program first"),
        ('[notify]\nterminal = "osc8"\n', "expected one of auto, osc9, osc777, off"),
        ('[hooks]\non_entry = "cat"\n', "on_entry: expected a list such as"),
        ("[hooks]\nafter_fetch = []\nseconds = 0\n", "seconds: expected a whole number from 1"),
    ],
)
def test_a_wrong_configuration_is_said(tmp_path: Path, table: str, words: str) -> None:
    reader = Reader(folder=tmp_path)
    reader.configure(table)

    answer = reader.run("check")

    assert answer.returncode == 2
    assert words in answer.stderr.decode()


def test_programs_that_are_not_there_are_named_by_check(tmp_path: Path) -> None:
    reader = Reader(folder=tmp_path)
    reader.configure('[hooks]\non_entry = ["no-such-program-here", "-x"]\nafter_fetch = ["cat"]\n')
    reader.run("rules", "add", "bridge", "--star")

    answer = reader.run("check")

    assert answer.returncode == 0
    assert b"! [hooks] on_entry: there is no program no-such-program-here" in answer.stdout
    assert b"after_fetch: there is no" not in answer.stdout
