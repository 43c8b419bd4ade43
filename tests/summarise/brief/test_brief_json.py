"""A brief as JSON; built by hand, no model."""

import json
from datetime import UTC, date, datetime

from summarise.brief.brief_json import brief_to_json
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
    NutGraf,
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
        nut_graf=NutGraf(text=TEXT[:42], spans=(Span(start=0, end=42),)),
        key_points=(
            KeyPoint(
                text=TEXT[:42],
                span=Span(start=0, end=42),
                actors=("Ann Marsh",),
                shown=(Span(start=6, end=31), Span(start=41, end=42)),
            ),
        ),
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
                cue_span=Span(start=47, end=51),
                frame=TEXT[43:67],
                frame_span=Span(start=43, end=67),
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


def test_the_document_of_schema_one_holds_everything() -> None:
    document = json.loads(json.dumps(brief_to_json(brief())))

    assert document == {
        "schema": 1,
        "id": "a",
        "title": "Mill closed",
        "language": "en",
        "published": "2024-06-12T09:30:00Z",
        "pipeline": "1+model",
        "coverage": "full",
        "note": "",
        "text": TEXT,
        "nut_graf": {"text": TEXT[:42], "spans": [[0, 42]]},
        "key_points": [
            {
                "text": TEXT[:42],
                "start": 0,
                "end": 42,
                "actors": ["Ann Marsh"],
                "short": "Ann Marsh closed the mill.",
                "shown": [[6, 31], [41, 42]],
            }
        ],
        "actors": [
            {
                "name": "Ann Marsh",
                "kind": "person",
                "aliases": ["Marsh"],
                "role": "Mayor",
                "role_span": [0, 5],
                "mentions": [
                    {"start": 6, "end": 15},
                    {"start": 43, "end": 46, "is_pronoun": True},
                ],
                "acts": [{"text": "closed the mill", "start": 16, "end": 31}],
            }
        ],
        "quotes": [
            {
                "kind": "direct",
                "text": "It cost £3m.",
                "start": 54,
                "end": 66,
                "speaker": "Ann Marsh",
                "stance": "said",
                "cue": "said",
                "cue_span": [47, 51],
                "frame": "She said: “It cost £3m.”",
                "frame_span": [43, 67],
            }
        ],
        "figures": [
            {"text": "£3m", "start": 62, "end": 65, "value": 3e6, "unit": "GBP", "what": "cost"}
        ],
        "timeline": [
            {
                "when": "on Monday",
                "date": "2024-06-10",
                "precision": "day",
                "text": TEXT[:42],
                "start": 0,
                "end": 42,
                "when_span": [32, 41],
            }
        ],
    }
