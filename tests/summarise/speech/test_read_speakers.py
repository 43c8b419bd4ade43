"""Who speaks, in the ways that articles drawn by lot tell it."""

import pytest

from tests.summarise.conftest import BriefMaker


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (
            "However, one of the so-called Holm Four, Max Reed - who was wrongly convicted of"
            " planting the bombs - said the families were delighted with it.",
            "the families were delighted with it",
            "Max Reed",
        ),
        (
            'Max Reed was freed in May. He said Mr Berg had spoken with "such sincerity", adding:'
            ' "He went beyond what we thought he would." Karl Berg smiled.',
            "He went beyond what we thought he would.",
            "Max Reed",
        ),
        (
            "The group the Norwegian Observatory for Human Rights said the talks had begun. The"
            " Observatory said the government would take control.",
            "the government would take control",
            "Norwegian Observatory for Human Rights",
        ),
        (
            "The paper reported that her father, Max Reed, had spoken to it. "
            '"It is like a nightmare," her father told the affiliate.',
            "It is like a nightmare,",
            "Max Reed",
        ),
        (
            "Her boyfriend Monday afternoon told police she had been abducted from his home.",
            "she had been abducted from his home",
            "Her boyfriend",
        ),
        (
            "Ann Marsh, the daughter of the trust's founder, the Rev. Max Marsh, called it good."
            ' Asked about the tactics, Marsh said: "We are going to picket more."',
            "We are going to picket more.",
            "Ann Marsh",
        ),
    ],
)
def test_words_are_given_to_who_said_them(
    brief_of: BriefMaker, text: str, words: str, speaker: str
) -> None:
    quote = next(it for it in brief_of(text).quotes if it.text == words)

    assert quote.speaker == speaker
