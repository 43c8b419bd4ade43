"""Typeset the panels of a brief: key points, actors, quotes, figures and the timeline."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TypeVar

from rich.cells import cell_len

from summarise.brief.leading_actors import leading_count
from summarise.brief.pronoun_notes import glossed_points
from summarise.brief.spoken_words import Spoken, is_statement, spoken_words
from summarise.brief.statements import Statement, statements
from summarise.brief.timeline_rows import timeline_rows
from summarise.compression.short_form import SHORTENED
from summarise.model import Actor, ActorKind, Brief, Event, Figure, KeyPoint, Span
from summarise.stories.story_model import SourcedEvent
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.app.widgets.typesetting.line_setter import Pieces, Setter
from tui.app.widgets.typesetting.typeset_page import Ink, ItemKind

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
SHOWN_AT_FIRST = {"quotes": 3, "figures": 5, "timeline": 5}
"""How many items a panel shows before it is unfolded: the text should be near."""
_LONGEST_QUOTE = 280
_WHEN_WIDTH = 14
_T = TypeVar("_T")


def set_panels(setter: Setter, brief: Brief, *, is_whole: bool) -> None:
    """Set every panel that has something to show, its key points whole or shortened."""
    setter.part("key points", lambda: _points(setter, brief, is_whole=is_whole))
    for name, set_panel in _PANELS.items():
        setter.part(name, partial(set_panel, setter, brief))


def _points(setter: Setter, brief: Brief, *, is_whole: bool) -> None:
    if brief.key_points and setter.panel("Key points"):
        points = glossed_points(brief, is_whole=is_whole)
        for number, (point, pieces) in enumerate(points, 1):
            item = setter.item(ItemKind.KEY_POINT, spans_of(point))
            prefix = [(f"{number}".rjust(1) + " " * (3 - len(str(number))), Ink.NUMBER)]
            words = [(p.text, Ink.DIM if p.is_gloss else Ink.TEXT) for p in pieces]
            if point.shown and not is_whole:
                words.append((f" {SHORTENED}", Ink.DIM))
            setter.set(words, first=prefix, indent=3, item=item)


def set_nut_graf(setter: Setter, brief: Brief) -> None:
    """Set what a text is about, which leads to where it stands."""
    if brief.nut_graf is not None:
        setter.blank()
        item = setter.item(ItemKind.NUT_GRAF, brief.nut_graf.spans)
        setter.set([(brief.nut_graf.text, Ink.LEAD)], item=item)


def spans_of(point: KeyPoint) -> tuple[Span, ...]:
    """Return what is marked where a key point stands: the words of its short form, or all."""
    return point.shown or (point.span,)


def _actors(setter: Setter, brief: Brief) -> None:
    if brief.actors and setter.panel("Actors", right=[("mentions · quotes", Ink.DIM)]):
        said, limit = statements(brief), leading_count(brief)
        for number, actor in enumerate(_first(setter, "actors", brief.actors, limit)):
            _actor(setter, number, actor, said)
        _more(setter, "actors", len(brief.actors), limit)


def _quotes(setter: Setter, brief: Brief) -> None:
    if brief.quotes and setter.panel("Quotes"):
        speakers = {actor.name for actor in brief.actors}
        said, limit = statements(brief), SHOWN_AT_FIRST["quotes"]
        for statement in _first(setter, "quotes", said, limit):
            _statement(setter, statement, speakers)
        _more(setter, "quotes", len(said), limit)


def _figures(setter: Setter, brief: Brief) -> None:
    if brief.figures and setter.panel("Figures"):
        limit = SHOWN_AT_FIRST["figures"]
        figures = _first(setter, "figures", brief.figures, limit)
        widest = max(cell_len(drawable(figure.text)) for figure in figures)
        # A column for the numbers, unless one is so long that it would starve the words.
        column = widest if widest <= setter.width * 2 // 5 else 0
        for figure in figures:
            _figure(setter, figure, column)
        _more(setter, "figures", len(brief.figures), limit)


def _timeline(setter: Setter, brief: Brief) -> None:
    if brief.timeline and setter.panel("Timeline"):
        rows, limit = timeline_rows(brief), SHOWN_AT_FIRST["timeline"]
        for row in _first(setter, "timeline", rows, limit):
            _event(setter, row.event)
        _more(setter, "timeline", len(rows), limit)


_PANELS = {
    "actors": _actors,
    "quotes": _quotes,
    "figures": _figures,
    "the timeline": _timeline,
}


def _first(setter: Setter, panel: str, items: Sequence[_T], limit: int) -> Sequence[_T]:
    # One hidden item would take as much room as the line that says so.
    if panel in setter.unfolded or len(items) <= limit + 1:
        return items
    return items[:limit]


def _more(setter: Setter, panel: str, count: int, limit: int) -> None:
    if count <= limit + 1:
        return
    words = "show fewer" if panel in setter.unfolded else f"{count - limit} more"
    item = setter.item(ItemKind.MORE, fold=panel)
    setter.set([(words, Ink.DIM)], first=[("…  ", Ink.DIM)], indent=3, item=item)


def _actor(setter: Setter, number: int, actor: Actor, said: Sequence[Statement]) -> None:
    told = [it for it in said if it.speaker == actor.name]
    said_count = sum(is_statement(it.first) for it in told)
    fold = f"actor {number}"
    is_open = fold in setter.unfolded
    ink = KIND_INKS[actor.kind]
    pieces = [(actor.name, ink)]
    if actor.role:
        pieces.append((f"  {actor.role}", Ink.DIM))
    can_open = bool(actor.acts or told or actor.aliases)
    sign = ("▾" if is_open else "▸") if can_open else " "
    counts = f"{len(actor.mentions)} · {said_count or '–'} {sign}"
    spans = [mention.span for mention in actor.mentions]
    item = setter.item(ItemKind.ACTOR, spans, fold if can_open else "", actor=actor.name)
    mark = [(KIND_MARKS[actor.kind], ink), ("  ", Ink.TEXT)]
    setter.set(pieces, first=mark, indent=3, item=item, right=counts)
    if not is_open:
        return
    if actor.aliases:
        setter.set([("also " + ", ".join(actor.aliases), Ink.DIM)], indent=5)
    for act in actor.acts:
        item = setter.item(ItemKind.ACT, (act.span,), actor=actor.name)
        setter.set([(act.text, Ink.TEXT)], first=[("   › ", Ink.DIM)], indent=5, item=item)
    for statement in told:
        item = setter.item(ItemKind.QUOTE, statement.spans, actor=actor.name)
        setter.set(statement_pieces(statement), first=[("   › ", Ink.DIM)], indent=5, item=item)


def shorten(text: str, room: int = _LONGEST_QUOTE) -> str:
    """Return a quotation on one line, cut between words if it is longer than `room`."""
    before = " " if text[:1].isspace() else ""
    text = before + " ".join(text.split())
    if len(text) <= room:
        return text
    cut = text.rfind(" ", 1, room)
    # Chinese and Japanese have no blanks to cut at.
    return text[: cut if cut > 0 else room].rstrip(" ,;:") + " …"


def said_pieces(quote: Spoken) -> list[tuple[str, Ink]]:
    """Return a quote's words after its cue: "denied: he had lied", "said: “We stay.”"."""
    spoken = spoken_words(quote)
    words = shorten(spoken.words)
    lead = [(f"{spoken.lead} ", Ink.DIM)] if spoken.lead else []
    return [*lead, (f"“{words}”" if spoken.is_marked else words, Ink.QUOTE)]


