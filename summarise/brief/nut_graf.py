"""Choose the nut graf: one or two of the key points that tell what a text is about.

Named after the paragraph in which newspapers say it. It is made of the best points, not merely of
the first sentence: a feature opens with a scene, and says later what it stands for. A sentence that
leans on another, is a quotation or a question, or means somebody by a mere description is no
answer; if none is left, there is no nut graf.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from summarise.brief.named_sentences import NamedSentence, named_sentence
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Brief, KeyPoint, NutGraf, Span
from summarise.points.centrality import stems
from summarise.points.key_points import is_quotation
from summarise.points.self_contained import Fault, fault_of, leans

MOST_WORDS = 45
GLANCE_WORDS = 38
"""A longer sentence can't be read at a glance; it is shortened to this, if it can be."""
MAIN_ACTORS = 3
LEAD_VALUES = (1.3, 0.5)
LEAD_SENTENCES = len(LEAD_VALUES)
EARLY_SENTENCES = 5
"""Further down stands the background, which no second sentence is taken from."""
SCENE_SHARE = 0.15
"""A lead with less of the headline or the topic is a scene, unless it names a main actor."""
LEAST_LEAD_SCORE = 0.5
LEAST_SCORE = 0.75
"""Of a sentence further down, which has more to prove than a lead."""
LEAST_SECOND_SCORE = 0.45
LEAST_SHARED_STEMS = 2
MOST_REPEATED = 0.4

_KNOWN_STEMS = 2
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_SPEAKER = re.compile(r"\b(?:I|we|We|my|My|our|Our|us|me|you|You|your|Your)\b(?!['’]s\b)")
_BARE = re.compile(r"(?:The|These|Those|That|Their|Its|His|Her|Both|Another) [a-z]")
_LEANING = re.compile(
    r"If |(?:Hours|Minutes|Days|Weeks|Months|Years|Moments|Later|Earlier|Soon) "
    r"|At the (?:time|moment)"
    r"|In the (?:video|report|interview|statement|letter|conversation|first|second|end)\b"
)
"""Beginnings of a sentence that counts from another one."""
_SCENE = re.compile(r"\b(?:was|were) \w+ing\b|^(?:As|When|While) |\bwhen (?:he|she|they)\b")
"""How a feature sets its scene."""
_CONTRAST = re.compile(r"[\"“\u2018']?(?:But|Yet|However|Instead|Now,)\b")
"""How the sentence after a set-up begins: "For most people … But for Jane Poe …"."""
_STAMP = re.compile(
    r"\b(?:updated|posted|published|modified)\s*:|\b\d{1,2}\s?:\s?\d\d\s?(?:[ap]\.?m\.?\s?)?"
    r"(?:[A-Z]{2,4}T|GMT|UTC|ET|PT)\b",
    re.IGNORECASE,
)
"""A page's date that a headline was glued to the text with."""
_LONE_CLOSING = re.compile(r"^(?!.*(?:^|\s)['\u2018]\w).*[.,!?]['’]$", re.DOTALL)
_NOT_FIRST = frozenset("\"“\u2018'(")
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_SENTENCE_END = re.compile(r"[.!?][\"”’]?\s")


Shorten = Callable[[Sequence[Span], int], Sequence[tuple[Span, ...]]]
"""Returns what is shown of sentences in at most so many words; nothing for one that stays whole."""


class _Candidate(Struct, frozen=True, kw_only=True):
    """A point that may stand in the nut graf, as it would be shown."""

    point: KeyPoint
    said: NamedSentence
    order: int
    score: float
    stems: frozenset[str]

    @property
    def word_count(self) -> int:
        return len(self.said.text.split())


def with_nut_graf(brief: Brief, words: Vocabulary | None, shorten: Shorten | None = None) -> Brief:
    """Return a brief with its nut graf, of sentences shortened as far as needed.

    Args:
        words: None for a language without lists: then only the first point is judged.
        shorten: gives what is shown of sentences so that they have few enough words; None for a
            language that is not parsed.
    """
    forms = [point.shown for point in brief.key_points]
    for most in (GLANCE_WORDS, MOST_WORDS) if shorten is not None else ():
        whole = [number for number, form in enumerate(forms) if not form]
        spans = [brief.key_points[number].span for number in whole]
        for number, form in zip(whole, shorten(spans, most) if shorten else (), strict=True):
            forms[number] = form
    return replace(brief, nut_graf=NutGrafChooser(brief, words, forms).choose())


