"""Who says what, in the forms that freshly read articles have."""

import pytest

from summarise.model import QuoteKind
from tests.summarise.conftest import BriefMaker

THANKS = "Thank heaven that they can mend this later."


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A new sentence between two speeches in the same words of saying.
        (f"“Look at what you did,” Max Reed said. Ann Poe, smiling, said, “{THANKS}”", "Ann Poe"),
        # Who was joined or helped by somebody goes on as the subject.
        (f"Ann Poe was joined on stage by Max Reed and joked, “{THANKS}”", "Ann Poe"),
        # A verb of doing right before the words.
        (f"When Max Reed criticised her on the air, Ann Poe shot back, “{THANKS}”", "Ann Poe"),
        # The name at the end of a role that is joined by "and".
        (f"Norrby leader and former surgeon Max Reed replied: “{THANKS}”", "Max Reed"),
    ],
)
def test_speakers_of_quotations(brief_of: BriefMaker, text: str, speaker: str) -> None:
    quotes = {quote.text: quote.speaker for quote in brief_of(text).quotes}

    assert quotes[THANKS] == speaker


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        # A statement goes on where the parser joins it to the verb.
        ("Ann Poe said it was “time to move on” and he “should rather like to go to bed at the"
         " same time as most people”.", "Ann Poe",
         "it was “time to move on” and he “should rather like to go to bed at the same time as"
         " most people”"),
        ("Max Reed admitted stealing the boat from the port.", "Max Reed",
         "stealing the boat from the port"),
        ("The Norrby chairman, Max Reed, also reckons that the offer is fair.", "Max Reed",
         "the offer is fair"),
    ],
)  # fmt: skip
def test_what_is_reported(brief_of: BriefMaker, text: str, speaker: str, words: str) -> None:
    reported = [q for q in brief_of(text).quotes if q.kind is QuoteKind.REPORTED]

    assert [(q.speaker, q.text) for q in reported] == [(speaker, words)]


def test_the_title_of_a_programme_is_no_quote(brief_of: BriefMaker) -> None:
    text = "On the radio’s “State of the Harbour,” Ann Poe said that the plan was dead."

    assert [quote.text for quote in brief_of(text).quotes] == ["the plan was dead"]
