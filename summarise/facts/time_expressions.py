"""Regular expressions for English time expressions, one group for each class."""

import re
from collections.abc import Iterable
from functools import cache

from summarise.lexicon.fact_lists import TimeLists

_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ORDINAL_UNIT = "second"
_ORDINAL = "(?:st|nd|rd|th)?"


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(words) + ")"


@cache
def count_pattern(lists: TimeLists) -> str:
    """Return the pattern of a count before a unit of time."""
    return _any(lists.counts)


def _alternatives(lists: TimeLists) -> list[str]:
    short = [name.capitalize() for name in lists.month_abbreviations]
    long = [name.capitalize() for name in lists.months]
    month = "|".join([*long, *(rf"{name}\." for name in short), *short])
    day = "|".join(name.capitalize() for name in lists.weekdays)
    season, units = "|".join(lists.seasons), "|".join(lists.units)
    # "This second", "during the second" speak of the next after a first.
    dated = "|".join(unit for unit in lists.units if unit != _ORDINAL_UNIT)
    leads = rf"(?:(?<!\w){_any(lists.leads)}\s+)?"
    parts = rf"(?:(?:the\s+)?{_any(lists.parts)}[\s-]+)?"
    period = rf"(?:\s+{_any(lists.hours)})?"
    count, decade_part = count_pattern(lists), _any(lists.decade_parts)
    until = r"(?:\s?[-\u2013]\s?|\s+to\s+)"
    month_day = (
        rf"(?P<month>{month})\s+(?P<day>{_DAY}){_ORDINAL}(?!\d|,\d)"
        rf"(?:{until}{_DAY}{_ORDINAL}(?![\d:]))?(?:,?\s+(?P<year>{_YEAR}))?"
    )
    day_month = (
        rf"(?:the\s+)?(?P<day2>{_DAY}){_ORDINAL}(?:{until}{_DAY}{_ORDINAL})?"
        rf"\s+(?:of\s+)?(?P<month2>{month})(?:,?\s+(?P<year2>{_YEAR}))?"
    )
    which_year = r"(?:\s+(?:of\s+)?(?P<{}>last|next|this)\s+year)?"
    return [
        rf"(?P<numbered>{leads}(?<![\w.,/-])(?:"
        rf"(?P<iso_year>{_YEAR})-(?P<iso_month>\d{{2}})-(?P<iso_day>\d{{2}})(?![\w-])"
        rf"|(?P<dotted_day>\d{{1,2}})\.(?P<dotted_month>\d{{1,2}})\.(?P<dotted_year>{_YEAR})(?!\w)"
        rf"|(?P<slash1>\d{{1,2}})/(?P<slash2>\d{{1,2}})/(?P<slash_year>{_YEAR})(?![\w/])))",
        rf"(?P<dated>{leads}{parts}(?:(?:{day}),?\s+)?(?<!\d)(?:{month_day}|{day_month})"
        rf"{which_year.format('which_year')}\b)",
        rf"(?P<monthly>{leads}{parts}(?:{_any(lists.month_leads)}\s+)?(?P<month3>{month})"
        rf"(?:,?\s+(?:of\s+)?(?P<year3>{_YEAR}))?{which_year.format('which_year2')}(?!\w))",
        rf"(?P<ahead>\b(?:(?P<weeks>{count})\s+weeks?\s+from\s+(?P<day4>{day})"
        rf"|(?:(?<!\w){_any(lists.leads)}\s+)?(?P<day5>{day})\s+week)\b)",
        rf"(?P<weekday>{leads}(?:\b{_any(lists.weekday_leads)}\s+)"
        rf"{{0,3}}(?P<day3>{day}){period}\b)",
        rf"(?P<decade>{leads}{parts}(?:the\s+)?(?:{decade_part}[\s-]+)?"
        r"(?P<tens>(?:1[5-9]|20)\d0)s\b)",
        rf"(?P<range>{_any(lists.range_starts)}\s+(?P<year4>{_YEAR})\s*"
        rf"(?:{'|'.join(lists.range_links)}|-|\u2013)\s*{_YEAR}\b"
        rf"|\b(?P<year5>{_YEAR})\s?[-\u2013]\s?(?:{_YEAR}|\d\d)\b)",
        rf"(?P<yearly>{leads}{parts}(?:the\s+)?(?:(?:{season})\s+(?:of\s+)?)?\b(?P<year6>{_YEAR})"
        r"(?![\d,./]\d|\s?[-\u2013]\s?\d\d|\w|%)(?:['\u2019]s)?)",
        rf"(?P<deictic>\b(?:{_any(lists.near)}\s+)?{_any(lists.spoken)}{period}\b)",
        rf"(?P<relative>{leads}(?:\b{_any(lists.adverbs)}\s+)?(?:\bin\s+)?(?:the\s+)?"
        rf"\b(?P<which>{_any(lists.which)})\s+(?:{count}\s+)?"
        rf"(?P<unit>{dated}|{season}|{'|'.join(lists.day_parts)})s?(?:['\u2019]s)?\b)",
        rf"(?P<counted>\b(?:{_any(lists.amounts)}\s+)?\b(?:(?P<count>{count})\s+"
        rf"(?P<unit2>{units})s?|(?P<unit3>{units})s)\s+(?P<side>{_any(lists.sides)})\b)",
        rf"(?P<era>{leads}\b\d{{1,4}}\s?(?:BCE?|B\.C\.)(?!\w))",
        rf"(?P<inday>\b{_any(lists.within_adverbs)}\s+{_any(lists.within_leads)}\s+(?:the\s+)?"
        rf"(?:same\s+)?{_any(lists.within_units)}\b)",
        rf"(?P<span>\b{_any(lists.span_leads)}\s+(?:the\s+)?"
        rf"(?:{dated}|{'|'.join(lists.lasting_hours)})s?\b)",
    ]


@cache
def time_patterns(lists: TimeLists) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of time expressions, and one that finds their telling words fast."""
    telling = "|".join((*lists.weekdays, *lists.months, *lists.month_abbreviations, *lists.seasons))
    units = "|".join(lists.units)
    words = rf"\b(?:{telling}|(?:{units})s?|{_any(lists.hints)})\b"
    hint = rf"\d{{4}}|\d ?B\.?C|\d[./]\d{{1,2}}[./]\d|{words}"
    whole = "|".join(_alternatives(lists))
    return re.compile(whole, re.IGNORECASE), re.compile(hint, re.IGNORECASE)
