"""Types for a parsed text, independent of the parser."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from summarise.model import Sentence, Span
from summarise.text.document_text import DocumentText
from summarise.text.paragraphs import Paragraph
from summarise.text.quotation_marks import Quotation


class Token(Struct, frozen=True):
    """A word or mark, with the Universal Dependencies-like labels of spaCy's English models.

    Attributes:
        start: offset in the text; of the whole quotation for a stand-in.
        head: index of the governing token in the annotated text; its own for a root.
        label: entity label of the model, "" outside entities.
        opens_entity: whether an entity begins here.
        clause: number of the parser's sentence.
        quotation: number of the quotation that the token stands for, -1 for a real word.
        within: number of the quotation that the token was said in and parsed apart, or -1.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    label: str
    opens_entity: bool
    clause: int
    quotation: int
    within: int

    @property
    def is_stand_in(self) -> bool:
        """Whether the token is the word that stands for a quotation."""
        return self.quotation >= 0 and self.text.isalpha()


class ParsedWord(Struct, frozen=True, kw_only=True):
    """A word of a text that was parsed by itself.

    Attributes:
        start: offset in that text.
        head: number of the governing word; its own for a root.
    """

    start: int
    dep: str
    head: int


@dataclass(frozen=True, kw_only=True)
class AnnotatedText:
    """A text, its parts, and its words.

    Attributes:
        tokens: in the order of the frames: a paragraph's, then those of its quotations.
    """

    title: str
    document: DocumentText
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """The text that every offset counts."""
        return self.document.text

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the text."""
        return self.document.paragraphs

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the text."""
        return self.document.sentences

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations of the text."""
        return self.document.quotations

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each token, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                found[token.head].append(index)
        return tuple(tuple(items) for items in found)

    @cached_property
    def clauses(self) -> dict[int, tuple[int, int]]:
        """Each parser sentence's first token and the one after its last."""
        found: dict[int, tuple[int, int]] = {}
        for index, token in enumerate(self.tokens):
            first, _ = found.get(token.clause, (index, index))
            found[token.clause] = (first, index + 1)
        return found

    @cached_property
    def _order(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Real words by place: their starts and their indices."""
        pairs = sorted((t.start, i) for i, t in enumerate(self.tokens) if t.quotation < 0)
        return tuple(start for start, _ in pairs), tuple(index for _, index in pairs)

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.sentences)

    def tokens_in(self, span: Span) -> tuple[int, ...]:
        """Return the indices of the real words that begin inside the span, by place."""
        starts, indices = self._order
        return indices[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    @cached_property
    def _by_start(self) -> dict[int, int]:
        return {t.start: i for i, t in enumerate(self.tokens) if t.quotation < 0}

    def token_at(self, offset: int) -> int | None:
        """Return the index of the real word that begins at an offset."""
        return self._by_start.get(offset)

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at an offset, or of the last before it; -1 if none."""
        return bisect_right(self._sentence_starts, offset) - 1

    def dependents(self, index: int, *relations: str) -> Iterator[int]:
        """Yield the dependents of a token that stand in one of the relations."""
        return (i for i in self.children[index] if self.tokens[i].dep in relations)

    def subtree(self, index: int, *, without: Sequence[int] = ()) -> list[int]:
        """Return a token and all that hangs on it, by index; not the branches `without`."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += [child for child in self.children[at] if child not in without]
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield what governs a token, from near to far."""
        for _ in range(len(self.tokens)):
            head = self.tokens[index].head
            if head == index:
                return
            yield head
            index = head

    def span_of(self, indices: Sequence[int]) -> Span:
        """Return the stretch of text that tokens cover."""
        return Span(
            start=min(self.tokens[i].start for i in indices),
            end=max(self.tokens[i].end for i in indices),
        )
