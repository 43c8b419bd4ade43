"""Attribute a quotation to its speaker by the words of its sentence."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span, Stance
from summarise.speech.cues import Cue, CueFinder
from summarise.speech.source_phrases import SourcePhraseFinder
from summarise.speech.speaker.speakers import Speaker, SpeakerFinder
from summarise.text.quotation_marks import Quotation


class Attribution(Struct, frozen=True, kw_only=True):
    """Who said something, by which words, and whether the words of the same sentence say so.

    Attributes:
        verb: the token of the verb of saying, -1 if there is none.
    """

    speaker: Speaker | None
    cue: Cue
    is_own: bool
    verb: int = -1


MOST_CHARS_BEHIND = 20
MOST_PARTICLES = 2
UNSAID = Cue(stance=Stance.NOT_SAID)
"""Of words that a condition, a question or "nobody" takes back: they are nobody's."""


def _labelled(speaker: Speaker) -> Attribution:
    return Attribution(speaker=speaker, cue=Cue(text=":"), is_own=True)


class Attributor:
    """Finds the attributions of one text's quotations."""

    def __init__(self, cast: Cast, speakers: SpeakerFinder, words: Vocabulary) -> None:
        self._annotated = cast.annotated
        self._speakers, self._words = speakers, words
        self._cues = CueFinder(cast.annotated, words)
        self._sources = SourcePhraseFinder(cast, speakers, words)

    def of_stand_in(self, stand_in: int, quotation: Quotation) -> Attribution | None:
        """Return the attribution of a quotation that the parse has a stand-in for."""
        verbs = [i for i in self._annotated.ancestors(stand_in) if self._gives_words(i)]
        verbs[:0] = self._verb_behind(quotation)
        first, end = self._annotated.clauses[self._annotated.tokens[stand_in].clause]
        near = sorted(
            (i for i in range(first, end) if self._gives_words(i)), key=lambda i: abs(i - stand_in)
        )
        attribution = (
            self._first(verbs) or self._by_deed(quotation) or self._first(near, is_near=True)
        )
        if attribution is None and any(self._cues.cue(i) is None for i in near):
            # "If he says, “It is safe,” …": the words are nobody's, though the parse lost the verb.
            return Attribution(speaker=None, cue=UNSAID, is_own=True)
        return attribution or self._by_according(quotation) or self._by_lead_in(quotation)

    def _by_deed(self, quotation: Quotation) -> Attribution | None:
        """For example "Reed shot back, “…”": the verb is none of saying, but words follow it."""
        before = self._annotated.text[: quotation.outer.start].rstrip()
        sentence = self._sentence_of(quotation)
        if not before.endswith(",") or len(before) <= sentence.start:
            return None
        lead = self._annotated.tokens_in(Span(start=sentence.start, end=len(before)))
        tokens = self._annotated.tokens
        for index in reversed(lead[-MOST_PARTICLES - 2 :]):
            token = tokens[index]
            if token.tag in ("VBD", "VBZ"):
                subject = next(self._annotated.dependents(index, "nsubj"), None)
                speaker = self._speakers.speaker(subject) if subject is not None else None
                if speaker is None or speaker.actor is None or not token.text.islower():
                    return None
                span = Span(start=token.start, end=tokens[lead[-2]].end)
                cue = Cue(text=" ".join(span.of(before).split()), span=span)
                return Attribution(speaker=speaker, cue=cue, is_own=True, verb=index)
            if token.tag not in ("RB", "RP", "IN", ","):
                return None
        return None

    def _gives_words(self, index: int) -> bool:
        """Whether a verb gives somebody's very words: not "found no evidence", "refused to go"."""
        lemma, speech = self._annotated.tokens[index].lemma, self._words.speech
        is_hint = lemma in speech.hinting_verbs
        is_given = not is_hint and lemma not in speech.refusing_verbs
        return self.is_cue(index) and is_given and not self._cues.is_withheld(index)

    def _verb_behind(self, quotation: Quotation) -> list[int]:
        """Return the verb right behind a quotation, the surest sign: "“…,” says Ann Marsh"."""
        start = quotation.outer.end
        near = Span(start=start, end=start + MOST_CHARS_BEHIND)
        behind = self._annotated.tokens_in(near)[:2]
        words = [i for i in behind if self._annotated.tokens[i].pos != "PUNCT"]
        return [i for i in words[:1] if self._gives_words(i) and self._is_inverted(i)]

    def _is_inverted(self, verb: int) -> bool:
        return any(i > verb for i in self._annotated.dependents(verb, "nsubj"))

    def _first(self, verbs: Iterable[int], *, is_near: bool = False) -> Attribution | None:
        """Return the first attribution; by verbs that are only near, none but a plain one.

        An open verb gives way to one that governs it: in "asked the court to order “…”" the court
        has ordered nothing.
        """
        open_one: Attribution | None = None
        for verb in verbs:
            attribution = self.by_verb(verb)
            if attribution is None:
                continue
            stance = attribution.cue.stance
            if stance is Stance.SAID or not (is_near or self._is_open(attribution)):
                return attribution
            if not is_near and (open_one is None or open_one.cue is UNSAID):
                open_one = attribution
        return open_one

    @staticmethod
    def _is_open(attribution: Attribution) -> bool:
        return attribution.cue is UNSAID or attribution.cue.stance is Stance.UNCERTAIN

    def of_fragment(self, quotation: Quotation) -> Attribution | None:
        """Return the attribution of a fragment parsed with its sentence."""
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
        governing = (
            v
            for v in self._governing(top)
            if self.is_cue(v) and v not in indices and not self._is_in_subject(top, v)
        )
        governed = self._first(governing) or self._by_according(quotation)
        if governed is not None:
            return governed
        first, end = self._annotated.clauses[self._annotated.tokens[top].clause]
        if any(self.is_cue(i) and self._is_in_subject(top, i) for i in range(first, end)):
            return None
        near = sorted(
            (i for i in range(first, end) if self.is_cue(i) and i not in indices),
            key=lambda i: abs(i - top),
        )
        return self._first(near, is_near=True)

    def _is_in_subject(self, word: int, verb: int) -> bool:
        """Whether a word is part of who says: "Berg, known as “the guru”, wrote"."""
        subjects = self._annotated.dependents(verb, "nsubj")
        return any(i in (word, *self._annotated.ancestors(word)) for i in subjects)

    def _governing(self, index: int) -> Iterator[int]:
        """Yield a token and what governs it, those last that only tell what somebody will do.

        "X told the house that Y had agreed to free them after “long talks”": X speaks.
        """
        doing: list[int] = []
        below = index
        for verb in (index, *self._annotated.ancestors(index)):
            is_infinitive = self._annotated.tokens[below].dep == "xcomp"
            if self._is_beside(below, verb):
                below = verb
                continue
            if (
                is_infinitive
                and self._annotated.tokens[verb].lemma in self._words.speech.acting_verbs
            ):
                doing.append(verb)
            else:
                yield verb
            below = verb
        yield from doing

    def _is_beside(self, below: int, verb: int) -> bool:
        """Whether what a word heads is no complement of a verb, but joined to it or its object."""
        token = self._annotated.tokens[below]
        if token.head != verb or below == verb:
            return False
        is_finite = token.tag in ("VBD", "VBZ", "VBP")
        has_subject = any(True for _ in self._annotated.dependents(below, "nsubj", "nsubjpass"))
        is_joined = token.dep == "conj" and (is_finite or has_subject)
        is_hint = self._annotated.tokens[verb].lemma in self._words.speech.hinting_verbs
        return is_joined or (is_hint and token.dep in ("dobj", "prep", "npadvmod", "advmod"))

    def is_cue(self, index: int) -> bool:
        """Whether a token is a verb of saying, outside quoted words."""
        token = self._annotated.tokens[index]
        is_speech = token.lemma in self._words.speech.speech_verbs or self._is_put(index)
        return is_speech and token.pos in ("VERB", "AUX") and token.quotation < 0

    def _is_put(self, index: int) -> bool:
        """For example "as the minister put it"."""
        tokens = self._annotated.tokens
        objects = self._annotated.dependents(index, "dobj")
        return tokens[index].lemma == "put" and any(tokens[i].lemma == "it" for i in objects)

    def is_told(self, verb: int) -> bool:
        """Whether a token is a verb of saying that tells what was said."""
        cue = self._cues.cue(verb) if self.is_cue(verb) else None
        return cue is not None and cue.stance is Stance.SAID

    def by_verb(self, verb: int) -> Attribution | None:
        """Return the attribution to the subject of a verb of saying."""
        subject = self._speakers.subject_of(verb)
        if self._annotated.tokens[verb].lemma == "quote":
            # "The paper quoted her as saying": who is quoted speaks.
            subject = next(self._annotated.dependents(verb, "dobj"), subject)
        cue = self._cues.cue(verb)
        if cue is None:
            return Attribution(speaker=None, cue=UNSAID, is_own=True, verb=verb)
        if subject is None:
            return None
        speaker = self._speakers.speaker(subject)
        is_hint = self._annotated.tokens[verb].lemma in self._words.speech.hinting_verbs
        is_weak = is_hint or cue.stance is Stance.UNCERTAIN
        if speaker is None or (is_weak and not self._speakers.can_speak(speaker)):
            return None
        if cue.stance is not Stance.SAID and not self._is_reporting(verb):
            return None  # "They couldn't have known", "he would continue": no word was in question.
        return Attribution(speaker=speaker, cue=cue, is_own=True, verb=verb)

    def is_question(self, quotation: Quotation, verb: int) -> bool:
        """Whether quoted words are part of what is asked: "asked if he was “a liar”"."""
        tokens, lists = self._annotated.tokens, self._words.factuality
        if verb < 0 or tokens[verb].lemma not in lists.question_verbs:
            return False
        start, end = tokens[verb].end, quotation.outer.start
        if start >= end:
            return False
        between = self._annotated.tokens_in(Span(start=start, end=end))
        return any(tokens[i].text.lower() in lists.question_marks for i in between)

    def is_judgement(self, quotation: Quotation, verb: int) -> bool:
        """Whether quoted words are what something is called: "dismissed it as “a joke”"."""
        tokens = self._annotated.tokens
        for index in self._annotated.tokens_in(quotation.inner):
            for above in (index, *self._annotated.ancestors(index)):
                if tokens[above].head == verb and above != verb:
                    if tokens[above].dep == "oprd" or tokens[above].text.lower() == "as":
                        return True
                    break
        return False

    def _is_reporting(self, verb: int) -> bool:
        """Whether a verb is one of saying, no mere belief or deed."""
        return self._annotated.tokens[verb].lemma not in self._words.speech.belief_verbs

    def _sentence_of(self, quotation: Quotation) -> Span:
        number = self._annotated.sentence_at(quotation.inner.start)
        return self._annotated.sentences[number].span if number >= 0 else quotation.outer

    def _by_according(self, quotation: Quotation) -> Attribution | None:
        """For example "According to X" or "X: “…”" in the same sentence."""
        outer = quotation.outer
        for index in self._annotated.tokens_in(self._sentence_of(quotation)):
            if outer.start <= self._annotated.tokens[index].start < outer.end:
                continue
            phrase = self._sources.at(index)
            if phrase is not None:
                return Attribution(speaker=phrase.speaker, cue=phrase.cue, is_own=True)
        return None

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
            if self.is_cue(index) and not self._cues.is_withheld(index):
                attribution = self.by_verb(index)
                if attribution is not None:
                    return attribution
        for index in self._annotated.tokens_in(lead):
            # "The mayor disagreed: “…”".
            token = self._annotated.tokens[index]
            if token.dep == "nsubj" and self._annotated.tokens[token.head].dep == "ROOT":
                subject = self._speakers.speaker(index)
                is_somebody = subject is not None and self._speakers.can_speak(subject)
                if is_somebody or token.pos == "PROPN":
                    return _labelled(subject) if subject else None
        speaker = self._speakers.named_last_in(lead)
        return _labelled(speaker) if speaker else None
