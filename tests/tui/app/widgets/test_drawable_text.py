"""Text before it is drawn: nothing may drive the terminal, and cells are counted."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.support.caches.newsdesk import HOSTILE
from tui.app.widgets.text.drawable_text import drawable, fill, fit
from tui.app.widgets.typesetting.line_wrapping import wrap

TEXTS = st.text(st.characters(codec=None), max_size=200)


@given(TEXTS)
def test_nothing_drawable_drives_a_terminal(text: str) -> None:
    drawn = drawable(text)

    assert not any(ord(it) < 32 or 127 <= ord(it) < 160 for it in drawn)
    assert not set(drawn) & set("\u202a\u202e\u2066\u2069\u2028\u2029")


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_brackets_are_letters(text: str) -> None:
    assert drawable(text) == text


@given(TEXTS, st.integers(0, 40))
def test_what_fits_fits(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
    assert cell_len(fill(text, width)) == width


def test_a_cut_is_shown() -> None:
    assert fit("Rebels take most of Aleppo", 12) == "Rebels take…"
    assert fit("日本語の見出し", 8) == "日本語…"


def test_an_emoji_sequence_is_whole_or_gone() -> None:
    family = "👩\u200d👩\u200d👧\u200d👦"

    assert fit(family + " abc", 6) == family + " abc"
    assert "\u200d" not in fit("abc " + family, 5)


@given(TEXTS, st.integers(1, 40))
def test_lines_hold_every_letter_once_and_in_order(text: str, width: int) -> None:
    lines = wrap(text, width)

    assert all(start < end for start, end in lines)
    assert all(first[1] <= second[0] for first, second in pairwise(lines))
    kept = "".join(text[start:end] for start, end in lines)
    assert (
        kept.replace(" ", "") == text.replace("\n", "").replace(" ", "") or not text.isprintable()
    )


@given(st.text(st.sampled_from("ab ’“日本、👩é\u0301"), max_size=120), st.integers(2, 30))
def test_lines_are_no_wider_than_they_may_be(text: str, width: int) -> None:
    assert all(cell_len(text[start:end]) <= width for start, end in wrap(text, width))


def test_words_stay_whole_where_they_can() -> None:
    text = "A ceasefire holds in Lebanon"

    assert [text[a:b] for a, b in wrap(text, 12)] == ["A ceasefire", "holds in", "Lebanon"]
