"""Quotations by their marks."""

import pytest

from summarise.model import Span
from summarise.quotemarks import find_quotations


def quoted(*paragraphs: str) -> list[str]:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append(Span(start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    return [q.inner.of(text) for q in find_quotations(text, tuple(spans))]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('She said: "We are late."', "We are late."),
        ("She said: “We are late.”", "We are late."),
        ("Elle dit « On y va » à tous.", "On y va"),
        ("Er sagte: „Wir sind spät.“ Dann ging er.", "Wir sind spät."),
        (
            "He told her: \u2018It wasn’t the boys’ fault at all,’ and left.",
            "It wasn’t the boys’ fault at all,",
        ),
    ],
)
def test_each_style_of_marks_is_read(text: str, inner: str) -> None:
    assert quoted(text) == [inner]


def test_apostrophes_and_feet_and_inches_open_nothing() -> None:
    assert quoted("The players' coach, who's 6'3\" tall, won't say.") == []


def test_a_quotation_open_at_the_end_of_its_paragraph_ends_there() -> None:
    assert quoted("“We began early.", "“Then it rained,” he said.") == [
        "We began early.",
        "Then it rained,",
    ]


def test_a_new_opening_mark_ends_the_quotation_before_it() -> None:
    assert quoted('He said: "We began early. "Then it rained."') == [
        "We began early.",
        "Then it rained.",
    ]


def test_marks_inside_a_quotation_open_no_second_one() -> None:
    assert quoted("“They call it \u2018the pit’ round here,” said Ann.") == [
        "They call it \u2018the pit’ round here,"
    ]
