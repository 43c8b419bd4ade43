"""Split paragraphs into sentences, and strip datelines.

Boundaries come from nupunkt (a pure Python successor of Punkt, Kiss and Strunk 2006) inside one
paragraph at a time. Two repairs follow: pieces of one quotation are joined while the whole stays
short enough to read, and a boundary after a title or initial is undone.
"""

import re
from collections.abc import Sequence
from functools import cache

import nupunkt

from summarise.lexicon.vocabulary import boilerplate
from summarise.model import Sentence, Span
from summarise.text.paragraphs import Paragraph, ParagraphKind
from summarise.text.quotation_marks import Quotation

MOST_JOINED_WORDS = 55
MOST_SENTENCE_CHARS = 20_000
"""A run without any end mark, such as a list of scores, is cut at white space beyond this."""

# Where a story was filed: a city with an agency's stamp, or a city in capitals before a dash, or
# a city with its country before a colon. All that the marks between may be:
_DASH = r"[-\u2013\u2014]"
_NAME = r"[A-Z][\w.\u2019'\-]*"
_BIG_NAME = r"[A-Z][A-Z.\u2019'\-]"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?)"
_STAMPED = re.compile(
    rf"^(?:{_NAME}(?:[ ,]+{_NAME}){{0,6}}[ ,]*)?(?:{_DASH}{{1,2}}\s*)?"
    rf"\((?P<stamp>[A-Z][^()]{{0,40}})\)\s*(?:(?:{_DASH}|:)+\s*)?"
)
_CAPITAL_DATELINE = re.compile(
    rf"^{_BIG_NAME}{{2,}}(?:[ ,]+(?:{_BIG_NAME}+|[A-Z][a-z]+\.?)){{0,5}}"
    rf"{_DAY}?\s*(?:{_DASH}{{1,2}}\s+|[\u2013\u2014]\s*|:\s+)(?=[\"\u201c\u2018A-Z0-9])"
)
_PLACES_DATELINE = re.compile(
    rf"^{_NAME}(?: {_NAME}){{0,2}}(?:, {_NAME}(?: {_NAME}){{0,2}}){{1,2}}{_DAY}?\s*"
    rf"(?::|\s{_DASH}{{1,2}})\s+(?=[\"\u201c\u2018A-Z])"
)
_BULLET = re.compile(r"(?:[-*\u2022\u00b7\u25aa\u2013\u2014]|\d{1,2}[.)])\s+")
_MOST_DATELINE_CHARS = 70


@cache
def _title_end() -> re.Pattern[str]:
    """Return the pattern of a title or initial whose full stop ends no sentence."""
    return re.compile(rf"(?:^|\s)(?:{'|'.join(boilerplate().dotted_titles)}|[A-Z])\.$")


@cache
def _agency() -> re.Pattern[str]:
    return re.compile("|".join(boilerplate().agencies))


def _is_stamp(match: re.Match[str], text: str) -> bool:
    """Whether brackets hold an agency; "the Harbour Authority (HA) said" is no dateline."""
    follows = text[match.end() : match.end() + 1]
    is_begun = follows.isupper() or follows.isdigit() or follows in tuple('"\u201c\u2018')
    has_dash = text[: match.end()].rstrip()[-1] != ")"
    if not follows or not is_begun:
        return False
    return has_dash or _agency().fullmatch(match.group("stamp")) is not None


def dateline_length(text: str) -> int:
    """Return how many characters at the start of a paragraph only say where it was filed."""
    head = text[:_MOST_DATELINE_CHARS]
    match = _STAMPED.match(head)
    if match and not head.startswith("The ") and _is_stamp(match, text):
        return match.end()
    match = _CAPITAL_DATELINE.match(head) or _PLACES_DATELINE.match(head)
    return match.end() if match and match.end() < len(text) else 0


