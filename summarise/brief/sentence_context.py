"""Whether a sentence of a parsed text states something by itself, or needs the one before it."""

from collections.abc import Iterator, Sequence

from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_ARGUMENTS = frozenset({*_SUBJECTS, "dobj", "pobj", "attr", "dative"}) - {"expl"}
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PLURALS = frozenset({"NNS", "NNPS"})
_GROUPS = frozenset({"ORG", "NORP", "GPE"})
_TIMES = frozenset({"DATE", "TIME"})
_PRONOUN_TAGS = frozenset({"PRP", "DT"})
_INNER = frozenset({"relcl", "advcl", "csubj", "pcomp"})
_RELATIVE = ("relcl", "acl", "prep")
"""What follows in "those who …", "those of …": they say themselves who is meant."""


class SentenceContext:
    """Judges the sentences of one text by their parse."""

    def __init__(self, text: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._text, self._words, self._names = text, words, names

    def is_statement(self, span: Span) -> bool:
        """Whether a sentence has a finite verb with a subject: no fragment, and no request."""
        roots = list(self._roots(span))
        verbs = (*roots, *(i for root in roots for i in self._text.children[root]))
        return any(self._is_clause(i) for i in verbs if self._text.tokens[i].dep not in _INNER)

    def names_nothing(self, span: Span) -> bool:
        """Whether a sentence has no name and no number, and so is true of many things."""
        return not any(
            token.pos in ("PROPN", "NUM") or token.label for _, token in self._words_of(span)
        )

    def is_addition(self, span: Span) -> bool:
        """Whether the main clause adds to one before: "also drew fire"."""
        openers = self._words.points.adding_adverbs
        return any(
            self._text.tokens[i].lemma in openers
            for root in self._roots(span)
            for i in self._text.dependents(root, "advmod")
        )

    def is_bare_description(self, span: Span) -> bool:
        """Whether a sentence tells of "the driver", and nothing in it says which."""
        tokens = self._text.tokens
        subject = next(
            (i for i, it in self._words_of(span) if it.dep in _SUBJECTS and it.within < 0), None
        )
        if subject is None or tokens[subject].lemma not in self._names.person_nouns:
            return False
        phrase = [tokens[i] for i in self._text.subtree(subject)]
        is_definite = phrase[0].text.lower() == "the" and phrase[0].start == span.start
        is_told = any(it.pos == "PROPN" or it.dep in (*_RELATIVE, "appos") for it in phrase)
        return is_definite and not is_told

    def needs_before(self, span: Span, *, is_first: bool = False) -> bool:
        """Whether a pronoun or "those …" of a sentence means what an earlier sentence named.

        Args:
            is_first: whether it opens its text: then only a "that" that means a whole sentence
                counts, since what is left of a lead may follow a list or a picture.
        """
        before: list[int] = []
        for index, token in self._words_of(span):
            if token.within < 0:
                is_pronoun = token.tag in _PRONOUN_TAGS and token.dep in _ARGUMENTS
                is_asked = not is_first or token.text.lower() in self._words.points.demonstratives
                if is_pronoun and is_asked and self._is_unexplained(index, before):
                    return True
                if not is_first and self._points_back(index):
                    return True
            before.append(index)
        return False

    def _is_unexplained(self, index: int, before: Sequence[int]) -> bool:
        tokens, points = self._text.tokens, self._words.points
        said = tokens[index].text.lower()
        governors = list(self._text.ancestors(index))
        # "After they had met, Jane Poe and Ola Berg …": the names follow.
        if any(tokens[i].dep == "advcl" and i < tokens[i].head for i in governors):
            return False
        if said in points.demonstratives:
            is_explained = any(True for _ in self._text.dependents(index, *_RELATIVE))
            return not is_explained and not self._follows_clause(index, before)
        if said in points.plural_pronouns:
            return not any(_is_many(tokens[i]) for i in before)
        return said in points.thing_pronouns and not any(_is_thing(tokens[i]) for i in before)

    def _follows_clause(self, index: int, before: Sequence[int]) -> bool:
        """Whether a clause that a "that" can mean stands before it, beside its own."""
        tokens = self._text.tokens
        governors = set(self._text.ancestors(index))
        if any(tokens[i].dep == "conj" for i in governors):
            return True
        verbs = (i for i in before if tokens[i].tag in _FINITE)
        return any(not {i, tokens[i].head} & governors for i in verbs)

    def _points_back(self, index: int) -> bool:
        """Whether a word is the "those" of "those claims", not of "those who" or "this week"."""
        token = self._text.tokens[index]
        points = self._words.points
        if token.dep != "det" or token.text.lower() not in points.demonstratives:
            return False
        noun = self._text.tokens[token.head]
        is_deictic = noun.label in _TIMES or noun.lemma in points.deictic_nouns
        is_explained = any(True for _ in self._text.dependents(token.head, *_RELATIVE))
        return not is_deictic and not is_explained

    def _is_clause(self, index: int) -> bool:
        """Whether a word is the verb of a clause, with a subject or on the noun that is one."""
        tokens = self._text.tokens
        helpers = self._text.dependents(index, "aux", "auxpass")
        if not any(tokens[i].tag in _FINITE for i in (index, *helpers)):
            return False
        has_subject = any(True for _ in self._text.dependents(index, *_SUBJECTS))
        hangs_on_noun = tokens[tokens[index].head].pos in _NOUNS and tokens[index].dep != "relcl"
        return has_subject or (hangs_on_noun and tokens[index].head != index)

    def _roots(self, span: Span) -> Iterator[int]:
        return (i for i, token in self._words_of(span) if token.head == i and token.within < 0)

    def _words_of(self, span: Span) -> Iterator[tuple[int, Token]]:
        return ((i, self._text.tokens[i]) for i in self._text.tokens_in(span))


def _is_many(token: Token) -> bool:
    """Whether "they" can mean a word."""
    is_counted = token.tag in _PLURALS or token.label in _GROUPS or token.dep == "conj"
    return token.pos in _NOUNS and is_counted and token.label not in _TIMES


def _is_thing(token: Token) -> bool:
    """Whether "it" can mean a word."""
    return token.pos in _NOUNS and token.label != "PERSON" and token.label not in _TIMES
