"""Tell whether a text writes 11/12/2026 with the day or with the month first."""

import re
from functools import cache

from summarise.lexicon.fact_lists import TimeLists

MOST_MONTHS = 12
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/\d{4}(?![\d/])")


@cache
def _written(lists: TimeLists) -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(name.capitalize() for name in (*lists.months, *lists.month_abbreviations))
    return (
        re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{months})\b"),
        re.compile(rf"\b(?:{months})\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?!:)"),
    )


def is_day_first(text: str, language: str, lists: TimeLists) -> bool | None:
    """Return whether the day stands before the month, None if neither text nor feed tells.

    What the text's own numbers prove comes first, then the country of the feed's language
    ("en-GB"), then how dates with names of months are written.
    """
    pairs = [(int(m.group(1)), int(m.group(2))) for m in _SLASHED.finditer(text)]
    if not pairs:
        return None
    if any(first > MOST_MONTHS for first, _ in pairs):
        return True
    if any(second > MOST_MONTHS for _, second in pairs):
        return False
    region = language.replace("_", "-").rpartition("-")[2].lower()
    if region in lists.day_first_regions:
        return True
    if region in lists.month_first_regions:
        return False
    day_first, month_first = (len(pattern.findall(text)) for pattern in _written(lists))
    return None if day_first == month_first else day_first > month_first
