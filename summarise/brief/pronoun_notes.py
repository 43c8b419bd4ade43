"""Add the name in brackets to a pronoun in a key point."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern
from summarise.compression.short_form import with_capital
from summarise.model import Actor, ActorKind, Brief, KeyPoint, Mention, Span

MOST_CHARS_BEFORE = 20
"""A pronoun further on is mostly explained by the sentence itself."""
MOST_SENTENCES_BACK = 2

_SHE = frozenset({"she", "her", "hers", "herself"})
_HE = frozenset({"he", "him", "his", "himself"})
_SENTENCE_START = lazy_pattern(r"(?:[.!?][\"”’')]*\s+|\n\s*)(?=\S)")


class Piece(Struct, frozen=True, kw_only=True):
    """A piece of a key point: the text's own words, or a name that was added."""

    text: str
    is_gloss: bool = False


def glossed_points(
    brief: Brief, *, is_whole: bool = True
) -> Iterator[tuple[KeyPoint, tuple[Piece, ...]]]:
    """Yield each key point of a brief in pieces; those that are no gloss join to its text.

    With `is_whole` off they join to its short form, if it has one.

    "She resigned" (or "The mayor resigned", where that is known to be her) becomes
    "She [Jane Poe] resigned", unless the point right before it, of which it is the next sentence,
    names the person.
    """
    before: KeyPoint | None = None
    for point in brief.key_points:
        known = _names_shown(brief, before, point)
        whole = (point.span,)
        shown = whole if is_whole else point.shown or whole
        yield point, tuple(_pieces(brief, point, shown, known))
        before = point


def _names_shown(brief: Brief, before: KeyPoint | None, point: KeyPoint) -> frozenset[str]:
    if before is None or brief.text[before.span.end : point.span.start].strip():
        return frozenset()
    return frozenset(before.actors)


def _pieces(
    brief: Brief, point: KeyPoint, shown: Sequence[Span], known: frozenset[str]
) -> Iterator[Piece]:
    glosses = sorted(_glosses(brief, point, known))
    is_first = shown[0].start > point.span.start
    for span in shown:
        at = span.start
        for end, name in glosses:
            if at < end <= span.end:
                yield Piece(text=_opened(brief.text[at:end], is_first=is_first))
                yield Piece(text=f" [{name}]", is_gloss=True)
                at, is_first = end, False
        if at < span.end:
            yield Piece(text=_opened(brief.text[at : span.end], is_first=is_first))
            is_first = False


def _opened(text: str, *, is_first: bool) -> str:
    return with_capital(text) if is_first else text


def _glosses(brief: Brief, point: KeyPoint, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    for actor in brief.actors:
        first = _first_inside(actor.mentions, point)
        if first is None or not first.is_pronoun or actor.name in known:
            continue
        is_near = first.span.start - point.span.start <= MOST_CHARS_BEFORE
        if is_near and is_unambiguous(brief, actor, first):
            yield first.span.end, actor.name


def is_unambiguous(brief: Brief, actor: Actor, pronoun: Mention) -> bool:
    """Whether nobody else can be meant by a pronoun that was resolved to an actor.

    The bracket is the program's word in a paper's sentence: between the sentence that last names
    the person and the pronoun, no other person may be named whom it could mean, and that sentence
    must not be far.
    """
    at = pronoun.span.start
    named = [m.span.start for m in actor.mentions if not m.is_pronoun and m.span.start < at]
    if not named:
        return False
    starts = [0, *(match.end() for match in _SENTENCE_START.finditer(brief.text, 0, at))]
    last = max(start for start in starts if start <= max(named))
    if sum(start > last for start in starts) > MOST_SENTENCES_BACK:
        return False
    word = pronoun.span.of(brief.text).lower()
    others = (a for a in brief.actors if a is not actor and _can_be(word, a, brief.text))
    return not any(
        last <= m.span.start < at for other in others for m in other.mentions if not m.is_pronoun
    )


def _can_be(word: str, actor: Actor, text: str) -> bool:
    """Whether an actor can be meant by he or she: a person not known to be of the other sex."""
    if actor.kind is not ActorKind.PERSON:
        return False
    opposite = _HE if word in _SHE else _SHE
    called = {m.span.of(text).lower() for m in actor.mentions if m.is_pronoun}
    return not called & opposite


def _first_inside(mentions: Sequence[Mention], point: KeyPoint) -> Mention | None:
    inside = [mention for mention in mentions if point.span.contains(mention.span)]
    return min(inside, key=lambda mention: mention.span.start, default=None)
