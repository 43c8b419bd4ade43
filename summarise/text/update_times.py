"""Skip the time before an entry of a live page: "10.42am: The minister …"."""

import re
from functools import cache

from summarise.lexicon.vocabulary import boilerplate


@cache
def _stamp() -> re.Pattern[str]:
    zones = "|".join(boilerplate().time_zones)
    return re.compile(
        rf"\d{{1,2}}[.:]\d{{2}}\s*(?:[ap]\.?m\b\.?)?\s*(?:{zones})?\s*[:—–-]?\s+"
        r"(?=[“\"\u2018A-Z])"
    )


def after_stamp(text: str, start: int, end: int) -> int:
    """Return where the words begin of a stretch of text that may open with a time."""
    match = _stamp().match(text, start, end)
    return match.end() if match else start
