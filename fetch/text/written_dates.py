"""Read the days from a line as pages write them for readers, in many languages. Pure.

A feed's date is read whole and in any order (`fetch.text.date_spellings`); a line of a page is
searched for days that are written out in full, for a wrong one is worse there than none.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from fetch.text.date_words import ERAS, fold, month_of

# Vowel signs are no letters to `re`: whatever ends no word may stand in one.
_WORD = r"[^\W\d_][^\s\d.,:;/()_-]{2,14}\.?"
_YEAR = r"(?:19|20|25)\d\d"
_BUDDHIST_YEARS = 543
_FIRST_BUDDHIST_YEAR = 2500
_LAST_MONTH = 12
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d)(?P<y>{_YEAR})[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        rf"(?<!\d)(?P<a>\d{{1,2}})(?P<sign>[./-])\s?(?P<b>\d{{1,2}})[./-]\s?(?P<y>{_YEAR})(?!\d)",
        rf"(?P<era>{'|'.join(ERAS)})\s?(?P<y>\d{{1,3}}|元)\s?年\s?(?P<m>\d{{1,2}})\s?月\s?(?P<d>\d{{1,2}})\s?日",
        rf"(?P<y>{_YEAR})\s?[年년]\s?(?P<m>\d{{1,2}})\s?[月월]\s?(?P<d>\d{{1,2}})\s?[日일]",
        rf"(?<!\d)(?P<d>\d{{1,2}})\s+tháng\s+(?P<m>\d{{1,2}}),?\s+(?:năm\s+)?(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+|ב)?(?P<n>{_WORD}),?\s+"
        rf"(?:de[l]?\s+)?(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\w)(?P<n>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>{_YEAR})(?!\d)",
        rf"(?<!\d)(?P<y>{_YEAR})\.?\s+(?:m\.\s)?(?P<n>{_WORD})\s+(?P<d>\d{{1,2}})(?![\d:])",
        rf"(?<!\d)(?P<d>\d{{1,2}})[- ](?P<n>{_WORD})[- ](?P<y>{_YEAR})(?!\d)",
    )
)


def _month(name: str, language: str) -> int:
    return month_of((fold(name.rstrip(".")),), language)


def _year(parts: dict[str, str]) -> int:
    if "era" in parts:
        return ERAS[parts["era"]] + int(parts["y"].replace("元", "1"))
    year = int(parts["y"])
    return year - _BUDDHIST_YEARS if year >= _FIRST_BUDDHIST_YEAR else year


def _day(match: re.Match[str], language: str) -> datetime | None:
    parts = match.groupdict()
    if "a" in parts:
        day, month = int(parts["a"]), int(parts["b"])
        is_swapped = language == "en-us" and parts["sign"] == "/"
        if (is_swapped and day <= _LAST_MONTH) or month > _LAST_MONTH:
            day, month = month, day
    else:
        day = int(parts["d"])
        month = int(parts["m"]) if parts.get("m") else _month(parts["n"], language)
    try:
        return datetime(_year(parts), month, day, tzinfo=UTC)
    except ValueError:
        return None


def _with_plain_digits(line: str) -> str:
    """Return a line of the same length with the digits of all scripts as ASCII has them."""
    if line.isascii():
        return line
    return "".join(str(int(it)) if it.isdecimal() else it for it in line)


def days_in(line: str, language: str = "") -> Iterator[tuple[int, datetime]]:
    """Yield the days that a line names in full, each with its place.

    Arguments:
        language: the page's: it decides which month "listopada" is, and whether 03/04/2026 is the
            fourth of March, as in the United States.
    """
    language = language.lower().replace("_", "-")
    line = _with_plain_digits(line)
    found: dict[int, datetime] = {}
    taken: list[tuple[int, int]] = []
    for form in _FORMS:
        for match in form.finditer(line):
            start, end = match.span()
            if any(start < high and low < end for low, high in taken):
                continue
            if (day := _day(match, language)) is not None:
                found[start] = day
                taken.append((start, end))
    yield from sorted(found.items())
