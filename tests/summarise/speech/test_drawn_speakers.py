"""Who speaks, in the forms that articles nobody chose have them."""

import pytest

from summarise.model import QuoteKind
from tests.summarise.conftest import BriefMaker

TAIL = "\n\nThe meeting lasted for a long time, and nothing else was decided on that day."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A pronoun means nobody of its own statement.
        ("The bank wants new rules. Loans of this kind, it said, will be dear.", "The bank"),
        ("Oxmar Watch met on Monday. Clothes and keys could tell where their owners are, it"
         " warned.", "Oxmar Watch"),
        ("The report was published on Friday. Children remained beyond reach, it says.",
         "The report"),
        # A nationality stands for who was named last.
        ("The race ended on Monday. Tina Marsh won it. “It is a great result,” the Slovenian"
         " said.", "Tina Marsh"),
        # A space is missing behind the mark.
        ("These days, Ann Poe is busy. \"I make my own way in the world,\"she says.", "Ann Poe"),
    ],
)  # fmt: skip
def test_speakers_in_drawn_articles(brief_of: BriefMaker, text: str, speaker: str) -> None:
    assert [q.speaker for q in brief_of(text + TAIL).quotes] == [speaker]


def test_a_speech_in_single_marks_goes_on_in_the_next_paragraph(brief_of: BriefMaker) -> None:
    brief = brief_of(
        "Ann Poe told the paper's Karl Vogel: 'The boys want to be like them. That is what they"
        " say.\n\n'They see their own lives as poor, and don't know that they are used.'" + TAIL
    )

    assert [(q.kind, q.speaker) for q in brief.quotes] == [(QuoteKind.DIRECT, "Ann Poe")] * 2
    assert brief.quotes[0].text == "The boys want to be like them. That is what they say."


def test_an_apostrophe_before_a_paragraph_in_single_marks_opens_nothing(
    brief_of: BriefMaker,
) -> None:
    brief = brief_of(
        "The parents' evening of the '90s was dull, and the boys' mothers left.\n\n"
        "'They see their own lives as poor,' Ann Poe said." + TAIL
    )

    assert [q.text for q in brief.quotes] == ["They see their own lives as poor,"]
