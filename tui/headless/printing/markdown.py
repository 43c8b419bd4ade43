"""Render a document as Markdown; text from outside is escaped."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import quote

from fetch.text.clean import strip_controls
from tui.headless.browser import is_web_address
from tui.headless.printing.document import (
    Block,
    Code,
    Document,
    Heading,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Weight,
    Words,
    one_line,
)

_SIGNS = re.compile(r"([\\`*_{}\[\]|<>~&$@])")
"""What CommonMark and the usual extensions give a meaning anywhere in a line."""
_AT_THE_START = re.compile(r"^([#+\-=]|\d+(?=[.)]))")
"""What begins a heading or a list; after a number the sign that makes it one."""
_ADDRESS = re.compile(r"(:)(?=//)|((?<=www)\.)", re.IGNORECASE)
"""What makes a link of a bare address."""
_IN_A_LINK = ":/?#@!$&*+,;=%~'-._"
_NESTING = "    "
_FENCES = re.compile("`{3,}")
_DEEPEST = 6


def as_markdown(documents: Sequence[Document]) -> str:
    """Return documents one after another; each begins with its title."""
    blocks: list[str] = []
    for document in documents:
        if document.title:
            blocks.append(f"# {escaped(document.title)}")
        blocks += [_block(it) for it in document.blocks]
    return "\n\n".join(it for it in blocks if it) + "\n"


def escaped(text: str) -> str:
    """Return a text that stands for nothing but itself."""
    return _AT_THE_START.sub(_harmless, _escaped_inside(one_line(strip_controls(text))))


def _escaped_inside(text: str) -> str:
    return _ADDRESS.sub(r"\\\g<0>", _SIGNS.sub(r"\\\g<0>", text))


def _harmless(match: re.Match[str]) -> str:
    return f"{match[1]}\\" if match[1].isdigit() else f"\\{match[1]}"


def _block(block: Block) -> str:
    match block:
        case Heading():
            number = f"{block.number}\\. " if block.number is not None else ""
            return f"{'#' * min(block.level, _DEEPEST)} {number}{_line(block.words)}"
        case Paragraph():
            return _paragraph(block)
        case Listing():
            return "\n".join(_items(block))
        case Quotation():
            return f"{'>' * block.level} {_line(block.words)}"
        case _:
            return _set_apart(block)


def _set_apart(block: Table | Code | Picture) -> str:
    match block:
        case Table():
            return "\n".join(_rows(block))
        case Code():
            return _fenced(block.text)
        case Picture():
            return f"Picture: {_linked(escaped(block.caption) or 'picture', block.url)}"


def _paragraph(block: Paragraph) -> str:
    words = _line(block.words)
    return f"*{words}*" if block.is_quiet and words and _is_plain(block.words) else words


def _is_plain(line: Line) -> bool:
    """Whether a line can be put in one emphasis: nothing in it ends or begins one."""
    return all(it.weight is Weight.PLAIN and not it.url for it in line)


def _line(line: Line) -> str:
    """Return words of a line; blanks at the ends of inked words stay outside their signs."""
    made = "".join(_inked(words) for words in _merged(line))
    return _AT_THE_START.sub(_harmless, made.strip())


def _merged(line: Line) -> Iterator[Words]:
    # Marks are nothing to Markdown: what they cut is one again, or signs would stand in words.
    for (weight, url), group in groupby(line, key=lambda it: (it.weight, it.url)):
        yield Words(text="".join(it.text for it in group), weight=weight, url=url)


def _inked(words: Words) -> str:
    text = " ".join(strip_controls(words.text).replace("\n", " ").split(" "))
    inner = re.sub(r"\s+", " ", text)
    core = inner.strip()
    if not core:
        return " " if inner else ""
    before, after = inner[: inner.index(core[0])], " " if inner.endswith(" ") else ""
    made = _linked(_escaped_inside(core), words.url)
    match words.weight:
        case Weight.STRONG:
            made = f"**{made}**"
        case Weight.EMPHASIS:
            made = f"*{made}*"
        case Weight.SOURCE:
            return f" — *{made}*"
        case Weight.PLAIN:
            pass
    return before + made + after


def _linked(words: str, url: str) -> str:
    # What is quoted holds no bracket and no blank, so it can't leave the link.
    return f"[{words}]({quote(url, safe=_IN_A_LINK)})" if is_web_address(url) else words


def _items(block: Listing) -> Iterator[str]:
    deepest = 0
    for item in block.items:
        # Deeper by more than one would be code.
        deepest = min(item.level, deepest + 1)
        sign = "-" if item.number is None else f"{item.number}."
        yield f"{_NESTING * (deepest - 1)}{sign} {_line(item.words)}"


def _rows(block: Table) -> Iterator[str]:
    width = max(len(row) for row in block.rows)
    for number, row in enumerate(block.rows):
        cells = [escaped(cell) for cell in (*row, *[""] * (width - len(row)))]
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield f"|{' --- |' * width}"


def _fenced(text: str) -> str:
    clean = strip_controls(text)
    longest = max((len(it) for it in _FENCES.findall(clean)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}\n{clean}\n{fence}"
