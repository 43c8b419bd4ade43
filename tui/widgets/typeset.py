"""From an article and its brief to a page: what stands where, at one width. Knows no widget."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from rich.cells import cell_len

from cache.model import EntryDetail
from summarise.model import Actor, ActorKind, Brief, Coverage, Event, Figure, Quote, Span
from tui.widgets import moments
from tui.widgets.drawable import drawable, fit
from tui.widgets.page import Ink, Item, ItemKind, Line, Page, Run
from tui.widgets.wrapping import wrap

KIND_MARKS = {
    ActorKind.PERSON: "◆",
    ActorKind.ORGANISATION: "■",
    ActorKind.PLACE: "▲",
    ActorKind.GROUP: "◇",
    ActorKind.NAME: "□",
}
KIND_INKS = {
    ActorKind.PERSON: Ink.PERSON,
    ActorKind.ORGANISATION: Ink.ORGANISATION,
    ActorKind.PLACE: Ink.PLACE,
    ActorKind.GROUP: Ink.GROUP,
    ActorKind.NAME: Ink.NAME,
}
_KIND_WORDS = {
    ActorKind.PERSON: "people",
    ActorKind.ORGANISATION: "organisations",
    ActorKind.PLACE: "places",
    ActorKind.GROUP: "groups",
    ActorKind.NAME: "names",
}
SHOWN_AT_FIRST = {"actors": 6, "quotes": 3, "figures": 5, "timeline": 5}
"""How many items a panel shows before it is unfolded: the text should be near."""
_LONGEST_QUOTE = 280
_WHEN_WIDTH = 14
_ROOM_FOR_THE_HOUR = 48

_Pieces = Sequence[tuple[str, Ink]]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is to be typeset.

    Attributes:
        note: where the text comes from, if that is not the page.
        failure: why the page could not be had, "" if it could.
        is_working: articles and briefs are being made right now.
    """

    detail: EntryDetail
    note: str = ""
    failure: str = ""
    is_working: bool = False


def typeset(story: Story, width: int, *, unfolded: frozenset[str], now: datetime) -> Page:
    """Return the page of a story in lines of at most `width` cells.

    Args:
        unfolded: the panels ("quotes") and actors ("actor 2") that show everything.
    """
    setter = _Setter(max(width, 8), unfolded)
    _head(setter, story, now)
    brief = story.detail.brief
    if brief is not None:
        _panels(setter, brief)
    text_line = _text(setter, story)
    return Page(setter.lines, setter.items, text_line=text_line, text_width=setter.width)


class _Setter:
    """Lines set one after another."""

    def __init__(self, width: int, unfolded: frozenset[str]) -> None:
        self.width = width
        self.unfolded = unfolded
        self.lines: list[Line] = []
        self.items: list[Item] = []

    def blank(self) -> None:
        if self.lines and self.lines[-1].text:
            self.lines.append(Line(""))

    def item(self, kind: ItemKind, spans: Iterable[Span] = (), fold: str = "") -> int:
        self.items.append(Item(kind, tuple(spans), fold))
        return len(self.items) - 1

    def heading(self, title: str, *, right: _Pieces = ()) -> None:
        self.blank()
        right_width = sum(cell_len(text) for text, _ in right)
        if cell_len(title) + right_width + 4 > self.width:
            right, right_width = (), 0
        rule = self.width - cell_len(title) - 1 - (right_width + 1 if right else 0)
        pieces = [(title, Ink.HEADING), (" " + "─" * max(0, rule), Ink.RULE)]
        if right:
            pieces += [(" ", Ink.RULE), *right]
        self.lines.append(_line(pieces))

    def set(
        self,
        pieces: _Pieces,
        *,
        first: _Pieces = (),
        indent: int = 0,
        item: int = -1,
        right: str = "",
    ) -> None:
        """Set pieces as one paragraph: `first` before line one, `indent` before the others."""
        text = "".join(drawable(piece) for piece, _ in pieces)
        runs = _runs(pieces)
        room = self.width - indent - (cell_len(right) + 2 if right else 0)
        for number, (start, end) in enumerate(wrap(text, max(room, 8))):
            before = list(first) if number == 0 and first else [(" " * indent, Ink.TEXT)]
            shift = sum(len(piece) for piece, _ in before)
            clipped = tuple(_clip(runs, start, end, shift))
            line_text = "".join(piece for piece, _ in before) + text[start:end]
            line_runs = (*_runs(before), *clipped)
            if right and number == 0:
                gap = self.width - cell_len(line_text) - cell_len(right)
                begin = len(line_text) + gap
                line_text += " " * gap + right
                line_runs = (*line_runs, Run(begin, len(line_text), Ink.DIM))
            self.lines.append(Line(line_text, line_runs, item=item))


