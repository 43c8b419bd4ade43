"""Add the name in brackets to a pronoun in a key point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarise.model import Actor, Brief, KeyPoint, Mention

MOST_CHARS_BEFORE = 20
"""A pronoun further on is mostly explained by the sentence itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a key point: the text's own words, or a name that was added."""

    text: str
    is_gloss: bool = False


def glossed_points(brief: Brief) -> Iterator[tuple[KeyPoint, tuple[Piece, ...]]]:
    """Yield each key point of a brief in pieces; those that are no gloss join to its text.

    "She resigned" (or "The mayor resigned", where that is known to be her) becomes
    "She [Jane Poe] resigned", unless the point right before it, of which it is the next sentence,
    names the person.
    """
    before: KeyPoint | None = None
    for point in brief.key_points:
        known = _names_shown(brief, before, point)
        yield point, tuple(_pieces(brief, point, known))
        before = point


def _names_shown(brief: Brief, before: KeyPoint | None, point: KeyPoint) -> frozenset[str]:
    if before is None or brief.text[before.span.end : point.span.start].strip():
        return frozenset()
    return frozenset(before.actors)


def _pieces(brief: Brief, point: KeyPoint, known: frozenset[str]) -> Iterator[Piece]:
    at = point.span.start
    for end, name in sorted(_glosses(brief.actors, point, known)):
        yield Piece(text=brief.text[at:end])
        yield Piece(text=f" [{name}]", is_gloss=True)
        at = end
    if at < point.span.end:
        yield Piece(text=brief.text[at : point.span.end])


def _glosses(
    actors: Sequence[Actor], point: KeyPoint, known: frozenset[str]
) -> Iterator[tuple[int, str]]:
    for actor in actors:
        first = _first_inside(actor.mentions, point)
        if first is None or not first.is_pronoun or actor.name in known:
            continue
        if first.span.start - point.span.start <= MOST_CHARS_BEFORE:
            yield first.span.end, actor.name


def _first_inside(mentions: Sequence[Mention], point: KeyPoint) -> Mention | None:
    inside = [mention for mention in mentions if point.span.contains(mention.span)]
    return min(inside, key=lambda mention: mention.span.start, default=None)
