"""Tell from the verb that governs a time whether it is still to come."""

from summarise.lexicon.word_lists import TimeLists, Vocabulary
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_STEPS = 8
_VERBS = frozenset({"VERB", "AUX"})
_PRESENT = frozenset({"VBZ", "VBP"})


class TenseReader:
    """Reads the verbs of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self._annotated, self._words = annotated, words
        self._lists: TimeLists = words.time

    def is_to_come(self, index: int) -> bool:
        """Whether the verb above a token is in the future, or plans what is.

        "It will meet Monday" is the next one; "it announced Wednesday that it will meet", "it was
        due to meet on Monday" look back; "the court rules on Monday" tells what is fixed.
        """
        verb = self._verb(index)
        while verb is not None:
            token = self._annotated.tokens[verb]
            helpers = self._helpers(verb)
            if helpers & self._lists.future_auxiliaries:
                return True
            above = self._verb(verb)
            if helpers & self._lists.conditional_auxiliaries:
                # "He said he would go on Monday": the future of what was said.
                return above is not None and self._says(self._annotated.tokens[above])
            is_infinitive = token.tag == "VB" and "to" in helpers
            if is_infinitive and above is not None:
                governor = self._annotated.tokens[above]
                if governor.lemma == "be":
                    return governor.tag in _PRESENT  # "is to appear on Tuesday"
                if governor.lemma in self._lists.intending_verbs:
                    return not (self._helpers(above) & self._lists.past_auxiliaries)
                verb = above
                continue
            return self._is_fixed(verb, token, helpers)
        return False

    def _is_fixed(self, verb: int, token: Token, helpers: frozenset[str]) -> bool:
        """Whether a present tense tells what a plan or calendar fixes."""
        if helpers & self._lists.past_auxiliaries or token.tag == "VBD":
            return False
        is_due = any(
            self._annotated.tokens[child].lemma in self._lists.future_lemmas
            for child in (verb, *self._annotated.children[verb])
        )
        if is_due:
            return True
        is_going = token.tag == "VBG" and bool(helpers & self._lists.present_auxiliaries)
        is_stative = token.lemma in self._lists.stative_verbs or self._says(token)
        return (token.tag in _PRESENT or is_going) and not is_stative

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
