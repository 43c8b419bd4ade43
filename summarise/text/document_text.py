"""Split a text once into paragraphs, quotations and sentences."""

from collections.abc import Iterator

from msgspec import Struct

from summarise.model import Sentence, Span
from summarise.text.paragraphs import Paragraph, split_paragraphs
from summarise.text.quotation_marks import Quotation, find_quotations
from summarise.text.sentences import body_of, split_sentences


class DocumentText(Struct, frozen=True, kw_only=True):
    """A text with its parts, in any language; every span counts code points of `text`.

    Attributes:
        sentences: of the paragraphs that tell something.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]

    def bodies(self) -> Iterator[tuple[int, Span]]:
        """Yield each paragraph of prose or list item: its number, and it without its dateline."""
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.is_told:
                yield number, self.body(number)

    def body(self, paragraph: int) -> Span:
        """Return a paragraph without its dateline or bullet."""
        return body_of(self.text, self.paragraphs[paragraph])

    def is_told(self, quotation: Quotation) -> bool:
        """Whether a quotation stands in prose or a list item."""
        return self.paragraphs[quotation.paragraph].is_told


def read_document(text: str, title: str = "") -> DocumentText:
    """Return a text with its paragraphs, quotations and sentences.

    Args:
        title: of the article; the text may begin with it, which is none of its sentences.
    """
    paragraphs = split_paragraphs(text, title)
    quotations = find_quotations(text, tuple(p.span for p in paragraphs))
    return DocumentText(
        text=text,
        paragraphs=paragraphs,
        quotations=quotations,
        sentences=split_sentences(text, paragraphs, quotations),
    )
