"""Attribute a quotation to its speaker by the words of its sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from summarise.lexicon.word_lists import SpeechLists, Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.speech.speakers import Speaker, SpeakerFinder
from summarise.text.quotation_marks import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said something, by which word, and whether a verb of the same sentence says so."""

    speaker: Speaker | None
    cue: str
    is_own: bool


@cache
def _according(speech: SpeechLists) -> re.Pattern[str]:
    return re.compile("|".join(speech.according_phrases), re.IGNORECASE)


class Attributor:
    """Finds the attributions of one text's quotations."""

    def __init__(
        self, annotated: AnnotatedText, speakers: SpeakerFinder, words: Vocabulary
    ) -> None:
        self._annotated, self._speakers, self._words = annotated, speakers, words

    def of_stand_in(self, stand_in: int, quotation: Quotation) -> Attribution | None:
        """Return the attribution of a quotation that the parse has a stand-in for."""
        verbs = [i for i in self._annotated.ancestors(stand_in) if self.is_cue(i)]
        first, end = self._annotated.clauses[self._annotated.tokens[stand_in].clause]
        near = sorted(
            (i for i in range(first, end) if self.is_cue(i)), key=lambda i: abs(i - stand_in)
        )
        for verb in (*verbs, *near):
            attribution = self.by_verb(verb)
            if attribution is not None:
                return attribution
        return self._by_according(quotation) or self._by_lead_in(quotation)

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
        for verb in self._governing(top):
            if self.is_cue(verb) and verb not in indices:
                attribution = self.by_verb(verb)
                if attribution is not None:
                    return attribution
        according = self._by_according(quotation)
        if according is not None:
            return according
        first, end = self._annotated.clauses[self._annotated.tokens[top].clause]
        near = sorted(
            (i for i in range(first, end) if self.is_cue(i) and i not in indices),
            key=lambda i: abs(i - top),
        )
        for verb in near:
            attribution = self.by_verb(verb)
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
            if (
                is_infinitive
                and self._annotated.tokens[verb].lemma in self._words.speech.acting_verbs
            ):
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

    def by_verb(self, verb: int) -> Attribution | None:
        """Return the attribution to the subject of a verb of saying."""
        subject = self._speakers.subject_of(verb)
        if self._annotated.tokens[verb].lemma == "quote":
            # "The paper quoted her as saying": who is quoted speaks.
            subject = next(self._annotated.dependents(verb, "dobj"), subject)
        if subject is None:
            return None
        speaker = self._speakers.speaker(subject)
        is_hint = self._annotated.tokens[verb].lemma in self._words.speech.hinting_verbs
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
        match = _according(self._words.speech).search(text, sentence.start, sentence.end)
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
            if self.is_cue(index):
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
                    return Attribution(speaker=subject, cue=":", is_own=True) if subject else None
        speaker = self._speakers.named_last_in(lead)
        return Attribution(speaker=speaker, cue=":", is_own=True) if speaker else None