def body_of(text: str, paragraph: Paragraph) -> Span:
    """Return the paragraph without its dateline."""
    inner = paragraph.span.of(text)
    bullet = _BULLET.match(inner) if paragraph.kind is ParagraphKind.LIST_ITEM else None
    skipped = bullet.end() if bullet else dateline_length(inner)
    return Span(start=paragraph.span.start + skipped, end=paragraph.span.end)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end) if start < end else None


def _is_cut_in_quotation(boundary: int, quotations: Sequence[Quotation]) -> bool:
    return any(q.inner.start < boundary < q.inner.end for q in quotations)


def _joined(text: str, pieces: list[Span], quotations: Sequence[Quotation]) -> list[Span]:
    joined: list[Span] = []
    for piece in pieces:
        if joined:
            last = joined[-1]
            is_title = _title_end().search(text[last.start : last.end]) is not None
            is_quoted = _is_cut_in_quotation(piece.start, quotations)
            words = len(text[last.start : piece.end].split())
            starts_low = text[piece.start].islower()
            if (is_title or is_quoted or starts_low) and words <= MOST_JOINED_WORDS:
                joined[-1] = Span(start=last.start, end=piece.end)
                continue
        joined.append(piece)
    return joined


def _glued_starts(text: str, span: Span) -> list[Span]:
    """Cut where a full stop lost its space ("the end.The next"), which extractors produce."""
    pieces, start = [], span.start
    # A plain word with its full stop before a capital was missed now and then ("boats. The"),
    # and so are the full stops of Chinese and Japanese.
    for match in re.finditer(
        r"[a-z]{3}[.?!][\"”]?(?=[A-Z][a-z])"
        r"|[a-z]{4}[.?!] (?=[A-Z][a-z]+ [a-z])|[\u3002\uff01\uff1f]+[\u300d\u300f\u201d]?(?=\S)",
        text[span.start : span.end],
    ):
        end = span.start + match.end()
        pieces.append(Span(start=start, end=end - (text[end - 1] == " ")))
        start = end
    pieces.append(Span(start=start, end=span.end))
    return pieces


def _bounded(text: str, span: Span) -> list[Span]:
    pieces, start = [], span.start
    while span.end - start > MOST_SENTENCE_CHARS:
        cut = text.rfind(" ", start, start + MOST_SENTENCE_CHARS)
        cut = cut if cut > start else start + MOST_SENTENCE_CHARS
        pieces.append(Span(start=start, end=cut))
        start = cut
    pieces.append(Span(start=start, end=span.end))
    return pieces


def split_span(text: str, body: Span, quotations: Sequence[Quotation]) -> list[Span]:
    """Return the sentences of one paragraph's body."""
    pieces: list[Span] = []
    for part in _bounded(text, body):
        for start, end in nupunkt.sent_spans(part.of(text)):
            trimmed = _trimmed(text, part.start + start, part.start + end)
            if trimmed is not None:
                pieces += _glued_starts(text, trimmed)
    # A closing mark that was left at the start of the next sentence belongs to the one before.
    for index in range(1, len(pieces)):
        piece, before = pieces[index], pieces[index - 1]
        if text[piece.start] in "”’" and piece.end - piece.start > 1:
            moved = _trimmed(text, piece.start + 1, piece.end)
            if moved is not None:
                pieces[index - 1] = Span(start=before.start, end=piece.start + 1)
                pieces[index] = moved
    return _joined(text, pieces, quotations)


def split_sentences(
    text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> tuple[Sentence, ...]:
    """Return the sentences of the prose paragraphs and list items, without datelines."""
    by_paragraph: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        by_paragraph.setdefault(quotation.paragraph, []).append(quotation)
    sentences: list[Sentence] = []
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.is_told:
            continue
        body = body_of(text, paragraph)
        sentences += [
            Sentence(span=span, paragraph=number)
            for span in split_span(text, body, by_paragraph.get(number, ()))
        ]
    return tuple(sentences)
