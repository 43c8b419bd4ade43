"""Plain text keeps what its line breaks mean, and loses those that only wrap it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.html.markup import html_to_text
from fetch.text.plain_text import html_of_plain_text

WRAPPED = (
    "The harbour board voted on Tuesday to spend 40 million on a new sea\n"
    "wall, after three storms flooded the fish market this autumn, and the\n"
    "fishermen protested."
)
WHOLE = f"<p>{' '.join(WRAPPED.split())}</p>"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (WRAPPED, WHOLE),
        (WRAPPED.replace("\n", "\r\n") + "\r\n\r\nSecond.", f"{WHOLE}<p>Second.</p>"),
        (f"RELEASES\n========\n{WRAPPED}", f"<h2>RELEASES</h2>{WHOLE}"),
        (f"1. Releases\n-----------\n\n{WRAPPED}", f"<h2>1. Releases</h2>{WHOLE}"),
        (
            f"{WRAPPED}\n * first\n * second item, whose words reach the end of its line and so\n"
            "   goes on\n\nAfter.",
            f"{WHOLE}<ul><li>first</li><li>second item, whose words reach the end of its line "
            "and so goes on</li></ul><p>After.</p>",
        ),
        (
            "Two things:\n1. The wall\n2. The market",
            "<p>Two things:</p><p>1. The wall</p><p>2. The market</p>",
        ),
        (
            "> We waited.\n> A year.\n>\n> Or two.\nI know.",
            "<blockquote><p>We waited.</p><p>A year.</p><p>Or two.</p></blockquote><p>I know.</p>",
        ),
        (
            f"-- Forwarded --\nFrom: A <a@b.example>\nDate: Fri, 27 Nov 2026\n\n{WRAPPED}",
            "<p>-- Forwarded --</p><p>From: A &lt;a@b.example&gt;</p><p>Date: Fri, 27 Nov 2026</p>"
            + WHOLE,
        ),
        (f"{WRAPPED}\n\n* * *\n\nNext.", f"{WHOLE}<p>Next.</p>"),
        ("Bye\n-- \nAnn Plain\nHarwich", "<p>Bye</p><p>Ann Plain</p><p>Harwich</p>"),
        ("A line of its own " * 9, f"<p>{' '.join(['A line of its own'] * 9)}</p>"),
        ("", ""),
    ],
)
def test_lines_become_what_they_mean(text: str, written: str) -> None:
    assert html_of_plain_text(text) == written


def test_a_number_in_a_wrapped_line_begins_nothing() -> None:
    text = WRAPPED.replace("and the\nfishermen", "on May\n12. Then the fishermen")

    assert html_of_plain_text(text) == f"<p>{' '.join(text.split())}</p>"


@given(st.text(alphabet=st.sampled_from("ab1 .>*-=#<&\r\n\t"), max_size=200))
def test_no_word_is_lost(text: str) -> None:
    words = re.findall(r"[ab1]+", text)

    shown = html_to_text(html_of_plain_text(text))

    assert re.findall(r"[ab1]+", shown) == words
