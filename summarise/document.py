"""Convert a brief to JSON values."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

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

SCHEMA = 1

Document = dict[str, Any]


class UnknownSchemaError(ValueError):
    """A document of a schema that this program does not read."""

    def __init__(self, schema: object) -> None:
        super().__init__(f"brief: expected schema {SCHEMA}, got {schema!r}")
        self.schema = schema


def _span(span: Span) -> Document:
    return {"start": span.start, "end": span.end}


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None


def _moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _actor(actor: Actor) -> Document:
    return {
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "role": actor.role,
        "role_span": _pair(actor.role_span),
        "mentions": [
            {**_span(m.span), **({"is_pronoun": True} if m.is_pronoun else {})}
            for m in actor.mentions
        ],
        "acts": [{"text": act.text, **_span(act.span)} for act in actor.acts],
    }


def brief_to_json(brief: Brief) -> Document:
    """Return the brief as JSON values, schema 1; offsets count code points."""
    return {
        "schema": SCHEMA,
        "id": brief.id,
        "title": brief.title,
        "language": brief.language,
        "published": _moment(brief.published),
        "pipeline": brief.pipeline,
        "coverage": brief.coverage.value,
        "note": brief.note,
        "text": brief.text,
        "key_points": [
            {"text": p.text, **_span(p.span), "actors": list(p.actors)} for p in brief.key_points
        ],
        "actors": [_actor(actor) for actor in brief.actors],
        "quotes": [
            {
                "kind": q.kind.value,
                "text": q.text,
                **_span(q.span),
                "speaker": q.speaker,
                "cue": q.cue,
            }
            for q in brief.quotes
        ],
        "figures": [
            {"text": f.text, **_span(f.span), "value": f.value, "unit": f.unit, "what": f.what}
            for f in brief.figures
        ],
        "timeline": [
            {
                "when": e.when,
                "date": e.date.isoformat() if e.date else None,
                "precision": e.precision.value,
                "text": e.text,
                **_span(e.span),
                "when_span": _pair(e.when_span),
            }
            for e in brief.timeline
        ],
    }


def _span_of(item: Mapping[str, Any]) -> Span:
    return Span(start=item["start"], end=item["end"])


def _span_from(pair: list[int] | None) -> Span | None:
    return Span(start=pair[0], end=pair[1]) if pair is not None else None


def _actor_from(item: Mapping[str, Any]) -> Actor:
    return Actor(
        name=item["name"],
        kind=ActorKind(item["kind"]),
        aliases=tuple(item["aliases"]),
        role=item["role"],
        role_span=_span_from(item.get("role_span")),
        mentions=tuple(
            Mention(span=_span_of(m), is_pronoun=m.get("is_pronoun", False))
            for m in item["mentions"]
        ),
        acts=tuple(Act(text=a["text"], span=_span_of(a)) for a in item["acts"]),
    )


def _event_from(item: Mapping[str, Any]) -> Event:
    span = _span_of(item)
    return Event(
        when=item["when"],
        date=date.fromisoformat(item["date"]) if item["date"] else None,
        precision=Precision(item["precision"]),
        text=item["text"],
        span=span,
        when_span=_span_from(item.get("when_span")) or span,
    )


def brief_from_json(document: Mapping[str, Any]) -> Brief:
    """Return the brief that `brief_to_json` made the document of.

    Raises:
        UnknownSchemaError: the document is of another schema.
    """
    if document.get("schema") != SCHEMA:
        raise UnknownSchemaError(document.get("schema"))
    published = document["published"]
    return Brief(
        id=document["id"],
        title=document["title"],
        language=document["language"],
        published=datetime.fromisoformat(published) if published else None,
        pipeline=document["pipeline"],
        coverage=Coverage(document["coverage"]),
        text=document["text"],
        key_points=tuple(
            KeyPoint(text=p["text"], span=_span_of(p), actors=tuple(p["actors"]))
            for p in document["key_points"]
        ),
        actors=tuple(_actor_from(item) for item in document["actors"]),
        quotes=tuple(
            Quote(
                kind=QuoteKind(q["kind"]),
                text=q["text"],
                span=_span_of(q),
                speaker=q["speaker"],
                cue=q["cue"],
            )
            for q in document["quotes"]
        ),
        figures=tuple(
            Figure(
                text=f["text"],
                span=_span_of(f),
                value=f["value"],
                unit=f["unit"],
                what=f["what"],
            )
            for f in document["figures"]
        ),
        timeline=tuple(_event_from(item) for item in document["timeline"]),
        note=document["note"],
    )
