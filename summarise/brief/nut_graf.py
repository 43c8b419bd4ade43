"""Choose the nut graf: one or two sentences that tell what a text is about.

Named after the paragraph in which newspapers say it. It is made of the key points and of the first
sentences, and not merely of the first: a feature opens with a scene, and says later what it stands
for. A sentence that leans on another, is a quotation or a question, or means somebody by a mere
description is no answer; if none is left, there is no nut graf.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from summarise.brief.named_sentences import NamedSentence, named_sentence
from summarise.brief.nut_graf_answers import (
    is_addressed,
    is_answer,
    is_caption,
    is_personal,
    where_told,
)
from summarise.brief.sentence_context import SentenceContext
from summarise.brief.topic_stems import common_stems, matched_stems, shared_part
from summarise.compression.short_form import with_capital
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Brief, KeyPoint, NutGraf, Sentence, Span
from summarise.points.centrality import stems
from summarise.points.key_points import is_quotation
from summarise.points.self_contained import LEAST_WORDS
from summarise.text.paragraphs import is_boilerplate

MOST_WORDS = 45
GLANCE_WORDS = 38
"""A longer sentence can't be read at a glance; it is shortened to this, if it can be."""
SHORT_WORDS = 12
MAIN_ACTORS = 3
TITLE_VALUE = 1.2
TOPIC_VALUE = 0.8
"""Of the share of the headline that a sentence has; without one, of the text's commonest words."""
LEAD_VALUES = (1.3, 0.5)
LEAD_SENTENCES = len(LEAD_VALUES)
EARLY_SENTENCES = 5
"""Those that are asked besides the key points. Further down stands the background, which no second
sentence is taken from."""
DEPTH_COST = 0.08
"""Of each sentence between the early ones and another: the deeper, the less is it what a text is
about."""
TOPIC_SENTENCES = 40
SCENE_SHARE = 0.15
SCENE_SHARE_OF_TOPIC = 0.05
"""A lead with less of the headline or the topic is a scene, unless it names a main actor."""
CLEAR_SHARE = 0.3
"""A lead with so much of it is none, whatever follows."""
LEAST_LEAD_SCORE = 0.5
LEAST_EARLY_SCORE = 0.55
LEAST_SCORE = 0.7
"""Of a sentence further down, which has more to prove than a lead."""
LEAST_TOLD_WORDS = 9
"""Fewer are a lead that goes on in the next sentence, unless they say what the headline says."""
LEAST_TOLD_NAMES = 2
"""Or who did it, and to whom: "Jane Poe is leaving Ocean Foods." """
LEAST_SECOND_SCORE = 0.45
LEAST_SHARED_STEMS = 2
MOST_REPEATED = 0.4

STEM_LETTERS = 6
PERSONAL_SENTENCES = 2
LEAST_TITLE_STEMS = 3
TURN_VALUE = 0.8
"""Of the "But" sentence that turns a set-up over: it is what the set-up led to."""

_KNOWN_STEMS = 2
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BARE = re.compile(r"(?:The|These|Those|That|Their|Its|His|Her|Both|Another) [a-z]")
_END = re.compile(r"[.!?…。\uff01\uff1f।؟][\"”’'»)\]]*$")
_SCENE = re.compile(r"\b(?:was|were) \w+ing\b|^(?:As|When|While) |\bwhen (?:he|she|they)\b")
"""How a feature sets its scene."""
_LONG_AGO = re.compile(r"(?:In|On|By|During|Back in) [^,.;]{0,30}\b(?:1[5-9]|20)\d\d\b,")
"""How it tells first what was long ago."""
_CONTRAST = re.compile(r"[\"“\u2018']?(?:But|Yet|However|Instead|Now,)\b")
"""How the sentence after a set-up begins: "For most people … But for Jane Poe …"."""


Shorten = Callable[[Sequence[Span], int], Sequence[tuple[Span, ...]]]
"""Returns what is shown of sentences in at most so many words; nothing for one that stays whole."""


class _Candidate(Struct, frozen=True, kw_only=True):
    """A sentence that may stand in the nut graf, as it would be shown."""

    point: KeyPoint
    said: NamedSentence
    order: int
    score: float
    is_turn: bool
    leans: bool
    stems: frozenset[str]

    @property
    def word_count(self) -> int:
        return len(self.said.text.split())


def with_nut_graf(
    brief: Brief,
    words: Vocabulary | None,
    sentences: Sequence[Sentence],
    shorten: Shorten | None = None,
    context: SentenceContext | None = None,
) -> Brief:
    """Return a brief with its nut graf, of sentences shortened as far as needed.

    Args:
        words: None for a language without lists: then only the first point is judged.
        sentences: of the text.
        shorten: gives what is shown of sentences so that they have few enough words; None for a
            language that is not parsed.
        context: tells which sentences need the one before; None for a language that is not parsed.
    """
    told = [it.span for it in sentences if _is_told(it.span.of(brief.text))]
    asked = _asked(brief, told if words is not None else ())
    forms: list[tuple[Span, ...]] = [() for _ in asked]
    for most in (GLANCE_WORDS, MOST_WORDS) if shorten is not None else ():
        whole = [number for number, form in enumerate(forms) if not form]
        spans = [asked[number].span for number in whole]
        for number, form in zip(whole, shorten(spans, most) if shorten else (), strict=True):
            forms[number] = form
    asked = [_as_shown(brief, it, form) for it, form in zip(asked, forms, strict=True)]
    return replace(brief, nut_graf=NutGrafChooser(brief, words, asked, told, context).choose())


