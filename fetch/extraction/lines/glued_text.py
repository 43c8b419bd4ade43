# ruff: noqa: RUF001 - pages write these dashes and quotes
"""Part text that a page or its data glued together: paragraphs, headline, byline and date. Pure."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from fetch.text.blocks import Block, letters_of

_NEXT = r"(?=[\"“‘«„(]?[^\W\d_a-z](?:[^\W\d_A-Z]|\s))"
_GLUE = re.compile(rf"(?<=[^\W_A-Z][.!?…]){_NEXT}|(?<=[^\W_][.!?…][\"”’»)]){_NEXT}")
_SHORT_FORM = re.compile(
    r"(?:^|[^\w])(?:[^\W\d_]|mrs?|ms|dr|st|prof|gen|col|lt|sgt|rev|hon|sen|rep|gov|no|vs|inc"
    r"|nr)\.$",
    re.IGNORECASE,
)
_PART_WORDS = 5
_MOST_PARTS = 3000
"""No article has more paragraphs; each of them is looked at by every rule for boilerplate."""
_LOOK_AHEAD = 200
_HEADLINE_LETTERS = 12
_HEAD_BLOCKS = 3
_NAME = r"(?:[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'’.-]+|Ma?c[A-Z][a-z]+|O['’][A-Z][a-z]+|[A-Z]\.)"
_BYLINE = re.compile(
    rf"\s*(?i:by|von|par|por|di|door|af|av|text)\s*:?\s+{_NAME}(?:\s{_NAME}){{1,3}}"
    rf"(?:(?:,| and| und| et| y| e| och| og| en)\s{_NAME}(?:\s{_NAME}){{1,3}}){{0,3}}"
)
_GLUED_BEHIND = re.compile(
    r"(?<=[^\W\d_A-Z.])(?=(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s)|(?<=[.!?])(?=By\s)"
)
_WEEKDAY = r"(?:[A-Z\u00c0-\u00de]?[^\W\d_]{2,11}\.?,\s*)?"
_DATE = re.compile(
    rf"[\s,|·•–—-]*(?i:published|updated|posted|on)?:?\s*{_WEEKDAY}"
    r"(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+[^\W\d_]{3,10}(?:\s+\d{4})?"
    r"|[A-Z][^\W\d_]{2,9}\s+\d{1,2},?\s+\d{4}"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4})(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:\s*[apAP]\.?[mM]\.?)?)?"
)


def part_glued(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text whose sentences follow each other without a blank between."""
    begin = parts = 0
    for match in _GLUE.finditer(text):
        if parts >= _MOST_PARTS:
            break
        at = match.start()
        before = text[begin:at]
        if _SHORT_FORM.search(before[-8:]) or len(before.split()) < _PART_WORDS:
            continue
        if len(text[at : at + _LOOK_AHEAD].split()) < _PART_WORDS:
            continue
        yield before.strip()
        begin = at
        parts += 1
    yield text[begin:].strip()


def _after_title(text: str, titles: Sequence[str]) -> int:
    """Return where a headline ends that a text begins with, 0 for none."""
    for title in titles:
        wanted = letters_of(title)
        if len(wanted) < _HEADLINE_LETTERS:
            continue
        end, seen = 0, ""
        while end < len(text) and len(seen) < len(wanted):
            seen += letters_of(text[end])
            end += 1
        if seen == wanted and end < len(text):
            while end < len(text) and text[end] in '?!.…"”’»':
                end += 1
            return end
    return 0


def _is_glued(rest: str) -> bool:
    return bool(rest) and (rest[0].isupper() or rest[0] in '"“‘«„') and rest[0] != " "


def _without_byline_behind(text: str) -> str:
    """Return a line without a byline and a date that are glued to its end."""
    for match in _GLUED_BEHIND.finditer(text):
        byline = _BYLINE.match(text, match.start())
        if byline is None:
            continue
        date = _DATE.match(text, byline.end())
        # "Rugby Union" ends in small letters that begin no byline.
        if date is None and text[match.start()].islower():
            continue
        if not text[date.end() if date else byline.end() :].strip(" ,|·•–—-"):
            return text[: match.start()].rstrip()
    return text


def without_glued_byline(title: str, titles: Sequence[str]) -> str:
    """Return a headline without the byline and date that its element glued to it."""
    shorter = [form for form in titles if len(form) < len(title)]
    if _after_title(title, shorter) and not _without_head(title, shorter):
        return title[: _after_title(title, shorter)]
    return _without_byline_behind(title)


def _without_head(text: str, titles: Sequence[str]) -> str:
    """Return a paragraph without the headline, byline and date that are glued to it."""
    title_end = _after_title(text, titles)
    rest = text[title_end:]
    byline = _BYLINE.match(rest)
    after = rest[byline.end() :] if byline else rest
    date = _DATE.match(after)
    body = after[date.end() :] if date else after
    has_glue = _is_glued(rest) if title_end else False
    if byline and (title_end or _is_glued(after) or (date and _is_glued(body))):
        return body.strip(" ,|·•–—-")
    if title_end and (has_glue or (date and (not body.strip() or _is_glued(body)))):
        return (body if date else rest).strip(" ,|·•–—-")
    return text


def without_glued_heads(blocks: Sequence[Block], titles: Sequence[str]) -> list[Block]:
    """Return `blocks` with the first ones freed of a headline, a byline or a date glued to them."""
    freed: list[Block] = []
    for number, block in enumerate(blocks):
        if number >= _HEAD_BLOCKS:
            freed.append(block)
            continue
        text = _without_byline_behind(_without_head(block.text, titles))
        if text:
            freed.append(block if text == block.text else replace(block, text=text))
    return freed
