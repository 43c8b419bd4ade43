"""`nutgraf summarise` and `nutgraf extract`, run as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.world.quick_program import run_quickly

NEWS = (
    "HARWICH, 3 May (Coastal Press) - The harbour master of Harwich, Edith Marlow, closed the port "
    "on Monday after a cargo ship lost 40 containers in a storm.\n\n"
    '"We will not risk a single pilot," Ms Marlow told reporters at the harbour office. She said '
    "that the port would open again on Wednesday.\n\n"
    "The ship, owned by Northern Freight, was carrying timber worth £2.5m from Norway. Its "
    "captain, Lars Holm, was taken to hospital with a broken arm.\n\n"
    "Northern Freight said it had sent two tugs. At least 12 containers were still adrift on "
    "Monday evening, according to the coastguard."
)
PAGE = (
    "<html><head><title>Port closed</title></head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>Port closed</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in NEWS.split("\n\n"))
    + "</article><footer>© Coastal Press</footer></body></html>"
)


def nutgraf(
    *arguments: str | Path, given: str | bytes = "", home: Path
) -> subprocess.CompletedProcess[bytes]:
    data = given.encode() if isinstance(given, str) else given
    return run_quickly(
        arguments, stdin=data, environment={"HOME": str(home), "PATH": "/usr/bin:/bin"}
    )


def lines_of(answer: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.stdout.splitlines()]


def test_a_brief_in_words_names_who_said_what(tmp_path: Path) -> None:
    answer = nutgraf("summarise", "--published", "2026-05-04", given=NEWS, home=tmp_path)

    assert answer.returncode == 0, answer.stderr.decode()
    words = answer.stdout.decode()
    assert "Edith Marlow" in words
    assert "We will not risk a single pilot" in words
    assert "£2.5m" in words


def test_every_span_of_the_json_slices_its_text(tmp_path: Path) -> None:
    answer = nutgraf("summarise", "--json", "--title", "Port closed", given=NEWS, home=tmp_path)

    brief = json.loads(answer.stdout)
    assert brief["schema"] == 1
    assert brief["text"] == NEWS
    for group in ("key_points", "quotes", "figures"):
        assert brief[group]
        for item in brief[group]:
            assert NEWS[item["start"] : item["end"]] == item["text"]
    marlow = next(actor for actor in brief["actors"] if actor["name"] == "Edith Marlow")
    assert marlow["kind"] == "person"
    assert {NEWS[m["start"] : m["end"]] for m in marlow["mentions"]} >= {"Edith Marlow"}


def test_one_brief_a_line_in_the_lines_order(tmp_path: Path) -> None:
    given = "".join(
        json.dumps({"id": f"n{number}", "text": NEWS if number % 2 else "Too short."}) + "\n"
        for number in range(7)
    )

    answer = nutgraf("summarise", "--jsonl", given=given, home=tmp_path)

    assert answer.returncode == 0, answer.stderr.decode()
    assert [brief["id"] for brief in lines_of(answer)] == [f"n{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "not valid JSON"),
        ("[1]", "expected a JSON object"),
        ('{"id": "x"}', "expected a text or html"),
        ('{"id": "x", "text": 3}', "text: expected text, got int"),
        ('{"id": "x", "text": "A.", "published": "soon"}', "expected an ISO 8601 time"),
        ('{"id": "x", "text": "A.", "published": 7}', "expected an ISO 8601 time as text"),
        (b'{"id": "x", "text": "\xff"}', "not valid JSON"),
    ],
)
def test_a_bad_line_is_an_error_on_its_line_and_the_rest_goes_on(
    tmp_path: Path, line: str | bytes, words: str
) -> None:
    bad = line.encode() if isinstance(line, str) else line
    good = json.dumps({"id": "good", "html": PAGE}).encode()

    answer = nutgraf("extract", "--jsonl", given=b"\n".join((good, bad, good)), home=tmp_path)

    first, second, third = lines_of(answer)
    assert answer.returncode == 1
    assert first["id"] == third["id"] == "good"
    assert "Edith Marlow" in first["text"]
    assert words in second["error"]
    assert second["line"] == 2


def test_a_result_does_not_wait_for_the_next_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "extract", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps({"id": "first", "text": NEWS}).encode() + b"\n")
        process.stdin.flush()

        assert json.loads(process.stdout.readline())["id"] == "first"

        process.stdin.close()
        assert process.stdout.read() == b""


def test_a_page_gives_its_article_without_its_boilerplate(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")

    answer = nutgraf("extract", "--json", path, home=tmp_path)

    article = json.loads(answer.stdout)
    assert article["title"] == "Port closed"
    assert article["text"].startswith("HARWICH") or article["text"].startswith("The harbour")
    assert "Home" not in article["text"]
    assert "©" not in article["text"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    answer = nutgraf("summarise", tmp_path / "none.txt", home=tmp_path)

    assert answer.returncode == 2
    assert "none.txt: can't be read: No such file" in answer.stderr.decode()


def test_escape_sequences_never_reach_the_output(tmp_path: Path) -> None:
    text = NEWS.replace("Marlow", "Mar\x1b[31mlow\x07\x9b2J")

    for form in ([], ["--json"]):
        answer = nutgraf("summarise", *form, given=text, home=tmp_path)

        assert not {0x1B, 0x07} & set(answer.stdout)
        assert "\x9b" not in answer.stdout.decode()


def test_a_text_that_takes_longer_than_it_may_is_said(tmp_path: Path) -> None:
    # A second is too little to read fifty thousand sentences in, and enough to give up in.
    long = NEWS + " Ms Marlow said that the port of Harwich would open." * 50_000

    answer = nutgraf("summarise", "--seconds", "1", given=long, home=tmp_path)

    words = answer.stderr.decode()
    assert answer.returncode == 1
    assert "took longer than 1 second" in words
    assert "Traceback" not in words


def test_what_is_left_out_of_a_page_is_printed_with_the_reason(tmp_path: Path) -> None:
    offer = "<p>Sign up for our newsletter, and get the news in your inbox.</p>"
    page = PAGE.replace("</article>", f"{offer}</article>")

    words = nutgraf("extract", "--removed", given=page, home=tmp_path)
    data = nutgraf("extract", "--removed", "--json", given=page, home=tmp_path)

    assert words.stdout.decode().splitlines() == [
        "2 lines of the page were left out of the article.",
        "the headline again: Port closed",
        "an offer to readers: Sign up for our newsletter, and get the news in your inbox.",
    ]
    removed = json.loads(data.stdout)
    assert removed["count"] == 2
    assert [it["reason"] for it in removed["removed"]] == ["title", "offer"]


def test_what_is_left_out_is_not_asked_for_line_by_line(tmp_path: Path) -> None:
    answer = nutgraf("extract", "--removed", "--jsonl", given="{}", home=tmp_path)

    assert answer.returncode == 2
    assert "--removed cannot be used with --jsonl" in answer.stderr.decode()


def test_long_points_are_shortened_unless_they_are_asked_for_in_full(tmp_path: Path) -> None:
    text = (
        "Mayor Karl Vogel, who has governed the harbour town of Whitmouth since the spring of "
        "2011, told the council that the fleet would be sold before the end of the year.\n\n"
        "About 230 people work on the boats of the town."
    )
    short = nutgraf("summarise", given=text, home=tmp_path).stdout.decode()
    full = nutgraf("summarise", "--full", given=text, home=tmp_path).stdout.decode()

    points = " ".join(short.partition("Key points")[2].split())
    assert points.startswith("1. Mayor Karl Vogel told the council that the fleet")
    assert "the end of the year. …" in points
    assert "who has governed the harbour town" in full.partition("Key points")[2]
    assert "…" not in full
