"""Quoted speech with its speakers.

A quotation that stands alone is in the parse as a stand-in word, so its speech verb governs it; a
fragment is parsed with its sentence, and its speech verb is above it. What has no verb of its own
(a "floating" quotation) continues the speech before it, as the style of news has it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from summarise.annotation import AnnotatedText
from summarise.frames import LEAST_FRAMED_WORDS
from summarise.model import Quote, QuoteKind, Span
from summarise.paragraphs import ParagraphKind
from summarise.quotemarks import Quotation
from summarise.sentences import body_of
from summarise.signatures import SignatureFinder, Turn
from summarise.speakers import Speaker, SpeakerFinder
from summarise.vocabulary import Vocabulary

LEAST_FREE_FRAGMENT_WORDS = 4
MOST_TITLE_WORDS = 6
LONG_WORD_LETTERS = 4
MOST_INTERVENING_WORDS = 25
MOST_INTERRUPTING_WORDS = 12
_ACCORDING = re.compile(r"according to|in the words of", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said something, by which word, and whether a verb of the same sentence says so."""

    speaker: Speaker | None
    cue: str
    is_own: bool


def _turn_quote(turn: Turn, text: str) -> tuple[Quote, Speaker | None]:
    speaker = turn.speaker.name if turn.speaker else None
    quote = Quote(
        kind=QuoteKind.DIRECT, text=turn.span.of(text), span=turn.span, speaker=speaker, cue=":"
    )
    return quote, turn.speaker


