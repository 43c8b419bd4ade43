"""Weights of the evidence for a name's kind, all in one place.

Each field is an observation, with the votes it gives: for a kind, or against it below zero. A vote
of 3 or more (`summarise.names.kinds.name_kinds.TELLING`) says outright what a name names.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from summarise.names.kinds.ballot import ORGANISATION, PERSON, PLACE, Verdict, Vote

Votes = tuple[Vote, ...]


def _labels() -> Mapping[str, Vote]:
    """Return the vote of each entity label of the model (OntoNotes)."""
    return {
        "PERSON": (PERSON, 2.0),
        "ORG": (ORGANISATION, 2.0),
        "GPE": (PLACE, 2.0),
        "LOC": (PLACE, 2.0),
        "FAC": (PLACE, 1.6),
        "NORP": (ORGANISATION, 0.8),
        "EVENT": (Verdict.OTHER, 2.0),
        "WORK_OF_ART": (Verdict.OTHER, 1.5),
        "LAW": (Verdict.OTHER, 2.0),
        "PRODUCT": (Verdict.OTHER, 1.2),
        "LANGUAGE": (Verdict.OTHER, 1.5),
        "DATE": (Verdict.OTHER, 1.5),
    }


class ModelVotes(Struct, frozen=True, kw_only=True):
    """What the model and the parse say of a mention."""

    labels: Mapping[str, Vote] = field(default_factory=_labels)
    subject_of_speech: Votes = ((PERSON, 1.2), (ORGANISATION, 0.5), (PLACE, -0.5))
    subject: Votes = ((PERSON, 0.3), (ORGANISATION, 0.2))
    # "Acme lost its lead", but "Mara lost her lead".
    subject_of_he_or_she: Votes = ((PERSON, 1.6),)
    titled: Votes = ((PERSON, 5.0),)
    in_quotation_marks: Votes = ((Verdict.OTHER, 4.0),)
    in_title_of_work: Votes = ((Verdict.OTHER, 9.0),)


class LeftVotes(Struct, frozen=True, kw_only=True):
    """What the words before a mention say."""

    credited_person: Votes = ((PERSON, 1.5),)
    credited_agency: Votes = ((ORGANISATION, 2.0),)
    office: Votes = ((PERSON, 4.0),)
    office_and_comma: Votes = ((PERSON, 2.5),)
    kind_noun: Votes = ((ORGANISATION, 4.5), (PERSON, -1.5))
    kind_noun_and_comma: Votes = ((ORGANISATION, 2.0),)
    office_or_kind_of_person: Votes = ((PERSON, 3.0),)
    office_or_kind_of_body: Votes = ((ORGANISATION, 2.5),)
    owned: Votes = ((ORGANISATION, 2.5), (PLACE, -1.0))
    born: Votes = ((PERSON, 3.0),)
    seat: Votes = ((PLACE, 4.0),)
    # "From Oxmar, Hampshire", "from Oxmar in Kent": what lies in a place is one.
    within_place: Votes = ((PLACE, 3.0),)
    served: Votes = ((ORGANISATION, 2.2), (PERSON, -0.5))
    held: Votes = ((ORGANISATION, 3.0),)
    corporate_noun_of: Votes = ((ORGANISATION, 2.0), (PERSON, -0.5))
    sure_locative: Votes = ((PLACE, 2.2),)
    at: Votes = ((PLACE, 1.7),)
    locative: Votes = ((PLACE, 0.7),)
    place_noun_of: Votes = ((PLACE, 4.0),)
    # "The largest prison, Barl, is full".
    place_noun_and_comma: Votes = ((PLACE, 2.0),)
    located_noun_of: Votes = ((PLACE, 2.5), (PERSON, -1.5))
    article: Votes = ((PERSON, -2.0), (ORGANISATION, 0.7))
    thing_preposition: Votes = ((PERSON, -0.3),)


class RightVotes(Struct, frozen=True, kw_only=True):
    """What the words after a mention say."""

    ticker: Votes = ((ORGANISATION, 3.0),)
    relative_pronoun: Votes = ((PERSON, 2.0),)
    relative_pronoun_after_comma: Votes = ((PERSON, 3.0),)
    which_after_comma: Votes = ((PERSON, -1.5), (ORGANISATION, 0.7))
    owns_corporate_noun: Votes = ((ORGANISATION, 1.5), (PERSON, -0.4))
    owns_shared_noun: Votes = ((ORGANISATION, 0.4), (PERSON, -0.4))
    place_noun: Votes = ((PLACE, 2.5),)
    body_noun: Votes = ((ORGANISATION, 1.5),)
    age: Votes = ((PERSON, 4.0),)
    apposition_of_body: Votes = ((ORGANISATION, 5.0), (PERSON, -2.0))
    apposition_of_place: Votes = ((PLACE, 3.0), (PERSON, -1.0))
    apposition_of_person: Votes = ((PERSON, 2.5),)


class CategoryVotes(Struct, frozen=True, kw_only=True):
    """What a noun says under which a name falls."""

    thing: Votes = ((Verdict.OTHER, 5.0),)
    place: Votes = ((PLACE, 3.0),)
    body: Votes = ((ORGANISATION, 3.0),)
    person: Votes = ((PERSON, 2.5),)
    # "Artists" and "acts" are people, or bands of them.
    performer: Votes = ((PERSON, 1.0), (ORGANISATION, 1.0))
    titled_thing: Votes = ((Verdict.OTHER, 2.5),)
    product: Votes = ((Verdict.OTHER, 2.5),)
    counted: Votes = ((Verdict.OTHER, 8.0),)


class ShapeVotes(Struct, frozen=True, kw_only=True):
    """What a name's own words say."""

    country: Votes = ((PLACE, 6.0),)
    known_place: Votes = ((PLACE, 3.0),)
    known_place_in_capitals: Votes = ((PLACE, 4.0),)
    known_body: Votes = ((ORGANISATION, 5.0),)
    # "BBC Two": a station of it.
    numbered_body: Votes = ((ORGANISATION, 2.5),)
    first_name: Votes = ((PERSON, 3.0),)
    surname_particle: Votes = ((PERSON, 2.0),)
    arabic_article: Votes = ((PERSON, 1.0),)
    two_or_three_words: Votes = ((PERSON, 0.9),)
    dotted_initials: Votes = ((PERSON, 2.5),)
    initials: Votes = ((PERSON, 2.4),)
    king: Votes = ((PERSON, 2.0),)
    numbered_first_name: Votes = ((PERSON, 3.0),)
    body_head: Votes = ((ORGANISATION, 4.5),)
    place_head: Votes = ((PLACE, 4.0),)
    surname_or_place_head: Votes = ((PLACE, 2.0), (PERSON, 1.5))
    other_head: Votes = ((Verdict.OTHER, 6.0),)
    possessive: Votes = ((ORGANISATION, 0.5),)
    shire: Votes = ((PLACE, 3.0),)
    county: Votes = ((PLACE, 4.0),)
    place_first: Votes = ((PLACE, 1.5),)
    body_first: Votes = ((ORGANISATION, 3.0),)
    lone_head: Votes = ((Verdict.OTHER, 6.0),)
    lone_code: Votes = ((Verdict.OTHER, 4.0),)
    lone_capitals: Votes = ((ORGANISATION, 1.8),)
    lone_first_name: Votes = ((PERSON, 1.0),)
    # News gives a person's full name first; a lone unknown word is rather a body.
    lone_unknown: Votes = ((PERSON, -0.6), (ORGANISATION, 0.6))


MODEL, LEFT, RIGHT, SHAPE = ModelVotes(), LeftVotes(), RightVotes(), ShapeVotes()
CATEGORY = CategoryVotes()
