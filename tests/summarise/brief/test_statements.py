"""Who said what: one statement for what one sentence or speech holds; with the real model."""

import pytest

from summarise.brief.statements import statements
from tests.summarise.conftest import BriefMaker


def said(brief_of: BriefMaker, text: str) -> list[tuple[str | None, str, str]]:
    return [(it.speaker, it.lead, it.text) for it in statements(brief_of(text))]


@pytest.mark.parametrize(
    ("text", "speaker", "lead", "words"),
    [
        (
            'Jane Poe said the new harbour was "a fine place" and would open in "a few weeks".',
            "Jane Poe",
            "said:",
            "the new harbour was “a fine place” and would open in “a few weeks”",
        ),
        (
            'Jane Poe accused the harbour board of "deep contempt for every sailor".',
            "Jane Poe",
            "",
            "accused the harbour board of “deep contempt for every sailor”",
        ),
    ],
)
def test_words_in_marks_are_shown_once_in_their_sentence(
    brief_of: BriefMaker, text: str, speaker: str, lead: str, words: str
) -> None:
    shown = said(brief_of, f"The board met again. {text} The ferry was late.")

    assert [it for it in shown if it[0] == speaker] == [(speaker, lead, words)]


def test_a_speech_over_paragraphs_is_one_statement(brief_of: BriefMaker) -> None:
    text = (
        'Jane Poe said: "We will build the wall before winter comes to Vik.\n\n'
        '"It will hold for a hundred years. Nobody here doubts that."\n\n'
        'The work begins in May. "We have the money," said Ola Berg, the mayor. "We have the men."'
    )

    shown = said(brief_of, text)

    assert [(it[0], it[2]) for it in shown] == [
        (
            "Jane Poe",
            "“We will build the wall before winter comes to Vik. "
            "It will hold for a hundred years. Nobody here doubts that.”",
        ),
        ("Ola Berg", "“We have the money” … “We have the men.”"),
    ]


def test_two_speakers_are_two_statements(brief_of: BriefMaker) -> None:
    text = (
        '"The bridge is safe," said Jane Poe, the engineer. '
        '"The bridge will fall," said Ola Berg, the mayor.'
    )

    assert [it[0] for it in said(brief_of, text)] == ["Jane Poe", "Ola Berg"]


def test_every_quote_stands_in_one_statement(brief_of: BriefMaker) -> None:
    brief = brief_of(
        'Jane Poe denied that she had called the bridge "a ruin". She said: "It is old." '
        'Ola Berg wrote that the "great bridge sleeps", adding that "nobody will wake it".'
    )

    found = [quote for it in statements(brief) for quote in it.quotes]

    assert sorted(found, key=lambda it: (it.span.start, it.span.end)) == sorted(
        brief.quotes, key=lambda it: (it.span.start, it.span.end)
    )
