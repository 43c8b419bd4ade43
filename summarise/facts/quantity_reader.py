"""Read quantities with what they count from the words around: sums, shares, ranges, votes."""

import re

from summarise.facts.amounts import is_measure
from summarise.facts.figure_relevance import FigureRelevance
from summarise.facts.number_context import OBJECT_LEADS, NumberContext, Reading
from summarise.facts.quantities import Form, Quantity
from summarise.lexicon.word_lists import Vocabulary

MOST_MODIFIED_WORDS = 3
METRE = "m"
NUMBERING_VERBS = ("number", "numbered", "total", "totalled", "totaled", "exceed", "exceeded")
TIMES = "times"
_HUNDREDTHS = re.compile(r"\d{1,2}\.\d\dm$")


class QuantityReader:
    """Reads the quantities of one annotated text."""

    def __init__(
        self, context: NumberContext, relevance: FigureRelevance, words: Vocabulary
    ) -> None:
        self._context, self._relevance, self._lists = context, relevance, words.figures

    def read(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        """Return a quantity with its noun; None if it counts nothing, or nothing that is news."""
        match quantity.form:
            case Form.NONE:
                return None
            case Form.TALLY:
                what = self._context.governor(end - 1)
                return self._reading(quantity, at, end, "", what)
            case Form.COMPOUND:
                return self._compound(quantity, at, end)
            case Form.SHARE:
                return self._share(quantity, at, end)
            case Form.AMOUNT | Form.RANGE:
                return self._amount(quantity, at, end)

    def _compound(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        """Read "twice" and "an hour and a half", but not "an hour and a half later"."""
        first, after = self._context.word(at - 1).lower(), self._context.word(end).lower()
        is_age = self._context.word(end - 1).endswith("old")
        is_period = first in self._lists.period_leads and first not in ("the", "of")
        is_relative = after in self._lists.relative_after or is_period
        if is_relative and quantity.unit != TIMES and not is_age:
            return None
        what = quantity.unit if quantity.unit != TIMES else self._context.governor(end - 1)
        return self._reading(quantity, at, end, quantity.unit, what)

    def _amount(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        if quantity.unit == "%":
            is_degree = self._relevance.is_emphatic(quantity, at, end)
            return None if is_degree else self._share(quantity, at, end)
        if is_measure(quantity.unit):
            what = self._context.governor(end - 1)
            is_name = self._relevance.is_price_in_name(quantity, end)
            return None if is_name else self._reading(quantity, at, end, quantity.unit, what)
        return self._counted(quantity, at, end)

    def _reading(
        self, quantity: Quantity, at: int, stop: int, unit: str, what: str, end_offset: int = 0
    ) -> Reading:
        return Reading(
            start=self._context.with_approximator(at),
            stop=stop,
            end_offset=end_offset or quantity.span.end,
            value=quantity.value,
            ends=quantity.ends,
            unit=unit,
            what=what,
        )

    def _share(self, quantity: Quantity, at: int, end: int) -> Reading:
        """Read "10 percent of the boats" and "one in five voters" to their noun."""
        stop, noun = self._context.with_of(end), self._context.noun(at, end)
        if stop == end and quantity.form is Form.SHARE:
            stop = noun.stop if noun.word else end
            while stop == end and self._context.tag(stop) in ("DT", "PRP$", "PDT"):
                inner = self._context.noun(at, stop + 1)
                stop = inner.stop if inner.word else end  # "half the town"
                if not inner.word:
                    break
        if stop == end and quantity.form is Form.AMOUNT:
            stop = self._modified(end)
        what = self._context.words(end, stop) or self._context.whole(end)
        end_offset = self._context.end(stop) if stop > end else quantity.span.end
        return self._reading(quantity, at, stop, "%", what, end_offset)

    def _modified(self, end: int) -> int:
        """Return the place after "increase" of "a 3% increase"; `end` without such a noun."""
        annotated = self._context.annotated
        sign = self._context.token(end - 1)
        head = annotated.tokens[sign.head]
        for place in range(end, end + MOST_MODIFIED_WORDS):
            if self._context.tag(place) not in ("NN", "NNS", "JJ", "VBG"):
                break
            if self._context.token(place) is head and head.tag in ("NN", "NNS"):
                return place + 1 if head.label not in ("DATE", "TIME") else end
        return end

    def _counted(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        """Read a range or large number with the noun it counts."""
        noun = self._context.noun(at, end)
        is_unit = noun.word.lower() in self._lists.unit_abbreviations
        is_measured = noun.is_plural or is_unit or noun.lemma.lower() in self._lists.telling
        if quantity.letter and not is_measured:
            is_stated = not noun.word and self._context.word(at - 1).lower() in NUMBERING_VERBS
            if is_stated and self._context.is_same_clause(at - 1, at):
                return self._reading(quantity, at, end, "", self._context.governor(end - 1))
            return self._metres(quantity, at, end)
        is_score = quantity.is_joined and not is_measured  # "a 2-5 defeat"
        if is_score or self._relevance.is_numbered(at, end):
            return None
        if not noun.word:
            return self._uncounted(quantity, at, end)
        start, value = self._context.with_approximator(at), quantity.value
        is_signed = value is not None and value < 0
        is_news = is_signed or self._relevance.is_telling(start, at, value, noun.lemma)
        is_none = self._relevance.counts_nothing(start, at, end, noun)
        if not is_news or is_none or self._relevance.is_model(at, noun):
            return None
        what = self._context.words(end, noun.stop)
        return self._reading(quantity, at, noun.stop, noun.word, what, self._context.end(noun.stop))

    def _metres(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        """Read "30m high"; of "the 100m final" the number belongs to a name."""
        text = quantity.span.of(self._context.annotated.text)
        # Athletes leap "6.43m"; nobody counts hundredths of a million without a noun.
        is_size = (
            self._context.word(end).lower() in self._lists.dimension_words
            or _HUNDREDTHS.match(text) is not None
        )
        if quantity.letter != METRE or not is_size or quantity.value is None:
            return None
        metres = quantity.value / self._lists.number_scales[METRE]
        length = Quantity(span=quantity.span, form=Form.AMOUNT, value=metres)
        return self._reading(length, at, end, METRE, self._context.governor(end - 1))

    def _uncounted(self, quantity: Quantity, at: int, end: int) -> Reading | None:
        """Read "minus 12" and "between 7,000 and 8,000", which say themselves that they measure."""
        is_signed = quantity.value is not None and quantity.value < 0
        is_between = self._context.word(at).lower() == "between"
        is_approximate = self._context.with_approximator(at) != at
        # "The number has passed 4.8 million": so many need no noun.
        is_object = self._context.tag(at - 1) in OBJECT_LEADS
        is_scaled = is_object and end > at + 1 and self._context.is_scale(end - 1)
        if not (is_signed or is_between or is_approximate or is_scaled):
            return None
        return self._reading(quantity, at, end, "", self._context.governor(end - 1))
