"""What must hold for every text."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarise.document import brief_from_json, brief_to_json
from summarise.model import BriefRequest, Span
from summarise.paragraphs import split_paragraphs
from summarise.pipeline import Pipeline
from summarise.quotemarks import find_quotations
from summarise.sentences import split_sentences
from tests.summarise.test_pipeline import STORY, spans_hold

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
    max_examples=60,
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
def test_briefs_survive_their_document(pipeline: Pipeline, text: str) -> None:
    brief = pipeline.brief(BriefRequest(id="a", text=text, language="en"))

    assert brief_from_json(brief_to_json(brief)) == brief


@UNHURRIED
@given(text=TEXTS)
def test_quotations_are_apart_and_inside_their_paragraphs(text: str) -> None:
    paragraphs = split_paragraphs(text)

    quotations = find_quotations(text, tuple(p.span for p in paragraphs))

    end = 0
    for quotation in quotations:
        assert quotation.outer.start >= end
        assert quotation.outer.contains(quotation.inner)
        assert paragraphs[quotation.paragraph].span.contains(quotation.outer)
        end = quotation.outer.end


@UNHURRIED
@given(text=TEXTS)
def test_sentences_are_apart_and_inside_their_paragraphs(text: str) -> None:
    paragraphs = split_paragraphs(text)
    quotations = find_quotations(text, tuple(p.span for p in paragraphs))

    sentences = split_sentences(text, paragraphs, quotations)

    last = Span(start=0, end=1)
    for number, sentence in enumerate(sentences):
        assert paragraphs[sentence.paragraph].span.contains(sentence.span)
        assert not number or sentence.span.start >= last.end
        last = sentence.span
