"""Text blocks of an article: paragraphs, headings, list items. Pure."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern


class BlockKind(StrEnum):
    """What a piece of an article is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    QUOTE = "quote"
    ROW = "row"


class Block(Struct, frozen=True, kw_only=True):
    """One piece of an article in reading order.

    Attributes:
        link_share: share of its characters that are link text, 0 to 1.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    link_share: float = 0.0

    @property
    def word_count(self) -> int:
        """Number of words; for scripts without blanks, about as many as there would be."""
        return count_words(self.text)


_UNSPACED = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff]")
_NO_LETTERS = lazy_pattern(r"[\W_]+")
_CHARACTERS_PER_WORD = 2


def count_words(text: str) -> int:
    """Return the number of words, also of Chinese, Japanese and Thai text."""
    return max(len(text.split()), len(_UNSPACED.findall(text)) // _CHARACTERS_PER_WORD)


def letters_of(text: str) -> str:
    """Return what two spellings of the same line have in common: letters and digits, folded."""
    return _NO_LETTERS.sub("", text.casefold())


def join_blocks(blocks: Iterable[Block]) -> str:
    """Return the text of an article: its pieces joined by a blank line."""
    return "\n\n".join(block.text for block in blocks)


def total_words(blocks: Sequence[Block]) -> int:
    """Return the number of words of all blocks."""
    return sum(block.word_count for block in blocks)
