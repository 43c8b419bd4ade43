"""Split a text into paragraphs and classify them: prose, list, heading, caption, credit, promotion.

The checks are surface marks of English newspaper pages, measured on raw feed text: they read no
meaning, and they judge a paragraph or a sentence, never the article.
"""

import re
from enum import StrEnum
from functools import cache, lru_cache

from msgspec import Struct

from summarise.lexicon.vocabulary import boilerplate
from summarise.model import Span
from summarise.text.glued_headline import glued_parts

MOST_HEADING_WORDS = 14
MOST_BYLINE_WORDS = 16
MOST_JUDGED_CHARS = 1_000
"""A longer line is prose; and no pattern must wander through one."""

LEAST_SENTENCES_OF_A_BLOCK = 4
"""A line of so many sentences is prose, whatever marks of captions stand in one of them."""

LEAST_LEAD_IN_WORDS = 5
MOST_CREDIT_WORDS = 40

_BREAK = re.compile(r"\n+")
_SENTENCE_END = re.compile(r"\w{2,}[.!?][\"”’')\]]*\s+\W?(?=[A-Z0-9])")
_END = re.compile(r"[.!?…:;,](?:[\"”’')\]]*)$|[\"”’»]$")
# Agencies end a caption with place and full date: "..., Yorkshire, June 3, 2024."
_DATED_CAPTION = re.compile(r", (?:on )?(?:[A-Z][a-z]+day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.?$")
_ADDRESS = re.compile(r"https?://|www\.\S+|\b\S+@\S+\.\w{2,4}\b|\bpic\.twitter\.com")


class _Boilerplate(Struct, frozen=True, kw_only=True):
    """The patterns of `data/boilerplate.toml`, compiled."""

    promotion: re.Pattern[str]
    caption: re.Pattern[str]
    byline: re.Pattern[str]
    credit: re.Pattern[str]
    date_line: re.Pattern[str]
    job_line: re.Pattern[str]
    teaser: re.Pattern[str]
    seen_caption: re.Pattern[str]


@cache
def _boilerplate() -> _Boilerplate:
    lists = boilerplate()
    any_of = {name: "|".join(getattr(lists, name)) for name in lists.__struct_fields__}

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return _Boilerplate(
        promotion=pattern(
            rf"^(?:{any_of['labels']})\b[^.]{{0,80}}?[:>|]"
            rf"|^(?:{any_of['promotion_starts']})\b|\b(?:{any_of['promotion']})\b"
        ),
        caption=pattern(
            rf"^(?:{any_of['caption_starts']})|\((?:{any_of['caption_brackets']})\)"
            rf"|\b(?:{any_of['caption']})\b|\[(?:{any_of['square_brackets']})[^\]]*\]"
            rf"|\b(?:{any_of['caption_labels']})\s*:\s*\w"
        ),
        byline=re.compile(rf"^(?i:{any_of['byline_starts']})\s*:?\s+(?=[A-Z0-9])"),
        credit=pattern(rf"\b(?:{any_of['credit']})\b|^\W*(?:{any_of['credit_starts']})|^©"),
        date_line=pattern(rf"^(?:{any_of['date_lines']})$"),
        job_line=pattern(rf"\b(?:{any_of['jobs']})\.?$"),
        teaser=pattern(rf"^(?:{any_of['teasers']})"),
        # "A ship is seen in the harbour of Holm May 8, 2014." A story would say what happened.
        seen_caption=re.compile(
            rf"\b(?:is|are) (?:{any_of['seen_verbs']})\b[^.!?]*"
            r"\b[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\.?(?= |$)"
        ),
    )


def is_teaser(text: str) -> bool:
    """Whether a sentence only announces others."""
    return _boilerplate().teaser.search(text) is not None


