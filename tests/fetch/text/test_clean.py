# ruff: noqa: RUF001 - other scripts are what is tested
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fetch.text.clean import MAX_MARKS, clean_line, clean_text, strip_controls
from tests.support.samples.clean_characters import is_clean

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("A\x1b[31mB", "A[31mB"),
        ("A\x9b31mB", "A31mB"),
        ("bell\x07 and\x00 nul\x7f", "bell and nul"),
        ("Invoice \u202efdp.exe\u202c", "Invoice fdp.exe"),
        ("pay\u200bpal so\u00adft \ufeffx", "paypal soft x"),
        ("pay\u200dpal", "paypal"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("A\ud800Z", "A\ufffdZ"),
        ("two\u2028lines\nthree\tfour  five", "two lines three four five"),
        ("[Video] 50% off [/]", "[Video] 50% off [/]"),
        ("", ""),
    ],
)
def test_a_line_keeps_what_can_be_read(given_text: str, expected: str) -> None:
    assert clean_line(given_text) == expected


def test_a_long_line_is_cut_with_a_mark() -> None:
    assert clean_line("word " * 100, max_characters=10) == "word word…"


def test_marks_on_one_letter_are_few() -> None:
    assert clean_line("Z" + "\u0301" * 500 + "algo") == "Z" + "\u0301" * MAX_MARKS + "algo"


def test_scripts_with_many_marks_stay_whole() -> None:
    text = "नमस्ते กำ שָׁלוֹם"

    assert clean_line(text) == text


def test_text_keeps_its_paragraphs() -> None:
    assert clean_text(" one \r\ntwo\r\n\r\n\r\n\r\nthree\u2029") == "one\ntwo\n\nthree"


@given(ANYTHING)
def test_no_control_character_survives(text: str) -> None:
    for cleaned in (clean_line(text), clean_text(text), strip_controls(text)):
        assert is_clean(cleaned)
        assert not any(unicodedata.category(one) == "Cs" for one in cleaned)
    assert not any(
        unicodedata.category(character) in {"Cc", "Zl", "Zp"} and character != "\n"
        for character in clean_text(text)
    )


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(ANYTHING)
def test_a_line_is_one_line(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1
