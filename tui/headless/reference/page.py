"""A page of the manual as data; it is drawn as roff, plain text or Markdown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The title of a part; of a part of a part at level 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Words that are filled to lines.

    Attributes:
        is_typed: whether they are what one types.
    """

    text: str
    is_typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A term, and what it is."""

    term: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Lines that stay as they are."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Definition | Example


@dataclass(frozen=True, slots=True, kw_only=True)
class ManualPage:
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
