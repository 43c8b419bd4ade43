"""Classify and merge the names that a model marked, without a parser.

A small model labels one name now so, now so: every form gets one kind in the whole article, by the
votes of its labels and of the words before it. Surnames join full names, short forms long ones.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from summarise.actors.rank_actors import KIND_WEIGHT
from summarise.lexicon.surface_lexicon import NameWords, any_of
from summarise.model import Actor, ActorKind, Mention, Span
from summarise.parse.spacy_adapter import LabelledName

LABELS = {
    "PER": ActorKind.PERSON,
    "PERSON": ActorKind.PERSON,
    "ORG": ActorKind.ORGANISATION,
    "LOC": ActorKind.PLACE,
    "GPE": ActorKind.PLACE,
}
MOST_BEFORE_CHARS = 40
MOST_ACTORS = 40
MOST_FORMS = 500
"""Joining compares all pairs of forms; what a long text names less often is left out."""
LEAST_LETTERS = 2
LEAST_INITIALS = 2
_EDGES = " \t\n\u00a0\u202f,;:.!?«»“”\"'’()[]-–—"
_FIRST = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class SurfaceWeights(Struct, frozen=True, kw_only=True):
    """What counts for a kind of a name, and what makes an actor important.

    Attributes:
        label: the model's label.
        listed: on a list of known names.
        honorific: a title before it.
        headed: begins with a noun of that kind.
        beside, role, lead: the noun of a kind, a role, a preposition right before it.
        title, earliness: named in the title; how near the beginning. A mention counts 1.
    """

    label: float = 1.0
    listed: float = 6.0
    honorific: float = 5.0
    headed: float = 4.0
    beside: float = 2.5
    role: float = 1.5
    lead: float = 0.7
    title: float = 1.6
    earliness: float = 0.8


WEIGHTS = SurfaceWeights()


class NamedActor(Struct, kw_only=True):
    """One actor while it is being put together.

    Attributes:
        sex: "m" or "f" by a title before the name, "" if none tells.
    """

    name: str
    votes: dict[ActorKind, float] = field(default_factory=lambda: dict.fromkeys(ActorKind, 0.0))
    forms: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    sex: str = ""

    @property
    def kind(self) -> ActorKind:
        """What most votes say."""
        return max(ActorKind, key=lambda kind: self.votes[kind])

    def take(self, other: "NamedActor") -> None:
        """Take another's mentions in."""
        for kind, weight in other.votes.items():
            self.votes[kind] += weight
        self.forms += other.forms
        self.spans = sorted(self.spans + other.spans)
        self.sex = self.sex or other.sex


