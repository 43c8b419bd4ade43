"""Typeset the page of an actor at one width. Knows no widget."""

from collections.abc import Sequence
from datetime import date, datetime

from msgspec import Struct

from cache.values.interest_rows import ActorPage, ActorQuote, RoleSpan
from cache.values.list_rows import EntryId, EntryRow
from summarise.model import ActorKind
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import fit
from tui.app.widgets.typesetting.brief_panels import (
    KIND_INKS,
    KIND_MARKS,
    set_said,
    statement_pieces,
)
from tui.app.widgets.typesetting.line_setter import Setter
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind, Page

_SHOWN_QUOTES = 6
_SOURCE_CELLS = 32
_KINDS = {
    ActorKind.PERSON: "person",
    ActorKind.ORGANISATION: "organisation",
    ActorKind.PLACE: "place",
    ActorKind.GROUP: "group of people",
    ActorKind.NAME: "name",
}
_BARS = "▁▂▃▄▅▆▇█"
_NO_BAR = "·"


class TypesetActor(Struct, frozen=True, kw_only=True):
    """A page and where each of its items leads: an entry, or an actor by name."""

    page: Page
    targets: tuple[EntryId | str, ...]


def typeset_actor(actor: ActorPage, width: int, *, now: datetime) -> TypesetActor:
    """Return the page of an actor in lines of at most `width` cells."""
    setter = Setter(max(width, 8), frozenset())
    targets: list[EntryId | str] = []
    mark = [(f"{KIND_MARKS[actor.kind]} ", KIND_INKS[actor.kind])]
    setter.set([(actor.name, Ink.HEADLINE)], first=mark, indent=2)
    facts = [
        _KINDS[actor.kind],
        f"{actor.entry_count:,} {'article' if actor.entry_count == 1 else 'articles'}",
        f"{actor.quote_count:,} {'quote' if actor.quote_count == 1 else 'quotes'}",
        *(["followed"] if actor.follow_id is not None else []),
    ]
    setter.set([(" · ".join(facts), Ink.BYLINE)])
    _roles(setter, actor.roles, now)
    _weeks(setter, actor.weeks, now)
    _articles(setter, actor.entries, actor.entry_count, targets, now)
    _quotes(setter, actor.quotes, targets, now)
    if actor.companions:
        setter.heading("Appears with", right=[("articles", Ink.DIM)])
        for other in actor.companions:
            item = setter.item(ItemKind.ACTOR, actor=other.name)
            targets.append(other.name)
            ink = KIND_INKS[other.kind]
            first = [(KIND_MARKS[other.kind], ink), ("  ", Ink.TEXT)]
            count = f"{other.entry_count:,}"
            setter.set([(other.name, ink)], first=first, indent=3, item=item, right=count)
    setter.blank()
    page = Page(setter.lines, setter.items, text_line=0, text_width=setter.width)
    return TypesetActor(page=page, targets=tuple(targets))


def _roles(setter: Setter, roles: Sequence[RoleSpan], now: datetime) -> None:
    if not roles:
        return
    setter.heading("Roles")
    for role in roles:
        first, last = relative_times.day(role.first, now), relative_times.day(role.last, now)
        when = first if first == last else f"{first} – {last}"
        setter.set([(role.role, Ink.TEXT)], first=[("   ", Ink.TEXT)], indent=3, right=when)


def _weeks(setter: Setter, weeks: Sequence[tuple[date, int]], now: datetime) -> None:
    shown = weeks[-max(4, setter.width - 24) :]
    most = max((count for _, count in shown), default=0)
    if len(shown) < 2:  # noqa: PLR2004 - one week is no course of things
        return
    setter.heading("Articles a week", right=[(f"at most {most:,}", Ink.DIM)])
    first = relative_times.day(_noon(shown[0][0], now), now)
    setter.set(
        [(f"{first}  ", Ink.DIM), (sparkline([count for _, count in shown]), Ink.VALUE),
         (f"  {relative_times.day(_noon(shown[-1][0], now), now)}", Ink.DIM)],
        first=[("   ", Ink.TEXT)],
        indent=3,
    )  # fmt: skip


def _noon(day: date, now: datetime) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=now.tzinfo)


def sparkline(counts: Sequence[int]) -> str:
    """Return numbers as bars of one cell each; what there is none of is a dot."""
    most = max(counts, default=0)
    steps = len(_BARS) - 1
    return "".join(
        _BARS[round(steps * count / most)] if count and most else _NO_BAR for count in counts
    )


def _articles(
    setter: Setter,
    rows: Sequence[EntryRow],
    count: int,
    targets: list[EntryId | str],
    now: datetime,
) -> None:
    shown = f"the newest {len(rows):,} of {count:,}" if len(rows) < count else ""
    setter.heading("Stories", right=[(shown, Ink.DIM)] if shown else ())
    for row in rows:
        item = setter.item(ItemKind.EVENT)
        targets.append(row.entry_id)
        title = row.title or "(without a title)"
        source = fit(row.feed_title, _SOURCE_CELLS)
        pieces = [(title, Ink.TEXT if row.is_read else Ink.HEADLINE), (f"  {source}", Ink.DIM)]
        mark = [(" " if row.is_read else "●", Ink.NUMBER), ("  ", Ink.TEXT)]
        when = relative_times.age(row.sort_at, now)
        setter.set(pieces, first=mark, indent=3, item=item, right=when)


def _quotes(
    setter: Setter, quotes: Sequence[ActorQuote], targets: list[EntryId | str], now: datetime
) -> None:
    if not quotes:
        return
    setter.heading("Quotes")
    for it in quotes[:_SHOWN_QUOTES]:
        item = setter.item(ItemKind.QUOTE)
        targets.append(it.entry_id)
        set_said(setter, statement_pieces(it.statement), item)
        source = f"{it.feed_title}, {relative_times.day(it.sort_at, now)}"
        setter.set([(source, Ink.DIM)], first=[("   — ", Ink.DIM)], indent=5, item=item)
