"""The language of a text, and the claim of its feed."""

import pytest

from summarise.lexicon.identify_language import identify_language, primary_subtag

ENGLISH = "The council closed three of its five libraries on Monday, and readers protested. " * 3
FRENCH = "La mairie a fermé lundi trois de ses cinq bibliothèques, et les lecteurs protestent. " * 3


def test_the_text_decides_when_it_is_clear() -> None:
    assert identify_language(FRENCH, claimed="en-GB") == "fr"
    assert identify_language(ENGLISH) == "en"


def test_the_claim_decides_for_a_short_text() -> None:
    assert identify_language("Ja, nein!", claimed="nl") == "nl"


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "en"), ("pt_BR", "pt"), ("FR", "fr"), ("", ""), ("x!", "")]
)
def test_tags_are_cut_to_the_language(tag: str, code: str) -> None:
    assert primary_subtag(tag) == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mill sold for £800m.", "en"),
        ("Die Brücke ist zu.", "de"),
        ("Broen er stengt.", ""),
        ("!?", ""),
    ],
)
def test_a_few_words_without_a_claim_are_read_if_they_tell(text: str, language: str) -> None:
    assert identify_language(text) == language
