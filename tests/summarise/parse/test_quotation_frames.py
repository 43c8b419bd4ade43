"""What the parser gets, and the way back."""

from summarise.model import Span
from summarise.parse.quotation_frames import STAND_IN_LETTERS, build_frames
from summarise.text.quotation_marks import find_quotations


def frames_of(text: str) -> tuple[str, ...]:
    body = Span(start=0, end=len(text))
    quotations = tuple(enumerate(find_quotations(text, (body,))))
    return tuple(f.text for f in build_frames(text, body, 0, quotations))


def test_a_quoted_clause_is_replaced_and_parsed_apart() -> None:
    outer, inner = frames_of("“The mill will never close,” said Ann Smith.")

    assert outer == '"Yes," said Ann Smith.'
    assert inner == "The mill will never close,"


def test_a_quoted_fragment_stays_without_its_marks() -> None:
    assert frames_of("She called it “a very bad day” for all.") == (
        "She called it a very bad day for all.",
    )


def test_offsets_lead_back_into_the_text() -> None:
    text = "“The mill will never close,” said Ann Smith."
    body = Span(start=0, end=len(text))
    outer = build_frames(text, body, 0, tuple(enumerate(find_quotations(text, (body,)))))[0]

    at = outer.text.index("Ann")
    start, end, quotation = outer.locate(at, at + 3)
    assert (text[start:end], quotation) == ("Ann", -1)

    at = outer.text.index(STAND_IN_LETTERS)
    start, end, quotation = outer.locate(at, at + len(STAND_IN_LETTERS))
    assert (text[start:end], quotation) == ("The mill will never close,", 0)


def test_half_a_surrogate_pair_reaches_no_parser() -> None:
    assert frames_of("The \ud800 mill.") == ("The \ufffd mill.",)
