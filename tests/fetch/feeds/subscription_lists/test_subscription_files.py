from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.errors import ParseError
from fetch.feeds.opml import write_opml
from fetch.feeds.subscription_files import read_subscriptions
from fetch.model import Outline

URLS = r"""
# the papers
http://h.example/1 Sea "~The Tides"     # read daily
"https://h.example/2?a=1#top" "Sea & Land" second
http://h.example/3 "~Boats \"at sea\"" !quiet
	http://h.example/4
feed://h.example/5 "Sea"
http://h.example/6 "never closed
"""


def lines(text: str) -> tuple[Outline, ...]:
    return read_subscriptions(text.encode()).outlines


def test_tags_are_folders_and_titles() -> None:
    assert lines(URLS) == (
        Outline(url="http://h.example/1", title="The Tides", folder="Sea"),
        Outline(url="https://h.example/2?a=1#top", folder="Sea & Land"),
        Outline(url="http://h.example/3", title='Boats "at sea"'),
        Outline(url="http://h.example/4"),
        Outline(url="http://h.example/5", folder="Sea"),
        Outline(url="http://h.example/6", folder="never closed"),
    )


def test_a_second_tag_or_line_is_said() -> None:
    read = read_subscriptions(
        b"http://h.example/1 Sea Land\nhttp://h.example/2 Sea\nhttp://h.example/2 Sky\n"
        b"http://h.example/3 Sea\nhttp://h.example/3 Sea\n"
    )

    assert len(read.outlines) == 3
    assert read.notes == (
        "http://h.example/1: also in Land; a feed has one folder, it is in Sea",
        "http://h.example/2: also in Sky; a feed has one folder, it is in Sea",
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"query:New:unread = \\"yes\\""', 'line 2: query:New:unread = "yes": a search'),
        ("exec:~/bin/touch", "line 2: exec:~/bin/touch: runs a command"),
        ('"filter:rm -rf x:http://h.example/2" Sea', "runs a command"),
        ("file:///etc/passwd", "a file on this machine"),
        ("ftp://h.example/2", "line 2: ftp://h.example/2: not an http or https address"),
        ("h.example/2", "not an http or https address"),
        ("http://", "not an http or https address"),
        ("\x1b[31mred", "line 2: "),
    ],
)
def test_what_is_no_feed_is_listed_with_its_line(line: str, words: str) -> None:
    read = read_subscriptions(f"http://h.example/1\n{line}\n".encode())

    assert [outline.url for outline in read.outlines] == ["http://h.example/1"]
    (skipped,) = read.skipped
    assert words in skipped
    assert skipped.isprintable()


def test_passwords_are_not_shown() -> None:
    read = read_subscriptions(
        b"http://mia:s3cret@h.example/1 Sea Land\nftp://mia:s3cret@h.example/2\n"
    )

    assert "s3cret" not in " ".join((*read.notes, *read.skipped))


def test_opml_is_read_as_well() -> None:
    outlines = (Outline(url="http://h.example/1", title="Tides", folder="Sea"),)

    read = read_subscriptions(b"\n " + write_opml(outlines, title="Mine"))

    assert (read.title, read.outlines) == ("Mine", outlines)


@pytest.mark.parametrize(
    "data", [b"", b"# only a comment", b"{}", b"<html/>", b"Dear Mia, all is well.", b"\x00\xff"]
)
def test_a_file_of_something_else_is_refused(data: bytes) -> None:
    with pytest.raises(ParseError):
        read_subscriptions(data)


@given(st.text(alphabet='ah:/."\\#~! \n', max_size=80))
def test_any_lines_are_read_or_refused(text: str) -> None:
    with suppress(ParseError):
        read_subscriptions(text.encode())
