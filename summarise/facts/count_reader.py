"""Read counts, quantities without currency or unit, from tokens: "15 people", "two dozen"."""

import re

from summarise.facts.amounts import money_word
from summarise.facts.figure_relevance import FigureRelevance
from summarise.facts.number_context import OBJECT_LEADS, NumberContext, Reading
from summarise.facts.numerals import is_numeric, value_of
from summarise.lexicon.word_lists import Vocabulary

SMALL_NUMBER = 3
THOUSAND = 1_000
SMALLEST_COMPOUND = 3
MOST_CODE_LETTERS = 2
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
_LEVEL = re.compile(r"\d+\.\d+|\d{3,}")
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")


class CountReader:
    """Reads the counts of one annotated text."""

    def __init__(
        self, context: NumberContext, relevance: FigureRelevance, words: Vocabulary
    ) -> None:
        self._context, self._relevance = context, relevance
        self._words, self._lists = words, words.figures

    def is_start(self, at: int) -> bool:
        """Whether a number begins at a token."""
        word, after = self._context.word(at), self._context.word(at + 1).lower()
        lower = word.lower()
        if lower == "half":
            return self._half_scale(at) > at
        if lower in self._lists.vague_numbers:
            return after == "of" or self._stands_alone(at)
        if lower == "one" and (self._is_and_a_half(at + 1) or self._context.is_scale(at + 1)):
            return True
        if lower == "one":
            # "one person", "one polio worker", but not "one of", "one day", "this one".
            before = self._context.word(at - 1).lower()
            is_counting = before not in self._lists.determiners | self._lists.uncounted_one
            return self._context.tag(at + 1) in ("NN", "JJ") and is_counting
        is_number = is_numeric(word, self._words) and lower not in self._lists.no_numbers
        return is_number and not self._is_rank(at)

    def _is_rank(self, at: int) -> bool:
        """Whether a number in words ends a compound of another word: "top-four"."""
        if at < SMALLEST_COMPOUND - 1 or self._context.word(at - 1) != "-":
            return False
        first, hyphen, number = (self._context.token(at - back) for back in (2, 1, 0))
        is_joined = first.end == hyphen.start and hyphen.end == number.start
        return is_joined and not is_numeric(first.text, self._words)

    def _stands_alone(self, at: int) -> bool:
        """Whether "dozens" or "millions" is a noun by itself: "wounded dozens", "hundreds more"."""
        token = self._context.token(at)
        head = self._context.annotated.tokens[token.head]
        is_subject = token.dep in ("nsubj", "nsubjpass") and head.pos in ("VERB", "AUX")
        is_more = self._context.word(at + 1).lower() == "more"
        is_noun = token.dep == "dobj" or is_subject or is_more
        before = self._context.word(at - 1).lower()
        return is_noun and token.text.endswith("s") and before not in self._lists.determiners

    def number_end(self, at: int) -> int:
        """Return the place after the number's last token."""
        end = max(at + 1, self._half_scale(at))
        while self._context.is_same_clause(at, end):
            word, after = self._context.word(end).lower(), self._context.word(end + 1).lower()
            if self._is_and_a_half(end):
                end += 3
                continue
            is_link = word in self._lists.number_links and is_numeric(after, self._words)
            is_vague_link = word == "of" and after in self._lists.vague_numbers
            if is_numeric(word, self._words) or self._is_scale_letter(end):
                end += 1
            elif is_vague_link or (is_link and after in self._lists.number_scales):
                end += 2
            elif is_link and word == "-" and not self._context.word(end - 1)[-1:].isdigit():
                end += 2  # "twenty-five"
            else:
                break
        return end

    def _is_and_a_half(self, at: int) -> bool:
        return [self._context.word(at + i).lower() for i in range(3)] == ["and", "a", "half"]

    def _half_scale(self, at: int) -> int:
        """Return the place after "half a million"; `at` where that does not stand."""
        words = (self._context.word(at).lower(), self._context.word(at + 1).lower())
        return at + 3 if words == ("half", "a") and self._context.is_scale(at + 2) else at

    def _is_scale_letter(self, at: int) -> bool:
        """For example "320m", which the tokenizer cuts before the m."""
        before, own = (self._context.token(i) for i in (at - 1, at))
        return own.text.lower() in self._lists.scale_tokens and before.end == own.start

    def read(self, at: int, end: int) -> Reading | None:
        """Return a number with its noun; None if it counts nothing, or nothing that is news."""
        if self._relevance.is_date(at, end):
            return None
        parts = [self._context.word(i) for i in range(at, end)]
        is_vague = parts[0].lower() in self._lists.vague_numbers and parts[0].lower() != "half"
        value = None if is_vague or self._is_uncertain(at) else value_of(parts, self._words)
        if self._is_code(end):
            return None
        if is_vague and self._context.word(end).lower() != "of":
            return self._alone(at, end)
        stop = end
        if self._context.word(stop).lower() == "of":
            stop += 1
            while self._context.tag(stop) in ("DT", "PRP$"):
                stop += 1
        length, unit = money_word([self._context.word(i) for i in range(stop, stop + 3)])
        if length:
            return Reading(
                start=self._context.with_approximator(at),
                stop=stop + length,
                value=value,
                unit=unit,
                what=self._context.governor(end - 1),
            )
        return self._counted(at, end, stop, value)

    def _alone(self, at: int, end: int) -> Reading | None:
        """Read "dozens" and "thousands more candidates"."""
        stop, noun = end, self._context.noun(at, end)
        if self._context.word(end).lower() == "more":
            stop, noun = end + 1, self._context.noun(at, end + 1)
        is_counted = noun.is_plural and stop > end
        return Reading(
            start=self._context.with_approximator(at),
            stop=noun.stop if is_counted else stop,
            value=None,
            unit=noun.word if is_counted else "",
            what=noun.word if is_counted else self._context.governor(end - 1),
        )

    def _counted(self, at: int, end: int, stop: int, value: float | None) -> Reading | None:
        start, noun = self._context.with_approximator(at), self._context.noun(at, stop)
        is_small = value is not None and value <= SMALL_NUMBER
        if not noun.word and (start == at or is_small):
            return self._measured(at, end, value)  # "only two" of what stands before
        if noun.is_plural and noun.lemma.lower() in self._lists.whole_nouns:
            value = _whole(self._context.word(at), value)
        is_speaker = bool(noun.word) and is_small and self._relevance.is_speaker(noun)
        is_news = self._relevance.is_telling(start, at, value, noun.lemma)
        is_none = self._relevance.counts_nothing(start, at, end, noun)
        if is_speaker or not is_news or is_none or self._relevance.is_model(at, noun):
            return None
        what = self._context.words(end, noun.stop) if noun.word else ""
        what = what or self._context.governor(end - 1)
        return Reading(start=start, stop=noun.stop, value=value, unit=noun.word, what=what)

    def _measured(self, at: int, end: int, value: float | None) -> Reading | None:
        """Read "a magnitude of 7.8" and "population 21,000": the noun stands before."""
        start = self._context.with_approximator(at)
        place = start - 1
        while self._context.word(place).lower() in ("of", "was", "is", "at") and place > start - 3:
            place -= 1
        noun = self._context.word(place).lower()
        if self._is_level(at, end) or self._is_total(at, start) or self._is_large(at, end):
            return Reading(
                start=start, stop=end, value=value, unit="", what=self._context.governor(end - 1)
            )
        if place == start - 1 and self._context.lemma(place) in self._lists.casualty_verbs:
            return Reading(start=start, stop=end, value=value, unit="", what=noun)  # "killed 40"
        if noun not in self._lists.measured_nouns or not self._context.is_same_clause(place, at):
            return None
        is_named = self._context.word(start - 1).lower() in ("of", noun)
        return Reading(
            start=place if is_named else start, stop=end, value=value, unit="", what=noun
        )

    def _is_level(self, at: int, end: int) -> bool:
        """Whether a number is what something rose or fell to: "fell to 49.2", "doubled to 200".

        Of two digits without a decimal it is as often a rank: "slipped to 64".
        """
        is_decimal = end == at + 1 and _LEVEL.fullmatch(self._context.word(at)) is not None
        is_linked = self._context.word(at - 1).lower() in ("to", "from", "by", "at")
        changed = {self._context.word(place).lower() for place in range(at - 6, at - 1)}
        return is_decimal and is_linked and not changed.isdisjoint(self._lists.change_words)

    def _is_large(self, at: int, end: int) -> bool:
        """Whether thousands need no noun: "in front of 20,170", "could have hosted 30,000"."""
        is_grouped = end == at + 1 and _THOUSANDS.fullmatch(self._context.word(at)) is not None
        is_object = self._context.tag(at - 1) in OBJECT_LEADS
        return is_grouped and is_object and self._context.tag(end) not in ("NNP", "CD", "$")

    def _is_total(self, at: int, start: int) -> bool:
        """Whether a number is how much there is: "an average of 18.5"."""
        return (
            start == at
            and self._context.word(at - 1).lower() == "of"
            and self._context.lemma(at - 2) in self._lists.total_nouns
        )

    def _is_uncertain(self, at: int) -> bool:
        """Whether "several" or "a couple of" stands before: "several thousand" has no value."""
        start = self._context.with_approximator(at)
        words = " ".join(self._context.word(place).lower() for place in range(start, at))
        return words in self._lists.vague_leads

    def _is_code(self, end: int) -> bool:
        """Whether capitals are joined to a number: "5G", "4K"."""
        word, last = self._context.word(end), self._context.end(end)
        is_joined = end < len(self._context.order) and self._context.token(end).start == last
        return is_joined and word.isupper() and word.isalpha() and len(word) <= MOST_CODE_LETTERS


def _whole(written: str, value: float | None) -> float | None:
    """Return 1200 for the "1.200" of people, whom nobody counts in thousandths."""
    if value is None or _GROUPED.fullmatch(written) is None:
        return value
    return float(round(value * THOUSAND))
