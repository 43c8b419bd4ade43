"""Render documents as plain text, with the addresses below the text."""

import textwrap
from collections.abc import Iterator, Sequence

from fetch.text.clean import strip_controls
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
    one_line,
)

WIDTH = 80
_INDENT = "   "
_DEEPEST = 8
"""Deeper nesting would leave no room for words."""


def as_text(documents: Sequence[Document]) -> str:
    """Return documents in lines of 80 characters; addresses and code keep theirs."""
    printed = ("\n".join(_Printer().lines(document)).strip("\n") for document in documents)
    return strip_controls("\n\n\n".join(printed)) + "\n"


class _Printer:
    """Prints one document and numbers its links, which follow each numbered section."""

    def __init__(self) -> None:
        self._links: list[str] = []
        self._indent = ""

    def lines(self, document: Document) -> Iterator[str]:
        """Return the lines of a document, a blank one between blocks."""
        if document.title:
            yield from self._wrapped(one_line(document.title))
        was_heading = bool(document.title)
        for block in document.blocks:
            is_section = isinstance(block, Heading) and block.number is not None
            if is_section:
                yield from self._addresses()
                self._indent = ""
            is_beside = was_heading and isinstance(block, Listing | Paragraph)
            if not is_beside:
                yield ""
            yield from self._block(block)
            if is_section:
                self._indent = _INDENT
            was_heading = isinstance(block, Heading)
        yield from self._addresses()

    def _addresses(self) -> Iterator[str]:
        if self._links:
            yield ""
        for number, url in enumerate(self._links, 1):
            yield f"{self._indent}[{number}] {url}"
        self._links.clear()

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                number = f"{block.number}. " if block.number is not None else ""
                yield from self._wrapped(self._words(block.words), number, " " * len(number))
            case Paragraph():
                yield from self._wrapped(self._words(block.words))
            case Listing():
                yield from self._items(block)
            case Quotation():
                bar = "> " * min(block.level, _DEEPEST)
                yield from self._wrapped(self._words(block.words), bar, bar)
            case Table():
                for row in block.rows:
                    yield from self._wrapped(" | ".join(row), "", "    ")
            case Code():
                yield from (f"{self._indent}    {line}" for line in block.text.splitlines())
            case Picture():
                words = f"Picture: {block.caption} [{self._number(block.url)}]"
                yield from self._wrapped(words)

    def _items(self, block: Listing) -> Iterator[str]:
        for item in block.items:
            sign = "- " if item.number is None else f"{item.number}. "
            depth = min(item.level, _DEEPEST) - (1 if self._indent else 0)
            first = "  " * depth + sign
            yield from self._wrapped(self._words(item.words), first, " " * len(first))

    def _words(self, line: Line) -> str:
        made: list[str] = []
        for words in line:
            text = f" [{words.text}]" if words.weight is Weight.SOURCE else words.text
            # An address that is written out needs no number.
            is_shown = not words.url or words.url == words.text
            made.append(text if is_shown else f"{text} [{self._number(words.url)}]")
        return one_line("".join(made))

    def _number(self, url: str) -> int:
        if url not in self._links:
            self._links.append(url)
        return self._links.index(url) + 1

    def _wrapped(self, words: str, first: str = "", others: str = "") -> list[str]:
        return textwrap.wrap(
            words,
            WIDTH,
            initial_indent=self._indent + first,
            subsequent_indent=self._indent + others,
            break_long_words=False,
            break_on_hyphens=False,
        )
