# ruff: noqa: RUF001 - the names of months as pages write them
"""Read the day from a line as pages write it for readers, in several languages. Pure."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

# By the first letters of a month's name: enough to tell the months of these languages apart.
_MONTHS = {
    1: "jan|ene|gen|jän|янв|sty|led|ocak|tammi",
    2: "feb|fév|fev|фев|lut|únor|şub|helmi",
    3: "mar|mär|maa|mrt|мар|břez|бер",
    4: "apr|avr|abr|апр|kwi|dub|nis",
    5: "may|mai|maj|mei|mag|мая|май|květ|touko|трав",
    6: "jun|juin|giu|июн|cze|červn|haz|kesä|черв",
    7: "jul|juil|lug|июл|lip|červen|tem|heinä|лип",
    8: "aug|aoû|aou|ago|авг|sie|srp|ağu|elo|серп",
    9: "sep|set|сен|wrz|září|eyl|syys|вер",
    10: "oct|okt|ott|out|окт|paź|říj|eki|loka|жовт",
    11: "nov|ноя|lis|kas|marras",
    12: "dec|dez|déc|dic|des|дек|gru|pros|ara|joulu|груд",
}
_NAMED = {
    month: re.compile(rf"(?:{starts})[^\W\d_]*\.?", re.IGNORECASE)
    for month, starts in _MONTHS.items()
}
_WORD = r"[^\W\d_]{3,12}\.?"
_YEAR = r"(?:19|20)\d\d"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<a>\d{{1,2}})(?P<sign>[./-])\s?(?P<b>\d{{1,2}})[./-]\s?(?P<y>{_YEAR})(?!\d)",
        rf"(?P<y>{_YEAR})\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+)?(?P<n>{_WORD}),?\s+"
        rf"(?:de[l]?\s+)?(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\w)(?P<n>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})[- ](?P<n>{_WORD})[- ](?P<y>{_YEAR})(?!\d)",
    )
)
_LAST_MONTH = 12


def _month(name: str) -> int:
    return next((month for month, form in _NAMED.items() if form.fullmatch(name)), 0)


def _day(match: re.Match[str], *, has_month_first: bool) -> datetime | None:
    parts = match.groupdict()
    if "a" in parts:
        day, month = int(parts["a"]), int(parts["b"])
        is_swapped = has_month_first and parts["sign"] == "/"
        if (is_swapped and day <= _LAST_MONTH) or month > _LAST_MONTH:
            day, month = month, day
    else:
        day = int(parts["d"])
        month = int(parts["m"]) if parts.get("m") else _month(parts["n"])
    try:
        return datetime(int(parts["y"]), month, day, tzinfo=UTC)
    except ValueError:
        return None


def days_in(line: str, *, has_month_first: bool = False) -> Iterator[tuple[int, datetime]]:
    """Yield the days that a line names in full, each with its place.

    Arguments:
        has_month_first: 03/04/2026 is the fourth of March, as in the United States.
    """
    found: dict[int, datetime] = {}
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(line):
            start, end = match.span()
            if any(start < high and low < end for low, high in taken):
                continue
            if (day := _day(match, has_month_first=has_month_first)) is not None:
                found[start] = day
                taken.append((start, end))
    yield from sorted(found.items())
