"""Split a text into what is read aloud at a time: sentences, headings and other short lines."""

from summarise.model import Span
from summarise.text.paragraphs import split_paragraphs
from summarise.text.quotation_marks import find_quotations
from summarise.text.sentences import split_span


def spoken_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a text in order; what has no letter or digit is passed over."""
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, tuple(it.span for it in paragraphs))
    spans: list[Span] = []
    for number, paragraph in enumerate(paragraphs):
        inside = [it for it in quotations if it.paragraph == number]
        if paragraph.is_told:
            spans += split_span(text, paragraph.span, inside)
        else:
            spans.append(paragraph.span)
    return tuple(span for span in spans if any(it.isalnum() for it in span.of(text)))


def sentences_from(spans: tuple[Span, ...], offset: int) -> tuple[Span, ...]:
    """Return the sentences from the one that an offset stands in, or before, to the end."""
    return tuple(span for span in spans if span.end > offset)
