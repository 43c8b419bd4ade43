"""The forms of English time expressions, as one regular expression with a group for each class."""

import re
from functools import cache

from summarise.vocabulary import Vocabulary

_UNITS = "second|minute|hour|day|night|week|weekend|fortnight|month|year|decade|century"
_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
_DAY = r"\d{1,2}"
_ORDINAL = "(?:st|nd|rd|th)?"


def _any(words: str) -> str:
    """Return a group of the words, commas between them."""
    return "(?:" + "|".join(word.strip() for word in words.split(",")) + ")"


COUNT = _any(
    r"an?, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, several, few,"
    r"a few, some, many, a couple of, \d+"
)
_LEAD = _any(
    "on, in, since, by, until, till, from, before, after, during, around, for,"
    "through, between, over, throughout, within"
)
_PART = _any(
    "late, early, mid, middle of, end of, start of, beginning of, first half of, second half of,"
    "last half of, latter half of, summer of, spring of, winter of, autumn of, fall of, eve of,"
    "night of, morning of, evening of, afternoon of"
)
_HOURS = _any("morning, afternoon, evening, night, lunchtime, noon, midnight")
_LEADS = rf"(?:{_LEAD}\s+)?"
_PARTS = rf"(?:(?:the\s+)?{_PART}[\s-]+)?"
_PERIOD = rf"(?:\s+{_HOURS})?"


def _alternatives(words: Vocabulary) -> list[str]:
    short = [name.capitalize() for name in words.month_abbreviations]
    long = [name.capitalize() for name in words.months]
    month = "|".join([*long, *(rf"{name}\." for name in short), *short])
    day = "|".join(name.capitalize() for name in words.weekdays)
    season = "|".join(words.seasons)
    recent = _any(
        "last, next, this, past, previous, following, coming, same, that, recent, current"
    )
    near = _any("earlier, later, late, early, since, until, by, from")
    spoken = _any(
        "the day before yesterday, the day after tomorrow, yesterday, today, tomorrow, tonight,"
        "last night, overnight"
    )
    amount = _any("about, around, more than, nearly, almost, over, less than, just, some")
    side = _any("ago, earlier, later, before, after, afterwards, since, from now")
    month_day = (
        rf"(?P<month>{month})\s+(?P<day>{_DAY}){_ORDINAL}(?!\d|,\d)(?:,?\s+(?P<year>{_YEAR}))?"
    )
    day_month = (
        rf"(?:the\s+)?(?P<day2>{_DAY}){_ORDINAL}\s+(?:of\s+)?(?P<month2>{month})"
        rf"(?:,?\s+(?P<year2>{_YEAR}))?"
    )
    return [
        rf"(?P<dated>{_LEADS}{_PARTS}(?:(?:{day}),?\s+)?(?:{month_day}|{day_month})\b)",
        rf"(?P<monthly>{_LEADS}{_PARTS}(?:(?:last|next|this)\s+)?(?P<month3>{month})"
        rf"(?:,?\s+(?:of\s+)?(?P<year3>{_YEAR}))?(?!\w))",
        rf"(?P<weekday>{_LEADS}(?:(?:early|late|last|next|this|the following|the previous)\s+)"
        rf"{{0,3}}(?P<day3>{day}){_PERIOD}\b)",
        rf"(?P<decade>{_LEADS}{_PARTS}(?:the\s+)?(?:(?:late|early|mid)[\s-]+)?"
        r"(?P<tens>(?:1[5-9]|20)\d0)s\b)",
        rf"(?P<range>(?:from|between)\s+(?P<year4>{_YEAR})\s*(?:to|and|until|-|\u2013)\s*{_YEAR}\b"
        rf"|\b(?P<year5>{_YEAR})\s?[-\u2013]\s?(?:{_YEAR}|\d\d)\b)",
        rf"(?P<yearly>{_LEADS}{_PARTS}(?:the\s+)?(?:(?:{season})\s+(?:of\s+)?)?\b(?P<year6>{_YEAR})"
        r"(?![\d,.]\d|\w|%)(?:['\u2019]s)?)",
        rf"(?P<deictic>\b(?:{near}\s+)?{spoken}{_PERIOD}\b)",
        rf"(?P<relative>{_LEADS}(?:(?:earlier|later|early|late)\s+)?(?:in\s+)?(?:the\s+)?"
        rf"\b(?P<which>{recent})\s+(?:{COUNT}\s+)?"
        rf"(?P<unit>{_UNITS}|{season}|morning|afternoon|evening)s?(?:['\u2019]s)?\b)",
        rf"(?P<counted>\b(?:{amount}\s+)?\b(?P<count>{COUNT})\s+(?P<unit2>{_UNITS})s?\s+"
        rf"(?P<side>{side})\b)",
        r"(?P<inday>\b(?:earlier|later)\s+(?:in|on|that|this|the)\s+(?:the\s+)?(?:same\s+)?"
        r"(?:day|week|month|year|morning|evening|night)\b)",
        rf"(?P<span>\b(?:over|within|around|at|during)\s+(?:the\s+)?(?:{_UNITS}|midnight|noon)s?\b)",
    ]


@cache
def time_patterns(words: Vocabulary) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of time expressions, and one that finds their telling words fast."""
    telling = "|".join((*words.weekdays, *words.months, *words.month_abbreviations, *words.seasons))
    other = _any(
        "morning, afternoon, evening, lunchtime, yesterday, today, tomorrow, tonight, overnight,"
        "midnight, noon"
    )
    hint = rf"\d{{4}}|\b(?:{telling}|(?:{_UNITS})s?|{other})\b"
    whole = "|".join(_alternatives(words))
    return re.compile(whole, re.IGNORECASE), re.compile(hint, re.IGNORECASE)
