"""A page of the manual as data; it is drawn as roff, plain text or Markdown."""

from msgspec import Struct


class Heading(Struct, frozen=True, kw_only=True):
    """The title of a part; of a part of a part at level 2."""

    text: str
    level: int = 1


class Paragraph(Struct, frozen=True, kw_only=True):
    """Words that are filled to lines.

    Attributes:
        is_typed: whether they are what one types.
    """

    text: str
    is_typed: bool = False


class Definition(Struct, frozen=True, kw_only=True):
    """A term, and what it is."""

    term: str
    text: str


class Example(Struct, frozen=True, kw_only=True):
    """Lines that stay as they are."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Definition | Example


class ManualPage(Struct, frozen=True, kw_only=True):
    """One page.

    Attributes:
        section: the manual's section, 1 for programs.
        summary: what it is about, in a few words.
        version: of the program.
    """

    name: str
    section: int
    summary: str
    version: str
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """Its name with its section, as other pages name it."""
        return f"{self.name}({self.section})"

    @property
    def file_name(self) -> str:
        """What the file of its roff is called."""
        return f"{self.name}.{self.section}"
