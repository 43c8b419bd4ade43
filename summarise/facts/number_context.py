"""Read the tokens around a number: its approximator, its noun, and what it counts."""

from bisect import bisect_left, bisect_right
from functools import cached_property

from msgspec import Struct

from summarise.facts.numerals import is_numeric
from summarise.lexicon.vocabulary import currencies
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, Token

MOST_NOUN_TOKENS = 6
MOST_OF_TOKENS = 8
_NOUN_TAGS = frozenset(
    {"JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "HYPH", "CD", "POS"}
)
OBJECT_LEADS = frozenset({"IN", "TO", "VB", "VBD", "VBN", "VBZ", "VBP", "VBG"})
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class CountedNoun(Struct, frozen=True, kw_only=True):
    """The noun phrase after a number.

    Attributes:
        stop: the place after its last token.
        word: its head as written, "" if no noun follows.
        is_name: whether it begins with a name.
    """

    stop: int
    word: str = ""
    lemma: str = ""
    is_plural: bool = False
    is_name: bool = False


class Reading(Struct, frozen=True, kw_only=True):
    """A number read with its surroundings: places of tokens, and where its last word ends.

    Attributes:
        end_offset: 0 where its last token ends.
    """

    start: int
    stop: int
    end_offset: int = 0
    value: float | None
    ends: tuple[float, float] | None = None
    unit: str
    what: str


class NumberContext:
    """The tokens of one annotated text by their place in its order."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary) -> None:
        self.annotated, self._words = annotated, words
        self._lists = words.figures
        self.order = annotated.tokens_in(Span(start=0, end=max(1, len(annotated.text))))

    def place(self, offset: int) -> int:
        """Return the place of the first token that begins at an offset or after it."""
        return bisect_left(self._starts, offset)

    def covering(self, offset: int) -> int:
        """Return the place of the token that holds an offset, or of the next one."""
        at = bisect_right(self._starts, offset) - 1
        is_inside = at >= 0 and self.annotated.tokens[self.order[at]].end > offset
        return at if is_inside else at + 1

    @cached_property
    def _starts(self) -> list[int]:
        return [self.annotated.tokens[index].start for index in self.order]

    def token(self, at: int) -> Token:
        """Return a token by its place."""
        return self.annotated.tokens[self.order[at]]

    def end(self, stop: int) -> int:
        """Return the offset where the token before a place ends."""
        return self.token(stop - 1).end

    def word(self, at: int) -> str:
        """Return the token's text, "" beyond the text's ends."""
        return self.token(at).text if 0 <= at < len(self.order) else ""

    def tag(self, at: int) -> str:
        """Return the token's part of speech, "" beyond the text's ends."""
        return self.token(at).tag if 0 <= at < len(self.order) else ""

    def lemma(self, at: int) -> str:
        """Return the token's lemma, "" beyond the text's ends."""
        return self.token(at).lemma.lower() if 0 <= at < len(self.order) else ""

    def is_same_clause(self, left: int, right: int) -> bool:
        """Whether two tokens stand in one clause of the parser."""
        if not (0 <= left < len(self.order) and 0 <= right < len(self.order)):
            return False
        tokens = self.annotated.tokens
        return tokens[self.order[left]].clause == tokens[self.order[right]].clause

    def with_approximator(self, at: int) -> int:
        """Return where the number begins with its approximator: "more than 10"."""
        if self.is_scale(at) and self.word(at - 1).lower() in ("a", "an"):
            at -= 1  # "about a million"
        for length in (3, 2, 1):
            phrase = " ".join(self.word(i).lower() for i in range(at - length, at))
            is_link = length == 1 and self._is_preposition(at - 1)
            if phrase in self._lists.approximators and self.is_same_clause(at, at - length):
                return at if is_link else at - length
        return at

    def _is_preposition(self, at: int) -> bool:
        """Whether a word hangs on a noun before it: "a film about two priests"."""
        if at < 1 or self.word(at).lower() != "about":
            return False  # "a reading below 50" measures
        token, before = self.token(at), self.token(at - 1)
        is_hung = token.dep == "prep" and self.order[at - 1] == token.head
        return is_hung and before.tag in ("NN", "NNS")

    def is_scale(self, at: int) -> bool:
        """Whether a token is "million" or another scale."""
        return self.word(at).lower() in self._lists.number_scales

    def noun(self, at: int, stop: int) -> CountedNoun:
        """Return the noun phrase after a number, up to its head."""
        if self.word(stop) == "-" and self.word(stop + 1).lower() in self._lists.count_suffixes:
            stop += 2  # "10,000-plus jobs"
        last_noun, place = None, stop
        while (
            place < stop + MOST_NOUN_TOKENS
            and self.is_same_clause(at, place)
            and not self._is_spaced_dash(place)
            and not (self.word(place).lower() == "last" and self._is_time(place + 1))
            and (
                self.tag(place) in _NOUN_TAGS
                or self.word(place) == "-"
                # "Two highly critical reports"
                or (self.tag(place) == "RB" and self.tag(place + 1) in ("JJ", "VBN"))
            )
        ):
            if self.tag(place) in _HEADS:
                last_noun = place
            elif last_noun is not None and self.tag(place) in ("JJ", "VBN", "VBG", "CD"):
                is_model = self.tag(place) == "CD" and self.tag(place - 1) == "NNP"
                if not is_model or self.tag(place + 1) not in _HEADS:
                    break  # but "20 Boeing 737 jets"
            place += 1
        by_parse = self._counted_by(at, stop)
        if by_parse is not None and by_parse > (stop if last_noun is None else last_noun):
            last_noun = by_parse
        if last_noun is None:
            return CountedNoun(stop=stop)
        lemma = self.annotated.tokens[self.order[last_noun]].lemma
        # The tagger calls the plural of a name a singular: "100 Hard Rock Cafes".
        is_named_plural = self.tag(last_noun) == "NNP" and self.word(last_noun).endswith("s")
        return CountedNoun(
            stop=last_noun + 1,
            word=self.word(last_noun),
            lemma=lemma,
            is_plural=self.tag(last_noun) in ("NNS", "NNPS") or is_named_plural,
            is_name=self.tag(stop) in ("NNP", "NNPS"),
        )

    def _counted_by(self, at: int, stop: int) -> int | None:
        """Return the place of the noun that the parser counts: "14 free-to-air channels"."""
        number = self.token(at)
        head = number.head
        if self.annotated.tokens[head].dep == "compound":
            head = self.annotated.tokens[head].head
        noun = self.annotated.tokens[head]
        place = self.covering(noun.start)
        is_near = stop <= place < stop + MOST_NOUN_TOKENS and self.order[place] == head
        # The tagger takes some plurals for verbs: "600,000 page views".
        is_noun = noun.tag in ("NN", "NNS") or (noun.tag == "VBZ" and self.tag(place - 1) == "NN")
        if number.dep != "nummod" or not is_near or not is_noun:
            return None
        between = range(stop, place)
        is_unbroken = all(
            self.tag(i) in _NOUN_TAGS | {"IN", "TO", "RB", "CC"} or self.word(i) == "-"
            for i in between
        )
        joints = [i for i in between if self.tag(i) in ("IN", "TO", "CC")]
        is_compound = all("-" in (self.word(i - 1), self.word(i + 1)) for i in joints)
        is_dash = any(self._is_spaced_dash(i) for i in between)
        return place if is_unbroken and is_compound and not is_dash else None

    def _is_spaced_dash(self, at: int) -> bool:
        """Whether a hyphen stands for a dash: "the four clubs - Norrby, ..."."""
        is_hyphen = self.word(at) == "-" and at > 0
        return is_hyphen and self.token(at - 1).end < self.token(at).start

    def with_of(self, stop: int) -> int:
        """For example "a third of the fields": take in what the share is of."""
        if self.word(stop).lower() not in ("of", "in"):
            return stop
        is_in = self.word(stop).lower() == "in"
        place, last = stop + 1, stop
        while place < stop + MOST_OF_TOKENS and self.is_same_clause(stop, place):
            if self.tag(place) not in _NOUN_TAGS | {"DT", "PRP$", "$"}:
                break
            if (
                self.tag(place) == "CD"
                and self.tag(place - 1) not in ("$", "CD")
                and (self.word(place + 1) != "-")
            ):
                break  # "10 percent of the 1,200 workers": a count of its own
            if is_in and self._is_time(place):
                return stop  # "fell 5 percent in the year to March"
            place += 1
            if self.tag(place - 1) in _HEADS:
                last = place
        return max(stop, last)

    def _is_time(self, at: int) -> bool:
        if at >= len(self.order):
            return False
        token = self.annotated.tokens[self.order[at]]
        return token.label == "DATE" or token.lemma.lower() in self._lists.durations

    def words(self, start: int, stop: int) -> str:
        """Return the text of some tokens, without what stands between a number and its noun."""
        if stop <= start:
            return ""
        tokens = self.annotated.tokens
        span = Span(start=tokens[self.order[start]].start, end=tokens[self.order[stop - 1]].end)
        return " ".join(span.of(self.annotated.text).split()).lstrip("-% ").removeprefix("of ")

    def whole(self, end: int) -> str:
        """Return what a share is of that has a count of its own: "seats" of "the 1,200 seats"."""
        place = end + 1
        while self.word(end).lower() == "of" and self.tag(place) in ("DT", "PRP$", "CD"):
            place += 1
        noun = self.noun(end - 1, place) if self.tag(place - 1) == "CD" else None
        return self.words(place, noun.stop) if noun and noun.word else self.governor(end - 1)

    def governor(self, last: int) -> str:
        """Return the verb or noun that governs a number: what is measured."""
        tokens = self.annotated.tokens
        for ancestor in self.annotated.ancestors(self.order[last]):
            token = tokens[ancestor]
            if (
                token.pos in ("NOUN", "VERB", "PROPN")
                and token.quotation < 0
                and token.text.replace(".", "").isalpha()
                and not is_numeric(token.text, self._words)
                and token.text.lower() not in currencies().words
                and token.text not in currencies().signs
            ):
                return token.text
        return ""
