"""Choose the nut graf: one or two sentences that tell what a text is about.

Named after the paragraph in which newspapers say it. It is made of the key points and of the first
sentences, and not merely of the first: a feature opens with a scene, and says later what it stands
for. A sentence that leans on another, is a quotation or a question, or means somebody by a mere
description is no answer; if none is left, there is no nut graf.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from summarise.brief.named_sentences import named_sentence
from summarise.brief.nut_graf_answers import (
    is_answer,
    is_caption,
    is_fragment,
    is_personal,
)
from summarise.brief.nut_graf_forms import Shorten, as_shown, key_point, shown_text
from summarise.brief.nut_graf_pair import (
    BARE,
    EARLY_SENTENCES,
    NUMBER,
    Candidate,
    Topic,
    adds,
    completes,
)
from summarise.brief.nut_graf_scene import CLEAR_SHARE, CONTRAST, Lead, is_scene
from summarise.brief.sentence_context import SentenceContext
from summarise.brief.topic_stems import common_stems, matched_stems, shared_part
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import ActorKind, Brief, KeyPoint, NutGraf, Sentence, Span
from summarise.points.centrality import stems
from summarise.points.key_points import is_quotation
from summarise.points.self_contained import LEAST_WORDS
from summarise.text.paragraphs import is_boilerplate

MOST_WORDS = 45
GLANCE_WORDS = 38
"""A longer sentence can't be read at a glance; it is shortened to this, if it can be."""
MAIN_ACTORS = 3
TITLE_VALUE = 1.2
TOPIC_VALUE = 0.8
"""Of the share of the headline that a sentence has; without one, of the text's commonest words."""
LEAD_VALUES = (1.3, 0.5)
LEAD_SENTENCES = len(LEAD_VALUES)
DEPTH_COST = 0.08
"""Of each sentence between the early ones and another: the deeper, the less is it what a text is
about."""
TOPIC_SENTENCES = 40
LEAST_LEAD_SCORE = 0.5
LEAST_EARLY_SCORE = 0.55
LEAST_SCORE = 0.7
"""Of a sentence further down, which has more to prove than a lead."""
LEAST_TOLD_WORDS = 9
"""Fewer are a lead that goes on in the next sentence, unless they say what the headline says."""
LEAST_TOLD_NAMES = 2
"""Or who did it, and to whom: "Jane Poe is leaving Ocean Foods." """
STEM_LETTERS = 6
PERSONAL_SENTENCES = 2
LEAST_TITLE_STEMS = 3
TURN_VALUE = 0.8
"""Of the "But" sentence that turns a set-up over: it is what the set-up led to."""

_KNOWN_STEMS = 2
_HALF_NUMBER = re.compile(r"\d\.")
"""Before the rest of "magnitude 5. 9", which is no sentence of its own."""
_END = re.compile(r"[.!?…。\uff01\uff1f।؟][\"”’'»)\]]*$")


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
    asked = [as_shown(brief, it, form) for it, form in zip(asked, forms, strict=True)]
    chooser = NutGrafChooser(brief, words, asked, told, context, shorten=shorten)
    return replace(brief, nut_graf=chooser.choose())


def _is_told(sentence: str) -> bool:
    """Whether a sentence tells something: it is no byline, caption, standfirst or fragment."""
    words = sentence.split()
    line = " ".join(words)
    is_whole = len(words) >= LEAST_WORDS and _END.search(line) is not None
    return is_whole and not is_boilerplate(line) and not is_caption(line)


