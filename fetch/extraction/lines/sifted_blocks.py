"""An article's blocks and its boilerplate, and what the page's tree says about each line."""

from collections.abc import Mapping

from msgspec import Struct, field

from fetch.layout import RemovalReason
from fetch.text.blocks import Block, letters_of


class Surroundings(Struct, frozen=True, kw_only=True):
    """What the page's tree says of its lines.

    Attributes:
        beside: how often a line, by its letters, stands in the element that holds the story.
        names: the letters of the authors' names.
    """

    beside: Mapping[str, int] = field(default_factory=dict)
    names: frozenset[str] = frozenset()

    def has(self, block: Block) -> bool:
        """Tell whether a line stands beside the paragraphs of the story."""
        return letters_of(block.text) in self.beside

    def is_name(self, block: Block) -> bool:
        """Tell whether a line is the name of an author."""
        return letters_of(block.text) in self.names


UNKNOWN = Surroundings()


class RemovedBlock(Struct, frozen=True, kw_only=True):
    """A block that was taken out, and how many of those that were kept stand before it."""

    block: Block
    reason: RemovalReason
    before: int


class Sifted(Struct, frozen=True, kw_only=True):
    """The blocks of an article, and those of the page's boilerplate."""

    kept: list[Block]
    removed: list[RemovedBlock] = field(default_factory=list)
