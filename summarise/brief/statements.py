"""Group quotes into a list of who said what: what stands in one sentence is one statement.

A paper's sentence may hold a reported clause and two pieces of it in quotation marks. As values
these are three quotes; to a reader they are one statement. The quotations of one speech, a
paragraph each, are one statement, too.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from fetch.lazy_pattern import lazy_pattern
from summarise.brief.spoken_words import spoken_words, without_comma
from summarise.model import Brief, Quote, QuoteKind, Span, Stance

_MARK = "(?:''|``|\u2018\u2018|’’|[\"'“”\u2018’«»„\u201a])"
_OPENED, _CLOSED = lazy_pattern(f"{_MARK}$"), lazy_pattern(f"^{_MARK}")
_REST = lazy_pattern(r"[^.!?\n]*[.!?]?[^\S\n]*[^\w\s]{0,2}")


class Words(Struct, frozen=True, kw_only=True):
    """A piece of a statement: the paper's words, or somebody's that the paper puts in marks."""

    text: str
    is_quoted: bool = False


class Statement(Struct, frozen=True, kw_only=True):
    """What one speaker said in one sentence or speech.

    Attributes:
        lead: the words of saying with a colon, before the words: "denied:"; "" for none.
        words: what was said; quoted pieces without their marks.
        quotes: what it was made from, in the text's order, the whole before its parts.
    """

    speaker: str | None
    lead: str
    words: tuple[Words, ...]
    quotes: tuple[Quote, ...]

    @property
    def first(self) -> Quote:
        """The quote that the others are parts of, or go on with."""
        return self.quotes[0]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where it stands in the text: a quote inside another is not counted again."""
        found: list[Span] = []
        for quote in self.quotes:
            if not any(span.contains(quote.span) for span in found):
                found.append(quote.span)
        return tuple(found)

    @property
    def text(self) -> str:
        """The words in one line, quoted ones in marks."""
        return "".join(f"“{it.text}”" if it.is_quoted else it.text for it in self.words)


def statements(brief: Brief) -> tuple[Statement, ...]:
    """Return what was said in a brief's article, in the text's order."""
    groups = sorted(
        _groups(brief.text, brief.quotes), key=lambda group: min(it.span.start for it in group)
    )
    return tuple(_worded(brief.text, group) for group in groups)


def _groups(text: str, quotes: Sequence[Quote]) -> Iterator[list[Quote]]:
    """Yield the quotes of each statement, the longest statement of a sentence first."""
    group: list[Quote] = []
    for quote in sorted(quotes, key=lambda it: (_begin(it), -_whole(it).end)):
        if group and (_is_part(quote, group[0]) or _goes_on(text, group, quote)):
            group.append(quote)
            continue
        if group:
            yield group
        group = [quote]
    if group:
        yield group


def _whole(quote: Quote) -> Span:
    """Return where the statement stands: a fragment's frame holds its other fragments."""
    if quote.kind is QuoteKind.PARTIAL and quote.frame_span is not None:
        return quote.frame_span
    return quote.span


def _begin(quote: Quote) -> int:
    return (quote.frame_span or quote.span).start if quote.cue_span else quote.span.start


def _is_part(quote: Quote, first: Quote) -> bool:
    """Whether a piece in marks stands inside what the first quote of the statement shows."""
    if quote.kind is not QuoteKind.PARTIAL or first.kind is QuoteKind.DIRECT:
        return False
    is_same_cue = quote.cue_span is not None and quote.cue_span == first.cue_span
    return _whole(first).contains(quote.span) and (
        is_same_cue or (first.kind is QuoteKind.REPORTED and quote.speaker == first.speaker)
    )


def _goes_on(text: str, group: Sequence[Quote], quote: Quote) -> bool:
    """Whether a quotation goes on with the speech of the one before it."""
    last = group[-1]
    is_speech = group[0].kind is quote.kind is QuoteKind.DIRECT
    if not is_speech or quote.cue_span is not None or quote.speaker != last.speaker:
        return False
    end = max(last.span.end, last.frame_span.end if last.frame_span else 0)
    if not quote.speaker or quote.span.start < end:
        return False
    between = text[end : quote.span.start]
    # What is left of the sentence says who speaks: "said Poe, the mayor. “…”".
    return not _has_words(text, end, quote.span.start) or _REST.fullmatch(between) is not None


def _has_words(text: str, start: int, end: int) -> bool:
    return any(sign.isalnum() for sign in text[start:end])


def _worded(text: str, group: Sequence[Quote]) -> Statement:
    first = group[0]
    inside = sorted(
        (it.span for it in group if it.kind is QuoteKind.PARTIAL), key=lambda it: it.start
    )
    spoken = spoken_words(first)
    lead = spoken.lead
    words: tuple[Words, ...] = (Words(text=spoken.words, is_quoted=spoken.is_marked),)
    if first.kind is QuoteKind.DIRECT:
        words = tuple(_speech(text, group))
    elif inside and (shown := _shown(first)) is not None:
        words = tuple(_pieces(text, shown, inside))
        lead = "" if first.kind is QuoteKind.PARTIAL else lead
    return Statement(speaker=first.speaker, lead=lead, words=words, quotes=tuple(group))


def _shown(first: Quote) -> Span | None:
    """Return which words of the text are shown; None for those of the quote alone."""
    if first.kind is QuoteKind.REPORTED:
        is_read_alone = first.is_clause and first.stance is not Stance.ASKED
        return first.span if is_read_alone else first.frame_span
    frame, cue = first.frame_span, first.cue_span
    if frame is None or cue is None or first.stance is not Stance.SAID:
        return None
    # "Poe called it “absurd”": from the verb on, her name stands beside it.
    is_before = frame.contains(cue) and cue.end <= first.span.start
    return Span(start=cue.start, end=frame.end) if is_before else frame


def _speech(text: str, group: Sequence[Quote]) -> Iterator[Words]:
    """Yield the quotations of a speech; those with nothing but marks between them as one."""
    said = ""
    end = group[0].span.start
    for quote in group:
        if said and _has_words(text, end, quote.span.start):
            yield Words(text=without_comma(said), is_quoted=True)
            yield Words(text=" … ")
            said = ""
        said = f"{said} {' '.join(quote.text.split())}".strip()
        end = quote.span.end
    yield Words(text=without_comma(said), is_quoted=True)


def _pieces(text: str, shown: Span, inside: Sequence[Span]) -> Iterator[Words]:
    at = shown.start
    for span in inside:
        if span.start < at or span.end > shown.end:
            continue
        yield from _plain(_OPENED.sub("", text[at : span.start]))
        yield Words(text=" ".join(text[span.start : span.end].split()), is_quoted=True)
        closed = _CLOSED.match(text[span.end : shown.end])
        at = span.end + (closed.end() if closed else 0)
    yield from _plain(text[at : shown.end])


def _plain(words: str) -> Iterator[Words]:
    """Yield words between quoted ones, their white space made single blanks."""
    joined = " ".join(words.split())
    if joined:
        before = " " if words[:1].isspace() else ""
        after = " " if words[-1:].isspace() else ""
        yield Words(text=before + joined + after)
    elif words:
        yield Words(text=" ")
