"""The words of a short form."""

import pytest

from summarise.compression.short_form import short_form
from summarise.model import KeyPoint, Span


def point(text: str, *shown: tuple[int, int]) -> KeyPoint:
    spans = tuple(Span(start=start, end=end) for start, end in shown)
    return KeyPoint(text=text, span=Span(start=0, end=len(text)), shown=spans)


def test_a_whole_point_has_none() -> None:
    assert short_form("Rain fell.", point("Rain fell.")) == ""


def test_what_begins_later_gets_a_capital() -> None:
    text = "But the rain fell."

    assert short_form(text, point(text, (3, 18))) == "The rain fell."


@pytest.mark.parametrize("text", ["But iPhone sales fell.", "But 14 boats sank."])
def test_a_name_keeps_its_form(text: str) -> None:
    assert short_form(text, point(text, (3, len(text)))) == text[4:]


def test_what_begins_as_the_sentence_does_is_left_alone() -> None:
    text = "iPhone sales, however, fell."

    assert short_form(text, point(text, (0, 12), (22, 28))) == "iPhone sales fell."


@pytest.mark.parametrize("shown", [((3, 2), (0, 1)), ((0, 99),), ((0, 5), (4, 6))])
def test_spans_that_do_not_lie_in_order_are_refused(shown: tuple[tuple[int, int], ...]) -> None:
    with pytest.raises(ValueError, match=r"shown|span"):
        point("Rain fell.", *shown)
