"""Collect everything that is said in a text: quotes and reported speech, each once."""

from collections.abc import Sequence

from summarise.actors.cast import Cast
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import Quote, QuoteKind, Span
from summarise.speech.quotes import QuoteFinder
from summarise.speech.reported_speech import ReportFinder
from summarise.speech.speaker.speakers import Speaker, SpeakerFinder

Said = tuple[Quote, Speaker | None]

MOST_QUOTED_SHARE = 0.97
"""A statement that is quoted whole tells nothing that its quotations do not. Any other is easier to
read than they are: "it was “time to move on”" tells what was time."""
MOST_DESCRIBED_SHARE = 0.35
"""The same for "called it “…”", where the rest only says what "it" is."""


def find_speech(cast: Cast, words: Vocabulary) -> tuple[Said, ...]:
    """Return what is said, by place, with who says it."""
    annotated = cast.annotated
    speakers = SpeakerFinder(cast, words)
    quoted = QuoteFinder(cast, speakers, words).quotes()
    describing = {t.text for t in annotated.tokens if t.lemma in words.speech.describe_verbs}
    reported = [
        (quote, speaker)
        for quote, speaker in ReportFinder(cast, speakers, words).reports()
        if _share_quoted(quote, [q for q, _ in quoted], annotated.text)
        < (MOST_DESCRIBED_SHARE if describing & set(quote.cue.split()) else MOST_QUOTED_SHARE)
    ]
    return tuple(
        sorted((*quoted, *reported), key=lambda said: (said[0].span.start, said[0].span.end))
    )


def _shared_words(one: Span, other: Span, text: str) -> int:
    start, end = max(one.start, other.start), min(one.end, other.end)
    return len(text[start:end].split()) if start < end else 0


def _share_quoted(report: Quote, quoted: Sequence[Quote], text: str) -> float:
    """Return how much of a reported clause the quotations listed beside it tell."""
    inside = [q for q in quoted if q.span.overlaps(report.span)]
    if any(q.kind is QuoteKind.DIRECT for q in inside):
        return 1.0
    return sum(_shared_words(q.span, report.span, text) for q in inside) / len(report.text.split())
