"""Quotations by their marks."""

import pytest

from summarise.model import Span
from summarise.text.quotation_marks import find_quotations


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
        ("Er sagte: »Wir sind spät«, und ging.", "Wir sind spät"),
        (
            "Er sagte: „Sie nannte es \u201aUnsinn\u2018 und ging.“",
            "Sie nannte es \u201aUnsinn\u2018 und ging.",
        ),
        ("Powiedział: „Jesteśmy spóźnieni” i wyszedł.", "Jesteśmy spóźnieni"),
        ("He called it ''the players' shame'' on air.", "the players' shame"),
        ("She said: ``We are late.''", "We are late."),
        ("”Nobody told us,” said Ann.", "Nobody told us,"),
    ],
)
def test_each_style_of_marks_is_read(text: str, inner: str) -> None:
    assert quoted(text) == [inner]


def test_short_words_in_single_marks_are_closed_where_they_end() -> None:
    text = "She said teenagers risk 'farmania' and that 'another 7/7' could happen."

    assert quoted(text) == ["farmania", "another 7/7"]


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


def test_each_single_mark_has_its_own_pair() -> None:
    assert quoted(
        "\u2018We’re closed,’ said Ann. \u2018They’re the owners’ debts, and we can’t pay.’"
    ) == ["We’re closed,", "They’re the owners’ debts, and we can’t pay."]
    assert quoted(
        "\u2018The best night at the players’ club’, said Ann, \u2018and we’d do it again’."
    ) == [
        "The best night at the players’ club",
        "and we’d do it again",
    ]


def test_a_decade_opens_no_quotation() -> None:
    assert quoted("In the \u201890s it was \u2018a very good thing’, she said.") == [
        "a very good thing"
    ]


def test_the_same_marks_inside_a_quotation_do_not_end_it() -> None:
    assert quoted('"He told me, "go home," and I went," she said.') == [
        'He told me, "go home," and I went,'
    ]
    assert quoted("“They say “closed” at the gate,” she said.") == [
        "They say “closed” at the gate,"
    ]


def test_an_interrupted_quotation_has_two_parts() -> None:
    assert quoted("“The mill,” she said, “won’t close again.”") == [
        "The mill,",
        "won’t close again.",
    ]


def test_thousands_of_open_marks_take_no_squared_time() -> None:
    assert len(quoted("“word “other " * 20_000)) == 40_000


def test_two_single_marks_close_what_a_curly_mark_opened() -> None:
    assert quoted("“The dam held,’’ Ola Berg told the Post. “We were lucky,'' he said.") == [
        "The dam held,",
        "We were lucky,",
    ]
    assert quoted("``The dam held,'' he said. ``We were lucky,” he said.") == [
        "The dam held,",
        "We were lucky,",
    ]
    assert quoted("“He told me ''go home'' and I went,” he said.") == [
        "He told me ''go home'' and I went,"
    ]
