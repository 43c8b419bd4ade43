"""Find the clause that tells what a time expression dates.

A short sentence is told whole. Of a long one it is the clause of the verb that the time hangs on,
unless that cannot be read alone: a relative clause needs its noun, reported words need who reports
them, and a verb may share its subject with the one before it.
"""

from collections.abc import Iterator

from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText

MOST_CLAUSE_WORDS = 34
"""A sentence of so many words is read at once."""
LEAST_CLAUSE_WORDS = 5

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_LEANING = frozenset({"relcl", "acl", "xcomp", "pcomp", "ccomp", "csubj", "csubjpass", "parataxis"})
_SET_APART = frozenset({"conj", "advcl", "parataxis"})
_JOINTS = frozenset({"cc", "punct", "mark"})
_OUTER_MARKS = " \t\n,;:–—-"


class ClauseFinder:
    """The clauses of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated = annotated
        self._tokens = annotated.tokens
        self._conditions = words.acts.conditions

    def clause(self, when: Span, sentence: Span) -> Span:
        """Return where a dated event is told: a part of its sentence that holds `when`."""
        text = self._annotated.text
        inside = self._annotated.tokens_in(when)
        if not inside or len(sentence.of(text).split()) <= MOST_CLAUSE_WORDS:
            return sentence
        found = (self._own_words(verb, when) for verb in self._verbs_above(inside[0]))
        for span in found:
            is_whole = sentence.contains(span) and span.contains(when)
            if is_whole and len(span.of(text).split()) >= LEAST_CLAUSE_WORDS:
                return span
        return sentence

    def _verbs_above(self, index: int) -> Iterator[int]:
        """Yield the verbs above a token whose clauses can be read alone, from near to far."""
        for above in (index, *self._annotated.ancestors(index)):
            token = self._tokens[above]
            is_verb = token.pos in ("VERB", "AUX") and token.dep not in _LEANING
            if is_verb and self._has_subject(above) and not self._is_condition(above):
                yield above

    def _has_subject(self, verb: int) -> bool:
        return any(True for _ in self._annotated.dependents(verb, *_SUBJECTS))

    def _is_condition(self, verb: int) -> bool:
        """Whether a clause says what did not happen, or limits what did: "if", "unless"."""
        marks = self._annotated.dependents(verb, "mark")
        return any(self._tokens[i].text.lower() in self._conditions for i in marks)

    def _own_words(self, verb: int, when: Span) -> Span:
        """Return the stretch of a verb's clause, without the clauses beside it."""
        beside = [child for child in self._annotated.children[verb] if self._is_beside(child, when)]
        words = [
            i
            for i in self._annotated.subtree(verb, without=beside)
            if not (self._tokens[i].head == verb and self._tokens[i].dep in _JOINTS)
        ]
        span = self._annotated.span_of(words)
        text = span.of(self._annotated.text)
        start = span.start + len(text) - len(text.lstrip(_OUTER_MARKS))
        return Span(start=start, end=start + len(text.strip(_OUTER_MARKS)))

    def _is_beside(self, clause: int, when: Span) -> bool:
        """Whether a clause stands apart from the event that is dated."""
        if self._tokens[clause].dep not in _SET_APART or not self._has_subject(clause):
            return False
        if self._is_condition(clause):
            return False
        return not any(
            when.start <= self._tokens[i].start < when.end
            for i in self._annotated.subtree(clause)
            if not self._tokens[i].is_stand_in
        )
