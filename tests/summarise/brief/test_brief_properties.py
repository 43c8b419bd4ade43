"""What must hold for every text."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarise.brief.brief_json import brief_to_json
from summarise.model import BriefRequest, Span
from summarise.pipeline import Pipeline
from summarise.text.document_text import read_document
from tests.summarise.test_pipeline import STORY, spans_hold
from tests.support.scale import full_or

PIECES = st.sampled_from(
    [
        *STORY.split(),
        "“",
        "”",
        '"',
        "\u2018",
        "’",
        "\n\n",
        "...",
        "£3m",
        "(",
        "😀",
        "é",
        "Mr.",
        "15%",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map(" ".join))
UNHURRIED = settings(
    max_examples=full_or(20, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@UNHURRIED
@given(text=TEXTS)
def test_every_text_gives_a_brief_whose_spans_slice_it(pipeline: Pipeline, text: str) -> None:
    brief = pipeline.brief(BriefRequest(id="a", text=text, language="en"))

    assert brief.text == text
    assert brief.key_points or brief.note
    assert spans_hold(brief)


@UNHURRIED
@given(text=TEXTS)
def test_the_document_of_every_brief_survives_json(pipeline: Pipeline, text: str) -> None:
    brief = pipeline.brief(BriefRequest(id="a", text=text, language="en"))

    document = brief_to_json(brief)
    assert json.loads(json.dumps(document)) == document


@UNHURRIED
@given(text=TEXTS)
def test_quotations_are_apart_and_inside_their_paragraphs(text: str) -> None:
    document = read_document(text)

    end = 0
    for quotation in document.quotations:
        assert quotation.outer.start >= end
        assert quotation.outer.contains(quotation.inner)
        assert document.paragraphs[quotation.paragraph].span.contains(quotation.outer)
        end = quotation.outer.end


@UNHURRIED
@given(text=TEXTS)
def test_sentences_are_apart_and_inside_their_paragraphs(text: str) -> None:
    document = read_document(text)

    last = Span(start=0, end=1)
    for number, sentence in enumerate(document.sentences):
        assert document.paragraphs[sentence.paragraph].span.contains(sentence.span)
        assert not number or sentence.span.start >= last.end
        last = sentence.span