def _asked(brief: Brief, told: Sequence[Span]) -> list[KeyPoint]:
    """Return the key points and the first sentences of a text, in order."""
    known = {point.span for point in brief.key_points}
    leads = (key_point(brief, span) for span in told[:EARLY_SENTENCES] if span not in known)
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
        *,
        shorten: Shorten | None = None,
    ) -> None:
        """Read a brief.

        Args:
            words: None for a language without lists: then only the first point can be told to
                stand alone.
            asked: the sentences that are judged, in the form that would be shown.
            told: all sentences of the text.
            context: tells which sentences need the one before; None if the text was not parsed.
            shorten: gives the second sentence in as many words as the first leaves.
        """
        self._shorten = shorten
        self._brief, self._words, self._asked, self._told = brief, words, asked, told
        self._context = context
        self._title = frozenset[str]() if is_boilerplate(brief.title) else self._stems(brief.title)
        self._common = common_stems(
            self._stems(span.of(brief.text)) for span in told[:TOPIC_SENTENCES]
        )
        self._topic = dict.fromkeys(self._title, 1) or self._common
        self._people = tuple(it.name for it in brief.actors if it.kind is not ActorKind.PLACE)
        self._main = self._people[:MAIN_ACTORS]
        persons = (it.name for it in brief.actors if it.kind is ActorKind.PERSON)
        self._persons = tuple(persons)[:MAIN_ACTORS]
        early = (it for it in told[:EARLY_SENTENCES] if not is_quotation(it, brief.quotes))
        own = sum(is_personal(it.of(brief.text)) for it in early)
        self._is_personal = words is not None and own >= PERSONAL_SENTENCES

    def choose(self) -> NutGraf | None:
        """Return one or two sentences, the best first; None if none tells what it is about."""
        ranked = self._ranked(frozenset())
        first = next((it for it in ranked if self._tells(it)), None)
        if first is None:
            return None
        second = self._second(first) if self._words is not None else None
        chosen = [first] if second is None else [first, second]
        return NutGraf(
            text=" ".join(it.said.text for it in chosen),
            spans=tuple(span for it in chosen for span in it.said.spans),
        )

    def _second(self, first: Candidate) -> Candidate | None:
        """Return the sentence behind the first, if it says what that leaves open, or adds to it."""
        room = MOST_WORDS - first.word_count
        rest = (it for it in self._ranked(first.said.names) if it.point is not first.point)
        fitting = (it for it in rest if it.word_count <= room)
        added = next((it for it in fitting if adds(first, it, self._brief)), None)
        if added is not None:
            return added
        follower = self._follower(first, room)
        topic = Topic(
            title=self._title, common=self._common, people=self._people, persons=self._persons
        )
        if follower is None:
            return None
        is_half = CONTRAST.match(follower.point.text) is not None and not follower.said.is_open
        return follower if is_half or completes(first, follower, topic, self._brief) else None

    def _follower(self, first: Candidate, room: int) -> Candidate | None:
        """Return the sentence right behind one, in at most so many words, whatever it leans on.

        Its pronouns mean what the first sentence names, since nothing stands between them.
        """
        span = next((it for it in self._told if it.start >= first.point.span.end), None)
        gap = self._brief.text[first.point.span.end : span.start] if span is not None else "-"
        if span is None or gap.strip() or room < LEAST_TOLD_WORDS:
            return None
        point = key_point(self._brief, span)
        if len(point.text.split()) > room and self._shorten is not None:
            (form,) = self._shorten([span], room)
            point = replace(point, shown=form)
        leans = self._leans(span, is_first=False)
        if not self._is_answer(point, 1, follows=True):
            return None
        said = named_sentence(self._brief, point, first.said.names)
        if said is None or len(said.text.split()) > room:
            return None
        own = self._stems(said.text)
        order = first.order + 1
        score = self._score(point, said.text, own, order)
        return Candidate(point=point, said=said, order=order, score=score, leans=leans, stems=own)

    def _stems(self, text: str) -> frozenset[str]:
        """Return the stems of a text so short that "apology" and "apologised" have one."""
        return frozenset(it[:STEM_LETTERS] for it in stems(text, self._brief.language))

    def _tells(self, it: Candidate) -> bool:
        """Whether a sentence can be the first, or all, that is told."""
        is_lead = it.order < LEAD_SENTENCES
        least = LEAST_LEAD_SCORE if is_lead else LEAST_SCORE
        least = LEAST_EARLY_SCORE if LEAD_SENTENCES <= it.order < EARLY_SENTENCES else least
        is_of_title = not self._title or bool(matched_stems(self._title, it.stems))
        # A play on words shares nothing with its text, whose lead still says who, and when or what.
        is_full = it.order == 0 and bool(it.said.names & set(self._main))
        is_of_title = is_of_title or (is_full and NUMBER.search(it.said.text) is not None)
        # "The company" leans on a sentence before, "The company's sale of its fleet" does not.
        known = len(self._title & it.stems)
        is_bare = bool(BARE.match(it.said.text)) and known < _KNOWN_STEMS
        is_added = self._context is not None and self._context.is_addition(it.point.span)
        is_clear = not is_added and (it.order == 0 or not (it.said.is_open or is_bare))
        is_anybody = bool(it.said.names) or it.order == 0 or (is_of_title and bool(self._title))
        is_anybody = is_anybody or it.is_turn or (is_lead and self._share(it.stems) >= CLEAR_SHARE)
        is_short = LEAST_TOLD_WORDS <= it.word_count <= MOST_WORDS
        says_enough = known >= _KNOWN_STEMS or len(it.said.names) >= LEAST_TOLD_NAMES
        is_short = is_short or (it.word_count <= MOST_WORDS and says_enough)
        if self._is_personal and known < LEAST_TITLE_STEMS:
            return False  # an essay: its own view is not what a sentence of it reports
        is_far = it.is_scene or (it.order >= LEAD_SENTENCES and not self._title)
        if is_far and self._share(it.stems) < CLEAR_SHARE and not it.is_turn:
            return False  # nothing says that it is what the text is about
        is_clear = is_clear and not (
            it.leans or (self._is_bare(it.point.span) and not it.said.is_told)
        )
        is_clear = is_clear and not (self._is_general(it.point.span) and is_fragment(it.said.text))
        return is_short and it.score >= least and is_of_title and is_clear and is_anybody

    def _ranked(self, known: frozenset[str]) -> list[Candidate]:
        """Return the sentences that can be read alone by those who know some names, best first."""
        return sorted(self._candidates(known), key=lambda it: (-it.score, it.order))

    def _candidates(self, known: frozenset[str]) -> Iterator[Candidate]:
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
                yield Candidate(
                    point=point,
                    said=said,
                    order=order,
                    score=self._score(point, said.text, own, order)
                    + max(place, TURN_VALUE * is_turn),
                    is_turn=is_turn,
                    is_scene=is_scene,
                    leans=self._leans(point.span, is_first=order == 0),
                    stems=own,
                )

    def _is_answer(self, point: KeyPoint, order: int, *, follows: bool = False) -> bool:
        """Whether a sentence says something by itself, in the paper's own words."""
        text = shown_text(self._brief, point)
        before = self._brief.text[: point.span.start].rstrip()[-2:]
        if text[:1].isdigit() and _HALF_NUMBER.fullmatch(before):
            return False
        return is_answer(
            text, self._words, is_lead=order == 0, follows=follows
        ) and not is_quotation(point.span, self._brief.quotes)

    def _share(self, own: frozenset[str]) -> float:
        """Return the share of the headline, or of the topic, that a sentence has."""
        return shared_part(self._topic, own)

    def _named(self, point: KeyPoint) -> int:
        return sum(name in point.actors for name in self._main)

    def _is_scene(self, point: KeyPoint, text: str, own: frozenset[str]) -> bool:
        return is_scene(
            Lead(
                text=text,
                after=self._brief.text[point.span.end :].lstrip(),
                has_title=bool(self._title),
                share=self._share(own),
                common_share=shared_part(self._common, own),
                is_named=self._named(point) > 0,
                is_general=self._is_general(point.span),
            )
        )

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
        return is_early and bool(CONTRAST.match(point.text)) and self._share(own) > 0

    def _score(self, point: KeyPoint, text: str, own: frozenset[str], order: int) -> float:
        return (
            (TITLE_VALUE if self._title else TOPIC_VALUE) * self._share(own)
            + 0.2 * self._named(point)
            - 0.1 * (len(text.split()) > GLANCE_WORDS)
            + 0.1 * bool(NUMBER.search(text))
            - (0.3 * bool(BARE.match(text)) if order else 0.0)
            - 0.1 * text.count("[")
            - DEPTH_COST * max(0, order - EARLY_SENTENCES)
        )
