"""Write plain text as HTML: its paragraphs, lists, quotations, headings and lines. Pure.

Plain text is wrapped by whoever sends it, so most of its line breaks mean nothing. Those that mean
something are told by the lines around them.
"""

import html
import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import pairwise

_BULLET = re.compile(r"\s{0,8}[*•‣-]\s+(?=\S)")
_NUMBER = re.compile(r"\s{0,8}\d{1,3}[.)]\s+\S")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_RULE = re.compile(r"\s*([=~_*#-])(?:\s?\1){2,}\s*")
_MAIL_HEADER = re.compile(r"(?:From|To|Cc|Date|Sent|Subject|Reply-To): \S")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"'”’)\]]?$")
_WIDEST_WRAP = 80
"""A program that wraps lines makes none longer; a longer one is a whole paragraph."""
_NARROWEST_WRAP = 40
_SHORT = 0.6
"""A line with less of the width than this was ended on purpose."""


class _Kind(StrEnum):
    """Which element a line stands in."""

    PARAGRAPH = "p"
    ITEM = "li"
    QUOTATION = "blockquote"
    RULE = "hr"


def html_of_plain_text(text: str) -> str:
    """Return the text as HTML."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    wrapped = (len(it) for it in lines if len(it) <= _WIDEST_WRAP and "://" not in it)
    width = max((_NARROWEST_WRAP, *wrapped))
    return "".join(element for block in _blocks(lines) for element in _elements(block, width))


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines that stand between empty ones, or the line above a signature."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip() not in {"", "--"}:
            block.append(line)
        elif block:
            yield block
            block = []


def _elements(block: list[str], width: int) -> Iterator[str]:
    groups = list(_groups(block, width))
    is_in_list = False
    for (kind, lines), after in zip(groups, (*groups[1:], None), strict=True):
        if (kind is _Kind.ITEM) != is_in_list:
            yield "</ul>" if is_in_list else "<ul>"
            is_in_list = not is_in_list
        if kind is _Kind.ITEM:
            yield f"<li>{_escaped([_BULLET.sub('', lines[0], count=1), *lines[1:]])}</li>"
        elif kind is _Kind.QUOTATION:
            inner = [_QUOTED.sub("", line, count=1) for line in lines]
            quoted = (it for part in _blocks(inner) for it in _elements_of_quotation(part, width))
            yield f"<blockquote>{''.join(quoted)}</blockquote>"
        elif kind is _Kind.PARAGRAPH:
            is_heading = len(lines) == 1 and after is not None and after[0] is _Kind.RULE
            yield f"<h2>{_escaped(lines)}</h2>" if is_heading else f"<p>{_escaped(lines)}</p>"
    if is_in_list:
        yield "</ul>"


def _elements_of_quotation(block: list[str], width: int) -> Iterator[str]:
    """Yield paragraphs only: quotations in quotations could stand in one another without end."""
    lines = [block[0]]
    for line, after in pairwise(block):
        if not _is_wrapped(line, after, width):
            yield f"<p>{_escaped(lines)}</p>"
            lines = []
        lines.append(after)
    yield f"<p>{_escaped(lines)}</p>"


def _groups(block: list[str], width: int) -> Iterator[tuple[_Kind, list[str]]]:
    """Yield the lines that belong together, with the element that they are."""
    kind, lines = _kind(block[0]), [block[0]]
    for line, after in pairwise(block):
        kind_after = _kind(after)
        if kind is _Kind.QUOTATION or kind_after is not _Kind.PARAGRAPH:
            goes_on = kind is kind_after is _Kind.QUOTATION
        else:
            goes_on = kind is not _Kind.RULE and _is_wrapped(line, after, width)
            if _NUMBER.match(after) and _NUMBER.match(lines[0]):
                goes_on = False
        if not goes_on:
            yield kind, lines
            kind, lines = kind_after, []
        lines.append(after)
    yield kind, lines


def _kind(line: str) -> _Kind:
    if _RULE.fullmatch(line):
        return _Kind.RULE
    if _QUOTED.match(line):
        return _Kind.QUOTATION
    return _Kind.ITEM if _BULLET.match(line) else _Kind.PARAGRAPH


def _is_wrapped(line: str, after: str, width: int) -> bool:
    """Return whether a line ends only because it was full."""
    if len(line) > _WIDEST_WRAP or len(line) < _SHORT * width or _MAIL_HEADER.match(after):
        return False
    would_fit = len(line) + 1 + len(after.split(maxsplit=1)[0]) <= width
    return not (would_fit and (_ENDS_SENTENCE.search(line) or _NUMBER.match(after)))


def _escaped(lines: list[str]) -> str:
    return html.escape(" ".join(" ".join(lines).split()))
