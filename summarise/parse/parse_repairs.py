"""Correct a parser error of newspaper text: the attachment in "the mayor of X, Jane Doe, said".

The name stands in apposition to the office, not to the place before it (Quirk et al. 1985, 17.65:
an appositive renames the whole noun phrase). Statistical parsers prefer the nearest noun.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from summarise.lexicon.vocabulary import Gazetteer
from summarise.parse.annotated_text import Token


def with_names_at_their_offices(
    tokens: Sequence[Token], role_nouns: frozenset[str], names: Gazetteer
) -> tuple[Token, ...]:
    """Return the tokens with each person's name hung on the office it belongs to."""
    return tuple(
        token
        if (office := _office(tokens, token, role_nouns, names)) is None
        else replace(token, head=office)
        for token in tokens
    )


def _is_person(tokens: Sequence[Token], token: Token, names: Gazetteer) -> bool:
    """Whether a name is a person's, by its first name or else by the model's label."""
    number = token.head
    while tokens[number] is not token:
        number += 1
    while tokens[number - 1].dep == "compound" and tokens[number - 1].pos == "PROPN":
        number -= 1
    first = tokens[number]
    return first is not token and (token.label == "PERSON" or first.text in names.first_names)


def _office(
    tokens: Sequence[Token], token: Token, role_nouns: frozenset[str], names: Gazetteer
) -> int | None:
    """Return the office noun of a name that hangs on the office's place or body, else None."""
    if token.dep != "appos" or token.pos != "PROPN":
        return None
    body = tokens[token.head]
    # "The mayor of Harwich, Essex": a place in apposition to a place stays where it is.
    if body.dep != "pobj" or body.pos != "PROPN" or not _is_person(tokens, token, names):
        return None
    preposition = tokens[body.head]
    is_office = tokens[preposition.head].lemma in role_nouns
    return preposition.head if preposition.dep == "prep" and is_office else None
