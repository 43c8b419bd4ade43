"""Texts made comparable, and the quick look before that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.text.folding import folded, has_phrase, may_have, name_key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élite Força", "elite forca"),
        ("U.N. envoy", "un envoy"),
        ("the U.S.-backed force", "the us backed force"),
        ("O’Neill's", "o neill s"),
        ("AC/DC, 1–0", "ac dc 1 0"),
        ("日本", "日 本"),
        ("“–”", ""),
    ],
)
def test_case_accents_and_signs_do_not_count(text: str, expected: str) -> None:
    assert folded(text) == expected


def test_an_article_before_a_name_does_not_count() -> None:
    assert name_key("The Fed") == name_key("FED") == "fed"


@given(st.text(alphabet="aUnN. -é", max_size=12), st.text(alphabet="aUnN. -é…’\n", max_size=30))
def test_the_quick_look_misses_nothing(phrase: str, text: str) -> None:
    if has_phrase(folded(phrase), folded(text)):
        assert may_have(folded(phrase), text)