class NameFinder:
    """Finds the actors of one text."""

    def __init__(self, text: str, prose: Sequence[Span], words: NameWords) -> None:
        self._text, self._prose, self._words = text, prose, words
        self._small = {w for w in _WORD.findall(text) if w[:1].islower()}
        self._titled = re.compile(
            rf"\b(?P<title>{any_of(words.honorifics)})\s+(?P<name>[^\W\d_a-zà-ÿ][\w’'\-]+"
            rf"(?:\s+(?:{any_of(words.particles)}\s*)?[^\W\d_a-zà-ÿ][\w’'\-]+){{0,3}})"
        )
        self._roles = re.compile(rf"\b{any_of(words.role_phrases)}(?!\w)", re.IGNORECASE)

    def actors(self, labelled: Sequence[LabelledName]) -> list[NamedActor]:
        """Return the actors, in the order of their first mention."""
        forms: dict[str, NamedActor] = {}
        for span, kind, weight, sex in (*self._by_title(), *self._by_label(labelled)):
            form = span.of(self._text)
            actor = forms.setdefault(form, NamedActor(name=form))
            actor.votes[kind] += weight
            actor.sex = actor.sex or sex
        for actor in forms.values():
            self._vote(actor)
        self._find_mentions(forms)
        found = sorted(
            (actor for actor in forms.values() if actor.spans), key=lambda actor: -len(actor.spans)
        )
        actors = _joined(found[:MOST_FORMS])
        return sorted(actors, key=lambda actor: actor.spans[0])

    def _by_title(self) -> list[tuple[Span, ActorKind, float, str]]:
        found = []
        for prose in self._prose:
            for match in self._titled.finditer(self._text, prose.start, prose.end):
                title = match.group("title")
                sex = "m" if title in self._words.male_honorifics else ""
                sex = "f" if title in self._words.female_honorifics else sex
                span = Span(start=match.start("name"), end=match.end("name"))
                found.append((span, ActorKind.PERSON, WEIGHTS.honorific, sex))
        return found

    def _by_label(
        self, labelled: Sequence[LabelledName]
    ) -> list[tuple[Span, ActorKind, float, str]]:
        found = []
        for name in labelled:
            kind = LABELS.get(name.label)
            span = self._trimmed(name.span)
            if kind is not None and span is not None:
                found.append((span, kind, WEIGHTS.label, ""))
        return found

    def _trimmed(self, span: Span) -> Span | None:
        """Return a name without the titles, small words and marks at its edges."""
        start, end = span.start, span.end
        for role in self._roles.finditer(self._text, max(0, start - MOST_BEFORE_CHARS), end):
            # "le procureur de la République de Rouen": the office is no name.
            start = max(start, role.end()) if role.end() > start else start
        while True:
            while start < end and self._text[start] in _EDGES:
                start += 1
            while end > start and self._text[end - 1] in _EDGES:
                end -= 1
            if start >= end:
                return None
            first = self._text[start:end].split()[0]
            if first.lower() in self._words.role_nouns:
                return None
            is_head = first.lower() in self._words.organisation_heads | self._words.place_heads
            if first in self._words.honorifics or (first[:1].islower() and not is_head):
                elided = re.match(r"[a-zà-ÿ]{1,2}[’'](?=[^\W\d_])", first)
                start += elided.end() if elided else len(first)
                continue
            break
        name = self._text[start:end]
        return Span(start=start, end=end) if self._is_name(name) else None

    def _is_name(self, name: str) -> bool:
        if "\n" in name or name in self._words.never_names:
            return False
        if sum(character.isalpha() for character in name) < LEAST_LETTERS:
            return False
        if not any(character.isupper() for character in name):
            return False
        return " " in name or name.lower() not in self._small

    def _vote(self, actor: NamedActor) -> None:
        words, name = self._words, actor.name
        first = re.split(r"[\s’']", name, maxsplit=1)[0].lower()
        if name in words.organisations:
            actor.votes[ActorKind.ORGANISATION] += WEIGHTS.listed
        if name in words.places:
            actor.votes[ActorKind.PLACE] += WEIGHTS.listed
        if first in words.organisation_heads:
            actor.votes[ActorKind.ORGANISATION] += WEIGHTS.headed
        if first in words.place_heads:
            actor.votes[ActorKind.PLACE] += WEIGHTS.headed

    def _find_mentions(self, forms: dict[str, NamedActor]) -> None:
        """Find every place of every form, long forms first; the model misses some."""
        by_first: dict[str, list[str]] = {}
        for form in sorted(forms, key=len, reverse=True):
            by_first.setdefault(_FIRST.findall(form)[0], []).append(form)
        for prose in self._prose:
            at = prose.start
            while (match := _FIRST.search(self._text, at, prose.end)) is not None:
                at = match.end()
                for form in by_first.get(match.group(), ()):
                    end = match.start() + len(form)
                    is_whole = end >= prose.end or not _goes_on(self._text[end])
                    if is_whole and self._text.startswith(form, match.start()):
                        self._note(forms[form], prose, Span(start=match.start(), end=end))
                        at = end
                        break

    def _note(self, actor: NamedActor, prose: Span, span: Span) -> None:
        """Note one mention, and what the words before it say of its kind."""
        actor.forms[actor.name] += 1
        actor.spans.append(span)
        before = self._text[max(prose.start, span.start - MOST_BEFORE_CHARS) : span.start]
        if not before[-1:].isspace():
            return
        last = before.split()[-1].lower() if before.split() else ""
        if last in self._words.role_nouns:
            actor.votes[ActorKind.PERSON] += WEIGHTS.role
        if last in self._words.organisation_heads:
            actor.votes[ActorKind.ORGANISATION] += WEIGHTS.beside
        if last in self._words.place_heads:
            actor.votes[ActorKind.PLACE] += WEIGHTS.beside
        if last in self._words.place_leads:
            actor.votes[ActorKind.PLACE] += WEIGHTS.lead


def _goes_on(character: str) -> bool:
    return character.isalnum() or character in "-_"


def _joined(actors: list[NamedActor]) -> list[NamedActor]:
    """Join surnames to the one full name that ends so, and initials to the one they stand for."""
    left = []
    for short in actors:
        longer = [a for a in actors if a is not short and _is_short_for(short, a)]
        if len(longer) == 1:
            longer[0].take(short)
        else:
            left.append(short)
    return left


def _is_short_for(short: NamedActor, long: NamedActor) -> bool:
    words = long.name.split()
    if len(words) == 1:
        return False
    if long.kind is ActorKind.PERSON:
        if " " not in short.name:
            return short.name in (words[0], words[-1])
        # "de Gaulle" of "Charles de Gaulle".
        return long.name.endswith(f" {short.name}") and short.kind is ActorKind.PERSON
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]{3,}", long.name)).upper()
    return short.name.isupper() and len(initials) > LEAST_INITIALS and short.name == initials


def weight_of(actor: NamedActor, title: str, length: int) -> float:
    """Return how important an actor is: by mentions, the title, and how early it comes."""
    in_title = any(re.search(rf"\b{re.escape(form)}\b", title) for form in actor.forms)
    kind = KIND_WEIGHT.get(actor.kind, 1.0)
    earliness = 1 - actor.spans[0].start / max(1, length)
    return kind * (
        math.sqrt(len(actor.spans)) + WEIGHTS.title * in_title + WEIGHTS.earliness * earliness
    )


def to_actor(actor: NamedActor) -> Actor:
    """Return what the brief says of an actor."""
    aliases = sorted(actor.forms, key=lambda form: (-actor.forms[form], form))
    return Actor(
        name=actor.name,
        kind=actor.kind,
        aliases=tuple(form for form in aliases if form != actor.name),
        mentions=tuple(Mention(span=span) for span in actor.spans),
    )
