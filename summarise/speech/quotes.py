"""Extract direct and partial quotes with their speakers.

A quotation that stands alone is in the parse as a stand-in word, so its speech verb governs it; a
fragment is parsed with its sentence, and its speech verb is above it. What has no verb of its own
(a "floating" quotation) continues the speech before it, as the style of news has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Quote, QuoteKind, Span, Stance
from summarise.parse.quotation_frames import LEAST_FRAMED_WORDS
from summarise.speech.attributions import UNSAID, Attribution, Attributor
from summarise.speech.cues import Cue
from summarise.speech.layout_speakers import SignatureFinder, Turn
from summarise.speech.speaker.speakers import Speaker, SpeakerFinder
from summarise.speech.statement_frame import statement_frame
from summarise.speech.the_dead import dead_actors
from summarise.text.paragraphs import ParagraphKind
from summarise.text.quotation_marks import Quotation

LEAST_FREE_FRAGMENT_WORDS = 4
MOST_TITLE_WORDS = 6
LONG_WORD_LETTERS = 4
MOST_INTERVENING_WORDS = 25
MOST_INTERRUPTING_WORDS = 12
MOST_CLOSING_WORDS = 8
MOST_LEAD_CHARS = 14
_SO_CALLED = re.compile(r"(?<!\w)so[- ]called\s+$", re.IGNORECASE)


def _turn_quote(turn: Turn, text: str) -> tuple[Quote, Speaker | None]:
    speaker = turn.speaker.name if turn.speaker else None
    quote = Quote(
        kind=QuoteKind.DIRECT,
        text=turn.span.of(text),
        span=turn.span,
        speaker=speaker,
        cue=":",
        frame=turn.span.of(text),
        frame_span=turn.span,
    )
    return quote, turn.speaker


class QuoteFinder:
    """Quotes of one annotated text."""

    def __init__(self, cast: Cast, speakers: SpeakerFinder, words: Vocabulary) -> None:
        self._cast = cast
        self._annotated = annotated = cast.annotated
        self._speakers, self._words = speakers, words
        self._signatures = SignatureFinder(cast, words)
        self._attributor = Attributor(cast, speakers, words)
        self._stand_ins = {t.quotation: i for i, t in enumerate(annotated.tokens) if t.is_stand_in}

    def quotes(self) -> list[tuple[Quote, Speaker | None]]:
        """Return the quotes in the text's order, each with its speaker."""
        turns = self._signatures.turns()
        found = [_turn_quote(turn, self._annotated.text) for turn in turns]
        found += self._set_apart(turns)
        taken = {turn.paragraph for turn in turns}
        previous: tuple[Quotation, Attribution] | None = None
        numbered = [
            (number, quotation)
            for number, quotation in enumerate(self._annotated.quotations)
            if self._annotated.document.is_told(quotation) and quotation.paragraph not in taken
        ]
        own = {number: self._own(number, quotation) for number, quotation in numbered}
        for place, (number, quotation) in enumerate(numbered):
            is_direct = number in self._stand_ins
            attribution = own[number]
            if previous is not None and self._interrupts(previous, quotation):
                attribution = replace(previous[1], is_own=True)
            if not is_direct and not self._is_said(quotation, attribution):
                continue
            if attribution is None and is_direct:
                following = self._following(numbered[place + 1 : place + 2], own)
                attribution = self._floating(quotation, previous, following)
                if self._is_title(quotation):
                    continue
            if attribution is None:
                attribution = Attribution(speaker=None, cue=Cue(), is_own=False)
            if attribution.cue is UNSAID:
                continue
            attribution = self._with_stance(quotation, attribution, is_direct=is_direct)
            found.append((self._quote(quotation, attribution, is_direct), attribution.speaker))
            if attribution.speaker is not None and attribution.cue.stance is Stance.SAID:
                previous = (quotation, attribution)
        return found

    def _quote(self, quotation: Quotation, attribution: Attribution, is_direct: bool) -> Quote:  # noqa: FBT001 - the kind, in one place
        text, cue = self._annotated.text, attribution.cue
        is_beside = attribution.speaker is not None and attribution.is_own
        at = attribution.speaker.at if attribution.speaker and is_beside else -1
        frame = statement_frame(self._annotated, quotation.outer, cue.span, at)
        return Quote(
            kind=QuoteKind.DIRECT if is_direct else QuoteKind.PARTIAL,
            text=quotation.inner.of(text),
            span=quotation.inner,
            speaker=attribution.speaker.name if attribution.speaker else None,
            cue=cue.text,
            cue_span=cue.span,
            stance=cue.stance,
            frame=" ".join(frame.of(text).split()),
            frame_span=frame,
        )

    def _with_stance(
        self, quotation: Quotation, attribution: Attribution, *, is_direct: bool
    ) -> Attribution:
        """Return what a verb of denying makes of quoted words.

        They are the speaker's own if they stand for themselves ("“A lie,” he said") or tell what
        he calls it ("dismissed it as “a joke”"), else what he denies ("denied it was “a joke”").
        """
        cue = attribution.cue
        if not is_direct and self._attributor.is_question(quotation, attribution.verb):
            # "Asked whether he was “a liar”".
            return replace(attribution, cue=replace(cue, stance=Stance.ASKED))
        if cue.stance is Stance.DENIED and (
            is_direct or self._attributor.is_judgement(quotation, attribution.verb)
        ):
            return replace(attribution, cue=replace(cue, stance=Stance.SAID))
        return attribution

    def _interrupts(self, previous: tuple[Quotation, Attribution], quotation: Quotation) -> bool:
        """Whether a speech goes on after its attribution: "“The mill,” she said, “will …”"."""
        earlier, attribution = previous
        between = self._annotated.text[earlier.outer.end : quotation.outer.start].strip()
        # "“Go,” Reed said. Poe, laughing, said, “No.”" is two speeches.
        sentences = self._annotated.sentence_at
        is_one = sentences(earlier.outer.end - 1) == sentences(quotation.outer.start)
        return (
            attribution.is_own
            and is_one
            and earlier.paragraph == quotation.paragraph
            and earlier.inner.of(self._annotated.text)[-1] in ",–—-"
            and between.endswith(",")
            and len(between.split()) <= MOST_INTERRUPTING_WORDS
            and bool(attribution.cue.text)
            and attribution.cue.text in " ".join(between.split())
        )

    def _set_apart(self, turns: Sequence[Turn]) -> Iterator[tuple[Quote, Speaker | None]]:
        """Yield paragraphs quoted without marks, after one such as "The mayor added:"."""
        paragraphs, text = self._annotated.paragraphs, self._annotated.text
        marked = {q.paragraph for q in self._annotated.quotations}
        marked |= {turn.paragraph for turn in turns}
        for number, paragraph in enumerate(paragraphs[1:], start=1):
            is_free = number not in marked and number - 1 not in marked
            if not is_free or paragraph.kind is not ParagraphKind.PROSE:
                continue
            lead = paragraphs[number - 1].span.of(text).rstrip()
            if not lead.endswith(":"):
                continue
            verb = self._closing_verb(paragraphs[number - 1].span)
            attribution = self._attributor.by_verb(verb) if verb is not None else None
            if attribution is not None and attribution.speaker is not None:
                speaker, cue = attribution.speaker, attribution.cue
                yield (
                    Quote(
                        kind=QuoteKind.DIRECT,
                        text=paragraph.span.of(text),
                        span=paragraph.span,
                        speaker=speaker.name,
                        cue=cue.text,
                        cue_span=cue.span,
                        stance=cue.stance,
                        frame=paragraph.span.of(text),
                        frame_span=paragraph.span,
                    ),
                    speaker,
                )

    def _closing_verb(self, paragraph: Span) -> int | None:
        """Return the verb of telling that a lead-in ends with: "she wrote on Monday:"."""
        last = self._annotated.tokens_in(paragraph)[-MOST_CLOSING_WORDS:]
        verbs = [
            i
            for i in last
            if self._attributor.is_cue(i)
            and self._annotated.tokens[i].lemma in self._words.speech.telling_verbs
            and not any(True for _ in self._annotated.dependents(i, "ccomp", "dobj"))
        ]
        return verbs[-1] if verbs else None

    @staticmethod
    def _following(
        rest: Sequence[tuple[int, Quotation]], own: Mapping[int, Attribution | None]
    ) -> tuple[Quotation, Attribution] | None:
        """Return the next quotation, if it has an attribution of its own."""
        for number, quotation in rest:
            attribution = own[number]
            if attribution is not None:
                return quotation, attribution
        return None

    def _is_title(self, quotation: Quotation) -> bool:
        """Whether quoted words look like the name of a show, book or nickname."""
        words = quotation.inner.of(self._annotated.text).split()
        if len(words) > MOST_TITLE_WORDS:
            return False
        long = [w for w in words if len(w) >= LONG_WORD_LETTERS]
        return all(w[:1].isupper() for w in long) or len(words) < LEAST_FRAMED_WORDS

    def _is_said(self, quotation: Quotation, attribution: Attribution | None) -> bool:
        """Whether a fragment is speech, and no scare quotes, nickname or title."""
        words = quotation.inner.of(self._annotated.text).split()
        start = quotation.outer.start
        if _SO_CALLED.search(self._annotated.text, max(0, start - MOST_LEAD_CHARS), start):
            return False
        if attribution is not None and attribution.is_own:
            small = self._words.names.small_words
            is_capitals = all(w[:1].isupper() or w in small for w in words)
            return not (self._is_title(quotation) and is_capitals and words[0][:1].isupper())
        return len(words) >= LEAST_FREE_FRAGMENT_WORDS and not self._is_title(quotation)

    def _own(self, number: int, quotation: Quotation) -> Attribution | None:
        signer = self._signatures.signer(quotation)
        if signer is not None:
            return Attribution(speaker=signer, cue=Cue(), is_own=True)
        stand_in = self._stand_ins.get(number)
        if stand_in is not None:
            return self._attributor.of_stand_in(stand_in, quotation)
        return self._attributor.of_fragment(quotation)

    def _floating(
        self,
        quotation: Quotation,
        previous: tuple[Quotation, Attribution] | None,
        following: tuple[Quotation, Attribution] | None,
    ) -> Attribution | None:
        """Return whose speech a quotation without a verb goes on with."""
        opens_paragraph = (
            quotation.outer.start - self._annotated.document.body(quotation.paragraph).start <= 1
        )
        if previous is not None and previous[0].paragraph == quotation.paragraph:
            is_next = self._is_next(previous[0], quotation)
            told = None if is_next else self._told_before(quotation, only_speech=True)
            return told or self._continued(previous[1])
        if (
            previous is not None
            and opens_paragraph
            and self._is_open_before(quotation, previous[0])
        ):
            return self._continued(previous[1])
        is_ahead = following is not None and following[0].paragraph == quotation.paragraph
        if following is not None and is_ahead and opens_paragraph:
            return self._continued(following[1])
        told = self._told_before(quotation)
        if previous is None or (not opens_paragraph and told is not None):
            return told
        if self._is_unbroken(previous[0], quotation):
            return self._continued(previous[1])
        return told or self._continued(previous[1])

    @staticmethod
    def _is_open_before(later: Quotation, earlier: Quotation) -> bool:
        """Whether the paragraph before ends without a closing mark, for a speech that goes on."""
        return later.paragraph - earlier.paragraph == 1 and not earlier.is_closed

    def _is_unbroken(self, earlier: Quotation, later: Quotation) -> bool:
        """Whether a speech goes on from one paragraph into the next."""
        if later.paragraph - earlier.paragraph > 1:
            return False
        end = self._annotated.paragraphs[earlier.paragraph].span.end
        tail = self._annotated.text[earlier.outer.end : end]
        return not earlier.is_closed or len(tail.split()) <= MOST_INTERVENING_WORDS

    def _told_before(
        self, quotation: Quotation, *, only_speech: bool = False
    ) -> Attribution | None:
        speaker = self._subject_before(quotation, only_speech=only_speech)
        return Attribution(speaker=speaker, cue=Cue(), is_own=False) if speaker else None

    @staticmethod
    def _continued(attribution: Attribution) -> Attribution:
        return Attribution(speaker=attribution.speaker, cue=Cue(), is_own=False)

    def _is_next(self, earlier: Quotation, later: Quotation) -> bool:
        """Whether no sentence without quoted words stands between two quotations."""
        first = self._annotated.sentence_at(earlier.outer.end - 1)
        return self._annotated.sentence_at(later.outer.start) - first <= 1

    @cached_property
    def _dead(self) -> frozenset[int]:
        return dead_actors(self._cast, self._words)

    def _may_speak(self, speaker: Speaker) -> bool:
        """Whether somebody who only acts may be the one who speaks next."""
        return speaker.actor is not None and speaker.actor not in self._dead

    def _subject_before(self, quotation: Quotation, *, only_speech: bool = False) -> Speaker | None:
        """Return who speaks, or else acts, in the sentence before a quotation."""
        at = self._annotated.sentence_at(quotation.outer.start - 1)
        if at >= 0 and self._annotated.sentences[at].span.start >= quotation.outer.start:
            at -= 1
        if at < 0:
            return None
        indices = self._annotated.tokens_in(self._annotated.sentences[at].span)
        for wanted in (True,) if only_speech else (True, False):
            for index in indices:
                token = self._annotated.tokens[index]
                if (
                    token.dep not in ("nsubj", "nsubjpass")
                    or token.start >= quotation.outer.start
                    or token.within >= 0
                ):
                    continue
                if wanted and not self._attributor.is_told(token.head):
                    continue
                speaker = self._speakers.speaker(index)
                if speaker is not None and (wanted or self._may_speak(speaker)):
                    return speaker
        return None
