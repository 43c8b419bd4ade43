"""The lines below the headline that say who, where, when and how many, as items."""

from msgspec import Struct
from rich.cells import cell_len

from summarise.brief.glance import Glance, glance
from summarise.model import Actor, Brief, Event, Figure, Span
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.app.widgets.typesetting.brief_panels import KIND_INKS, KIND_MARKS, when_words
from tui.app.widgets.typesetting.line_setter import Pieces, Setter, rows_of
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

_BETWEEN = "  ·  "
_LINES = 2
_WIDEST = 40
"""Columns of one part: a name or a figure longer than that is cut."""


class _Part(Struct, frozen=True, kw_only=True):
    """One thing to say, and where the text says it."""

    pieces: Pieces
    spans: tuple[Span, ...]
    actor: str = ""


def set_glance(setter: Setter, brief: Brief) -> None:
    """Set the article at a glance, if there is anything to say; lesser actors give way first."""
    seen = glance(brief)
    if seen.is_empty:
        return
    room = min(_WIDEST, setter.width)
    parts = _fitting(setter, seen, room)
    setter.blank()
    setter.side_by_side([(_item(setter, part), part.pieces) for part in parts], between=_BETWEEN)


def _fitting(setter: Setter, seen: Glance, room: int) -> list[_Part]:
    """Return what there is room for: all, else with fewer actors, else what stands first."""
    parts: list[_Part] = []
    for count in range(len(seen.who), -1, -1):
        parts = _parts(seen, count, room)
        rows = _rows(setter, parts)
        if len(rows) <= _LINES:
            return parts
    return parts[: _rows(setter, parts)[_LINES].start]


def _rows(setter: Setter, parts: list[_Part]) -> list[range]:
    return rows_of([part.pieces for part in parts], setter.width, _BETWEEN)


def _item(setter: Setter, part: _Part) -> int:
    kind = ItemKind.ACTOR if part.actor else ItemKind.GLANCE
    return setter.item(kind, part.spans, actor=part.actor)


def _parts(seen: Glance, actor_count: int, room: int) -> list[_Part]:
    actors = [*seen.who[:actor_count], *([seen.where] if seen.where else [])]
    parts = [_actor(actor, room) for actor in actors]
    if seen.when is not None:
        parts.append(_date(seen.when, room))
    if seen.how_many is not None:
        parts.append(_figure(seen.how_many, room))
    return parts


def _actor(actor: Actor, room: int) -> _Part:
    ink = KIND_INKS[actor.kind]
    pieces = [(f"{KIND_MARKS[actor.kind]} ", ink), (fit(actor.name, room - 2), ink)]
    spans = tuple(mention.span for mention in actor.mentions)
    return _Part(pieces=pieces, spans=spans, actor=actor.name)


def _date(event: Event, room: int) -> _Part:
    return _Part(pieces=[(fit(when_words(event), room), Ink.VALUE)], spans=(event.span,))


def _figure(figure: Figure, room: int) -> _Part:
    text, what = fit(figure.text, room), drawable(figure.what).strip()
    pieces = [(text, Ink.VALUE)]
    # What is counted is said where it fits whole: half a phrase says nothing.
    if what and what.casefold() not in text.casefold() and cell_len(f"{text} {what}") <= room:
        pieces.append((f" {what}", Ink.TEXT))
    return _Part(pieces=pieces, spans=(figure.span,))
