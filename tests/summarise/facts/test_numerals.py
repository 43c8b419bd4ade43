"""Numbers as news writes them."""

import pytest

from summarise.facts.numerals import value_of
from summarise.lexicon.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("parts", "value"),
    [
        (["1,200"], 1_200),
        (["2.5", "million"], 2_500_000),
        (["two", "hundred", "and", "fifty"], 250),
        (["twenty-five"], 25),
        (["three", "hundred", "thousand"], 300_000),
        (["two", "dozen"], 24),
        (["many"], None),
    ],
)
def test_values(parts: list[str], value: float | None) -> None:
    assert value_of(parts, vocabulary()) == value
