"""Give a sentence that stands alone the full names of the people in it."""

import re
from collections.abc import Iterator, Set

from msgspec import Struct

from summarise.compression.short_form import with_capital
from summarise.model import Actor, ActorKind, Brief, KeyPoint, Mention, Span

_PERSONAL = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)
_AGED = re.compile(r"\b[Tt]he \d{1,3}-year-olds?\b")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_INDEFINITE = re.compile(r"(?:[Aa]n?|[Oo]ne|[Ss]ome|[Tt]wo)\s")
_NEW = re.compile(r"[\"“\u2018']?An? (?!few\b|lot\b)")
"""Begins with somebody new: "A student who lost his way"."""
_WORD = re.compile(r"[\w’'-]+")
MOST_ROLE_WORDS = 4
NEAR_CHARS = 800
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")


class NamedSentence(Struct, frozen=True, kw_only=True):
    """A sentence as it is shown.

    Attributes:
        text: its words, with full names in brackets after mere surnames.
        names: of the actors that it names.
        is_told: whether the description that it begins with has got a name: "The mayor [Jane Poe]".
        is_open: whether it calls somebody by a mere surname, and the full name can't be given.
    """

    text: str
    spans: tuple[Span, ...]
    names: frozenset[str]
    is_open: bool = False
    is_told: bool = False


def named_sentence(
    brief: Brief, point: KeyPoint, known: Set[str], *, is_first: bool = False
) -> NamedSentence | None:
    """Return a key point with the names that it lacks; None if it means somebody it doesn't name.

    Args:
        point: in the form that is shown.
        known: who was named in full before it.
        is_first: whether nothing stands before it that its pronouns could mean.
    """
    spans = point.shown or (point.span,)
    is_bound = is_first or _NEW.match(point.text) is not None
    notes: dict[int, str] = {}
    names: set[str] = set()
    people = 0
    is_open = False
    for actor, mentions in _inside(brief, spans):
        named = next((it for it in mentions if not it.is_pronoun), None)
        is_person = actor.kind is ActorKind.PERSON
        if not is_person or actor.name in known:
            people += is_person
            names |= {actor.name} if named is not None else set()
            continue
        is_described = mentions[0].is_pronoun
        if is_described and not _is_own(brief, mentions[0], is_bound=is_bound):
            return None
        people += 1
        if named is not None:
            names.add(actor.name)
            if _is_surname(brief, actor, named):
                can_be_given = _is_introduced(brief, actor, named)
                is_open = is_open or not can_be_given
                if can_be_given:
                    notes[_end_of_name(brief.text, named)] = actor.name
    told = _told_name(brief, spans[0]) if point.text.startswith("The ") else None
    if told is not None and told[1] not in names | known:
        notes[told[0]] = told[1]
        names.add(told[1])
        people += 1
    text = _joined(brief.text, spans, notes)
    text = with_capital(text) if spans[0].start > point.span.start else text
    own = _QUOTED.sub(" ", text)
    if not people and (_AGED.search(own) or (_PERSONAL.search(own) and not is_bound)):
        return None
    return NamedSentence(
        text=text,
        spans=spans,
        names=frozenset(names),
        is_open=is_open,
        is_told=told is not None and told[1] in notes.values(),
    )


def _told_name(brief: Brief, span: Span) -> tuple[int, str] | None:
    """Return where "The mayor" ends, and who it is: the only one called "mayor Jane Poe" after it.

    A description is told only by its own words before a name, soon after it.
    """
    words = list(_WORD.finditer(brief.text, span.start, span.end))[1 : MOST_ROLE_WORDS + 1]
    after = brief.text[span.end : span.end + NEAR_CHARS]
    for count in range(len(words), 0, -1):
        end = words[count - 1].end()
        role = brief.text[words[0].start() : end]
        told = {
            it.name
            for it in brief.actors
            if it.kind is ActorKind.PERSON
            and re.search(rf"\b{re.escape(role)},? {re.escape(it.name)}\b", after, re.IGNORECASE)
        }
        if told:
            return (end, told.pop()) if len(told) == 1 else None
    return None


def _is_own(brief: Brief, mention: Mention, *, is_bound: bool) -> bool:
    """Whether a pronoun or description means somebody whom its sentence brings in itself."""
    said = mention.span.of(brief.text)
    is_pronoun = _PERSONAL.fullmatch(said) is not None
    return _INDEFINITE.match(said) is not None or (is_bound and is_pronoun)


def _inside(brief: Brief, spans: tuple[Span, ...]) -> Iterator[tuple[Actor, list[Mention]]]:
    """Yield the actors with a mention in some stretches of the text, and those mentions."""
    for actor in brief.actors:
        mentions = [m for m in actor.mentions if any(span.contains(m.span) for span in spans)]
        if mentions:
            yield actor, sorted(mentions, key=lambda mention: mention.span.start)


def _is_surname(brief: Brief, actor: Actor, mention: Mention) -> bool:
    """Whether a mention is only the last part of somebody's name."""
    name, said = actor.name.split(), mention.span.of(brief.text).split()
    return len(name) > 1 and said[-1:] == name[-1:] and not set(name) <= set(said)


def _is_introduced(brief: Brief, actor: Actor, mention: Mention) -> bool:
    """Whether the text has named the only bearer of a surname in full before a mention."""
    surname = actor.name.split()[-1:]
    bearers = [
        it for it in brief.actors if it.kind is ActorKind.PERSON and it.name.split()[-1:] == surname
    ]
    begin = min(it.span.start for it in actor.mentions if not it.is_pronoun)
    return len(bearers) == 1 and actor.name in brief.text[begin : mention.span.start]


def _end_of_name(text: str, mention: Mention) -> int:
    """Return where a name ends, its 's included."""
    match = _POSSESSIVE.match(text, mention.span.end)
    return match.end() if match else mention.span.end


def _joined(text: str, spans: tuple[Span, ...], notes: dict[int, str]) -> str:
    """Return the words of spans on one line, each note in brackets after its place."""
    parts: list[str] = []
    for span in spans:
        at = span.start
        for end in sorted(it for it in notes if span.start < it <= span.end):
            parts += [text[at:end], f" [{notes[end]}]"]
            at = end
        parts.append(text[at : span.end])
    return " ".join("".join(parts).split())
