"""Extract figures: the quantities that are news (casualties, money, shares), with what they count.

A figure is a number with its approximator before it and its noun after it; dates, ages, times of
day and numbers that only tell the story along ("the two men") are none.
"""

import re
from functools import cache

from summarise.facts.amounts import amounts_in, is_measure
from summarise.facts.count_reader import CountReader
from summarise.facts.figure_relevance import FigureRelevance
from summarise.facts.number_context import NumberContext, Reading
from summarise.facts.quantities import Quantity, quantities_in
from summarise.facts.quantity_reader import QuantityReader
from summarise.lexicon.fact_lists import FigureLists
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Figure, Span
from summarise.parse.annotated_text import AnnotatedText
from summarise.text.paragraphs import is_boilerplate

MOST_CHANCE_VALUE = 12
"""Five of one thing and five of another may well stand in one text; 1,200 twice is one figure."""


@cache
def _conversion(lists: FigureLists) -> re.Pattern[str]:
    """Return the pattern of a sum or measure in brackets: "(£14bn; $20bn)", "(5,150 km)"."""
    units, leads = "|".join(lists.measure_units), "|".join(lists.approximators)
    return re.compile(
        rf"\s?\((?P<inner>(?:(?:{leads})\s)?[A-Z£$€¥₹]{{0,4}}\s?\d[^()]{{0,24}}?"
        rf"(?P<unit>\b(?:{units}))?)\)"
    )


class FigureFinder:
    """Figures of one annotated text."""

    def __init__(self, annotated: AnnotatedText, words: Vocabulary, names: Gazetteer) -> None:
        self._annotated, self._words = annotated, words
        self._context = NumberContext(annotated, words)
        relevance = FigureRelevance(self._context, words, names)
        self._quantities = QuantityReader(self._context, relevance, words)
        self._counts = CountReader(self._context, relevance, words)

    def figures(self) -> tuple[Figure, ...]:
        """Return the figures in the text's order, each once."""
        quantities = self._found()
        found: list[Figure] = []
        at, count = 0, len(self._context.order)
        while at < count:
            quantity = quantities.get(at)
            if quantity is not None:
                end = max(at + 1, self._context.place(quantity.span.end))
                reading = self._quantities.read(quantity, at, end)
            elif self._counts.is_start(at):
                end = self._counts.number_end(at)
                reading = self._counts.read(at, end)
            else:
                at += 1
                continue
            figure = self._figure(reading) if reading is not None else None
            if figure is not None and not (found and found[-1].span.overlaps(figure.span)):
                found.append(figure)
            at = max(end, at + 1)
        return tuple(f for number, f in enumerate(found) if not _is_told(f, found[:number]))

    def _found(self) -> dict[int, Quantity]:
        """Return the quantities by the place of their first token."""
        found: dict[int, Quantity] = {}
        for sentence in self._annotated.sentences:
            for quantity in quantities_in(self._annotated.text, sentence.span, self._words):
                found.setdefault(self._context.covering(quantity.span.start), quantity)
        return found

    def _figure(self, reading: Reading) -> Figure | None:
        first = self._context.token(reading.start)
        span = Span(start=first.start, end=reading.end_offset or self._context.end(reading.stop))
        span = self._with_conversion(span, reading)
        text = span.of(self._annotated.text)
        number = self._annotated.sentence_at(span.start)
        if number < 0 or "\n" in text:
            return None
        sentence = self._annotated.sentences[number].span
        if span.end > sentence.end or is_boilerplate(sentence.of(self._annotated.text)):
            return None
        return Figure(
            text=text,
            span=span,
            value=reading.value,
            ends=reading.ends,
            unit=reading.unit,
            what=reading.what,
        )

    def _with_conversion(self, span: Span, reading: Reading) -> Span:
        """Take in "(£14bn)" after "$27bn" and "(5,150 km)" after "3,200 miles": one figure."""
        if reading.unit == "%" or reading.value is None:
            return span
        bracket = _conversion(self._words.figures).match(self._annotated.text, span.end)
        if bracket is None:
            return span
        inner = [
            *amounts_in(
                self._annotated.text, Span(start=bracket.start("inner"), end=bracket.end("inner"))
            )
        ]
        is_money = is_measure(reading.unit)
        is_same_kind = bool(inner) and is_measure(inner[0].unit) == is_money
        is_other = bool(inner) and inner[0].unit != reading.unit
        is_converted = is_same_kind and (
            is_other if is_money else bracket.group("unit") is not None
        )
        return Span(start=span.start, end=bracket.end()) if is_converted else span


def _is_told(figure: Figure, before: list[Figure]) -> bool:
    """Whether a figure only says again what one before it says."""
    largest = figure.ends[1] if figure.ends else abs(figure.value or 0)
    for other in before:
        if (other.value, other.ends, other.unit) != (figure.value, figure.ends, figure.unit):
            continue
        is_same_text = other.text.casefold() == figure.text.casefold()
        is_money = figure.unit.isupper() and is_measure(figure.unit)
        is_same_thing = other.what.casefold() == figure.what.casefold()
        if is_money or is_same_text or (largest > MOST_CHANCE_VALUE and is_same_thing):
            return True
    return False
