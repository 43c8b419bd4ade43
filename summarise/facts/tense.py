"""Tell from the verb that governs a time whether it is still to come."""

from summarise.lexicon.word_lists import Vocabulary
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_STEPS = 8
_VERBS = frozenset({"VERB", "AUX"})
_PRESENT = frozenset({"VBZ", "VBP"})


class TenseReader:
    """Reads the verbs of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words
        self._lists = words.time

    def is_to_come(self, index: int) -> bool:
        """Whether the verb above a token is in the future, or plans what is.

        "It will meet Monday" is the next one; "it announced Wednesday that it will meet", "it was
        due to meet on Monday" look back; "the court rules on Monday" tells what is fixed.
        """
        is_direct, verb = self._modified(index), self._verb(index)
        while verb is not None:
            token, helpers = self._annotated.tokens[verb], self._helpers(verb)
            above = self._verb(verb)
            is_said = above is not None and self._says(self._annotated.tokens[above])
            if is_said and above is not None and self._is_between(above, index, verb):
                return False  # "said on Monday it would go", whatever the parser makes of it
            if helpers & (self._lists.future_auxiliaries | self._lists.conditional_auxiliaries):
                # "He said he would go on Monday": the future of what was said.
                return is_said or bool(helpers & self._lists.future_auxiliaries)
            if "to" not in helpers:
                return self._is_fixed(verb, token, helpers, is_direct=is_direct)
            if above is None or (token.dep in ("acl", "relcl") and "be" in helpers):
                return "be" in helpers  # "the prize, to be given on Monday"
            planned = self._plans(above)
            if planned is not None:
                return planned
            verb = above
        return False

    def _is_between(self, first: int, index: int, last: int) -> bool:
        tokens = self._annotated.tokens
        return tokens[first].start < tokens[index].start < tokens[last].start

    def _plans(self, governor: int) -> bool | None:
        """Whether "is to", "is due to", "agreed to" plan what is still to come; None for others."""
        token = self._annotated.tokens[governor]
        if self._is_due(governor) or token.lemma in self._lists.intending_verbs:
            return not (self._helpers(governor) & self._lists.past_auxiliaries)
        # "is to appear on Tuesday"
        return token.tag in _PRESENT if token.lemma == "be" else None

    def _modified(self, index: int) -> bool:
        """Whether a time modifies a verb: not "the conference on Tuesday"."""
        for above in self._annotated.ancestors(index):
            token = self._annotated.tokens[above]
            if token.pos in _VERBS:
                return True
            if token.pos == "NOUN" and token.label not in ("DATE", "TIME"):
                return False
        return False

    def _is_due(self, verb: int) -> bool:
        return any(
            self._annotated.tokens[child].lemma in self._lists.future_lemmas
            for child in (verb, *self._annotated.children[verb])
        )

    def _is_fixed(
        self, verb: int, token: Token, helpers: frozenset[str], *, is_direct: bool
    ) -> bool:
        """Whether a present tense tells what a plan or calendar fixes."""
        if token.tag == "VBD" or helpers & self._lists.past_auxiliaries:
            return False
        if self._is_due(verb):
            return True  # "is due", "have scheduled"
        if helpers & self._lists.perfect_auxiliaries:
            return False
        is_going = token.tag == "VBG" and bool(helpers & self._lists.present_auxiliaries)
        is_doing = token.tag == "VB" and bool(helpers & {"do", "does"})
        is_stative = token.lemma in self._lists.stative_verbs or self._says(token)
        is_present = token.tag in _PRESENT or is_going or is_doing
        return is_direct and is_present and not is_stative

    def _says(self, token: Token) -> bool:
        return token.lemma in self._words.speech.speech_verbs

    def _verb(self, index: int) -> int | None:
        """Return the nearest verb above a token."""
        for number, above in enumerate(self._annotated.ancestors(index)):
            if number > MOST_STEPS:
                return None
            if self._annotated.tokens[above].pos in _VERBS:
                return above
        return None

    def _helpers(self, verb: int) -> frozenset[str]:
        """Return a verb's auxiliaries, its "to", and itself if it is one; in small letters."""
        own = self._annotated.tokens[verb]
        words = {
            self._annotated.tokens[child].text.lower()
            for child in self._annotated.dependents(verb, "aux", "auxpass")
        }
        return frozenset(words | ({own.text.lower()} if own.pos == "AUX" else set()))