class QuoteFinder:
    """Quotes of one annotated text."""

    def __init__(
        self,
        annotated: AnnotatedText,
        speakers: SpeakerFinder,
        words: Vocabulary,
        signatures: SignatureFinder,
    ) -> None:
        self._annotated, self._speakers, self._words = annotated, speakers, words
        self._signatures = signatures
        self._stand_ins = {t.quotation: i for i, t in enumerate(annotated.tokens) if t.is_stand_in}

    def quotes(self) -> list[tuple[Quote, Speaker | None]]:
        """Return the quotes in the text's order, each with its speaker."""
        turns = self._signatures.turns()
        found = [_turn_quote(turn, self._annotated.text) for turn in turns]
        taken = {turn.paragraph for turn in turns}
        previous: tuple[Quotation, Attribution] | None = None
        numbered = [
            (number, quotation)
            for number, quotation in enumerate(self._annotated.quotations)
            if self._annotated.paragraphs[quotation.paragraph].kind
            in (ParagraphKind.PROSE, ParagraphKind.LIST_ITEM)
            and quotation.paragraph not in taken
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
                attribution = Attribution(speaker=None, cue="", is_own=False)
            quote = Quote(
                kind=QuoteKind.DIRECT if is_direct else QuoteKind.PARTIAL,
                text=quotation.inner.of(self._annotated.text),
                span=quotation.inner,
                speaker=attribution.speaker.name if attribution.speaker else None,
                cue=attribution.cue,
            )
            found.append((quote, attribution.speaker))
            if attribution.speaker is not None:
                previous = (quotation, attribution)
        return found

    def _interrupts(self, previous: tuple[Quotation, Attribution], quotation: Quotation) -> bool:
        """Whether a speech goes on after its attribution: "“The mill,” she said, “will …”"."""
        earlier, attribution = previous
        between = self._annotated.text[earlier.outer.end : quotation.outer.start].strip()
        return (
            attribution.is_own
            and earlier.paragraph == quotation.paragraph
            and earlier.inner.of(self._annotated.text)[-1] in ",–—-"
            and between.endswith(",")
            and len(between.split()) <= MOST_INTERRUPTING_WORDS
            and attribution.cue in between.split()
        )

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
        if attribution is not None and attribution.is_own:
            return not (self._is_title(quotation) and all(w[:1].isupper() for w in words))
        return len(words) >= LEAST_FREE_FRAGMENT_WORDS and not self._is_title(quotation)

    def _own(self, number: int, quotation: Quotation) -> Attribution | None:
        signer = self._signatures.signer(quotation)
        if signer is not None:
            return Attribution(speaker=signer, cue="", is_own=True)
        stand_in = self._stand_ins.get(number)
        if stand_in is not None:
            return self._of_stand_in(stand_in, quotation)
        return self._of_fragment(quotation)

    def _of_stand_in(self, stand_in: int, quotation: Quotation) -> Attribution | None:
        verbs = [i for i in self._annotated.ancestors(stand_in) if self._is_cue(i)]
        first, end = self._annotated.clauses[self._annotated.tokens[stand_in].clause]
        near = sorted(
            (i for i in range(first, end) if self._is_cue(i)), key=lambda i: abs(i - stand_in)
        )
        for verb in (*verbs, *near):
            attribution = self._by_verb(verb)
            if attribution is not None:
                return attribution
        return self._by_according(quotation) or self._by_lead_in(quotation)

    def _of_fragment(self, quotation: Quotation) -> Attribution | None:
        indices = self._annotated.tokens_in(quotation.inner)
        if not indices:
            return None
        # Later sentences of the fragment have roots of their own; its first hangs on the verb.
        clause = self._annotated.tokens[indices[0]].clause
        # The full stop before a closing mark hangs on the reporter's verb.
        opening = [
            i
            for i in indices
            if self._annotated.tokens[i].clause == clause
            and self._annotated.tokens[i].pos != "PUNCT"
        ]
        top = min(opening or indices, key=lambda i: sum(1 for _ in self._annotated.ancestors(i)))
        for verb in self._governing(top):
            if self._is_cue(verb) and verb not in indices:
                attribution = self._by_verb(verb)
                if attribution is not None:
                    return attribution
        according = self._by_according(quotation)
        if according is not None:
            return according
        first, end = self._annotated.clauses[self._annotated.tokens[top].clause]
        near = sorted(
            (i for i in range(first, end) if self._is_cue(i) and i not in indices),
            key=lambda i: abs(i - top),
        )
        for verb in near:
            attribution = self._by_verb(verb)
            if attribution is not None:
                return attribution
        return self._by_subject(top, indices)

    def _governing(self, index: int) -> Iterator[int]:
        """Yield a token and what governs it, those last that only tell what somebody will do.

        "X told the house that Y had agreed to free them after “long talks”": X speaks.
        """
        doing: list[int] = []
        below = index
        for verb in (index, *self._annotated.ancestors(index)):
            is_infinitive = self._annotated.tokens[below].dep == "xcomp"
            if is_infinitive and self._annotated.tokens[verb].lemma in self._words.acting_verbs:
                doing.append(verb)
            else:
                yield verb
            below = verb
        yield from doing

    def _by_subject(self, top: int, indices: tuple[int, ...]) -> Attribution | None:
        """The subject of the clause, for verbs that are on no list; a guess, so not its own."""
        for verb in (top, *self._annotated.ancestors(top)):
            if self._annotated.tokens[verb].pos != "VERB" or verb in indices:
                continue
            subject = self._speakers.subject_of(verb)
            if subject is None or subject in indices:
                continue
            speaker = self._speakers.speaker(subject)
            if speaker is not None and speaker.actor is not None:
                return Attribution(
                    speaker=speaker, cue=self._annotated.tokens[verb].text, is_own=False
                )
        return None

    def _is_cue(self, index: int) -> bool:
        token = self._annotated.tokens[index]
        is_speech = token.lemma in self._words.speech_verbs or self._is_put(index)
        return is_speech and token.pos in ("VERB", "AUX") and token.quotation < 0

    def _is_put(self, index: int) -> bool:
        """For example "as the minister put it"."""
        tokens = self._annotated.tokens
        objects = self._annotated.dependents(index, "dobj")
        return tokens[index].lemma == "put" and any(tokens[i].lemma == "it" for i in objects)

    def _by_verb(self, verb: int) -> Attribution | None:
        subject = self._speakers.subject_of(verb)
        if self._annotated.tokens[verb].lemma == "quote":
            # "The paper quoted her as saying": who is quoted speaks.
            subject = next(self._annotated.dependents(verb, "dobj"), subject)
        if subject is None:
            return None
        speaker = self._speakers.speaker(subject)
        is_hint = self._annotated.tokens[verb].lemma in self._words.hinting_verbs
        if speaker is None or (is_hint and not self._speakers.can_speak(speaker)):
            return None
        return Attribution(speaker=speaker, cue=self._annotated.tokens[verb].text, is_own=True)

    def _sentence_of(self, quotation: Quotation) -> Span:
        number = self._annotated.sentence_at(quotation.inner.start)
        return self._annotated.sentences[number].span if number >= 0 else quotation.outer

    def _by_according(self, quotation: Quotation) -> Attribution | None:
        """For example "According to X" or "X: “…”" in the same sentence."""
        sentence = self._sentence_of(quotation)
        text = self._annotated.text
        match = _ACCORDING.search(text, sentence.start, sentence.end)
        if match is None or quotation.outer.start <= match.start() < quotation.outer.end:
            return None
        for head in self._prepositions(match):
            for target in self._annotated.dependents(head, "pobj"):
                speaker = self._speakers.speaker(target)
                if speaker is not None:
                    return Attribution(speaker=speaker, cue=match.group().lower(), is_own=True)
        return None

    def _prepositions(self, match: re.Match[str]) -> Iterator[int]:
        yield from self._annotated.tokens_in(Span(start=match.start(), end=match.end()))

    def _by_lead_in(self, quotation: Quotation) -> Attribution | None:
        """For example "X: “…”", also with the colon at the end of the paragraph before."""
        text = self._annotated.text
        before = text[: quotation.outer.start].rstrip()
        if not before.endswith(":"):
            return None
        at = self._annotated.sentence_at(len(before) - 1)
        if at < 0:
            return None
        span = self._annotated.sentences[at].span
        lead = Span(start=span.start, end=max(span.start + 1, min(len(before), span.end)))
        for index in reversed(self._annotated.tokens_in(lead)):
            if self._is_cue(index):
                attribution = self._by_verb(index)
                if attribution is not None:
                    return attribution
        speaker = self._speakers.named_last_in(lead)
        return Attribution(speaker=speaker, cue=":", is_own=True) if speaker else None

    def _floating(
        self,
        quotation: Quotation,
        previous: tuple[Quotation, Attribution] | None,
        following: tuple[Quotation, Attribution] | None,
    ) -> Attribution | None:
        """Return whose speech a quotation without a verb goes on with."""
        opens_paragraph = quotation.outer.start - self._body(quotation).start <= 1
        if previous is not None and previous[0].paragraph == quotation.paragraph:
            is_next = self._is_next(previous[0], quotation)
            told = None if is_next else self._told_before(quotation, only_speech=True)
            return told or self._continued(previous[1])
        is_ahead = following is not None and following[0].paragraph == quotation.paragraph
        if following is not None and is_ahead and opens_paragraph:
            return self._continued(following[1])
        told = self._told_before(quotation)
        if previous is None or (not opens_paragraph and told is not None):
            return told
        if self._is_unbroken(previous[0], quotation):
            return self._continued(previous[1])
        return told or self._continued(previous[1])

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
        return Attribution(speaker=speaker, cue="", is_own=False) if speaker else None

    @staticmethod
    def _continued(attribution: Attribution) -> Attribution:
        return Attribution(speaker=attribution.speaker, cue="", is_own=False)

    def _body(self, quotation: Quotation) -> Span:
        return body_of(self._annotated.text, self._annotated.paragraphs[quotation.paragraph])

    def _is_next(self, earlier: Quotation, later: Quotation) -> bool:
        """Whether no sentence without quoted words stands between two quotations."""
        first = self._annotated.sentence_at(earlier.outer.end - 1)
        return self._annotated.sentence_at(later.outer.start) - first <= 1

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
                if wanted and not self._is_cue(token.head):
                    continue
                speaker = self._speakers.speaker(index)
                if speaker is not None and (wanted or speaker.actor is not None):
                    return speaker
        return None
