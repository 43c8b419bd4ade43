"""The text of a shortened sentence."""

from fetch.lazy_pattern import lazy_pattern
from summarise.model import KeyPoint

SHORTENED = "…"
"""What stands after a sentence that is not shown whole."""

_FIRST_WORD = lazy_pattern(r"[\"“\u2018'(\[]*([^\W\d_]+)")


def short_form(text: str, point: KeyPoint) -> str:
    """Return the short form of a point of a text on one line; "" if it is shown whole."""
    short = " ".join("".join(span.of(text) for span in point.shown).split())
    return with_capital(short) if begins_later(point) else short


def begins_later(point: KeyPoint) -> bool:
    """Whether the short form of a point begins within the sentence."""
    return bool(point.shown) and point.shown[0].start > point.span.start


def with_capital(text: str) -> str:
    """Return a text that begins with a word in small letters with a capital."""
    match = _FIRST_WORD.match(text)
    if match is None or not match.group(1).islower():
        return text
    at = match.start(1)
    upper = text[at].upper()
    return f"{text[:at]}{upper}{text[at + 1 :]}" if len(upper) == 1 else text
