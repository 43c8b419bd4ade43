"""`nutgraf stories --jsonl`, run as a user runs it."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.world.quick_program import run_quickly

FERRY = (
    "The ferry Maid of Orrin ran aground off Port Amber on Sunday night with 212 people on board. "
    "Lifeboats from Port Amber and Eastfield took all passengers ashore before midnight."
)
FERRY_TOO = (
    "All 212 passengers of the Maid of Orrin were brought to Port Amber by lifeboats on Sunday. "
    "The ferry had hit the Skarn rocks, a spokesman for Norling Line said."
)
CHESS = "Mira Okoye won the Lisbon chess open with a draw against Jonas Beck in the last round."


def stories(given: bytes, *arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return run_quickly(("stories", *arguments), stdin=given, environment=environment)


def line(name: str, text: str, **fields: object) -> bytes:
    title = text.split(".", maxsplit=1)[0]
    return json.dumps({"id": name, "title": title, "text": text, **fields}).encode()


def lines_of(answer: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("batch", ["1", "2000"])
def test_each_line_gets_its_story_in_order(tmp_path: Path, batch: str) -> None:
    given = b"\n".join((line("a", FERRY), line("b", CHESS), line("c", FERRY_TOO)))

    answer = stories(given, "--jsonl", "--batch", batch, home=tmp_path)

    assert answer.returncode == 0, answer.stderr.decode()
    assert [said["id"] for said in lines_of(answer)] == ["a", "b", "c"]
    first, other, again = (said["story"] for said in lines_of(answer))
    assert first == again == "a"
    assert other == "b"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{", "not valid JSON"),
        (b'{"id": "x"}', "expected a text or html"),
        (b'{"id": "x", "html": "<p>A.</p>"}', "expected a text: `nutgraf extract --jsonl`"),
        (b'{"id": "x", "text": "A.", "published": "soon"}', "expected an ISO 8601 time"),
        (line("a", CHESS), "another article has it already"),
    ],
)
def test_a_bad_line_is_an_error_in_its_place_and_the_rest_goes_on(
    tmp_path: Path, bad: bytes, words: str
) -> None:
    given = b"\n".join((line("a", FERRY), bad, line("c", FERRY_TOO)))

    answer = stories(given, "--jsonl", home=tmp_path)

    first, second, third = lines_of(answer)
    assert answer.returncode == 1
    assert words in second["error"]
    assert first["story"] == third["story"]


def test_no_lines_give_no_stories(tmp_path: Path) -> None:
    answer = stories(b"", "--jsonl", home=tmp_path)

    assert (answer.returncode, answer.stdout) == (0, b"")


def test_the_help_tells_what_a_line_holds(tmp_path: Path) -> None:
    answer = stories(b"", "--help", home=tmp_path)

    assert b'"published"' in answer.stdout
    assert b'"copy_of"' in answer.stdout


def test_given_stories_are_told_in_the_order_of_their_first_articles(tmp_path: Path) -> None:
    given = b"\n".join(
        (
            line("a", FERRY, story="wreck", source="Courier", published="2026-03-02T08:00:00Z"),
            b"{",
            line("b", CHESS, story="chess", source="Courier"),
            line("c", FERRY_TOO, story="wreck", source="Orrery", published="2026-03-02T09:00:00Z"),
        )
    )

    answer = stories(given, "--jsonl", "--briefs", home=tmp_path)

    wreck, bad, chess = lines_of(answer)
    assert answer.returncode == 1
    assert [wreck["id"], chess["id"]] == ["wreck", "chess"]
    assert "not valid JSON" in bad["error"]
    assert {part["source"] for part in wreck["coverage"]} == {"Courier", "Orrery"}
    texts = {"a": FERRY, "c": FERRY_TOO}
    for point in wreck["points"]:
        for cited in point["citations"]:
            assert texts[cited["article_id"]][cited["start"] : cited["end"]] == cited["text"]


def test_stories_are_found_where_none_are_given(tmp_path: Path) -> None:
    given = b"\n".join((line("a", FERRY), line("b", CHESS), line("c", FERRY_TOO)))

    answer = stories(given, "--jsonl", "--briefs", home=tmp_path)

    told = {story["id"]: story for story in lines_of(answer)}
    assert {name: len(story["coverage"]) for name, story in told.items()} == {"a": 2, "b": 1}


def test_briefs_alone_say_what_is_missing(tmp_path: Path) -> None:
    answer = stories(b"", "--briefs", home=tmp_path)

    assert answer.returncode == 2
    assert b"--briefs needs --jsonl" in answer.stderr
