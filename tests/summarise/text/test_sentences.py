"""Sentences and datelines."""

import pytest

from summarise.text.document_text import read_document
from summarise.text.sentences import dateline_length


def sentences(text: str) -> list[str]:
    return [s.span.of(text) for s in read_document(text).sentences]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("LEEDS, England (AP) — The mill closed.", "The mill closed."),
        ("Leeds (CNN)The mill closed.", "The mill closed."),
        ("(Reuters) - The mill closed.", "The mill closed."),
        ("LEEDS: The mill closed.", "The mill closed."),
        ("Leeds, Yorkshire, England: The mill closed.", "The mill closed."),
        ("Leeds, May 4 was cold.", "Leeds, May 4 was cold."),
        ("The Harbour Authority (HA) closed it.", "The Harbour Authority (HA) closed it."),
        ("The mill (a large one) closed.", "The mill (a large one) closed."),
        ("Labour, which won, closed the mill.", "Labour, which won, closed the mill."),
    ],
)
def test_datelines_are_known_from_prose(text: str, rest: str) -> None:
    assert text[dateline_length(text) :] == rest


def test_titles_and_initials_end_no_sentence() -> None:
    text = "They met Gov. Ann Smith and Dr. J. Jones at noon. It rained."

    assert sentences(text) == ["They met Gov. Ann Smith and Dr. J. Jones at noon.", "It rained."]


def test_a_short_quotation_of_several_sentences_stays_whole() -> None:
    text = '"We lost. We will win again," said the coach. The fans left.'

    assert sentences(text) == ['"We lost. We will win again," said the coach.', "The fans left."]


def test_headings_are_no_sentences() -> None:
    assert sentences("What now\n\nThe mill will open again in May.") == [
        "The mill will open again in May."
    ]


def test_chinese_full_stops_end_sentences() -> None:
    assert sentences("今天下雨了。明天会出太阳。") == ["今天下雨了。", "明天会出太阳。"]
