"""Typeset the page of a story at one width. Knows no widget."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct
from rich.cells import cell_len

from cache.values.list_rows import EntryRow
from cache.values.story_rows import StoryDetail
from summarise.compression.short_form import SHORTENED
from summarise.stories.points.story_nut_graf import points_besides_nut_graf, points_in_nut_graf
from summarise.stories.story_model import (
    Citation,
    Disagreement,
    SourcedActor,
    SourcedFigure,
    SourcedPoint,
    StoryBrief,
)
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.app.widgets.typesetting.brief_panels import KIND_INKS, KIND_MARKS
from tui.app.widgets.typesetting.line_setter import Pieces, Setter
from tui.app.widgets.typesetting.story_coverage import set_coverage, set_quotes, set_timeline
from tui.app.widgets.typesetting.story_panel_lines import (
    Leads,
    cited,
    counted,
    mark_of,
    set_more,
    shown,
)
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind, Page

_ROOM_FOR_THE_HOUR = 48
"""Columns of a page from which its dates have the hour."""


class TypesetStory(Struct, frozen=True, kw_only=True):
    """A page, and where each of its items leads: to a place in an article, or nowhere."""

    page: Page
    leads: Leads


def typeset_story(
    story: StoryDetail,
    width: int,
    *,
    unfolded: frozenset[str],
    closed: frozenset[str] = frozenset(),
    is_whole: bool = False,
    now: datetime,
) -> TypesetStory:
    """Return the page of a story in lines of at most `width` cells.

    Args:
        unfolded: the panels ("quotes") and lines ("point 2") that show everything.
        closed: the panels, by their headings, that show nothing else.
        is_whole: set key points as whole sentences.
    """
    setter = Setter(max(width, 8), unfolded, closed)
    leads = Leads()
    brief = story.brief
    _head(setter, story, now)
    setter.part("the nut graf", lambda: _nut_graf(setter, leads, brief, now, is_whole=is_whole))
    points = points_besides_nut_graf(brief, is_whole=is_whole)
    parts: dict[str, Callable[[], None]] = {
        "points": lambda: _points(setter, leads, points, now, is_whole=is_whole),
        "actors": lambda: _actors(setter, leads, brief.actors),
        "disagreements": lambda: _disagreements(setter, leads, brief.disagreements, now),
        "quotes": lambda: set_quotes(setter, leads, brief.quotes, now),
        "figures": lambda: _figures(setter, leads, brief.figures),
        "the timeline": lambda: set_timeline(setter, leads, brief.timeline),
        "the coverage": lambda: set_coverage(setter, leads, brief.coverage, now),
    }
    for name, set_it in parts.items():
        setter.part(name, set_it)
    articles_line = len(setter.lines) + 1
    _articles(setter, leads, story.entries, now)
    setter.blank()
    page = Page(setter.lines, setter.items, text_line=articles_line, text_width=setter.width)
    return TypesetStory(page=page, leads=leads)


def _head(setter: Setter, story: StoryDetail, now: datetime) -> None:
    row = story.row
    setter.set([(story.brief.title or row.title or "(without a title)", Ink.HEADLINE)])
    counts = f"{counted(len(row.sources), 'paper')} · {counted(row.article_count, 'article')}"
    when = relative_times.full if setter.width >= _ROOM_FOR_THE_HOUR else relative_times.day
    first, last = when(row.opened_at, now), when(row.updated_at, now)
    # Of two times on one day the day is said once.
    shared, comma, _ = first.rpartition(", ")
    last = last.removeprefix(shared + comma) if comma else last
    times = first if first == last else f"{first} – {last}"
    setter.set([(f"{counts} · {times}", Ink.BYLINE)])
    setter.set([(" · ".join(row.sources), Ink.BYLINE)])
    if row.is_updated:
        new = sum(part.is_new for part in story.brief.coverage)
        setter.set([(f"{counted(new, 'article')} since you last looked", Ink.NEW)])


def _nut_graf(
    setter: Setter, leads: Leads, brief: StoryBrief, now: datetime, *, is_whole: bool
) -> None:
    """Set the nut graf; the points that it says stand here with all their papers, and not below."""
    graf = brief.nut_graf
    if graf is None:
        return
    setter.blank()
    said = points_in_nut_graf(brief, is_whole=is_whole)
    citations = [citation for point in said for citation in point.citations]
    sources = cited(citations, now, setter.width) or graf.source
    item = leads.nut_graf(setter, graf, citations)
    marks = mark_of(any(point.is_new for point in said))
    setter.set([*marks, (graf.text, Ink.LEAD), (f"  {sources}", Ink.DIM)], item=item)


def _points(
    setter: Setter,
    leads: Leads,
    points: Sequence[SourcedPoint],
    now: datetime,
    *,
    is_whole: bool,
) -> None:
    if not points or not setter.panel("Key points"):
        return
    for number, point in enumerate(shown(setter, "points", points), 1):
        fold = f"point {number}" if len(point.citations) > 1 else ""
        item = leads.point(setter, point, fold=fold)
        first = [(f"{number}" + " " * (3 - len(str(number))), Ink.NUMBER)]
        words = [(point.text, Ink.TEXT)]
        if point.short and not is_whole:
            words = [(point.short, Ink.TEXT), (f" {SHORTENED}", Ink.DIM)]
        setter.set([*mark_of(point.is_new), *words], first=first, indent=3, item=item)
        sources = cited(point.citations, now, setter.width - 8)
        sign = _sign(setter, fold)
        setter.set([(sources, Ink.DIM)], first=[("   ", Ink.DIM)], indent=3, item=item, right=sign)
        if fold in setter.unfolded:
            _each_source(setter, leads, point.citations, now)
    set_more(setter, leads, "points", len(points))


def _sign(setter: Setter, fold: str) -> str:
    if not fold:
        return ""
    return "▾" if fold in setter.unfolded else "▸"


def _each_source(
    setter: Setter, leads: Leads, citations: Sequence[Citation], now: datetime
) -> None:
    for citation in citations:
        item = leads.item(setter, ItemKind.ACT, [citation])
        words = f"{citation.source}, {relative_times.age(citation.moment, now)}: "
        pieces = [(words, Ink.DIM), (citation.text, Ink.TEXT)]
        setter.set(pieces, first=[("   › ", Ink.DIM)], indent=5, item=item)


def _actors(setter: Setter, leads: Leads, actors: Sequence[SourcedActor]) -> None:
    if not actors or not setter.panel("Actors", right=[("mentions", Ink.DIM)]):
        return
    for number, actor in enumerate(shown(setter, "actors", actors)):
        ink = KIND_INKS[actor.kind]
        roles = actor.roles[:1]
        has_more = len(actor.roles) > 1 or bool(actor.aliases)
        fold = f"actor {number}" if has_more else ""
        item = leads.item(setter, ItemKind.ACTOR, actor.citations, fold=fold, actor=actor.name)
        pieces: list[tuple[str, Ink]] = [*mark_of(actor.is_new), (actor.name, ink)]
        pieces += [(f"  {role.text}", Ink.DIM) for role in roles]
        right = f"{actor.mention_count} {_sign(setter, fold) or ' '}"
        mark = [(KIND_MARKS[actor.kind], ink), ("  ", Ink.TEXT)]
        setter.set(pieces, first=mark, indent=3, item=item, right=right)
        if fold in setter.unfolded:
            if actor.aliases:
                setter.set([("also " + ", ".join(actor.aliases), Ink.DIM)], indent=5)
            for role in actor.roles:
                item = leads.item(setter, ItemKind.ACT, [role.citation])
                words = [(role.text, Ink.TEXT), (f"  {role.citation.source}", Ink.DIM)]
                setter.set(words, first=[("   › ", Ink.DIM)], indent=5, item=item)
    set_more(setter, leads, "actors", len(actors))


def _disagreements(
    setter: Setter, leads: Leads, disagreements: Sequence[Disagreement], now: datetime
) -> None:
    if not disagreements or not setter.panel("The papers disagree"):
        return
    for each in disagreements:
        setter.set([(each.subject, Ink.TEXT)], first=[("   ", Ink.TEXT)], indent=3)
        widest = max(cell_len(drawable(figure.text)) for figure in each.figures)
        column = min(widest, setter.width // 2)
        for figure in each.figures:
            item = leads.item(setter, ItemKind.FIGURE, figure.citations)
            text = fit(figure.text, column)
            pad = " " * (column - cell_len(drawable(text)) + 2)
            first: Pieces = [("   ≠ ", Ink.NUMBER), (text, Ink.VALUE), (pad, Ink.TEXT)]
            sources = cited(figure.citations, now, setter.width - column - 8)
            pieces = [*mark_of(figure.is_new), (sources, Ink.DIM)]
            setter.set(pieces, first=first, indent=column + 7, item=item)


def _figures(setter: Setter, leads: Leads, figures: Sequence[SourcedFigure]) -> None:
    if not figures or not setter.panel("Figures"):
        return
    for figure in shown(setter, "figures", figures):
        item = leads.item(setter, ItemKind.FIGURE, figure.citations)
        text, what = drawable(figure.text), drawable(figure.what).strip()
        if what.casefold() in text.casefold():
            what = ""
        pieces = [*mark_of(figure.is_new), (text, Ink.VALUE), ("  ", Ink.TEXT), (what, Ink.TEXT)]
        sources = dict.fromkeys(citation.source for citation in figure.citations)
        right = fit(" · ".join(sources), max(8, setter.width // 3))
        setter.set(pieces, first=[("   ", Ink.TEXT)], indent=5, item=item, right=right)
    set_more(setter, leads, "figures", len(figures))


def _articles(setter: Setter, leads: Leads, rows: Sequence[EntryRow], now: datetime) -> None:
    setter.heading("Articles")
    for row in rows:
        item = leads.article(setter, row.entry_id)
        ink = Ink.DIM if row.is_read else Ink.TEXT
        mark = [(" " if row.is_read else "●", Ink.NUMBER), ("  ", Ink.TEXT)]
        setter.set([(row.title or "(without a title)", ink)], first=mark, indent=3, item=item)
        about = f"{row.feed_title} · {relative_times.age(row.sort_at, now)}"
        setter.set([(about, Ink.DIM)], first=[("   ", Ink.DIM)], indent=3, item=item)
