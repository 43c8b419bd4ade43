"""The dependency tree of one sentence, with what belongs to each word in the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
DASHES = frozenset({"-", "--", "–", "—", "---"})
_MARKS_AFTER = frozenset("\"'”’»)]}")


class Word(Struct, frozen=True, kw_only=True):
    """A word or mark of a sentence.

    Attributes:
        form: as the parser got it; a quotation that it parsed apart is one word.
        start: where it begins in the text, with a quotation mark that opens before it.
        end: where it ends, with a quotation mark that closes after it.
        inner_end: where it ends without that.
        head: number of the governing word in the sentence; its own for the root.
        quotation: number of the quotation it stands in, -1 outside quotations.
        is_stand_in: whether it stands for a quotation.
    """

    form: str
    start: int
    end: int
    inner_end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    label: str = ""
    quotation: int = -1
    is_stand_in: bool = False

    @property
    def lower(self) -> str:
        """The form in small letters."""
        return self.form.lower()

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not self.is_stand_in and not any(c.isalnum() for c in self.form)


@dataclass(frozen=True, kw_only=True)
class SentenceTree:
    """A parsed sentence; intervals of words are [first, last), by their numbers."""

    text: str
    span: Span
    words: tuple[Word, ...]

    @cached_property
    def root(self) -> int:
        """The number of the main word."""
        return next(i for i, word in enumerate(self.words) if word.head == i)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The dependents of each word, in order."""
        found: list[list[int]] = [[] for _ in self.words]
        for number, word in enumerate(self.words):
            if word.head != number:
                found[word.head].append(number)
        return tuple(map(tuple, found))

    @cached_property
    def _extents(self) -> tuple[tuple[int, int, int], ...]:
        """Of each subtree its first word, the one after its last, and how many it has."""
        found: dict[int, tuple[int, int, int]] = {}
        waiting = [self.root]
        order = []
        while waiting:
            at = waiting.pop()
            order.append(at)
            waiting += self.children[at]
        for at in reversed(order):
            below = [found[child] for child in self.children[at]]
            found[at] = (
                min((at, *(first for first, _, _ in below))),
                max((at + 1, *(last for _, last, _ in below))),
                1 + sum(size for _, _, size in below),
            )
        return tuple(found[i] for i in range(len(self.words)))

    def extent(self, number: int) -> tuple[int, int]:
        """Return the interval of a word's subtree, without marks at its edges."""
        first, last, _ = self._extents[number]
        while first < number and self.words[first].is_mark:
            first += 1
        while last > number + 1 and self.words[last - 1].is_mark:
            last -= 1
        return first, last

    def is_whole(self, number: int) -> bool:
        """Whether a word's subtree leaves out nothing between its first and last word."""
        first, last, size = self._extents[number]
        return last - first == size

    def dependents(self, number: int, *relations: str) -> Iterator[int]:
        """Yield the dependents of a word that stand in one of the relations."""
        return (i for i in self.children[number] if self.words[i].dep in relations)

    def ancestors(self, number: int) -> Iterator[int]:
        """Yield what governs a word, from near to far."""
        while (head := self.words[number].head) != number:
            yield head
            number = head

    def is_closed(self, first: int, last: int) -> bool:
        """Whether no word outside an interval hangs on one inside; marks don't count."""
        return not any(
            first <= word.head < last
            for i, word in enumerate(self.words)
            if not first <= i < last and not word.is_mark
        )

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb, None if it has none of its own."""
        return next(self.dependents(verb, *SUBJECTS), None)

    def mark(self, number: int) -> str:
        """Return the mark at a place, "-" for any dash, "" for a word; "." beyond the ends."""
        if not 0 <= number < len(self.words):
            return "."
        word = self.words[number]
        if word.form in DASHES:
            return "-"
        return word.form if word.is_mark else ""

    def is_end(self, number: int) -> bool:
        """Whether nothing but final marks stands from a place on."""
        return all(word.is_mark for word in self.words[number:])

    def is_set_off(self, first: int, last: int) -> bool:
        """Whether the same marks stand on both sides, or one before and the end behind."""
        before = self.mark(first - 1)
        is_closed = self.mark(last) == before or self.is_end(last)
        return first > 0 and before in (",", "-") and is_closed

    def word_count(self, first: int, last: int) -> int:
        """Return how many words, by white space, an interval has."""
        return len(self.text[self.words[first].start : self.words[last - 1].end].split())

    def parser_text(self, kept: Sequence[int]) -> tuple[str, list[int]]:
        """Return the words of `kept` as a parser would get them, and where each begins."""
        parts: list[str] = []
        starts: list[int] = []
        length, end = 0, -1
        for number in kept:
            word = self.words[number]
            gap = self.text[end : word.start] if end >= 0 else ""
            if parts and (any(map(str.isspace, gap)) or (not gap and number - 1 not in kept)):
                parts.append(" ")
                length += 1
            starts.append(length)
            parts.append(word.form)
            length += len(word.form)
            end = word.end
        return "".join(parts), starts


def sentence_tree(annotated: AnnotatedText, span: Span) -> SentenceTree | None:
    """Return the tree of a sentence; None if the parser cut it otherwise, or it is a quotation."""
    indices = [
        i
        for i, token in enumerate(annotated.tokens)
        if token.within < 0 and span.start <= token.start and token.end <= span.end
    ]
    crossing = any(
        q.outer.start < span.end and q.outer.end > span.start and not span.contains(q.outer)
        for q in annotated.quotations
    )
    if crossing or not indices:
        return None
    words = _words(annotated, indices)
    if words is None or sum(word.head == i for i, word in enumerate(words)) != 1:
        return None
    return SentenceTree(text=annotated.text, span=span, words=_with_marks(words, annotated, span))


def _words(annotated: AnnotatedText, indices: Sequence[int]) -> list[Word] | None:
    """Return the words of a sentence; None if they hang on words outside it."""
    groups: list[list[int]] = []
    for index in indices:
        number = annotated.tokens[index].quotation
        if groups and number >= 0 and annotated.tokens[groups[-1][-1]].quotation == number:
            groups[-1].append(index)
        else:
            groups.append([index])
    place = {index: at for at, group in enumerate(groups) for index in group}
    words = []
    for at, group in enumerate(groups):
        main = next((i for i in group if annotated.tokens[i].is_stand_in), group[0])
        token = annotated.tokens[main]
        if token.head not in place:
            return None
        words.append(
            Word(
                form="".join(annotated.tokens[i].text for i in group),
                start=token.start,
                end=token.end,
                inner_end=token.end,
                lemma=token.lemma,
                pos=token.pos,
                tag=token.tag,
                dep=token.dep,
                head=at if token.head == main else place[token.head],
                label=token.label,
                quotation=_quotation_of(annotated, token),
                is_stand_in=token.quotation >= 0,
            )
        )
    return words


def _quotation_of(annotated: AnnotatedText, token: Token) -> int:
    if token.quotation >= 0:
        return token.quotation
    inside = (
        number
        for number, quotation in enumerate(annotated.quotations)
        if quotation.inner.start <= token.start < quotation.inner.end
    )
    return next(inside, -1)


def _with_marks(words: Sequence[Word], annotated: AnnotatedText, span: Span) -> tuple[Word, ...]:
    """Return the words with the quotation marks around them, which the parser did not get."""
    text, marked = annotated.text, list(words)
    for number, word in enumerate(marked):
        before = marked[number - 1].end if number else span.start
        start = word.start
        while start > before and not text[start - 1].isspace():
            start -= 1
        following = marked[number + 1].start if number + 1 < len(marked) else span.end
        end = word.end
        if number + 1 == len(marked):
            end = span.end
        while end < following and text[end] in _MARKS_AFTER:
            end += 1
        marked[number] = replace(word, start=start, end=end)
    return tuple(marked)
