"""`nutgraf search`, `follow`, `mute`, `actor` and their kin, run as a user runs them."""

import json
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from tests.support.caches.briefed_archive import Archive, fill
from tests.world.world import Reader


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    reader = Reader(folder=tmp_path)
    reader.cache.parent.mkdir(parents=True, exist_ok=True)
    connection = open_writer(reader.cache)
    with Library(reader.cache) as library:
        fill(Archive(Store(connection), library))
    connection.close()
    return reader


def titles(reader: Reader, *query: str) -> list[str]:
    answer = reader.run("search", "--json", *query)
    return [row["title"] for row in json.loads(answer.stdout)]


def test_search_understands_fields(reader: Reader) -> None:
    assert titles(reader, "said:nunez", "feed:Morning Paper") == ["Bridge opens"]
    assert titles(reader, 'actor:"ana nunez" -bridge') == ["Budget passed"]
    assert titles(reader, "before:2026-01-01", "folder:World", "rain") == [
        "Rain in the north",
        "Cricket: rain stops play",
    ]


def test_a_wrong_query_is_shown_with_a_mark_at_the_place(reader: Reader) -> None:
    answer = reader.run("search", "雨 rain is:wet")

    assert answer.returncode == 2
    assert answer.stderr.decode().splitlines() == [
        "nutgraf: error at column 11: "
        "is: expected one of unread, read, starred, muted, later, tagged",
        "  雨 rain is:wet",
        "             ^",
    ]


def test_a_wrong_query_can_not_drive_the_terminal(reader: Reader) -> None:
    answer = reader.run("search", "\x1b[2J\x1b]0;x\x07\n feed:nowhere")

    assert answer.returncode == 2
    assert b"\x1b" not in answer.stderr
    assert b"\x07" not in answer.stderr


def test_following_an_actor(reader: Reader) -> None:
    assert "Following Ana Núñez." in reader.run("follow", "nunez").stderr.decode()
    assert reader.run("follow", "--search", "rain", "--title", "Weather").returncode == 0

    rows = json.loads(reader.run("follows", "--json").stdout)
    assert [(it["title"], it["unread"]) for it in rows] == [("Ana Núñez", 2), ("Weather", 2)]
    assert "Weather  <rain>" in reader.run("follows").stdout.decode()

    assert reader.run("unfollow", "ana", "nunez").returncode == 0
    assert reader.run("unfollow", "Weather").returncode == 0
    assert json.loads(reader.run("follows", "--json").stdout) == []
    assert reader.run("unfollow", "Weather").returncode == 2


def test_what_can_not_be_followed_is_refused(reader: Reader) -> None:
    assert "^" in reader.run("follow", "--search", "is:wet").stderr.decode()
    assert "no letter" in reader.run("follow", "...").stderr.decode()


def test_an_actors_page(reader: Reader) -> None:
    answer = reader.run("actor", "nunez")

    shown = answer.stdout.decode()
    for words in ("Ana Núñez", "person · 2 articles · 2 quotes", "Mayor", "Ben Okoro",
                  "said: “It will last”", "Budget passed"):  # fmt: skip
        assert words in shown
    page = json.loads(reader.run("actor", "Ana Nunez", "--json").stdout)
    assert page["articles"] == 2
    assert page["appears_with"] == [{"name": "Ben Okoro", "kind": "person", "articles": 1}]
    assert reader.run("actor", "nobody").returncode == 1


def test_muting_and_unmuting(reader: Reader) -> None:
    answer = reader.run("mute", "phrase", "rain", "--feed", "gazette", "--days", "7")
    assert "1 article is hidden" in answer.stderr.decode()
    assert "“rain” in Gazette, until " in answer.stderr.decode()
    assert titles(reader, "rain") == ["Rain in the north"]
    assert titles(reader, "is:muted") == ["Cricket: rain stops play"]

    assert reader.run("mute", "feed", "a blog").returncode == 0
    mutes = json.loads(reader.run("mutes", "--json").stdout)
    assert [(it["kind"], it["hidden"]) for it in mutes] == [("feed", 1), ("phrase", 1)]
    assert "all of A Blog" in reader.run("mutes").stdout.decode()

    assert reader.run("unmute", *(str(it["id"]) for it in mutes)).returncode == 0
    assert titles(reader, "is:muted") == []
    assert reader.run("unmute", "99").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("mute", "feed", "nowhere"), "there is no such feed"),
        (("mute", "phrase", "x", "--feed", "nowhere"), "there is no such feed"),
        (("mute", "phrase", "..."), "no letter"),
        (("mute", "phrase", "x", "--days", "0"), "--days"),
        (("mute", "mood", "x"), "there is no such choice"),
    ],
)
def test_what_can_not_be_muted_is_refused(
    arguments: tuple[str, ...], words: str, reader: Reader
) -> None:
    answer = reader.run(*arguments)

    assert answer.returncode == 2
    assert words in answer.stderr.decode()
