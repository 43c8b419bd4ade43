"""Each verb once as a user starts it: an interpreter of its own, which has everything to import.

The other tests run verbs in processes that begin with everything loaded.
"""

import re
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.db.rows import to_milliseconds
from summarise.version import pipeline_version
from tests.support.caches.user_records import fill_with_everything
from tests.world.world import Reader
from tui.headless.cli.main import build_parser
from tui.headless.cli.session import utc_now

TEXT = b"Edith Marlow, the harbour master of Harwich, closed the port on Monday after a storm."
PAGE = b"<html><body><article>" + b"<p>" + TEXT * 3 + b"</p></article></body></html>"

RUNS = {
    "add": ("--no-fetch", "http://127.0.0.1:9/feed"),
    "remove": ("1",),
    "feeds": (),
    "account": ("status",),
    "credentials": ("set", "1", "--environment", "QUAY"),
    "import": ("feeds.opml",),
    "export": (),
    "fetch": ("--due",),
    "search": ("rain",),
    "pictures": ("1",),
    "show": ("1",),
    "download": ("1",),
    "save": ("1",),
    "brief": (),
    "rebuild": ("--stories",),
    "summarise": ("-",),
    "extract": ("-",),
    "stories": (),
    "follow": ("Ben",),
    "follows": (),
    "unfollow": ("Ana Núñez",),
    "actor": ("nunez",),
    "mute": ("phrase", "hockey"),
    "mutes": (),
    "unmute": ("1",),
    "rules": (),
    "check": (),
    "man": (),
    "schedule": ("--system", "cron"),
    "completions": ("bash",),
}
ELSEWHERE = {"demo", "tour"}
"""They open the app: `test_terminal` runs it."""


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="http://127.0.0.1:9/a"/></body></opml>'
    )
    reader = Reader(folder=tmp_path)
    fill_with_everything(reader.cache)
    connection = open_writer(reader.cache)
    # Nothing is due: nothing is asked.
    connection.run("UPDATE feeds SET is_subscribed = 0 WHERE feed_id > 1")
    now = to_milliseconds(utc_now())
    connection.run("UPDATE feed_health SET last_attempt_at = ?1, last_success_at = ?1", [now])
    # All briefs are made: only `summarise` has a language model to load.
    connection.run("UPDATE status SET wants_article = 0")
    connection.run("UPDATE briefs SET pipeline = ?", [pipeline_version()])
    connection.close()
    return reader


def test_every_verb_is_run_somewhere() -> None:
    _, _, listed = build_parser().format_help().partition("COMMAND\n")
    verbs = re.findall(r"^ {4}(\w+)", listed, re.MULTILINE)

    assert set(verbs) - ELSEWHERE == set(RUNS)


@pytest.mark.parametrize("verb", RUNS)
def test_it_comes_to_its_end(verb: str, reader: Reader) -> None:
    given = {"summarise": TEXT, "extract": PAGE}.get(verb, b"")

    answer = reader.run_anew(verb, *RUNS[verb], stdin=given)

    words = answer.stderr.decode()
    # The entry has no file: the verb has to look before it can say so. A feed that was asked after
    # all would have failed.
    ends = {"download": {2}, "fetch": {0}}.get(verb, {0, 1})
    assert answer.returncode in ends, words
    assert "Traceback" not in words
    assert "Something went wrong" not in words
    assert answer.returncode == 0 or words
