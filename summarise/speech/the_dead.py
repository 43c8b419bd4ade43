"""Find who is dead by the text's own words: nobody to give a quotation to by guess."""

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.parse.fatal_words import words_for_the_dead


def dead_actors(cast: Cast, words: Vocabulary) -> frozenset[int]:
    """Return the actors who "died", "were killed", or are called "the late"."""
    return frozenset(
        actor
        for index in words_for_the_dead(cast.annotated, words)
        if (actor := cast.who(index)) is not None
    )
