"""Find the posts that verbs of coming and going tell: "resigned as mayor", "became leader".

Who gives a post up has held it, whatever may come of it ("is to step down as director"). Who takes
one has it only if the text states it as a fact.
"""

from summarise.actors.appositions import head_of
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.names.name_mentions import NameMention
from summarise.names.titles import TitleParter
from summarise.parse.annotated_text import AnnotatedText

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEFT_OUT = frozenset({"relcl", "advcl", "appos", "punct", "acl", "npadvmod", "parataxis"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DETERMINERS = frozenset({"DT", "PRP$"})


class OfficeChangeFinder:
    """Posts that the people of one annotated text took or gave up."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, parter: TitleParter) -> None:
        self._annotated, self._words, self._parter = annotated, words, parter

    def office(self, mention: NameMention) -> Span | None:
        """Return "mayor of Vik" of "X resigned as mayor of Vik"."""
        head = head_of(self._annotated, mention)
        if head is None or self._annotated.tokens[head].within >= 0:
            return None
        tokens = self._annotated.tokens
        if tokens[head].dep not in _SUBJECTS:
            return None
        verb = tokens[head].head
        for each in (verb, *self._annotated.dependents(verb, "xcomp", "conj")):
            if tokens[each].lemma in self._words.roles.leaving_verbs:
                noun = self._after_as(each)
            elif tokens[each].lemma in self._words.roles.taking_verbs and self._is_fact(each):
                noun = self._after_as(each) or self._complement(each)
            else:
                continue
            if noun is not None:
                return self._worded(noun)
        return None

    def _is_fact(self, verb: int) -> bool:
        """Whether a verb is stated: finite, or a participle after "has" and "was"."""
        tokens = self._annotated.tokens
        auxiliaries = [tokens[i] for i in self._annotated.dependents(verb, "aux", "auxpass")]
        is_negated = any(True for _ in self._annotated.dependents(verb, "neg"))
        marks = {tokens[i].text.lower() for i in self._annotated.dependents(verb, "mark")}
        is_open = is_negated or "if" in marks or any(a.tag in ("MD", "TO") for a in auxiliaries)
        is_finite = tokens[verb].tag in _FINITE or any(a.tag in _FINITE for a in auxiliaries)
        return is_finite and not is_open

    def _after_as(self, verb: int) -> int | None:
        for link in self._annotated.dependents(verb, "prep"):
            if self._annotated.tokens[link].text.lower() == "as":
                for noun in self._annotated.dependents(link, "pobj"):
                    if self._is_post(noun):
                        return noun
        return None

    def _complement(self, verb: int) -> int | None:
        found = self._annotated.dependents(verb, "attr", "oprd", "dobj", "acomp")
        return next((i for i in found if i > verb and self._is_post(i)), None)

    def _is_post(self, noun: int) -> bool:
        token = self._annotated.tokens[noun]
        is_noun = token.tag in ("NN", "NNP")
        return is_noun and self._parter.is_role(token.text.lower())

    def _worded(self, noun: int) -> Span:
        tokens = self._annotated.tokens
        without = [
            i
            for i in self._annotated.subtree(noun)
            if i != noun
            and (
                tokens[i].dep in _LEFT_OUT
                or (tokens[i].tag in _DETERMINERS and tokens[i].head == noun)
                or (tokens[i].dep == "prep" and tokens[i].text.lower() not in ("of", "for", "at"))
            )
        ]
        return self._annotated.span_of(self._annotated.subtree(noun, without=without))