def statement_pieces(statement: Statement) -> list[tuple[str, Ink]]:
    """Return a statement's words after its cue, those in the paper's marks as a quotation."""
    pieces = [(f"{statement.lead} ", Ink.DIM)] if statement.lead else []
    room = _LONGEST_QUOTE
    for it in statement.words:
        words = it.text if len(it.text) <= room else shorten(it.text, room)
        pieces.append((f"“{words}”", Ink.QUOTE) if it.is_quoted else (words, Ink.TEXT))
        room -= len(words)
        if words != it.text or room <= 0:
            break
    return pieces


def set_said(setter: Setter, pieces: Pieces, item: int, mark: Pieces = ()) -> None:
    """Set what was said; the mark of a quotation that it opens with hangs in the margin."""
    if pieces[0][0].startswith("“"):
        words = pieces[0][0].removeprefix("“")
        setter.set([*mark, (words, Ink.QUOTE)], first=[(" “ ", Ink.QUOTE)], indent=3, item=item)
    else:
        setter.set([*mark, *pieces], first=[("   ", Ink.QUOTE)], indent=3, item=item)


def _statement(setter: Setter, statement: Statement, actors: Collection[str]) -> None:
    actor = statement.speaker if statement.speaker in actors else ""
    item = setter.item(ItemKind.QUOTE, statement.spans, actor=actor or "")
    speaker = statement.speaker or "speaker not named"
    set_said(setter, statement_pieces(statement), item)
    ink = Ink.SPEAKER if statement.speaker else Ink.DIM
    setter.set([(speaker, ink)], first=[("   — ", Ink.DIM)], indent=5, item=item)


def _figure(setter: Setter, figure: Figure, column: int) -> None:
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


def _event(setter: Setter, event: Event) -> None:
    item = setter.item(ItemKind.EVENT, (event.span,))
    when = fit(when_words(event), _WHEN_WIDTH)
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


def when_words(event: Event | SourcedEvent) -> str:
    """Return when something was, as exactly as the text lets one say."""
    date = event.date
    if date is None:
        return event.when
    match event.precision:
        case "day" | "time":
            return f"{date.day} {relative_times.month_name(date.month)} {date.year}"
        case "month":
            return f"{relative_times.month_name(date.month)} {date.year}"
        case "year":
            return f"{date.year}"
        case "decade":
            return f"{date.year}s"
        case _:
            return event.when
