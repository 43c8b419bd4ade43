"""Set the code of a tree as its lines, without the numbers that a page puts beside them.

Changes the lxml tree that it is given.
"""

import re
from itertools import pairwise
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs

_NUMBER_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:line-?no(?:s|de)?|line-?numbers?(?:-rows)?|ln(?:-num(?:bers?)?)?|gutter|linenum"
    r"|hljs-ln-numbers|rouge-gutter|blob-num|lnt)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CODE_CLASSES = re.compile(r"(?:^|[\s_-])(?:code|highlight|blob-code|line)", re.IGNORECASE)
_LINE_TAGS = frozenset({"div", "p", "li", "tr"})
_ONLY_NUMBER = re.compile(r"\s*\d{1,6}[.:|]?\s*")
_NUMBERED = re.compile(r"\s{0,8}(\d{1,6})(?:[.:|)]?[ \t]|[.:|)]?$)")
_LEAST_LINES = 3


def _numbers(lines: list[str]) -> list[int]:
    return [int(re.sub(r"\D", "", line)) for line in lines]


def _counts_up(numbers: list[int]) -> bool:
    return all(second == first + 1 for first, second in pairwise(numbers))


def _is_gutter(element: Any) -> bool:
    """Tell whether an element holds nothing but the numbers of lines."""
    lines = [line for line in _text_of(element).split("\n") if line.strip()]
    is_numbers = bool(lines) and all(_ONLY_NUMBER.fullmatch(line) for line in lines)
    return is_numbers and _counts_up(_numbers(lines))


def _text_of(element: Any) -> str:
    """Return the text of code, a line feed where the markup begins another line. Not recursive."""
    pieces: list[str] = []
    for event, part in etree.iterwalk(element, events=("start", "end")):
        is_line = part is not element and (
            part.tag in _LINE_TAGS or (part.tag == "code" and part.getparent() is element)
        )
        if event == "start":
            if part.tag == "br" or (is_line and pieces and not pieces[-1].endswith("\n")):
                pieces.append("\n")
            if part.text:
                pieces.append(part.text)
        elif part is not element:
            goes_on = part.getnext() is not None or bool((part.tail or "").strip())
            if is_line and goes_on and not (pieces and pieces[-1].endswith("\n")):
                pieces.append("\n")
            if part.tail:
                pieces.append(part.tail)
    return "".join(pieces)


def _without_numbers(text: str) -> str:
    """Return code without the numbers at the beginning of every line, if every line has one."""
    lines = text.rstrip().split("\n")
    matches = [_NUMBERED.match(line) for line in lines]
    numbers = [int(match[1]) for match in matches if match]
    if len(lines) < _LEAST_LINES or len(numbers) < len(lines) or not _counts_up(numbers):
        return text
    return "\n".join(
        line[match.end() :] for line, match in zip(lines, matches, strict=True) if match
    )


def _drop_numbers(root: Any) -> None:
    for element in list(root.iter("span", "td", "div", "pre", "a", "th", "ol")):
        if element.getparent() is None:
            continue
        said = (
            f"{element.get('class') or ''} {(element.get('data-line-number') and 'lineno') or ''}"
        )
        if _NUMBER_CLASSES.search(said) and (
            not element.text_content().strip() or _is_gutter(element)
        ):
            element.drop_tree()
    for table in root.iter("table"):
        for cell in list(table.iter("td", "th")):
            if cell.find(".//pre") is not None and _is_gutter(cell):
                cell.drop_tree()


def _join_rows(table: Any) -> None:
    """Make one piece of code of a table that has a row for each line."""
    rows = list(table.iter("tr"))
    cells = [[it for it in row if it.tag in {"td", "th"}] for row in rows]
    if len(rows) < _LEAST_LINES or any(len(one) != 1 for one in cells):
        return
    if table.find(".//pre") is not None:
        return
    if not all(_CODE_CLASSES.search(one[0].get("class") or "") for one in cells):
        return
    text = "\n".join(_text_of(one[0]).strip("\n") for one in cells)
    tail = table.tail
    for child in list(table):
        table.remove(child)
    table.tag, table.text, table.tail = "pre", text, tail


def set_code_lines(root: Any) -> None:
    """Give every piece of code its lines, and take out the numbers beside them."""
    if root.find(".//pre") is None and root.find(".//table") is None:
        return
    _drop_numbers(root)
    for table in list(root.iter("table")):
        _join_rows(table)
    for code in list(root.iter("pre")):
        if code.getparent() is None or next(code.iterancestors("pre"), None) is not None:
            continue
        text = _without_numbers(_text_of(code))
        for child in list(code):
            code.remove(child)
        code.text = text
