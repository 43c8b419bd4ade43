"""Split a text into paragraphs and tell prose from captions, headings and other furniture.

The checks are surface marks of English newspaper pages, measured on raw feed text: they read no
meaning, and they judge a paragraph or a sentence, never the article.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from summarise.model import Span

MOST_HEADING_WORDS = 14
MOST_BYLINE_WORDS = 16
LEAST_LEAD_IN_WORDS = 5
MOST_CREDIT_WORDS = 40

_BREAK = re.compile(r"\n+")
_END = re.compile(r"[.!?…:;,](?:[\"”’')\]]*)$|[\"”’]$")
_PROMOTION = re.compile(
    r"^(?:watch|read|listen|related|see also|more|also|video|photos?|gallery|image|get|sign up|"
    r"subscribe|click|follow|download|share|tap|join|recommended|advertisement|sponsored|"
    r"read more|don'?t miss|trending|up next|in pictures|in case you missed)\b[^.]{0,80}?[:>|]"
    r"|^(?:watch|read more|read also|sign up|subscribe|click here|follow us|download (?:our|the)"
    r"|get (?:our|the|all the|breaking)|share this|story continues|article continues|continue reading"
    r"|listen to (?:our|the)|join (?:us|our)|advertisement|more from|more on|related (?:stories|articles|"
    r"content|topics)|most read|most popular|editor'?s (?:note|picks)|scroll down|have your say"
    r"|what do you think|send your|email us|contact us|all rights reserved|copyright|terms of use"
    r"|this material may not|follow @)\b"
    r"|\b(?:our (?:free )?newsletter|sign up (?:for|to)|subscribe (?:to|now)|click here|follow us on|"
    r"all rights reserved|may not be published, broadcast|app store|cookie policy|privacy policy|"
    r"terms and conditions|whatsapp us|on (?:twitter|facebook) (?:at )?@|like us on facebook)\b",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^(?:image (?:source|caption|copyright)|media caption|photo(?:graph)?s?(?: by)?\s*:|caption|"
    r"pictured?\s*[:,]|file (?:photo|image|picture)|picture:|figure \d|"
    r"(?:above|below|left|right)[:,])"
    r"|\((?:left|right|centre|center|l|r|c|top|bottom|pictured(?: (?:left|right|above|below))?|file photo|ap photo[^)]*|"
    r"reuters/[^)]*|(?:photo|image|picture)s?\s*(?:by|:|credit)[^)]*|credit:[^)]*)\)"
    r"|\b(?:getty images|afp/getty|ap photo|epa/|reuters/|shutterstock|pa wire|/afp|file photo|handout via)\b"
    r"|\[(?:file|photo|image|picture)[^\]]*\]|\b(?:photo|picture|image|photograph|credit)\s*:\s*[A-Z]",
    re.IGNORECASE,
)
# Agencies end a caption with place and full date: "..., Yunnan province, March 1, 2014."
_DATED_CAPTION = re.compile(r", (?:on )?(?:[A-Z][a-z]+day, )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\.?$")
_BYLINE = re.compile(
    r"^(?:by|from|written by|reported by|story by|words by|posted by|published)\s*:?\s+(?=[A-Z0-9])",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:contributed to this (?:report|story|article)|reported from|reported in .* and .* (?:wrote|reported)"
    r"|(?:additional )?reporting by|editing by|compiled by|writing by|wrote (?:and reported )?from|"
    r"with (?:files|reporting|additional reporting|input|agencies|wires) from|©|\(c\)\s*\d{4}|"
    r"this (?:article|story|report) (?:was|is|has been) (?:originally |first )?(?:published|updated|amended|corrected|provided)|"
    r"the associated press\.? all rights|is a (?:senior )?(?:staff )?(?:writer|reporter|columnist|contributor|correspondent) (?:for|at|with|based)|"
    r"on twitter:?$|follow (?:him|her|them) (?:on|at))\b|^\W*(?:with files|with agencies)|^©",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://|www\.\S+|\b\S+@\S+\.\w{2,4}\b|\bpic\.twitter\.com")
_DATE_LINE = re.compile(
    r"^(?:(?:published|updated|posted|last updated|first published)\b.*|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? .{0,40}\d{4}.{0,20}|\d{1,2}[:.]\d{2}\b.{0,30}|"
    r"\d{1,2} \w+ \d{4}.{0,30})$",
    re.IGNORECASE,
)
_JOB_LINE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|columnist|producer|staff|agencies|bureau)\.?$",
    re.IGNORECASE,
)


class ParagraphKind(StrEnum):
    """What a paragraph is for."""

    PROSE = "prose"
    HEADING = "heading"
    LIST_ITEM = "list-item"
    FURNITURE = "furniture"
    """Captions, credits, bylines, promotion: nothing of it is news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph without the white space around it."""

    span: Span
    kind: ParagraphKind


def is_furniture(text: str) -> bool:
    """Whether a line or sentence is a caption, credit, byline, promotion or stamp."""
    words = text.split()
    count = len(words)
    if count <= MOST_CREDIT_WORDS and _DATED_CAPTION.search(text):
        return True
    if not any(character.isalpha() for character in text):
        return True
    return bool(
        (_PROMOTION.search(text) and count <= MOST_CREDIT_WORDS * 2)
        or (_CAPTION.search(text) and (count <= MOST_CREDIT_WORDS or not _END.search(text)))
        or (_BYLINE.match(text) and count <= MOST_BYLINE_WORDS and not text.endswith("."))
        or (_CREDIT.search(text) and count <= MOST_CREDIT_WORDS)
        or (_DATE_LINE.match(text) and count <= MOST_BYLINE_WORDS)
        or (_ADDRESS.search(text) and count <= MOST_BYLINE_WORDS)
        or (_JOB_LINE.search(text) and count <= MOST_BYLINE_WORDS and "," in text)
    )


def _kind(text: str, *, is_only: bool) -> ParagraphKind:
    if is_furniture(text):
        return ParagraphKind.FURNITURE
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


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a text that are not blank."""
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
    return tuple(Paragraph(span=span, kind=_kind(span.of(text), is_only=is_only)) for span in spans)
