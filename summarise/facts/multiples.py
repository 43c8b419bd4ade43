"""Find what is told by a factor, and times of minutes and seconds: "tenfold", "16 times as many".

Both are several words that make one figure, so that no part of them may be read alone.
"""

import re
from collections.abc import Iterator
from functools import cache

from msgspec import Struct

from summarise.facts.numerals import value_of
from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Span

LEAST_TOLD_TIMES = 4
"""Three times or fewer only tell a story along, unless they compare."""

_SECONDS = {"hour": 3600.0, "minute": 60.0, "second": 1.0}
_HALF = 0.5
OLDEST_PERSON = 120
"""An age beyond this is a thing's, and news: "the 6,000-year-old site"."""
_OLD = re.compile(r"(?<![\w.,])(?P<years>\d{1,3}(?:,\d{3})+|\d{3,})-year-old(?!\w)")


class Compound(Struct, frozen=True, kw_only=True):
    """A factor, or a time of several units in the smallest of them."""

    span: Span
    value: float
    unit: str


@cache
def _factor_pattern() -> re.Pattern[str]:
    lists = vocabulary().figures
    words = "|".join(lists.factors)
    numbers = "|".join(lists.number_words)
    compared = "|".join(lists.factor_followers)
    leads = "|".join(lists.factor_leads)
    return re.compile(
        rf"(?<![\w-])(?:(?P<word>{words})(?=\s(?:{compared})\b)"
        rf"|(?:{leads})\s(?P<verb>(?:{words})d?)(?!\w)"
        rf"|(?P<fold>(?:\d+(?:\.\d+)?-?|(?:{numbers})-?)fold)(?!\w)"
        rf"|(?P<count>\d+(?:\.\d+)?|{numbers})\s(?P<times>times)(?!\w)(?P<more>\s(?:{compared})\b)?)",
        re.IGNORECASE,
    )


@cache
def _duration_pattern() -> re.Pattern[str]:
    numbers = "|".join(vocabulary().figures.number_words)
    number = rf"(?:\d+(?:\.\d+)?|{numbers}|an?)"
    return re.compile(
        rf"(?<![\w.,-])(?:(?P<first>{number})\s(?P<large>hour|minute)s?,?\s(?:and\s)?"
        rf"(?P<second>{number})\s(?P<small>minute|second)s?(?!\w)"
        rf"|an?\s(?P<whole>hour|minute|year|month|week|decade)\sand\sa\shalf(?!\w))",
        re.IGNORECASE,
    )


def compounds_in(text: str, span: Span) -> Iterator[Compound]:
    """Yield the factors and compound times of a stretch of text, in no order."""
    for match in _factor_pattern().finditer(text, span.start, span.end):
        found = _factor(match)
        if found is not None:
            yield found
    for match in _OLD.finditer(text, span.start, span.end):
        years = float(match.group("years").replace(",", ""))
        if years > OLDEST_PERSON:
            whole = Span(start=match.start(), end=match.end())
            yield Compound(span=whole, value=years, unit="years")
    for match in _duration_pattern().finditer(text, span.start, span.end):
        found = _duration(match)
        if found is not None:
            yield found


def _number(word: str) -> float:
    value = value_of([word.lower()], vocabulary())
    return 1.0 if value is None else value


def _factor(match: re.Match[str]) -> Compound | None:
    factors = vocabulary().figures.factors
    name = next(n for n in ("word", "verb", "fold", "count") if match.group(n))
    word = match.group(name).lower()
    end = match.end("times") if name == "count" else match.end(name)
    if name == "count":
        value = _number(word)
        if value < LEAST_TOLD_TIMES and not match.group("more"):
            return None
    elif name == "fold":
        value = _number(word.removesuffix("fold").rstrip("-"))
    else:
        value = factors.get(word) or factors[word.removesuffix("d")]
    return Compound(span=Span(start=match.start(name), end=end), value=value, unit="times")


def _duration(match: re.Match[str]) -> Compound | None:
    span = Span(start=match.start(), end=match.end())
    if match.group("whole"):
        return Compound(span=span, value=1 + _HALF, unit=f"{match.group('whole').lower()}s")
    large, small = match.group("large").lower(), match.group("small").lower()
    if large == small:
        return None
    first, second = _number(match.group("first")), _number(match.group("second"))
    value = (first * _SECONDS[large] + second * _SECONDS[small]) / _SECONDS[small]
    return Compound(span=span, value=round(value, 6), unit=f"{small}s")
