"""A brief as JSON and back; built by hand, no model."""

import json
from datetime import UTC, date, datetime

import pytest

from summarise.document import UnknownSchemaError, brief_from_json, brief_to_json
from summarise.model import (
    Act,
    Actor,
    ActorKind,
    Brief,
    Coverage,
    Event,
    Figure,
    KeyPoint,
    Mention,
    Precision,
    Quote,
    QuoteKind,
    Span,
)

TEXT = "Mayor Ann Marsh closed the mill on Monday. She said: “It cost £3m.”"


def brief() -> Brief:
    return Brief(
        id="a",
        title="Mill closed",
        language="en",
        published=datetime(2024, 6, 12, 9, 30, tzinfo=UTC),
        pipeline="1+model",
        coverage=Coverage.FULL,
        text=TEXT,
        key_points=(KeyPoint(text=TEXT[:42], span=Span(start=0, end=42), actors=("Ann Marsh",)),),
        actors=(
            Actor(
                name="Ann Marsh",
                kind=ActorKind.PERSON,
                aliases=("Marsh",),
                role="Mayor",
                role_span=Span(start=0, end=5),
                mentions=(
                    Mention(span=Span(start=6, end=15)),
                    Mention(span=Span(start=43, end=46), is_pronoun=True),
                ),
                acts=(Act(text="closed the mill", span=Span(start=16, end=31)),),
            ),
        ),
        quotes=(
            Quote(
                kind=QuoteKind.DIRECT,
                text="It cost £3m.",
                span=Span(start=54, end=66),
                speaker="Ann Marsh",
                cue="said",
            ),
        ),
        figures=(
            Figure(text="£3m", span=Span(start=62, end=65), value=3e6, unit="GBP", what="cost"),
        ),
        timeline=(
            Event(
                when="on Monday",
                date=date(2024, 6, 10),
                precision=Precision.DAY,
                text=TEXT[:42],
                span=Span(start=0, end=42),
                when_span=Span(start=32, end=41),
            ),
        ),
        note="",
    )


def test_everything_comes_back() -> None:
    document = json.loads(json.dumps(brief_to_json(brief())))

    assert brief_from_json(document) == brief()


def test_the_document_has_the_keys_of_schema_one() -> None:
    document = brief_to_json(brief())

    assert document["schema"] == 1
    assert document["published"] == "2024-06-12T09:30:00Z"
    assert document["coverage"] == "full"
    assert document["quotes"][0] == {
        "kind": "direct",
        "text": "It cost £3m.",
        "start": 54,
        "end": 66,
        "speaker": "Ann Marsh",
        "cue": "said",
    }
    assert document["timeline"][0]["date"] == "2024-06-10"


def test_another_schema_is_refused() -> None:
    with pytest.raises(UnknownSchemaError) as caught:
        brief_from_json({**brief_to_json(brief()), "schema": 2})

    assert caught.value.schema == 2
