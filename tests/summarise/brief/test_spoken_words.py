"""How a quote is worded, so that nobody takes it for more than it is; built by hand, no model."""

import pytest

from summarise.brief.spoken_words import spoken_words
from summarise.model import Quote, QuoteKind, Span, Stance


def quote(kind: QuoteKind, text: str, **fields: object) -> Quote:
    made: dict[str, object] = {"kind": kind, "text": text, "span": Span(start=0, end=1), **fields}
    return Quote(**made)  # type: ignore[arg-type]  # the fields differ from case to case


@pytest.mark.parametrize(
    ("it", "shown"),
    [
        (
            quote(QuoteKind.DIRECT, "We will stay,", cue="said"),
            ("said:", "We will stay", True),
        ),
        (
            quote(QuoteKind.REPORTED, "he had lied", cue="denied", stance=Stance.DENIED),
            ("denied:", "he had lied", False),
        ),
        (
            quote(
                QuoteKind.REPORTED,
                "to support her",
                cue="pledged",
                frame="Norway pledged to support her",
                is_clause=False,
            ),
            ("", "Norway pledged to support her", False),
        ),
        (
            quote(
                QuoteKind.REPORTED,
                "the dam was safe",
                cue="asked",
                frame="Poe asked whether the dam was safe",
                stance=Stance.ASKED,
            ),
            ("", "Poe asked whether the dam was safe", False),
        ),
        (
            quote(QuoteKind.DIRECT, "We\n lost.", cue="told the BBC"),
            ("told the BBC:", "We lost.", True),
        ),
        (quote(QuoteKind.DIRECT, "We lost.", cue=":"), ("", "We lost.", True)),
        (
            quote(QuoteKind.REPORTED, "the dam held", cue="according to"),
            ("", "the dam held", False),
        ),
    ],
)
def test_a_quote_has_its_cue_or_its_frame(it: Quote, shown: tuple[str, str, bool]) -> None:
    spoken = spoken_words(it)

    assert (spoken.lead, spoken.words, spoken.is_marked) == shown
