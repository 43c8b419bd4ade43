"""Find clauses that say what somebody is by a verb: "X, who runs the port", "X teaches law".

A clause is weaker than a noun, so it is used only where no phrase beside the name is a role. Verbs
of holding a post tell it in any tense; any other verb only in a relative clause in the present
tense, which news keeps for what lasts.
"""

from summarise.actors.appositions import head_of
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.names.name_mentions import NameMention
from summarise.parse.annotated_text import AnnotatedText

MOST_CLAUSE_WORDS = 14
LEAST_CLAUSE_WORDS = 3
_PRESENT = "VBZ"
_LEFT_OUT = ("advcl", "conj", "cc", "parataxis", "punct", "relcl", "ccomp")


class ClauseRoleFinder:
    """Clauses about the mentions of one annotated text, each None where there is none."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words

    def clause(self, mention: NameMention) -> Span | None:
        """Return "who runs the port" or "teaches law at Holm University"."""
        head = head_of(self._annotated, mention)
        if head is None or self._annotated.tokens[head].within >= 0:
            return None
        return self._relative(head, mention) or self._predicate(head)

    def _relative(self, head: int, mention: NameMention) -> Span | None:
        tokens = self._annotated.tokens
        for verb in self._annotated.dependents(head, "relcl"):
            subject = next(self._annotated.dependents(verb, "nsubj"), None)
            if subject is None or tokens[subject].text.lower() != "who":
                continue
            if tokens[subject].start > mention.span.end + 2 or self._is_open(verb):
                continue
            auxiliary = any(True for _ in self._annotated.dependents(verb, "aux", "auxpass"))
            is_lasting = (
                tokens[verb].tag == _PRESENT and not auxiliary and tokens[verb].lemma != "be"
            )
            is_said = tokens[verb].lemma in self._words.speech.speech_verbs
            if self._holds(verb) or (is_lasting and not is_said):
                return self._worded(verb, first=subject)
        return None

    def _predicate(self, head: int) -> Span | None:
        token = self._annotated.tokens[head]
        if token.dep != "nsubj" or not self._holds(token.head) or self._is_open(token.head):
            return None
        auxiliaries = [*self._annotated.dependents(token.head, "aux", "auxpass")]
        return self._worded(token.head, first=min([token.head, *auxiliaries]))

    def _holds(self, verb: int) -> bool:
        """Whether a verb tells what somebody's post or work is.

        Who led may only have been in front for a while, so leading tells a post in the present.
        """
        token = self._annotated.tokens[verb]
        if token.lemma == "be":
            return self._is_in_charge(verb)
        if token.lemma in self._words.roles.leading_verbs:
            is_lasting = token.tag == _PRESENT or self._has_lasted(verb)
            return is_lasting and any(self._annotated.dependents(verb, "dobj"))
        return token.lemma in self._words.roles.post_verbs

    def _is_in_charge(self, verb: int) -> bool:
        """For example "who was in charge of the bank"."""
        tokens = self._annotated.tokens
        nouns = (
            tokens[noun].text
            for link in self._annotated.dependents(verb, "prep")
            for noun in self._annotated.dependents(link, "pobj")
            if tokens[link].text == "in"
        )
        return any(noun in ("charge", "command") for noun in nouns)

    def _has_lasted(self, verb: int) -> bool:
        """Whether a verb stands in the present perfect: "has run the prize for years"."""
        tokens = self._annotated.tokens
        has = (tokens[a] for a in self._annotated.dependents(verb, "aux"))
        return tokens[verb].tag == "VBN" and any(a.tag == _PRESENT for a in has)

    def _is_open(self, verb: int) -> bool:
        """Whether a verb is negated, supposed or to come."""
        tokens = self._annotated.tokens
        return any(
            tokens[c].dep == "neg" or tokens[c].tag == "MD" for c in self._annotated.children[verb]
        )

    def _worded(self, verb: int, *, first: int) -> Span | None:
        tokens = self._annotated.tokens
        without = [
            c
            for c in self._annotated.children[verb]
            if tokens[c].dep in _LEFT_OUT or (tokens[c].start < tokens[first].start)
        ]
        inside = [
            i
            for i in self._annotated.subtree(verb, without=without)
            if tokens[i].start >= tokens[first].start
        ]
        has_complement = any(
            tokens[c].dep in ("dobj", "prep", "attr", "xcomp", "dative")
            for c in self._annotated.children[verb]
        )
        is_short = LEAST_CLAUSE_WORDS <= len(inside) <= MOST_CLAUSE_WORDS
        if not (has_complement and is_short):
            return None
        span = self._annotated.span_of(inside)
        words, mark, _ = span.of(self._annotated.text).partition(", ")
        is_cut = mark and words.count(" ") >= LEAST_CLAUSE_WORDS - 1
        return Span(start=span.start, end=span.start + len(words)) if is_cut else span
