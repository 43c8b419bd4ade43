"""Find the words for who is dead by the text's own words: "X died", "X was killed", "X's death"."""

from collections.abc import Iterator

from summarise.lexicon.word_lists import Vocabulary
from summarise.parse.annotated_text import AnnotatedText


def words_for_the_dead(annotated: AnnotatedText, words: Vocabulary) -> Iterator[int]:
    """Yield the tokens that name or stand for somebody dead, outside quoted words."""
    speech = words.speech
    for index, token in enumerate(annotated.tokens):
        if token.quotation >= 0 or token.within >= 0:
            continue
        if token.pos == "VERB" and token.lemma in speech.dying_verbs:
            yield from annotated.dependents(index, "nsubj")
        elif token.pos == "VERB" and token.lemma in speech.killing_verbs:
            yield from annotated.dependents(index, "nsubjpass")
        elif token.text.lower() == "late" and token.dep == "amod":
            yield token.head
        elif token.lemma in speech.death_nouns:
            yield from annotated.dependents(index, "poss")
            for link in annotated.dependents(index, "prep"):
                if annotated.tokens[link].text.lower() == "of":
                    yield from annotated.dependents(link, "pobj")
