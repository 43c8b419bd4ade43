"""Find who is dead by the text's own words: nobody to give a quotation to by guess."""

from collections.abc import Iterator

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary


def dead_actors(cast: Cast, words: Vocabulary) -> frozenset[int]:
    """Return the actors who "died", "were killed", or are called "the late"."""
    return frozenset(
        actor for index in _dead(cast, words) if (actor := cast.who(index)) is not None
    )


def _dead(cast: Cast, words: Vocabulary) -> Iterator[int]:
    annotated, speech = cast.annotated, words.speech
    for index, token in enumerate(annotated.tokens):
        if token.quotation >= 0 or token.within >= 0:
            continue
        if token.pos == "VERB" and token.lemma in speech.dying_verbs:
            yield from annotated.dependents(index, "nsubj")
        elif token.pos == "VERB" and token.lemma in speech.killing_verbs:
            yield from annotated.dependents(index, "nsubjpass")
        elif token.text.lower() == "late" and token.dep == "amod":
            yield token.head
