"""Find where a text begins behind the headline, and the page's dates, that stand on its line.

Feeds and extractors often give an article as one line that begins with its headline, without a mark
after it: "Ferry aground Published May 4, 2026 A ferry ran aground …".
"""

import re

LEAST_HEADLINE_WORDS = 2
_ENDED = (".", "!", "?", ":", ",", ";")
_BEGINNING = re.compile(r"\s+(?=[A-Z0-9\"'“\u2018(])")
_MONTHS = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAYS = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b"
_CLOCK = r"\d{1,2}\s?[:.]\s?\d\d(?:\s?[:.]\s?\d\d)?(?:\s?[ap]\.?\s?m\b\.?)?(?:\s?hrs\b)?"
_ZONE = r"(?:GMT|UTC|[BI]ST|CET|[ECMP][SD]?T)\b"
_NUMBER = r"\d{1,4}(?:st|nd|rd|th)?\b"
_TOKEN = (
    rf"(?:{_DAYS}|{_MONTHS}|{_CLOCK}|{_ZONE}|{_NUMBER}|(?:at|on|ago|years?|days|hours)\b|[,|/-])"
)
_STAMP = re.compile(
    r"(?P<told>(?:first |last |article )?(?:published|posted|updated|modified|created)\b\s*:?)?"
    rf"\s*(?P<date>(?:{_TOKEN}\s*)+)(?=\S|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LETTERS = re.compile(r"[A-Za-z]{3}|/")
_PREPOSITION = re.compile(r"(?:on|at)\b", re.IGNORECASE)
_OPENS = re.compile(r"[A-Z\"'“\u2018(]")


def glued_parts(line: str, title: str) -> tuple[int, int]:
    """Return where a line's headline ends, and where what it tells begins; 0 where there is none.

    Args:
        line: the first paragraph of a text.
        title: its headline; a line that says it as a sentence of its own has nothing glued to it.
    """
    end = _end_of_headline(line, title)
    begin = _BEGINNING.match(line, end) if end else None
    start = begin.end() if begin is not None else end
    while (after := _after_stamp(line, start)) > start:
        start = after
    return end, start


def _end_of_headline(line: str, title: str) -> int:
    """Return where the headline ends that a line begins with, if more follows it at once."""
    words = title.split()
    if len(words) < LEAST_HEADLINE_WORDS or title.rstrip().endswith(_ENDED):
        return 0
    match = re.match(r"\s+".join(map(re.escape, words)), line)
    if match is None or _BEGINNING.match(line, match.end()) is None:
        return 0
    return match.end()


def _after_stamp(line: str, start: int) -> int:
    """Return where a line goes on after a date of the page that stands at a place."""
    match = _STAMP.match(line, start)
    if match is None or not _OPENS.match(line, match.end()):
        return start
    date = match["date"]
    is_whole = bool(_YEAR.search(date)) and bool(_LETTERS.search(date))
    is_phrase = _PREPOSITION.match(date) is not None  # "On 4 May 2026 the ferry ran aground."
    return match.end() if match["told"] or (is_whole and not is_phrase) else start
