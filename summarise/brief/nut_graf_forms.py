"""The form in which a sentence stands in a nut graf: shortened, without what only leads to it."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from summarise.brief.nut_graf_answers import where_told
from summarise.compression.short_form import with_capital
from summarise.model import Brief, KeyPoint, Span

Shorten = Callable[[Sequence[Span], int], Sequence[tuple[Span, ...]]]
"""Returns what is shown of sentences in at most so many words; nothing for one that stays whole."""


def key_point(brief: Brief, span: Span) -> KeyPoint:
    """Return a sentence as a point."""
    inside = (it.name for it in brief.actors if any(span.contains(m.span) for m in it.mentions))
    return KeyPoint(text=span.of(brief.text), span=span, actors=tuple(inside))


def shown_text(brief: Brief, point: KeyPoint) -> str:
    """Return the words of a point that are shown, with a capital where its beginning is gone."""
    shown = "".join(span.of(brief.text) for span in point.shown) or point.text
    text = " ".join(shown.split())
    return with_capital(text) if point.shown else text


def as_shown(brief: Brief, point: KeyPoint, form: Sequence[Span]) -> KeyPoint:
    """Return a sentence in the form that is shown; "But" and "Now" only link it to others."""
    first, *rest = form or (point.span,)
    begun = where_told(brief.text, first)
    return replace(point, shown=(begun, *rest) if form or begun != first else ())
