"""Patterns that are compiled late."""

import re

import pytest

from fetch.lazy_pattern import lazy_pattern


def test_a_lazy_pattern_answers_as_the_compiled_one() -> None:
    lazy, compiled = (make(r"(\w+) b", re.IGNORECASE) for make in (lazy_pattern, re.compile))

    for text in ("A B c", "none", ""):
        assert lazy.sub("x", text) == compiled.sub("x", text)
        assert lazy.findall(text) == compiled.findall(text)
        assert bool(lazy.fullmatch(text)) == bool(compiled.fullmatch(text))
    assert lazy.groupindex == compiled.groupindex


def test_it_is_compiled_when_it_is_first_used() -> None:
    broken = lazy_pattern("(")

    with pytest.raises(re.error):
        broken.search("")
