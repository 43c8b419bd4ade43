"""Render documents for screen readers, one statement per line.

Lines are not wrapped. Symbols that would be read aloud (bullets, bars, brackets) are replaced by
words, a cell comes with its column's name, and addresses stand at the end by number.
"""

from collections.abc import Iterator, Sequence

from fetch.text.clean import strip_controls
from tui.headless.printing.document import (
    Block,
    Code,
    Document,
    Heading,
    Item,
    Line,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Weight,
    one_line,
)


def as_plain(documents: Sequence[Document]) -> str:
    """Return documents with one thought a line, and a blank line between documents."""
    printed = ("\n".join(_Speaker().lines(document)) for document in documents)
    return strip_controls("\n\n".join(printed)) + "\n"


class _Speaker:
    """Says one document and numbers its links."""

    def __init__(self) -> None:
        self._links: list[str] = []

    def lines(self, document: Document) -> Iterator[str]:
        """Return the lines of a document; none of them is empty."""
        if document.title:
            yield one_line(document.title)
        for block in document.blocks:
            yield from filter(None, self._block(block))
        for number, url in enumerate(self._links, 1):
            yield f"Link {number}: {url}"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                number = f" {block.number}" if block.number is not None else ""
                yield f"Heading{number}: {self._words(block.words)}"
            case Paragraph():
                yield self._words(block.words)
            case Listing():
                yield from self._items(block.items)
            case Quotation():
                yield f"Quotation: {self._words(block.words)}"
            case Table():
                yield from _rows(block)
            case Code():
                yield "Code:"
                yield from (line.rstrip() for line in block.text.splitlines())
                yield "End of code."
            case Picture():
                caption = one_line(block.caption) or "without a caption"
                yield f"Picture: {caption}, link {self._number(block.url)}"

    def _items(self, items: Sequence[Item]) -> Iterator[str]:
        for item in items:
            number = "" if item.number is None else f"{item.number}: "
            depth = f"Level {item.level}: " if item.level > 1 else ""
            yield f"{depth}{number}{self._words(item.words)}"

    def _words(self, line: Line) -> str:
        made: list[str] = []
        for words in line:
            is_source = words.weight is Weight.SOURCE and words.text.strip()
            made.append(f". Source: {words.text.strip()}" if is_source else words.text)
            if words.url and words.url != words.text:
                made.append(f", link {self._number(words.url)}")
        return one_line("".join(made))

    def _number(self, url: str) -> int:
        if url not in self._links:
            self._links.append(url)
        return self._links.index(url) + 1


def _rows(table: Table) -> Iterator[str]:
    """Return a line for each row: what a cell says after what its column is called."""
    head, *rows = table.rows or ((),)
    if not rows:
        yield ", ".join(head)
    for number, row in enumerate(rows, 1):
        cells = [
            f"{head[place]}: {cell}" if place < len(head) and head[place].strip() else cell
            for place, cell in enumerate(row)
            if cell.strip()
        ]
        yield one_line(f"Row {number}: {'; '.join(cells)}")