def _runs(pieces: _Pieces) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for piece, ink in pieces:
        size = len(drawable(piece))
        if size:
            runs.append(Run(at, at + size, ink))
        at += size
    return tuple(runs)


def _line(pieces: _Pieces) -> Line:
    return Line("".join(drawable(piece) for piece, _ in pieces), _runs(pieces))


def _clip(runs: Iterable[Run], start: int, end: int, shift: int) -> Iterable[Run]:
    for run in runs:
        if run.start < end and run.end > start:
            yield Run(
                max(run.start, start) - start + shift, min(run.end, end) - start + shift, run.ink
            )


def _head(setter: _Setter, story: Story, now: datetime) -> None:
    row, article, brief = story.detail.row, story.detail.article, story.detail.brief
    setter.set([(row.title or "(without a title)", Ink.HEADLINE)])
    facts = [row.feed_title, row.author]
    when = moments.full if setter.width >= _ROOM_FOR_THE_HOUR else moments.day
    facts.append(when(row.sort_at, now) if row.has_published else "undated")
    if article is not None and article.text:
        # With a no-break space: the number and its unit stay on one line.
        facts.append(f"{moments.reading_minutes(article.word_count)}\u00a0min")
    setter.set([(" · ".join(fact for fact in facts if fact.strip()), Ink.BYLINE)])
    if article is not None:
        for note in dict.fromkeys((story.note, article.note)):
            if note:
                setter.set([(note, Ink.NOTE)])
    if story.failure:
        setter.set([(f"The page could not be had. {story.failure}", Ink.WARNING)])
    if article is None and not story.failure:
        words = "The article is being fetched …" if story.is_working else _NOT_FETCHED
        setter.set([(words, Ink.NOTE)])
    elif article is not None and article.text and brief is None:
        words = "The summary is being made …" if story.is_working else _NOT_SUMMARISED
        setter.set([(words, Ink.NOTE)])
    elif brief is not None and brief.coverage is not Coverage.FULL:
        setter.set([(brief.note or _COVERAGE[brief.coverage], Ink.NOTE)])
    elif brief is not None and brief.note:
        setter.set([(brief.note, Ink.NOTE)])


_NOT_FETCHED = "The article has not been fetched yet: it comes with the next refresh."
_NOT_SUMMARISED = "The summary has not been made yet: it comes with the next refresh."
_COVERAGE = {
    Coverage.POINTS: "Key points and names only: there is no model for this language.",
    Coverage.EMPTY: "There is nothing to summarise in this text.",
}


def _panels(setter: _Setter, brief: Brief) -> None:
    if brief.key_points:
        setter.heading("Key points")
        for number, point in enumerate(brief.key_points, 1):
            item = setter.item(ItemKind.KEY_POINT, (point.span,))
            prefix = [(f"{number}".rjust(1) + " " * (3 - len(str(number))), Ink.NUMBER)]
            setter.set([(point.text, Ink.TEXT)], first=prefix, indent=3, item=item)
    if brief.actors:
        setter.heading("Actors", right=[("mentions · quotes", Ink.DIM)])
        for number, actor in enumerate(_first(setter, "actors", brief.actors)):
            _actor(setter, number, actor, brief.quotes)
        _more(setter, "actors", len(brief.actors))
    if brief.quotes:
        setter.heading("Quotes")
        for quote in _first(setter, "quotes", brief.quotes):
            _quote(setter, quote)
        _more(setter, "quotes", len(brief.quotes))
    _numbers_and_dates(setter, brief)


