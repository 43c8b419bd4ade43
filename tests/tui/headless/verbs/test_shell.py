"""The command line beside pipes and cron: slips are named, output feeds other commands."""

import fcntl
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from cache.db.refresh_lock import RefreshLock
from tests.support.caches.newsdesk import Desk
from tests.support.shell import Shell
from tests.world.world import Reader

PAGE = "<html><body><article>" + "<p>The harbour of Harwich was closed on Monday.</p>" * 9


# The cache and the configuration that are named.


def test_a_configuration_that_is_not_there_is_an_error(shell: Shell, tmp_path: Path) -> None:
    answer = shell("--config", str(tmp_path / "none.toml"), "feeds")

    assert answer.status == 2
    assert f"--config: there is no file {tmp_path / 'none.toml'}" in answer.err


@pytest.mark.parametrize(
    "verb",
    [
        ("feeds",),
        ("feeds", "--health"),
        ("search", "x"),
        ("show", "1"),
        ("brief",),
        ("stories",),
        ("follows",),
        ("mutes",),
        ("actor", "x"),
        ("export",),
        ("save", "1"),
        ("check",),
    ],
)
def test_what_only_reads_makes_no_cache(
    shell: Shell, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    path = tmp_path / "none.db"

    answer = shell("--cache", str(path), *verb)

    assert answer.status == 3
    assert str(path) in answer.out + answer.err
    assert not path.exists()


def test_what_writes_makes_the_cache_and_says_so_once(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    arguments = ("--cache", str(path), "add", "--no-fetch", "http://127.0.0.1:9/feed")

    first = shell(*arguments)
    second = shell(*arguments)

    assert first.err.count(f"made a new cache at {path}\n") == 1
    assert "made a new cache" not in second.err
    assert path.exists()


# Feeds by name, in natural order.


def test_feeds_sort_as_people_count(shell: Shell, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for number in (10, 2, 1):
        desk.feed(f"World {number}", folder="Level 10")
        desk.feed(f"World {number} B", folder="level 9")
    desk.close()

    rows = json.loads(shell("feeds", "--json").out)

    assert [(row["folder"], row["title"]) for row in rows] == [
        *(("level 9", f"World {number} B") for number in (1, 2, 10)),
        *(("Level 10", f"World {number}") for number in (1, 2, 10)),
    ]


def test_a_feed_is_named_by_its_title_or_the_beginning(shell: Shell, cache: Path) -> None:
    assert shell("feeds", "edit", "gazette", "--title", "Gazette 2").status == 0
    assert shell("mute", "phrase", "cricket", "--feed", "Morn").status == 0
    assert "Unsubscribed from A Blog." in shell("remove", "a bl").err


def test_a_name_that_means_several_feeds_lists_them(shell: Shell, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first, second = desk.feed("World 1"), desk.feed("World 10")
    desk.feed("Sport")
    desk.close()

    assert "Unsubscribed from World 1." in shell("remove", "World 1").err
    assert shell("feeds", "edit", "World 10", "--title", "World 11").status == 0
    desk = Desk(tmp_path)
    third = desk.feed("World 2")
    desk.close()
    answer = shell("fetch", "world")

    assert answer.status == 2
    assert f"World 2 ({third}), World 11 ({second}); use a number" in answer.err
    assert first != third
    assert "did you mean “Sport”?" in shell("fetch", "Spotr").err


# Search, and what takes its output.


def test_search_says_how_many_more_there_are(shell: Shell, cache: Path) -> None:
    answer = shell("search", "is:unread", "--limit", "2")
    plain, data = answer, shell("search", "is:unread", "--limit", "2", "--json")

    assert plain.status == 0
    assert plain.err == "2 of 5; --limit 5 shows all\n"
    assert len(json.loads(data.out)) == 2
    assert data.err == plain.err
    assert shell("search", "is:unread", "--limit", "5").err == ""


def test_what_a_search_prints_can_be_saved(shell: Shell, cache: Path, tmp_path: Path) -> None:
    for form in ((), ("--json",)):
        folder = tmp_path / f"out{len(form)}"
        found = shell("search", "nunez", *form).out

        answer = shell("save", "--folder", str(folder), stdin=found.encode())

        assert answer.status == 0, answer.err
        names = [Path(line).name for line in answer.out.splitlines()]
        assert [name.partition("-01-01-")[2] for name in names[:2]] == [
            "bridge-opens.md",
            "budget-passed.md",
        ]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"total nonsense\n", "'total nonsense': expected the id of an article"),
        (b"\xff\xfe\x00\x1b[2J", "expected the id of an article"),
        (b'[{"title": "x"}]', "expected the id"),
    ],
)
def test_what_is_no_list_of_entries_is_refused(
    shell: Shell, cache: Path, given: bytes, words: str
) -> None:
    answer = shell("save", stdin=given)

    assert answer.status == 2
    assert words in answer.err
    assert "\x1b" not in answer.err


def test_what_was_said_is_in_the_output(shell: Shell, cache: Path) -> None:
    assert "         Ana Núñez said: “It will last”" in shell("search", "said:nunez").out
    rows = json.loads(shell("search", "said:police", "--json").out)
    (said,) = rows[0]["said"]
    assert said == {
        "speaker": "police",
        "text": "Bad,",
        "kind": "direct",
        "cue": "said",
        "frame": "",
    }
    assert "said" not in json.loads(shell("search", "bridge", "--json").out)[0]


@pytest.mark.parametrize(
    ("query", "sentence", "caret"),
    [
        (("x", "titel:y"), "error at column 3: there is no field titel:; did you mean title:?", 3),
        (("Trump", "OR"), "error at column 7: nothing follows OR", 7),
        (("-",), "error at column 1: - must be directly followed by what to exclude", 1),
    ],
)
def test_a_slip_in_a_query_has_a_mark_below_it(
    shell: Shell, cache: Path, query: tuple[str, ...], sentence: str, caret: int
) -> None:
    answer = shell("search", *query)

    assert answer.status == 2
    first, typed, mark = answer.err.splitlines()
    assert first.startswith(f"nutgraf: {sentence}")
    assert typed.strip() == " ".join(query)
    assert mark == " " * (caret + 1) + "^"


# Follow.


@pytest.mark.parametrize(
    ("words", "kind", "subject"),
    [
        (('actor:"Jane Poe" climate',), "search", 'actor:"Jane Poe" climate'),
        (("climate", "-cricket"), "search", "climate -cricket"),
        (("rain", "OR", "snow"), "search", "rain OR snow"),
        (('"climate change"',), "search", '"climate change"'),
        (("said:police", "--title", "Police"), "search", "said:police"),
        (("Jane", "Poe"), "actor", "Jane Poe"),
        (("Al-Assad",), "actor", "Al-Assad"),
        (("--search", "climate"), "search", "climate"),
        (("--actor", "-M-"), "actor", "-M-"),
    ],
)
def test_a_query_is_followed_as_a_search(
    shell: Shell, cache: Path, words: tuple[str, ...], kind: str, subject: str
) -> None:
    answer = shell("follow", *words)

    assert answer.status == 0, answer.err
    (row,) = json.loads(shell("follows", "--json").out)
    assert row["kind"] == kind
    assert row["actor" if kind == "actor" else "query"] == subject


def test_a_wrong_query_is_not_followed_as_an_actor(shell: Shell, cache: Path) -> None:
    answer = shell("follow", "acter:poe")

    assert answer.status == 2
    assert "did you mean actor:?" in answer.err


# Stories.


def test_a_list_of_stories_is_empty_json(shell: Shell, cache: Path) -> None:
    answer = shell("stories", "--json")

    assert (answer.status, json.loads(answer.out)) == (0, [])
    assert shell("stories", "articles.jsonl").status == 2


# Extract.


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "page: this is empty"),
        (b" \n ", "page: this is empty"),
        (b"%PDF-1.7 ...", "page: this is a PDF, not a web page"),
        (b"abc\x00\x01\x02", "page: this is binary data, not a web page"),
        (b"Just words.", "page: this is plain text, not a web page"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "page: this is a feed, not a page"),
    ],
)
def test_a_file_that_is_no_page_is_told(
    shell: Shell, tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "page"
    path.write_bytes(content)

    answer = shell("extract", str(path))

    assert (answer.status, answer.out) == (2, "")
    assert words in answer.err


def test_what_is_no_file_is_told(shell: Shell, tmp_path: Path) -> None:
    assert "this is a folder" in shell("extract", str(tmp_path)).err
    missing = shell("extract", str(tmp_path / "none.html"))
    assert (missing.status, "can't be read: No such file" in missing.err) == (2, True)
    assert "standard input: this is empty" in shell("extract").err


def test_a_page_without_an_article_is_told(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><img src=x></body></html>", encoding="utf-8")

    answer = shell("extract", str(path))

    assert answer.status == 1
    assert f"{path}: The content can't be read: no article was found" in answer.err
    path.write_text(PAGE, encoding="utf-16")
    assert "Harwich" in shell("extract", str(path)).out


# Check.


def test_check_begins_with_what_matters(shell: Shell, cache: Path) -> None:
    answer = shell("check")

    assert answer.status == 0, answer.err
    sections = [line for line in answer.out.splitlines() if line.startswith("[")]
    assert sections[:6] == [
        "[program]",
        "[cache]",
        "[feeds]",
        "[problems]",
        "[models]",
        "[pictures]",
    ]
    assert f"  file: {cache}" in answer.out
    assert "subscribed: 3" in answer.out
    assert "concurrency" not in answer.out
    keys = shell("check", "--keys").out
    assert "  concurrency: 16  (default)" in keys
    assert "  next_unread: n" in keys


def test_check_as_json_is_for_a_bug_report(shell: Shell, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(
        '[app]\ntext_width = 66\n[commands]\nopen = ["w3m", "--token=hush"]\n', encoding="utf-8"
    )

    answer = shell("check", "--json")

    report = json.loads(answer.out)
    assert report["version"]
    assert report["cache"]["state"] == "in order"
    assert report["feeds"] == {"subscribed": 3, "failing": 0, "failures": {}}
    assert {"textual", "feedparser", "sqlite"} <= set(report["libraries"])
    values = {it["name"]: it for it in report["keys"]}
    assert values["app.text_width"]["value"] == "66"
    assert values["app.text_width"]["source"].endswith("config.toml")
    assert values["commands.open"]["value"] == "w3m …"
    assert "hush" not in answer.out
    assert "example.org" not in answer.out


def test_check_names_a_wrong_theme_as_a_problem(shell: Shell, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[app]\ntheme = "nord2"\n', encoding="utf-8")

    answer = shell("check")

    assert answer.status == 2
    assert 'line 2: [app] theme: there is no theme "nord2"; did you mean "nord"?' in answer.out


def test_check_names_another_distribution_with_a_package_of_one_of_our_names(
    cache: Path, tmp_path: Path
) -> None:
    facts = tmp_path / "site" / "fetcher-1.0.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: fetcher\nVersion: 1.0\n")
    (facts / "RECORD").write_text("fetch/__init__.py,,\nfetch/other.py,,\nelsewhere/a.py,,\n")
    paths = os.pathsep.join([str(tmp_path / "site"), os.environ.get("PYTHONPATH", "")])

    answer = subprocess.run(
        [sys.executable, "-m", "tui", "--cache", str(cache), "check", "--json"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": paths},
        check=True,
    )

    (problem,) = json.loads(answer.stdout)["problems"]
    assert problem.startswith("the package fetch is also one of fetcher: its files and nutgraf's")
    assert "pipx install nutgraf" in problem


# One refresh at a time.


def test_a_second_fetch_says_so_with_a_code_of_its_own(shell: Shell, cache: Path) -> None:
    with RefreshLock(cache):
        answer = shell("fetch", "--quiet")
        waited = shell("fetch", "--quiet", "--wait=0.2")

    assert (answer.status, waited.status) == (4, 4)
    assert f"process {os.getpid()} is refreshing" in answer.err


def test_a_second_fetch_can_wait_for_the_first(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    Desk(tmp_path).close()
    waits = threading.Event()
    lock = RefreshLock(path)
    lock.__enter__()

    def release(_: object) -> None:
        waits.set()
        lock.__exit__(None, None, None)

    with RefreshLock(path, wait_seconds=60, on_wait=release):
        assert waits.is_set()


def test_seconds_that_are_none_are_refused(shell: Shell, cache: Path) -> None:
    answer = shell("fetch", "--wait", "World 3")

    assert answer.status == 2
    assert "expected seconds as in --wait=60" in answer.err


# Pipes.


def test_a_reader_that_goes_is_no_failure(cache: Path, tmp_path: Path) -> None:
    command = Reader(folder=tmp_path).command("check", "--keys")
    reading, writing = os.pipe()
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    os.close(reading)

    answer = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert answer.returncode == 0
    assert answer.stderr == b""


def test_an_output_that_is_full_or_closed_is_told(cache: Path, tmp_path: Path) -> None:
    command = [str(it) for it in Reader(folder=tmp_path).command("feeds")]
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    closed = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *command], stderr=subprocess.PIPE, check=False
    )

    assert answer.returncode == 1
    assert answer.stderr == b"nutgraf: standard output can't be written: No space left on device\n"
    assert (closed.returncode, closed.stderr) == (
        1,
        b"nutgraf: standard output can't be written: it is closed\n",
    )


@pytest.mark.parametrize(("encoding", "name"), [("ascii", "Núñez"), ("iso-8859-2", "Nú?ez")])
def test_an_encoding_without_the_letters_is_no_failure(
    cache: Path, tmp_path: Path, encoding: str, name: str
) -> None:
    command = Reader(folder=tmp_path).command("actor", "nunez")
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}

    answer = subprocess.run(command, capture_output=True, check=False, env=environment)

    assert answer.returncode == 0, answer.stderr
    assert name in answer.stdout.decode("utf-8" if encoding == "ascii" else encoding)


def test_a_mistyped_command_is_asked_for(shell: Shell) -> None:
    answer = shell("serach", "x")

    assert answer.status == 2
    assert answer.err == (
        'nutgraf: there is no command "serach"; did you mean "search"? (--help lists them)\n'
    )
    assert 'there is no such choice "mood"' in shell("mute", "mood", "x").err
    assert "say what to look for" in shell("search", "").err


@pytest.mark.parametrize("verb", ["", "search", "save", "fetch"])
def test_the_help_has_examples(verb: str, shell: Shell) -> None:
    answer = shell(*filter(None, (verb, "--help")))

    assert answer.status == 0
    assert "examples:\n  nutgraf" in answer.out
    if verb != "save":
        assert "exit codes: 0" in answer.out
