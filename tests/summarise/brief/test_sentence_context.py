"""What a sentence says by itself, by its parse."""

from collections.abc import Callable

import pytest

from summarise.brief.sentence_context import SentenceContext
from summarise.lexicon.vocabulary import gazetteer, vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText

Annotate = Callable[[str], AnnotatedText]


def read(annotate: Annotate, sentence: str) -> tuple[SentenceContext, Span]:
    text = annotate(sentence)
    return SentenceContext(text, vocabulary(), gazetteer()), text.sentences[0].span


@pytest.mark.parametrize(
    ("sentence", "is_statement"),
    [
        ("The council closed the bridge on Monday.", True),
        ("A man who lost his way in the fog is safe.", True),
        ("Six people injured in a crash near Whitmouth.", False),
        ("Jane Poe, Ola Berg, Karl Vogel -- three of the sailors who have been lost.", False),
        ("Looks like it is a bad time to be selling boats.", False),
    ],
)
def test_a_statement_has_a_verb_with_a_subject(
    annotate: Annotate, sentence: str, is_statement: bool
) -> None:
    context, span = read(annotate, sentence)

    assert context.is_statement(span) is is_statement


@pytest.mark.parametrize(
    ("sentence", "needs_before"),
    [
        ("Jane Poe created them for the museum of boats.", True),
        ("Jane Poe wanted to share that with her brother.", True),
        ("For ten years, the council denied those claims.", True),
        ("The council praised those who had saved the crew.", False),
        ("The bridge will be closed this week, and it will be painted.", False),
        ("After they had met, Jane Poe and Ola Berg signed the paper.", False),
        ("The council said the bridge was safe, and that will cost it votes.", False),
    ],
)
def test_a_pronoun_needs_its_noun_in_the_sentence(
    annotate: Annotate, sentence: str, needs_before: bool
) -> None:
    context, span = read(annotate, sentence)

    assert context.needs_before(span) is needs_before


def test_the_first_sentence_of_a_text_may_name_its_noun_later(annotate: Annotate) -> None:
    context, span = read(annotate, "Clubs say they will sell these boats.")

    assert not context.needs_before(span, is_first=True)


def test_what_also_happened_adds_to_something(annotate: Annotate) -> None:
    context, span = read(annotate, "The move to ban boats also drew fire from Karl Vogel.")

    assert context.is_addition(span)


@pytest.mark.parametrize(
    ("sentence", "is_bare"),
    [
        ("The driver hit a woman near the market and fled.", True),
        ("The driver of a bus hit a woman near the market.", False),
        ("The bishop, Jane Poe, hit a drum.", False),
        ("The bridge fell into the river.", False),
    ],
)
def test_a_mere_description_of_a_person_does_not_say_who(
    annotate: Annotate, sentence: str, is_bare: bool
) -> None:
    context, span = read(annotate, sentence)

    assert context.is_bare_description(span) is is_bare


def test_a_sentence_without_name_or_number_is_true_of_many_things(annotate: Annotate) -> None:
    context, span = read(annotate, "In the battle for the biggest yacht, it takes a lot to win.")
    named, whole = read(annotate, "Whitmouth lost 14 boats.")

    assert context.names_nothing(span)
    assert not named.names_nothing(whole)