def _numbers_and_dates(setter: _Setter, brief: Brief) -> None:
    if brief.figures:
        setter.heading("Figures")
        figures = _first(setter, "figures", brief.figures)
        widest = max(cell_len(drawable(figure.text)) for figure in figures)
        # A column for the numbers, unless one is so long that it would starve the words.
        column = widest if widest <= setter.width * 2 // 5 else 0
        for figure in figures:
            _figure(setter, figure, column)
        _more(setter, "figures", len(brief.figures))
    if brief.timeline:
        setter.heading("Timeline")
        for event in _first(setter, "timeline", brief.timeline):
            _event(setter, event)
        _more(setter, "timeline", len(brief.timeline))


def _first(setter: _Setter, panel: str, items: Sequence[_T]) -> Sequence[_T]:
    # One hidden item would take as much room as the line that says so.
    limit = SHOWN_AT_FIRST[panel]
    if panel in setter.unfolded or len(items) <= limit + 1:
        return items
    return items[:limit]


def _more(setter: _Setter, panel: str, count: int) -> None:
    limit = SHOWN_AT_FIRST[panel]
    if count <= limit + 1:
        return
    words = "show fewer" if panel in setter.unfolded else f"{count - limit} more"
    item = setter.item(ItemKind.MORE, fold=panel)
    setter.set([(words, Ink.DIM)], first=[("…  ", Ink.DIM)], indent=3, item=item)


def _actor(setter: _Setter, number: int, actor: Actor, quotes: Sequence[Quote]) -> None:
    said = [quote for quote in quotes if quote.speaker == actor.name]
    fold = f"actor {number}"
    is_open = fold in setter.unfolded
    ink = KIND_INKS[actor.kind]
    pieces = [(actor.name, ink)]
    if actor.role:
        pieces.append((f"  {actor.role}", Ink.DIM))
    can_open = bool(actor.acts or said or actor.aliases)
    sign = ("▾" if is_open else "▸") if can_open else " "
    counts = f"{len(actor.mentions)} · {len(said) or '–'} {sign}"
    spans = [mention.span for mention in actor.mentions]
    item = setter.item(ItemKind.ACTOR, spans, fold if can_open else "")
    mark = [(KIND_MARKS[actor.kind], ink), ("  ", Ink.TEXT)]
    setter.set(pieces, first=mark, indent=3, item=item, right=counts)
    if not is_open:
        return
    if actor.aliases:
        setter.set([("also " + ", ".join(actor.aliases), Ink.DIM)], indent=5)
    for act in actor.acts:
        item = setter.item(ItemKind.ACT, (act.span,))
        setter.set([(act.text, Ink.TEXT)], first=[("   › ", Ink.DIM)], indent=5, item=item)
    for quote in said:
        item = setter.item(ItemKind.QUOTE, (quote.span,))
        pieces = [(f"“{_shorten(quote.text)}”", Ink.QUOTE)]
        setter.set(pieces, first=[("   › ", Ink.DIM)], indent=5, item=item)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= _LONGEST_QUOTE:
        return text
    return text[: text.rfind(" ", 0, _LONGEST_QUOTE)].rstrip(" ,;:") + " …"


def _quote(setter: _Setter, quote: Quote) -> None:
    item = setter.item(ItemKind.QUOTE, (quote.span,))
    speaker = quote.speaker or "speaker not named"
    words = _shorten(quote.text)
    pieces = [(words if quote.kind == "reported" else f"{words}”", Ink.QUOTE)]
    opening = "   " if quote.kind == "reported" else " “ "
    # The opening mark hangs in the margin, so that the words line up.
    setter.set(pieces, first=[(opening, Ink.QUOTE)], indent=3, item=item)
    ink = Ink.SPEAKER if quote.speaker else Ink.DIM
    setter.set([(speaker, ink)], first=[("   — ", Ink.DIM)], indent=5, item=item)


def _figure(setter: _Setter, figure: Figure, column: int) -> None:
    item = setter.item(ItemKind.FIGURE, (figure.span,))
    text, what = drawable(figure.text), drawable(figure.what).strip()
    if what.casefold() in text.casefold():
        what = ""
    if column and what:
        pad = " " * (column - cell_len(text))
        first = [("   ", Ink.TEXT), (text, Ink.VALUE), (f"{pad}  ", Ink.TEXT)]
        setter.set([(what, Ink.TEXT)], first=first, indent=column + 5, item=item)
    else:
        pieces = [(text, Ink.VALUE), ("  " if what else "", Ink.TEXT), (what, Ink.TEXT)]
        setter.set(pieces, first=[("   ", Ink.TEXT)], indent=5, item=item)


