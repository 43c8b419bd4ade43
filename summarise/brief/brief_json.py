"""Convert a brief to JSON values."""

from datetime import UTC, datetime
from typing import Any

from summarise.compression.short_form import short_form
from summarise.model import (
    Actor,
    Brief,
    NutGraf,
    Quote,
    Span,
)

SCHEMA = 1

Document = dict[str, Any]


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


def _quote(quote: Quote) -> Document:
    return {
        "kind": quote.kind.value,
        "text": quote.text,
        **_span(quote.span),
        "speaker": quote.speaker,
        "stance": quote.stance.value,
        "cue": quote.cue,
        "cue_span": _pair(quote.cue_span),
        "frame": quote.frame,
        "frame_span": _pair(quote.frame_span),
    }


def nut_graf_to_json(graf: NutGraf | None) -> Document | None:
    """Return a nut graf as JSON values."""
    return {"text": graf.text, "spans": [_pair(it) for it in graf.spans]} if graf else None


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
        "nut_graf": nut_graf_to_json(brief.nut_graf),
        "key_points": [
            {
                "text": p.text,
                **_span(p.span),
                "actors": list(p.actors),
                "short": short_form(brief.text, p) or p.text,
                "shown": [_pair(it) for it in p.shown],
            }
            for p in brief.key_points
        ],
        "actors": [_actor(actor) for actor in brief.actors],
        "quotes": [_quote(quote) for quote in brief.quotes],
        "figures": [
            {
                "text": f.text,
                **_span(f.span),
                "value": f.value,
                **({"ends": list(f.ends)} if f.ends else {}),
                "unit": f.unit,
                "what": f.what,
            }
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
