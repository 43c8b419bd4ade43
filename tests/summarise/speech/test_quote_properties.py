"""What must hold for the quotations and quotes of every text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.model import BriefRequest, QuoteKind, Span
from summarise.parse.quotation_frames import build_frames
from summarise.pipeline import Pipeline
from summarise.text.quotation_marks import find_quotations
from tests.summarise.brief.test_brief_properties import TEXTS, UNHURRIED

MARKS = "\"'`“”\u2018\u2019«»„\u201a"
PLAIN = st.text(
    alphabet=st.characters(exclude_characters=MARKS + "\n\r", exclude_categories=("Cs", "Cc", "Z")),
    min_size=1,
    max_size=40,
).filter(lambda words: words[0].isalpha())
SPEECH = st.lists(
    st.sampled_from(
        [
            "“We shall open again,” said Helen Marsh. ",
            "Helen Marsh said that the mill would “open again in May”. ",
            "MARSH: It will open in May. ",
            "“Never again.” ― Paul Reed\n",
            "10.42am: The mill will open, the owners told reporters. ",
            "He called it \u2018the end of the road’ for all. ",
            "According to the 🏭 owners, prices are rising fast. ",
            "''Nobody knew,'' the e\u0301t\u00e9 guests were told. ",
            "\n\n",
            "“",
            "”",
            "😀",
        ]
    ),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("pair", ["“”", '""', "«»", "„“", "»«"])
@UNHURRIED
@given(inner=PLAIN)
def test_what_stands_between_a_pair_is_the_quotation(pair: str, inner: str) -> None:
    text = f"She said: {pair[0]}{inner}.{pair[1]} They left."

    found = find_quotations(text, (Span(start=0, end=len(text)),))

    assert [q.inner.of(text) for q in found] == [f"{inner}."]
    assert all(q.is_closed for q in found)


@UNHURRIED
@given(text=st.one_of(TEXTS, SPEECH))
def test_every_place_in_a_frame_leads_back_to_its_character(text: str) -> None:
    if not text:
        return
    body = Span(start=0, end=len(text))

    frames = build_frames(text, body, 0, tuple(enumerate(find_quotations(text, (body,)))))

    for frame in frames:
        for at, character in enumerate(frame.text):
            start, end, quotation = frame.locate(at, at + 1)
            assert 0 <= start < end <= len(text)
            if quotation < 0 and character != "\ufffd":
                assert text[start] == character


@UNHURRIED
@given(text=SPEECH)
def test_every_quote_is_a_slice_and_listed_once(pipeline: Pipeline, text: str) -> None:
    quotes = pipeline.brief(BriefRequest(id="a", text=text, language="en")).quotes

    assert all(q.span.of(text) == q.text for q in quotes)
    assert len({(q.span.start, q.span.end) for q in quotes}) == len(quotes)
    for is_reported in (True, False):
        kept = [q.span for q in quotes if (q.kind is QuoteKind.REPORTED) == is_reported]
        assert not any(a.overlaps(b) for a, b in pairwise(kept))
