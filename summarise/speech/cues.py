"""Find the words of saying that a statement is shown with, and what they make of it."""

from collections.abc import Iterator

from msgspec import Struct

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span, Stance
from summarise.parse.annotated_text import AnnotatedText
from summarise.parse.factuality import SUBJECTS, FactualityReader, Reading

MOST_LISTENER_WORDS = 8
MOST_CUE_WORDS = 12


class Cue(Struct, frozen=True, kw_only=True):
    """The words of saying, where they stand, and what they make of the statement."""

    text: str = ""
    span: Span | None = None
    stance: Stance = Stance.SAID


class CueFinder:
    """Finds the cues of one text's verbs of saying."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens
        self._listeners = words.factuality.listener_verbs
        self._reader = FactualityReader(annotated, words)
        self._found: dict[int, Cue | None] = {}

    def cue(self, verb: int) -> Cue | None:
        """Return the cue of a verb of saying; None if nobody is told to have said anything.

        That is so if a condition, a question, or a subject such as "nobody" takes it back: words
        that can't stand beside the verb.
        """
        if verb not in self._found:
            self._found[verb] = self._cue(verb)
        return self._found[verb]

    def _cue(self, verb: int) -> Cue | None:
        reading = self._reader.read(verb)
        if reading.is_lost or self.is_withheld(verb):
            return None
        stance = self._stance(verb, reading)
        span = self._span(verb, reading.words)
        if span is None:
            if stance not in (Stance.SAID, Stance.DENIED):
                return None
            span = self._annotated.span_of((verb, *self._listener(verb)))
        text = " ".join(span.of(self._annotated.text).split())
        return Cue(text=text, span=span, stance=stance)

    def is_withheld(self, verb: int) -> bool:
        """Whether something is kept from somebody: "was denied bail", "denied them the right"."""
        if not self._reader.is_denial(verb):
            return False
        is_passive = any(True for _ in self._annotated.dependents(verb, "auxpass"))
        has_agent = any(True for _ in self._annotated.dependents(verb, "agent"))
        has_receiver = any(True for _ in self._annotated.dependents(verb, "dative"))
        return has_receiver or (is_passive and not has_agent)

    def _stance(self, verb: int, reading: Reading) -> Stance:
        if reading.is_negated:
            return Stance.NOT_SAID
        if reading.is_open:
            return Stance.UNCERTAIN
        return Stance.DENIED if self._reader.is_denial(verb) else Stance.SAID

    # The words.

    def _listener(self, verb: int) -> Iterator[int]:
        """Yield who is told, right after the verb: "told the BBC", "told a news conference"."""
        tokens = self._tokens
        if tokens[verb].lemma not in self._listeners:
            return
        at = verb + 1
        behind = (
            i for i in self._annotated.dependents(verb, "dobj", "dative", "ccomp") if i > verb
        )
        for child in behind:
            # "BBC Radio 4's Today programme" may be two parts, the second read as a clause.
            is_noun = tokens[child].pos in ("NOUN", "PROPN", "PRON")
            whole = self._annotated.subtree(child)
            phrase = [i for i in whole if i <= child or tokens[i].dep in ("nummod", "case")]
            if not is_noun or phrase[0] != at or phrase[-1] - verb > MOST_LISTENER_WORDS:
                return
            yield from phrase
            at = phrase[-1] + 1

    def _span(self, verb: int, words: set[int]) -> Span | None:
        """Return the stretch that the words of a predicate fill; None if others stand between."""
        tokens = self._tokens
        subjects = {
            i for word in words for i in self._annotated.dependents(word, *SUBJECTS, "punct")
        }
        kept = {i for i in (*words, *self._listener(verb)) if tokens[i].quotation < 0}
        first, last = min(kept), max(kept)
        between = set(range(first, last + 1))
        if between & subjects or len(between) > MOST_CUE_WORDS:
            return None
        if any(tokens[i].text in ",;:—–" or tokens[i].quotation >= 0 for i in between):
            return None
        return self._annotated.span_of(sorted(kept))
