"""Cut out the words that a statement is to be read in: from its speaker to its end."""

import re

from summarise.model import Span
from summarise.parse.annotated_text import AnnotatedText

MOST_FRAME_WORDS = 90
_AS = re.compile(r"(?<!\w)as\s$", re.IGNORECASE)
_OPENING, _CLOSING = '"“\u2018«', '"”’»'
_LEFT = frozenset({"det", "poss", "compound", "amod", "nummod", "nmod", "predet", "case"})


def statement_frame(
    annotated: AnnotatedText, statement: Span, cue: Span | None, speaker: int
) -> Span:
    """Return the stretch of one paragraph that holds a speaker, the cue and the statement.

    Args:
        speaker: the token that names who speaks; -1 if the layout does.
    """
    paragraph = _paragraph_of(annotated, statement)
    parts = [statement]
    if cue is not None and paragraph.contains(cue):
        parts.append(cue)
    if speaker >= 0:
        name = _name_of(annotated, speaker)
        if paragraph.contains(name):
            parts.append(name)
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    text = annotated.text
    if len(text[start:end].split()) > MOST_FRAME_WORDS + len(statement.of(text).split()):
        start, end = statement.start, statement.end
    lead = _AS.search(text, max(paragraph.start, start - 4), start)
    start = lead.start() if lead else start
    return _with_marks(text, Span(start=start, end=end), paragraph)


def _paragraph_of(annotated: AnnotatedText, statement: Span) -> Span:
    inside = (p.span for p in annotated.paragraphs if p.span.contains(statement))
    return next(inside, statement)


def _name_of(annotated: AnnotatedText, head: int) -> Span:
    """Return the noun phrase of a speaker up to its head: "The agency's chief"."""
    tokens = annotated.tokens
    # "On Monday Norway said": the parser may take the day for a part of the name.
    branches = [
        i
        for i in annotated.children[head]
        if tokens[i].dep not in _LEFT or (tokens[i].label == "DATE" and tokens[i].dep == "compound")
    ]
    words = [i for i in annotated.subtree(head, without=branches) if i <= head]
    return annotated.span_of([i for i in words if tokens[i].quotation < 0] or [head])


def _with_marks(text: str, span: Span, paragraph: Span) -> Span:
    """Take in the quotation marks at the edges, so that every mark has its pair."""
    start, end = span.start, span.end
    while start > paragraph.start and text[start - 1] in _OPENING:
        start -= 1
    while end < paragraph.end and text[end] in _CLOSING:
        end += 1
    return Span(start=start, end=end)
