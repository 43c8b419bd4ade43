"""Types of the word lists of sentence compression.

What each list is for stands beside it in `summarise/lexicon/data/en.toml`.
"""

from msgspec import Struct


class CompressionLists(Struct, frozen=True, kw_only=True, eq=False):
    """What may be left out of a sentence, and what must stay with what."""

    openers: frozenset[str]
    opening_adverbs: frozenset[str]
    idle_adverbs: frozenset[str]
    plain_speech: frozenset[str]
    parts_of_day: frozenset[str]
    day_modifiers: frozenset[str]
    relative_days: frozenset[str]
    dated_verbs: frozenset[str]
    place_prepositions: frozenset[str]
    placed_verbs: frozenset[str]
    occasions: frozenset[str]
    opening_prepositions: frozenset[str]
    opening_marks: frozenset[str]
    aside_prepositions: frozenset[str]
    aside_marks: frozenset[str]
    time_marks: frozenset[str]
    relatives: frozenset[str]
    bounding_words: frozenset[str]
    grave_words: frozenset[str]
    showing_verbs: frozenset[str]
    open_claims: frozenset[str]
    denials: frozenset[str]
    pronouns: frozenset[str]
    negations: frozenset[str]
    modals: frozenset[str]
    conditions: frozenset[str]
    hedges: frozenset[str]
    soft_hedges: frozenset[str]
    approximators: frozenset[str]
    approximating_pairs: frozenset[str]
    units: frozenset[str]
    number_words: frozenset[str]
    clause_openers: frozenset[str]
    function_words: frozenset[str]
