"""Make text from the network safe to store, measure and draw. Pure; knows no markup.

Feeds contain control characters, and terminals obey them. So every string passes through here once,
when it arrives.
"""

import re
import unicodedata

from fetch.lazy_pattern import lazy_pattern

MAX_MARKS = 8
"""Combining marks kept on one base: enough for every script, too few to smear a screen."""

_ASCII_JUNK = lazy_pattern(r"[\x00-\x08\x0b-\x1f\x7f]+")
_TAG = "\U000e0000-\U000e007f"
# C0 but tab and line feed, DEL, C1, soft hyphen, bidi controls, zero-width characters without a
# meaning of their own, interlinear annotation, noncharacters, tag characters.
_JUNK = lazy_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff" + _TAG + "]+"
)
_SURROGATES = lazy_pattern("[\ud800-\udfff]")
# White space to markup, a new line to some terminals.
_SEPARATORS = lazy_pattern("[\u2028\u2029]")
# A joiner has a meaning only inside scripts and emoji sequences, never beside an ASCII character.
_STRAY_JOINERS = lazy_pattern("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
_REPEATED_JOINERS = lazy_pattern("([\u200c\u200d])[\u200c\u200d]+")
_LINE_ENDS = lazy_pattern("\r\n?|[\u2028\u2029\x85]")
_BLANK_LINES = re.compile(r"\n{3,}")


# Combining marks are neither letters nor ASCII: a cheap net for runs that may hold too many.
_MARK_RUN = lazy_pattern(rf"[^\w\s\x00-\x7f]{{{MAX_MARKS + 1},}}")
_FOREIGN_RUN = b"?" * (MAX_MARKS + 1)
"""What as many characters beyond ASCII become when they are written in ASCII."""


def _thin_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    mark_count = 0
    for character in match.group():
        is_mark = unicodedata.category(character) in {"Mn", "Me"}
        mark_count = mark_count + 1 if is_mark else 0
        if mark_count <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _clean_unicode(text: str) -> str:
    # All that is taken out is unprintable, and the question costs a tenth of the expressions.
    printed = text.replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
    if not printed.isprintable():
        text = _SURROGATES.sub("\ufffd", text)
        text = _SEPARATORS.sub("\n", text)
        text = _JUNK.sub("", text)
        if "\u200d" in text or "\u200c" in text:
            text = _STRAY_JOINERS.sub("", _REPEATED_JOINERS.sub(r"\1", text))
    if _FOREIGN_RUN not in text.encode("ascii", "replace"):
        return text
    return _MARK_RUN.sub(_thin_marks, text)


def strip_controls(text: str) -> str:
    """Return `text` without control characters, its white space as it was: for markup."""
    return _ASCII_JUNK.sub("", text) if text.isascii() else _clean_unicode(text)


def clean_text(text: str) -> str:
    """Return text of several lines without anything that a terminal or a layout could obey.

    Kept are letters, marks (a few per base), line feeds and single blanks; runs of blanks become
    one, runs of empty lines become one.
    """
    if "\r" in text or not text.isascii():
        text = _LINE_ENDS.sub("\n", text)
    text = strip_controls(text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def clean_line(text: str, *, max_characters: int = 1000) -> str:
    """Return text of one line, cleaned as by `clean_text`, and cut if it is longer."""
    if text.isascii() and text.isprintable():
        line = " ".join(text.split())
    else:
        line = " ".join(clean_text(text).split())
    if len(line) > max_characters:
        line = line[: max_characters - 1].rstrip() + "\u2026"
    return line
