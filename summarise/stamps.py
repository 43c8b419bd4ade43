"""The time at the head of an entry of a live page: "10.42am: The minister …"."""

import re

_STAMP = re.compile(
    r"\d{1,2}[.:]\d{2}\s*(?:[ap]\.?m\b\.?)?\s*(?:GMT|BST|CET|UTC|E[SD]?T|P[SD]?T)?\s*[:—–-]?\s+"
    r"(?=[“\"\u2018A-Z])"
)


def after_stamp(text: str, start: int, end: int) -> int:
    """Return where the words begin of a stretch of text that may open with a time."""
    match = _STAMP.match(text, start, end)
    return match.end() if match else start