def _as_shown(brief: Brief, point: KeyPoint, form: Sequence[Span]) -> KeyPoint:
    """Return a sentence in the form that is shown; "But" and "Now" only link it to others."""
    first, *rest = form or (point.span,)
    begun = where_told(brief.text, first)
    return replace(point, shown=(begun, *rest) if form or begun != first else ())


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells something: it is no byline, caption, standfirst or fragment."""
    words = sentence.split()
    line = " ".join(words)
    is_whole = len(words) >= LEAST_WORDS and _END.search(line) is not None
    return is_whole and not is_boilerplate(line) and not is_caption(line)


def _asked(brief: Brief, told: Sequence[Span]) -> list[KeyPoint]:
    """Return the key points and the first sentences of a text, in order."""
    known = {point.span for point in brief.key_points}
    leads = (
        KeyPoint(
            text=span.of(brief.text),
            span=span,
            actors=tuple(
                it.name for it in brief.actors if any(span.contains(m.span) for m in it.mentions)
            ),
        )
        for span in told[:EARLY_SENTENCES]
        if span not in known
    )
    return sorted((*brief.key_points, *leads), key=lambda it: it.span.start)


class NutGrafChooser:
    """Chooses among the sentences of one brief."""

    def __init__(
        self,
        brief: Brief,
        words: Vocabulary | None,
        asked: Sequence[KeyPoint],
        told: Sequence[Span],
        context: SentenceContext | None = None,
    ) -> None:
        """Read a brief.

        Args:
            words: None for a language without lists: then only the first point can be told to
                stand alone.
            asked: the sentences that are judged, in the form that would be shown.
            told: all sentences of the text.
            context: tells which sentences need the one before; None if the text was not parsed.
        """
        self._brief, self._words, self._asked, self._told = brief, words, asked, told
        self._context = context
        self._title = frozenset[str]() if is_boilerplate(brief.title) else self._stems(brief.title)
        self._common = common_stems(
            self._stems(span.of(brief.text)) for span in told[:TOPIC_SENTENCES]
        )
        self._topic = dict.fromkeys(self._title, 1) or self._common
        people = (it for it in brief.actors if it.kind is not ActorKind.PLACE)
        self._main = tuple(actor.name for actor in people)[:MAIN_ACTORS]
        early = (span.of(brief.text) for span in told[:EARLY_SENTENCES])
        self._is_personal = words is not None and sum(map(is_personal, early)) >= PERSONAL_SENTENCES

    def choose(self) -> NutGraf | None:
        """Return one or two sentences, the best first; None if none tells what it is about."""
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

    def _stems(self, text: str) -> frozenset[str]:
        """Return the stems of a text so short that "apology" and "apologised" have one."""
        return frozenset(it[:STEM_LETTERS] for it in stems(text, self._brief.language))

    def _tells(self, it: _Candidate) -> bool:
        """Whether a sentence can be the first, or all, that is told."""
        is_lead = it.order < LEAD_SENTENCES
        least = LEAST_LEAD_SCORE if is_lead else LEAST_SCORE
        least = LEAST_EARLY_SCORE if LEAD_SENTENCES <= it.order < EARLY_SENTENCES else least
        is_of_title = not self._title or bool(matched_stems(self._title, it.stems))
        # A play on words shares nothing with its text, whose lead still says who, and when or what.
        is_full = it.order == 0 and bool(it.said.names & set(self._main))
        is_of_title = is_of_title or (is_full and _NUMBER.search(it.said.text) is not None)
        # "The company" leans on a sentence before, "The company's sale of its fleet" does not.
        known = len(self._title & it.stems)
        is_bare = bool(_BARE.match(it.said.text)) and known < _KNOWN_STEMS
        is_added = self._context is not None and self._context.is_addition(it.point.span)
        is_clear = it.order == 0 or not (it.said.is_open or is_bare or is_added)
        is_anybody = bool(it.said.names) or it.order == 0 or (is_of_title and bool(self._title))
        is_anybody = is_anybody or it.is_turn
        is_short = LEAST_TOLD_WORDS <= it.word_count <= MOST_WORDS
        says_enough = known >= _KNOWN_STEMS or len(it.said.names) >= LEAST_TOLD_NAMES
        is_short = is_short or (it.word_count <= MOST_WORDS and says_enough)
        if self._is_personal and known < LEAST_TITLE_STEMS:
            return False  # an essay: its own view is not what a sentence of it reports
        is_clear = is_clear and not it.leans and not self._is_bare(it.point.span)
        return is_short and it.score >= least and is_of_title and is_clear and is_anybody

    def _ranked(self, known: frozenset[str]) -> list[_Candidate]:
        """Return the sentences that can be read alone by those who know some names, best first."""
        return sorted(self._candidates(known), key=lambda it: (-it.score, it.order))

    def _candidates(self, known: frozenset[str]) -> Iterator[_Candidate]:
        is_led = False
        for number, point in enumerate(self._asked):
            order = sum(it.start < point.span.start for it in self._told)
            if not self._is_answer(point, order) or (self._words is None and number):
                continue
            said = named_sentence(self._brief, point, known, is_first=order == 0)
            if said is not None:
                own = self._stems(said.text)
                is_scene = order < LEAD_SENTENCES and self._is_scene(point, said.text, own)
                is_led = is_led or (order == 0 and not is_scene)
                is_turn = not is_led and self._is_turn(point, own, order)
                place = 0.0 if is_scene or order >= LEAD_SENTENCES else LEAD_VALUES[order]
                yield _Candidate(
                    point=point,
                    said=said,
                    order=order,
                    score=self._score(point, said.text, own, order)
                    + max(place, TURN_VALUE * is_turn),
                    is_turn=is_turn,
                    leans=self._leans(point.span, is_first=order == 0),
                    stems=own,
                )

    def _is_answer(self, point: KeyPoint, order: int) -> bool:
        """Whether a sentence says something by itself, in the paper's own words."""
        shown = "".join(span.of(self._brief.text) for span in point.shown) or point.text
        text = with_capital(" ".join(shown.split())) if point.shown else " ".join(shown.split())
        return is_answer(text, self._words, is_lead=order == 0) and not is_quotation(
            point.span, self._brief.quotes
        )

    def _share(self, own: frozenset[str]) -> float:
        """Return the share of the headline, or of the topic, that a sentence has."""
        return shared_part(self._topic, own)

    def _named(self, point: KeyPoint) -> int:
        return sum(name in point.actors for name in self._main)

    def _is_scene(self, point: KeyPoint, text: str, own: frozenset[str]) -> bool:
        """Whether a lead only sets the scene, or sets up what the next sentence turns over."""
        share, named = self._share(own), self._named(point)
        is_of_topic = share >= (SCENE_SHARE if self._title else SCENE_SHARE_OF_TOPIC)
        is_of_topic = is_of_topic or shared_part(self._common, own) >= SCENE_SHARE
        if not is_of_topic and (not named or bool(_SCENE.search(text))):
            return True
        is_far = is_addressed(text) or _LONG_AGO.match(text) is not None
        if share < CLEAR_SHARE and (is_far or self._is_general(point.span)):
            return True
        after = self._brief.text[point.span.end :].lstrip()
        is_clear = bool(named) or share >= CLEAR_SHARE
        return not is_clear and _CONTRAST.match(after) is not None

    def _leans(self, span: Span, *, is_first: bool) -> bool:
        return self._context is not None and self._context.needs_before(span, is_first=is_first)

    def _is_bare(self, span: Span) -> bool:
        return self._context is not None and self._context.is_bare_description(span)

    def _is_general(self, span: Span) -> bool:
        """Whether a sentence states nothing, or what could be said of many things."""
        if self._context is None:
            return False
        return not self._context.is_statement(span) or self._context.names_nothing(span)

    def _is_turn(self, point: KeyPoint, own: frozenset[str], order: int) -> bool:
        """Whether a sentence tells what a scene led to: "But now …"."""
        is_early = 0 < order < EARLY_SENTENCES
        return is_early and bool(_CONTRAST.match(point.text)) and self._share(own) > 0

    def _score(self, point: KeyPoint, text: str, own: frozenset[str], order: int) -> float:
        return (
            (TITLE_VALUE if self._title else TOPIC_VALUE) * self._share(own)
            + 0.2 * self._named(point)
            - 0.1 * (len(text.split()) > GLANCE_WORDS)
            + 0.1 * bool(_NUMBER.search(text))
            - (0.3 * bool(_BARE.match(text)) if order else 0.0)
            - 0.1 * text.count("[")
            - DEPTH_COST * max(0, order - EARLY_SENTENCES)
        )

    def _adds(self, first: _Candidate, second: _Candidate) -> bool:
        """Whether a second sentence is of the same thing, is no background, and says more."""
        shared = first.stems & second.stems
        least = min(len(first.stems), len(second.stems)) or 1
        is_next = second.order == first.order + 1
        is_related = len(shared) >= LEAST_SHARED_STEMS or bool(first.said.names & second.said.names)
        # "The show has a new host." says little; the sentence behind it goes on.
        is_gone_on = first.word_count <= SHORT_WORDS
        is_background = bool(_YEAR.search(second.said.text)) or second.order > EARLY_SENTENCES
        is_told = any(
            second.point.span.contains(act.span) for it in self._brief.actors for act in it.acts
        )
        numbers = set(_NUMBER.findall(second.said.text)) - set(_NUMBER.findall(first.said.text))
        return (
            second.score >= LEAST_SECOND_SCORE
            and not second.leans
            and is_next
            and (is_related or is_gone_on)
            and not is_background
            and len(shared) / least <= MOST_REPEATED
            and not _BARE.match(second.said.text)
            and (is_told or bool(numbers) or bool(second.said.names - first.said.names))
        )