class NutGrafChooser:
    """Chooses among the key points of one brief."""

    def __init__(
        self, brief: Brief, words: Vocabulary | None, forms: Sequence[tuple[Span, ...]]
    ) -> None:
        """Read a brief.

        Args:
            words: None for a language without lists: then only the first point can be told to
                stand alone.
            forms: what of each key point would be shown; empty for the whole sentence.
        """
        self._brief, self._words, self._forms = brief, words, forms
        self._title = stems(brief.title, brief.language)
        self._topic = self._title or _common(
            stems(point.text, brief.language) for point in brief.key_points
        )
        people = (it for it in brief.actors if it.kind is not ActorKind.PLACE)
        self._main = tuple(actor.name for actor in people)[:MAIN_ACTORS]

    def choose(self) -> NutGraf | None:
        """Return one or two points, the best first; None if none tells what the text is about."""
        ranked = self._ranked(frozenset())
        first = next((it for it in ranked if self._tells(it)), None)
        if first is None:
            return None
        chosen = [first]
        if self._words is not None:
            room = MOST_WORDS - first.word_count
            rest = (it for it in self._ranked(first.said.names) if it.point is not first.point)
            second = (it for it in rest if it.word_count <= room and self._adds(first, it))
            chosen += list(second)[:1]
        return NutGraf(
            text=" ".join(it.said.text for it in chosen),
            spans=tuple(span for it in chosen for span in it.said.spans),
        )

    def _tells(self, it: _Candidate) -> bool:
        """Whether a sentence can be the first, or all, that is told."""
        is_lead = it.order < LEAD_SENTENCES
        least = LEAST_LEAD_SCORE if is_lead else LEAST_SCORE
        is_of_title = not self._title or bool(it.stems & self._title)
        # "The company" leans on a sentence before, "The company's sale of its fleet" does not.
        is_bare = bool(_BARE.match(it.said.text)) and len(it.stems & self._title) < _KNOWN_STEMS
        is_clear = it.order == 0 or not (it.said.is_open or is_bare)
        is_anybody = bool(it.said.names) or it.order == 0 or (is_of_title and bool(self._title))
        is_short = it.word_count <= MOST_WORDS
        return is_short and it.score >= least and is_of_title and is_clear and is_anybody

    def _ranked(self, known: frozenset[str]) -> list[_Candidate]:
        """Return the points that can be read alone by those who know some names, best first."""
        return sorted(self._candidates(known), key=lambda it: (-it.score, it.order))

    def _candidates(self, known: frozenset[str]) -> Iterator[_Candidate]:
        for number, (point, form) in enumerate(
            zip(self._brief.key_points, self._forms, strict=True)
        ):
            if not self._is_answer(point, form) or (self._words is None and number):
                continue
            said = named_sentence(self._brief, point, form, known)
            if said is not None:
                before = self._brief.text[: point.span.start]
                order = len(_SENTENCE_END.findall(before))
                own = stems(said.text, self._brief.language)
                yield _Candidate(
                    point=point,
                    said=said,
                    order=order,
                    score=self._score(point, said.text, own, order),
                    stems=own,
                )

    def _is_answer(self, point: KeyPoint, form: Sequence[Span]) -> bool:
        """Whether a point says something by itself, in the paper's own words."""
        text = " ".join(("".join(s.of(self._brief.text) for s in form) or point.text).split())
        own = _QUOTED.sub(" ", text)
        if fault_of(text, self._words, is_lead=True) > Fault.SOFT or leans(text, self._words):
            return False
        is_asked = text.rstrip("\"”’'").endswith("?")
        if _SPEAKER.search(own) or is_asked or text[0] in _NOT_FIRST or _LEANING.match(text):
            return False
        if _STAMP.search(own) or _LONE_CLOSING.match(text):
            return False
        return not is_quotation(point.span, self._brief.quotes)

    def _score(self, point: KeyPoint, text: str, own: frozenset[str], order: int) -> float:
        topic = len(own & self._topic) / len(self._topic) if self._topic else 0.0
        named = sum(name in point.actors for name in self._main)
        is_lead = order < LEAD_SENTENCES
        after = self._brief.text[point.span.end :].lstrip()
        is_scene = topic < SCENE_SHARE and (not named or bool(_SCENE.search(text)))
        is_scene = is_scene or (not named and bool(_CONTRAST.match(after)))
        return (
            1.2 * topic
            + 0.2 * named
            + (LEAD_VALUES[order] if is_lead and not is_scene else 0.0)
            - 0.1 * (len(text.split()) > GLANCE_WORDS)
            + 0.1 * bool(_NUMBER.search(text))
            - (0.3 * bool(_BARE.match(text)) if order else 0.0)
            - 0.1 * text.count("[")
        )

    def _adds(self, first: _Candidate, second: _Candidate) -> bool:
        """Whether a second sentence is of the same thing, is no background, and says more."""
        shared = first.stems & second.stems
        least = min(len(first.stems), len(second.stems)) or 1
        is_related = len(shared) >= LEAST_SHARED_STEMS or bool(first.said.names & second.said.names)
        is_background = bool(_YEAR.search(second.said.text)) or second.order > EARLY_SENTENCES
        is_told = any(
            second.point.span.contains(act.span) for it in self._brief.actors for act in it.acts
        )
        numbers = set(_NUMBER.findall(second.said.text)) - set(_NUMBER.findall(first.said.text))
        return (
            second.score >= LEAST_SECOND_SCORE
            and is_related
            and not is_background
            and len(shared) / least <= MOST_REPEATED
            and not _BARE.match(second.said.text)
            and (is_told or bool(numbers) or bool(second.said.names - first.said.names))
        )


def _common(stemmed: Iterator[frozenset[str]]) -> frozenset[str]:
    """Return the stems that several points share: the topic, where there is no headline."""
    counts = Counter(stem for own in stemmed for stem in own)
    return frozenset(stem for stem, count in counts.items() if count > 1)
