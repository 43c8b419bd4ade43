"""Panels of a story's page: who said what, when things happened, and which papers report it."""

from collections.abc import Sequence
from datetime import datetime

from rich.cells import cell_len

from cache.values.list_rows import EntryId
from summarise.stories.story_model import (
    ArticleCoverage,
    Citation,
    Exclusive,
    SourcedEvent,
    SourcedQuote,
)
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.brief_panels import said_pieces, set_said, when_words
from tui.app.widgets.typesetting.line_setter import Pieces, Setter
from tui.app.widgets.typesetting.story_panel_lines import (
    Leads,
    cited,
    counted,
    mark_of,
    set_more,
    shown,
)
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

_WHEN_WIDTH = 12
_ROOM_FOR_COLUMNS = 34


def set_quotes(setter: Setter, leads: Leads, quotes: Sequence[SourcedQuote], now: datetime) -> None:
    """Set what was said, each with its speaker and the papers that have it."""
    if not quotes or not setter.panel("Quotes"):
        return
    for quote in shown(setter, "quotes", quotes):
        item = leads.item(setter, ItemKind.QUOTE, quote.citations)
        set_said(setter, said_pieces(quote), item, mark_of(quote.is_new))
        speaker = quote.speaker or "speaker not named"
        who = [(speaker, Ink.SPEAKER if quote.speaker else Ink.DIM)]
        sources = cited(quote.citations, now, max(12, setter.width - 8 - len(speaker)))
        pieces = [*who, (f" · {sources}", Ink.DIM)]
        setter.set(pieces, first=[("   — ", Ink.DIM)], indent=5, item=item)
    set_more(setter, leads, "quotes", len(quotes))


def set_timeline(setter: Setter, leads: Leads, events: Sequence[SourcedEvent]) -> None:
    """Set what happened in order of time."""
    if not events or not setter.panel("Timeline"):
        return
    for event in shown(setter, "timeline", events):
        item = leads.item(setter, ItemKind.EVENT, event.citations)
        when = fit(when_words(event), _WHEN_WIDTH)
        ink = Ink.VALUE if event.date else Ink.DIM
        pieces = [*mark_of(event.is_new), (event.text, Ink.TEXT), *_by(event.citations)]
        if setter.width < _ROOM_FOR_COLUMNS:
            setter.set([(when, ink)], first=[("   ", Ink.TEXT)], indent=3, item=item)
            setter.set(pieces, indent=3, item=item)
        else:
            pad = " " * (_WHEN_WIDTH - cell_len(when) + 2)
            first = [("   ", Ink.TEXT), (when, ink), (pad, Ink.TEXT)]
            setter.set(pieces, first=first, indent=_WHEN_WIDTH + 5, item=item)
    set_more(setter, leads, "timeline", len(events))


def _by(citations: Sequence[Citation]) -> Pieces:
    sources = dict.fromkeys(citation.source for citation in citations)
    return [(f"  {' · '.join(sources)}", Ink.DIM)]


def set_coverage(
    setter: Setter, leads: Leads, coverage: Sequence[ArticleCoverage], now: datetime
) -> None:
    """Set who reported, when and how much, and what nobody else has."""
    if not coverage or not setter.panel("Coverage"):
        return
    source_of = {part.article_id: part.source for part in coverage}
    for number, part in enumerate(coverage):
        fold = f"coverage {number}" if _count(part.exclusive) else ""
        item = leads.article(setter, EntryId(int(part.article_id)), fold=fold)
        minutes = f"{relative_times.reading_minutes(part.word_count)}\u00a0min"
        facts = [relative_times.age(part.moment, now), minutes]
        if part.copy_of:
            facts.append(f"the words of {source_of.get(part.copy_of, 'another paper')}")
        pieces = [
            *mark_of(part.is_new),
            (part.source, Ink.VALUE),
            (f"  {' · '.join(facts)}", Ink.DIM),
        ]
        sign = ("▾" if fold in setter.unfolded else "▸") if fold else ""
        setter.set(pieces, first=[("   ", Ink.TEXT)], indent=5, item=item, right=sign)
        if fold and fold in setter.unfolded:
            _exclusive(setter, leads, part.exclusive)
        elif fold:
            words = f"only in {part.source}: {_summary(part.exclusive)}"
            setter.set([(words, Ink.DIM)], first=[("     ", Ink.DIM)], indent=5, item=item)


def _count(exclusive: Exclusive) -> int:
    return sum(
        len(part)
        for part in (exclusive.points, exclusive.quotes, exclusive.figures, exclusive.actors)
    )


def _summary(exclusive: Exclusive) -> str:
    """Return what only one paper has in a few words: "2 points · 1 quote · Ana Núñez"."""
    parts = [
        counted(len(lines), noun)
        for lines, noun in (
            (exclusive.points, "point"),
            (exclusive.quotes, "quote"),
            (exclusive.figures, "figure"),
        )
        if lines
    ]
    return " · ".join([*parts, *exclusive.actors[:3]])


def _exclusive(setter: Setter, leads: Leads, exclusive: Exclusive) -> None:
    for point in exclusive.points:
        item = leads.item(setter, ItemKind.ACT, point.citations)
        pieces = [*mark_of(point.is_new), (point.text, Ink.TEXT)]
        setter.set(pieces, first=[("     › ", Ink.DIM)], indent=7, item=item)
    for quote in exclusive.quotes:
        item = leads.item(setter, ItemKind.QUOTE, quote.citations)
        words = [*said_pieces(quote), (f"  {quote.speaker or ''}", Ink.DIM)]
        setter.set(words, first=[("     › ", Ink.DIM)], indent=7, item=item)
    for figure in exclusive.figures:
        item = leads.item(setter, ItemKind.FIGURE, figure.citations)
        words = [(figure.text, Ink.VALUE), (f"  {figure.what}", Ink.TEXT)]
        setter.set(words, first=[("     › ", Ink.DIM)], indent=7, item=item)
    if exclusive.actors:
        words = [("names " + ", ".join(exclusive.actors), Ink.DIM)]
        setter.set(words, first=[("     › ", Ink.DIM)], indent=7)