class ParagraphKind(StrEnum):
    """What a paragraph is for."""

    PROSE = "prose"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    BOILERPLATE = "boilerplate"
    """Captions, credits, bylines, promotion: nothing of it is news."""


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph without the white space around it."""

    span: Span
    kind: ParagraphKind

    @property
    def is_told(self) -> bool:
        """Whether it tells something: prose or a list item."""
        return self.kind in (ParagraphKind.PROSE, ParagraphKind.LIST_ITEM)


def _is_block(text: str) -> bool:
    if len(text) > MOST_JUDGED_CHARS:
        return True
    ends = sum(1 for _ in _SENTENCE_END.finditer(text))
    return ends >= LEAST_SENTENCES_OF_A_BLOCK - 1


@lru_cache(maxsize=4_096)
def is_boilerplate(text: str) -> bool:
    """Whether a line or sentence is a caption, credit, byline, promotion or stamp.

    A block of many sentences is none: pages and feeds give whole articles as one line, and one
    "(left)" in it must not take the others away. Its sentences are judged one by one later.
    """
    if _is_block(text):
        return False
    words = text.split()
    count = len(words)
    if count <= MOST_CREDIT_WORDS and _DATED_CAPTION.search(text):
        return True
    if count <= MOST_CREDIT_WORDS * 2 and _boilerplate().seen_caption.search(text):
        return True
    if not any(character.isalpha() for character in text):
        return True
    known = _boilerplate()
    return bool(
        (known.promotion.search(text) and count <= MOST_CREDIT_WORDS * 2)
        or (known.caption.search(text) and (count <= MOST_CREDIT_WORDS or not _END.search(text)))
        or (known.byline.match(text) and count <= MOST_BYLINE_WORDS and not text.endswith("."))
        or (known.credit.search(text) and count <= MOST_CREDIT_WORDS)
        or (known.date_line.match(text) and count <= MOST_BYLINE_WORDS)
        or (_ADDRESS.search(text) and count <= MOST_BYLINE_WORDS)
        or (known.job_line.search(text) and count <= MOST_BYLINE_WORDS and "," in text)
    )


def _kind(text: str, *, is_only: bool) -> ParagraphKind:
    if is_boilerplate(text):
        return ParagraphKind.BOILERPLATE
    words = text.split()
    is_ended = bool(_END.search(text)) and not text.endswith((":", ","))
    is_question = text.endswith("?") and len(words) <= MOST_HEADING_WORDS
    if re.match(r"^(?:[-*•·▪–—]|\d{1,2}[.)])\s+\S", text):
        return ParagraphKind.LIST_ITEM
    if (not is_ended or is_question) and len(words) <= MOST_HEADING_WORDS and not is_only:
        is_lead_in = text.endswith(":") and len(words) >= LEAST_LEAD_IN_WORDS
        if not is_lead_in and not text.startswith(("“", '"', "\u2018")):
            return ParagraphKind.HEADING
    return ParagraphKind.PROSE


def split_paragraphs(text: str, title: str = "") -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text that are not blank.

    A headline and the page's dates on the first line are paragraphs of their own.
    """
    spans: list[Span] = []
    start = 0
    for match in (*_BREAK.finditer(text), None):
        end = match.start() if match else len(text)
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append(Span(start=left, end=start + len(piece.rstrip())))
        start = match.end() if match else end
    is_only = len(spans) == 1
    headings = _headings(text, spans[0], title) if spans else ()
    if headings:
        spans[0] = Span(start=_after_space(text, headings[-1].span.end), end=spans[0].end)
    told = (Paragraph(span=span, kind=_kind(span.of(text), is_only=is_only)) for span in spans)
    return (*headings, *told)


def _headings(text: str, first: Span, title: str) -> tuple[Paragraph, ...]:
    """Return what stands before the article on its first line: the headline, the page's dates."""
    headline, start = (first.start + at for at in glued_parts(first.of(text), title))
    found = []
    if headline > first.start:
        kind = ParagraphKind.HEADING
        found.append(Paragraph(span=Span(start=first.start, end=headline), kind=kind))
    begin = _after_space(text, headline)
    if start > begin:
        end = begin + len(text[begin:start].rstrip())
        kind = ParagraphKind.BOILERPLATE
        found.append(Paragraph(span=Span(start=begin, end=end), kind=kind))
    return tuple(found)


def _after_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