def _event(setter: _Setter, event: Event) -> None:
    item = setter.item(ItemKind.EVENT, (event.span,))
    when = fit(_when(event), _WHEN_WIDTH)
    pad = " " * (_WHEN_WIDTH - cell_len(when))
    first = [
        ("   ", Ink.TEXT),
        (when, Ink.VALUE if event.date else Ink.DIM),
        (pad + "  ", Ink.TEXT),
    ]
    indent = _WHEN_WIDTH + 5
    if setter.width < indent * 2:
        setter.set([(when, Ink.VALUE)], first=[("   ", Ink.TEXT)], indent=3, item=item)
        setter.set([(event.text, Ink.TEXT)], indent=3, item=item)
        return
    setter.set([(event.text, Ink.TEXT)], first=first, indent=indent, item=item)


def _when(event: Event) -> str:
    date = event.date
    if date is None:
        return event.when
    match event.precision:
        case "day" | "time":
            return f"{date.day} {moments.month_name(date.month)} {date.year}"
        case "month":
            return f"{moments.month_name(date.month)} {date.year}"
        case "year":
            return f"{date.year}"
        case "decade":
            return f"{date.year}s"
        case _:
            return event.when


def _text(setter: _Setter, story: Story) -> int:
    """Set the text and return the line it begins at."""
    article, brief = story.detail.article, story.detail.brief
    if article is None or not article.text.strip():
        if not story.detail.summary.strip():
            return len(setter.lines)
        setter.heading("From the feed")
        begin = len(setter.lines) - 1
        for paragraph in story.detail.summary.split("\n\n"):
            if paragraph.strip():
                setter.set([(paragraph, Ink.TEXT)])
                setter.blank()
        return begin
    # A brief of an older text must not point into this one.
    is_current = brief is not None and brief.text == article.text
    runs = _entity_runs(brief) if brief is not None and is_current else []
    legend = _legend(brief) if is_current else ()
    has_room = sum(cell_len(piece) for piece, _ in legend) + len("Text") + 4 <= setter.width
    setter.heading("Text", right=legend if has_room else ())
    begin = len(setter.lines) - 1
    if legend and not has_room:
        setter.set(legend)
        setter.blank()
    _body(setter, article.text, runs)
    return begin


def _body(setter: _Setter, text: str, runs: list[Run]) -> None:
    next_run = 0
    paragraph_end = -1
    for start, end in wrap(text, setter.width):
        if paragraph_end >= 0 and text.count("\n", paragraph_end, start):
            setter.blank()
        while next_run < len(runs) and runs[next_run].end <= start:
            next_run += 1
        clipped: list[Run] = []
        index = next_run
        while index < len(runs) and runs[index].start < end:
            run = runs[index]
            clipped.append(Run(max(run.start, start) - start, min(run.end, end) - start, run.ink))
            index += 1
        # Controls are taken out when the line is drawn: here every offset has to stay.
        setter.lines.append(Line(text[start:end], tuple(clipped), at=start))
        paragraph_end = end
    setter.lines.append(Line(""))


def _entity_runs(brief: Brief) -> list[Run]:
    """Return the mentions as runs, in order; of two that overlap the first and longer one."""
    runs = [
        Run(mention.span.start, mention.span.end, KIND_INKS[actor.kind])
        for actor in brief.actors
        for mention in actor.mentions
        if not mention.is_pronoun
    ]
    runs.sort(key=lambda run: (run.start, -run.end))
    kept: list[Run] = []
    for run in runs:
        if not kept or run.start >= kept[-1].end:
            kept.append(run)
    return kept


def _legend(brief: Brief | None) -> _Pieces:
    if brief is None:
        return ()
    kinds = [kind for kind in ActorKind if any(actor.kind is kind for actor in brief.actors)]
    pieces: list[tuple[str, Ink]] = []
    for kind in kinds:
        if pieces:
            pieces.append(("  ", Ink.DIM))
        pieces.append((KIND_MARKS[kind], KIND_INKS[kind]))
        pieces.append((" ", Ink.DIM))
        pieces.append((_KIND_WORDS[kind], KIND_INKS[kind]))
    return pieces
