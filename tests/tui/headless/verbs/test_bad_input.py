"""What is wrong with what was asked for is one sentence, and what is right beside it is done."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.db.refresh_lock import RefreshLock
from cache.library import Library
from cache.store import Store
from fetch.model import Enclosure, Failure, FailureKind, FeedFailed, FeedTarget
from tests.support.caches.briefed_archive import Archive
from tests.support.samples.builders import NOW, make_entry, make_refreshed
from tests.support.shell import Shell

TEXT = "The ferry Maid of Orrin ran aground off Port Amber on Sunday with 212 people on board."


def line(name: str, **fields: object) -> bytes:
    return json.dumps({"id": name, "title": "A ferry", "text": TEXT} | fields).encode()


# Ids, folders and files.


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("download", "99"), "99: there is no such entry."),
        (("download", "one"), "one: there is no such entry."),
        (("download", "1"), "Entry 1 has no such file: it has none."),
        (("download", "1", "2"), "Entry 1 has no such file: it has none."),
        (("pictures", "99"), "99: there is no such entry; `nutgraf search` finds some"),
        (("pictures", "one"), "one: there is no such entry; `nutgraf search` finds some"),
        (("pictures", "1", "--url", "x"), "x: the article has no such picture"),
        (("show", "99"), "99: there is no such"),
        (("save", "12x"), "'12x': expected the id of an article (123) or of a story (s12)"),
        (("search", "x", "--limit", "0"), "--limit: expected a number above 0, got 0"),
        (("search", " "), "say what to look for; `nutgraf search --help` has examples"),
        (("unfollow", "nobody"), "nobody: you don't follow this; `nutgraf follows` lists what"),
        (("feeds", "edit", "a blog", "--interval", "5"), "--interval: expected 15 to 1440 minutes"),
        (
            ("feeds", "edit", "a blog", "--user-agent", "é"),
            "--user-agent: expected printable ASCII",
        ),
        (("feeds", "edit", "a blog", "--address", "blog"), "--address: expected a web address"),
        (
            ("feeds", "edit", "a blog", "--address", "http://a:b@c.org/"),
            "--address: expected a web address without a password\n",
        ),
        (("feeds", "edit", "a blog", "--selector", "a["), "--selector: "),
        (("feeds", "edit", "a blog", "--strip", "a["), "--strip: "),
        (("credentials", "remove", "nowhere"), "nowhere: there is no such feed"),
        (
            ("credentials", "set", "a blog", "--cookies", "/none"),
            "/none: can't be read: No such file or directory",
        ),
        (
            ("credentials", "set", "a blog", "--cookies", __file__),
            "test_bad_input.py: not a cookie file in Netscape format",
        ),
        (("mute", "phrase", "x", "--days", "0"), "--days: expected a number above 0, got 0"),
        (("mute", "phrase", "..."), "no letter"),
        (("mute", "feed", "nowhere"), "nowhere: there is no such feed"),
        (("unmute", "99"), "99: there is no such mute; `nutgraf mutes` lists them"),
        (("follow", "..."), "no letter"),
        (("show", "s99"), "s99: there is no such story"),
        (
            ("brief", "--since", "soon"),
            "--since: expected a span such as 24h, 3d or 1w",
        ),
        (("brief", "--top", "0"), "--top: expected a number above 0, got 0"),
        (("stories", "a.jsonl"), "a.jsonl: use --jsonl to group articles"),
        (("stories", "--briefs"), "--briefs needs --jsonl"),
        (("stories", "--jsonl", "/none"), "/none: can't be read: No such file or directory"),
        (("summarise", "/none"), "/none: can't be read: No such file or directory"),
        (("extract", "/"), "/: this is a folder; name a file in it"),
        (("fetch", "nowhere"), "nowhere: there is no such feed"),
        (("fetch", "--history", "0"), "expected a whole number above 0, got '0'"),
        (("remove", "nowhere"), "nowhere: there is no such feed"),
        (("account", "add", " "), "an address is needed"),
        (
            ("account", "add", "https://a.example", "--certificate", "/none"),
            "https://a.example: --certificate: there is no file /none.",
        ),
        (("account", "test"), "there is no account; `nutgraf account add URL` adds one"),
        (("account", "remove", "home"), "there is no account; `nutgraf account add URL` adds one"),
    ],
)
@pytest.mark.usefixtures("cache")
def test_what_is_not_there_or_makes_no_sense_is_named(
    arguments: tuple[str, ...], sentence: str, shell: Shell
) -> None:
    answer = shell(*arguments)

    assert answer.status == 2
    assert sentence in answer.err
    assert answer.out == ""


@pytest.fixture
def with_file(cache: Path) -> Path:
    """The cache, with a file that comes with the entry 6."""
    connection = open_writer(cache)
    store = Store(connection)
    with Library(cache) as library:
        show = Archive(store, library).feed("A Show")
    files = (Enclosure(url="http://127.0.0.1:9/e.mp3", media_type="audio/mpeg"),)
    outcome = make_refreshed(show, [make_entry(7, enclosures=files)])
    assert store.entries.save_outcome(outcome, now=NOW).new_entries == (6,)
    connection.close()
    return cache


def test_a_file_can_not_be_put_where_a_file_is(
    shell: Shell, with_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("")

    answer = shell("download", "6", "--folder", str(tmp_path / "taken"))

    assert answer.status == 1
    assert f"{tmp_path / 'taken'}" in answer.err
    assert "Traceback" not in answer.err


def test_a_download_that_nobody_answers_is_told(
    shell: Shell, with_file: Path, tmp_path: Path
) -> None:
    answer = shell("download", "6", "--folder", str(tmp_path / "files"))

    assert answer.status == 1
    assert re.search(r"\[6\]\.mp3: ", answer.err)


@pytest.mark.usefixtures("cache")
def test_the_configuration_can_forbid_pictures(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('[fetch]\npictures = "never"\n')

    answer = shell("pictures", "1")

    assert answer.status == 2
    assert 'no picture is fetched: the configuration says [fetch] pictures = "never"' in answer.err


@pytest.mark.usefixtures("cache")
def test_an_article_without_pictures_has_none_to_fetch(shell: Shell) -> None:
    answer = shell("pictures", "1")

    assert answer.status == 0
    assert answer.err == "The article has no other pictures to fetch.\n"


def test_a_rebuild_waits_for_no_other_refresh(shell: Shell, cache: Path) -> None:
    with RefreshLock(cache):
        answer = shell("rebuild")

    assert answer.status == 4
    assert "is refreshing" in answer.err


@pytest.mark.usefixtures("cache")
def test_no_failing_feed_is_not_no_feed(shell: Shell) -> None:
    assert shell("feeds", "--failing").err == "No feed fails.\n"
    assert shell("feeds", "--health", "--failing").err == "No feed fails.\n"
    assert shell("feeds", "--dead").err == "No feed is dead.\n"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (b"[{]", "standard input: not valid JSON: "),
        (b"see you\n", "standard input: 'see you': expected the id of an article or of a story"),
        (b"", "nothing to save: give ids, or pipe in the output of `nutgraf search`"),
    ],
)
@pytest.mark.usefixtures("cache")
def test_what_is_piped_into_save_is_checked(given: bytes, sentence: str, shell: Shell) -> None:
    answer = shell("save", stdin=given)

    assert answer.status in {1, 2}
    assert sentence in answer.err


@pytest.mark.parametrize("arguments", [("actor", "nobody"), ("search", "zebra")])
@pytest.mark.usefixtures("cache")
def test_nothing_found_has_a_code_and_a_sentence(arguments: tuple[str, ...], shell: Shell) -> None:
    answer = shell(*arguments)

    assert (answer.status, answer.out) == (1, "")
    assert answer.err in {"nutgraf: no actor is called nobody\n", "nutgraf: nothing found\n"}


def test_a_feed_whose_server_asked_to_wait_is_not_fetched(shell: Shell, cache: Path) -> None:
    connection = open_writer(cache)
    target = FeedTarget(feed_id=1, url="http://morningpaper.example.org/feed")
    failure = Failure(kind=FailureKind.RATE_LIMITED, detail="", status=429, retry_after_seconds=600)
    outcome = FeedFailed(target=target, failure=failure)
    Store(connection).entries.save_outcome(outcome, now=datetime.now(UTC))
    connection.close()

    answer = shell("fetch", "1")

    assert answer.status == 1
    assert "Morning Paper: not fetched: its server asks to wait 10 minutes more" in answer.err


def test_a_sound_cache_is_not_repaired(shell: Shell, cache: Path) -> None:
    answer = shell("check", "--repair")

    assert answer.status == 0
    assert answer.out == f"{cache}: there is nothing to repair.\n"


def test_a_damaged_cache_is_repaired_and_kept_beside(shell: Shell, cache: Path) -> None:
    with cache.open("r+b") as file:
        file.write(bytes(4096))

    assert "--repair" in shell("search", "rain").err
    answer = shell("check", "--repair")

    assert answer.status == 0
    assert "Recovered: 3 feeds, 5 entries" in answer.out
    assert f"The damaged file is kept as {cache}.aside-1." in answer.out
    assert shell("search", "rain").status == 0


def test_a_cache_that_is_gone_is_made_from_its_second_copy(shell: Shell, cache: Path) -> None:
    cache.unlink()

    answer = shell("check", "--repair")

    assert f"{cache} is empty or gone, but there is a second copy of what you did." in answer.out
    assert "Recovered: 3 feeds" in answer.out


# JSON lines.

LINES = [("stories", "--jsonl", "--briefs"), ("summarise", "--jsonl"), ("extract", "--jsonl")]


@pytest.mark.parametrize("verb", LINES, ids=" ".join)
def test_a_file_of_lines_that_is_not_there_is_told(
    verb: tuple[str, ...], shell: Shell, tmp_path: Path
) -> None:
    answer = shell(*verb, str(tmp_path / "none.jsonl"))

    assert answer.status == 2
    assert f"{tmp_path / 'none.jsonl'}: can't be read: No such file or directory" in answer.err


@pytest.mark.parametrize("verb", LINES, ids=" ".join)
@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (b"{", "not valid JSON: "),
        (b"\xff", "not valid JSON: "),
        (b"[]", "expected a JSON object"),
        (b'{"id": "x"}', "expected a text or html to work on"),
        (line("x", title=7), "title: expected text, got int"),
        (line("x", published="soon"), "published: expected an ISO 8601 time, got 'soon'"),
        (line("x", published=7), "published: expected an ISO 8601 time as text, got 7"),
    ],
    ids=repr,
)
def test_a_bad_line_is_answered_in_its_place(
    verb: tuple[str, ...], bad: bytes, sentence: str, shell: Shell
) -> None:
    answer = shell(*verb, stdin=b"\n" + bad)

    (said,) = (json.loads(it) for it in answer.out.splitlines())
    assert answer.status == 1
    assert said["line"] == 2
    assert sentence in said["error"]


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (
            line("x", text="", html="<p>A.</p>"),
            "expected a text: `nutgraf extract --jsonl` extracts it from HTML",
        ),
        (line("x", source=["Courier"]), "source: expected text, got list"),
        (line("x", story=12), "story: expected text, got int"),
    ],
)
def test_a_line_of_no_story_is_answered_in_its_place(
    bad: bytes, sentence: str, shell: Shell
) -> None:
    answer = shell("stories", "--jsonl", "--briefs", stdin=bad)

    (said,) = (json.loads(it) for it in answer.out.splitlines())
    assert answer.status == 1
    assert (said["id"], said["error"]) == ("x", sentence)
