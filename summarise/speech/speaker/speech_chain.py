"""Find who spoke last, for a subject that goes on: "he added", "it said", "the company said".

Who spoke in the sentence before is the likeliest to be meant by the pronoun that speaks in this
one (the backward-looking center of Grosz, Joshi and Weinstein 1995).
"""

from collections.abc import Iterator

from summarise.lexicon.word_lists import Vocabulary
from summarise.parse.annotated_text import AnnotatedText
from summarise.speech.speaker.verb_subjects import SubjectFinder

MOST_SENTENCES_BACK = 3
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ASIDE = frozenset({"ccomp", "xcomp", "relcl", "acl", "pcomp", "csubj"})


class SpeechChain:
    """The sequence of those who speak in one text's own sentences."""

    def __init__(
        self, annotated: AnnotatedText, words: Vocabulary, subjects: SubjectFinder
    ) -> None:
        self._annotated, self._words, self._subjects = annotated, words, subjects

    def is_speaking(self, subject: int) -> bool:
        """Whether a token is the subject of its sentence's main verb, one of saying."""
        tokens = self._annotated.tokens
        verb = tokens[subject].head
        return tokens[verb].dep == "ROOT" and self._is_telling(verb)

    def before(self, subject: int) -> int | None:
        """Return the subject of the last verb of saying before a token's sentence.

        None if the nearest sentence in the reporter's words tells of no speech, or of two
        speakers.
        """
        annotated = self._annotated
        here = annotated.sentence_at(annotated.tokens[subject].start)
        for number in range(here - 1, max(-1, here - 1 - MOST_SENTENCES_BACK), -1):
            words = [
                i
                for i in annotated.tokens_in(annotated.sentences[number].span)
                if annotated.tokens[i].within < 0
            ]
            if not any(annotated.tokens[i].pos in ("VERB", "AUX") for i in words):
                continue
            found = list(dict.fromkeys(self._speaking_in(words)))
            return found[0] if len(found) == 1 else None
        return None

    def _speaking_in(self, words: list[int]) -> Iterator[int]:
        for verb in words:
            if self._annotated.tokens[verb].tag in _FINITE and self._is_telling(verb):
                subject = self._subjects.subject_of(verb)
                if subject is None:
                    continue
                if self._is_relayed(verb) or not (self._is_aside(verb) or self._relays(verb)):
                    yield subject

    def _relays(self, verb: int) -> bool:
        """Whether a verb only passes on what somebody said: "the Post reported that he said"."""
        return self._annotated.tokens[verb].lemma == "report" and any(
            self._is_telling(inner) for inner in self._annotated.dependents(verb, "ccomp")
        )

    def _is_relayed(self, verb: int) -> bool:
        token = self._annotated.tokens[verb]
        outer = self._annotated.tokens[token.head]
        return token.dep == "ccomp" and outer.lemma == "report" and outer.dep == "ROOT"

    def _is_aside(self, verb: int) -> bool:
        """Whether a verb stands in a clause that is itself told, or only describes somebody."""
        tokens = self._annotated.tokens
        return any(tokens[i].dep in _ASIDE for i in (verb, *self._annotated.ancestors(verb)))

    def _is_telling(self, verb: int) -> bool:
        token, speech = self._annotated.tokens[verb], self._words.speech
        is_said = token.lemma in speech.speech_verbs and token.lemma not in speech.belief_verbs
        return token.pos == "VERB" and is_said and token.quotation < 0 and token.within < 0
