"""The brief of an article as blocks: key points, actors, quotes, figures and the timeline."""

from collections.abc import Iterator, Mapping
from datetime import date

from summarise.brief.leading_actors import leading_count
from summarise.brief.pronoun_notes import glossed_points
from summarise.brief.spoken_words import Spoken, spoken_words, without_comma
from summarise.brief.statements import Statement, statements
from summarise.brief.timeline_rows import timeline_rows
from summarise.compression.short_form import SHORTENED
from summarise.model import Actor, Brief, Coverage, Event, Figure, Precision, Span
from tui.headless.printing.document import (
    Block,
    Heading,
    Line,
    Paragraph,
    Weight,
    Words,
    listing,
    one_line,
    plain,
)

MOST_ACTS = 3
"""Acts that are printed of an actor; the app unfolds all."""


def sentence_marks(brief: Brief | None, text: str) -> dict[str, Span]:
    """Return where each key point stands in a text, by the mark that leads there."""
    if brief is None or brief.text != text:
        return {}
    return {f"point-{number}": it.span for number, it in enumerate(brief.key_points, 1)}


def summary_blocks(
    brief: Brief, marks: Mapping[str, Span] | None = None, *, is_whole: bool = True
) -> tuple[Block, ...]:
    """Return the panels of a brief; key points lead to the `marks` that the text will have."""
    blocks: list[Block] = []
    if brief.nut_graf is not None:
        blocks.append(Paragraph(words=plain(one_line(brief.nut_graf.text))))
    if brief.coverage is not Coverage.EMPTY:
        for heading, lines, is_numbered in _panels(brief, marks or {}, is_whole=is_whole):
            if lines:
                blocks.append(Heading(words=plain(heading)))
                blocks.append(listing(lines, is_numbered=is_numbered))
    if brief.note:
        blocks.append(Paragraph(words=plain(one_line(brief.note)), is_quiet=True))
    return tuple(blocks)


def _panels(
    brief: Brief, marks: Mapping[str, Span], *, is_whole: bool
) -> Iterator[tuple[str, list[Line], bool]]:
    points = []
    for number, (point, pieces) in enumerate(glossed_points(brief, is_whole=is_whole), 1):
        text = one_line("".join(it.text for it in pieces))
        mark = f"point-{number}"
        words = Words(text=text, to=mark if mark in marks else "")
        is_cut = bool(point.shown) and not is_whole
        points.append((words, *(plain(f" {SHORTENED}") if is_cut else ())))
    yield "Key points", list[Line](points), True
    yield "Actors", list(_actors(brief)), False
    yield "Quotes", list(_statements(brief)), False
    yield "Figures", [_figure(figure) for figure in brief.figures], False
    yield "Timeline", [_event(row.event) for row in timeline_rows(brief)], False


def _actors(brief: Brief) -> Iterator[Line]:
    leading = leading_count(brief)
    yield from map(_actor, brief.actors[:leading])
    if others := ", ".join(one_line(actor.name) for actor in brief.actors[leading:]):
        yield plain(f"also named: {others}")


def _actor(actor: Actor) -> Line:
    role = f", {one_line(actor.role)}" if actor.role else ""
    acts = "; ".join(one_line(act.text) for act in actor.acts[:MOST_ACTS])
    return (
        Words(text=one_line(actor.name), weight=Weight.STRONG),
        Words(text=f"{role} ({actor.kind})"),
        *(plain(f": {acts}") if acts else ()),
    )


def _statements(brief: Brief) -> Iterator[Line]:
    """Yield who said what, each speaker's role once."""
    known: set[str] = set()
    for statement in statements(brief):
        role = "" if statement.speaker in known else role_of(brief, statement.speaker)
        speaker = one_line(statement.speaker) if statement.speaker else "speaker not named"
        known.add(statement.speaker or "")
        yield (
            Words(text=statement_line(statement)),
            Words(text=" — "),
            Words(text=f"{speaker}, {role}" if role else speaker, weight=Weight.EMPHASIS),
        )


def statement_line(statement: Statement) -> str:
    """Return what was said with its cue: "denied: he had lied"."""
    return f"{one_line(statement.lead)} {one_line(statement.text).rstrip(',')}".strip()


def said_line(quote: Spoken) -> str:
    """Return a quote with what tells whether it was said: "denied: he had lied"."""
    spoken = spoken_words(quote)
    words = quoted(spoken.words, is_direct=spoken.is_marked)
    return f"{one_line(spoken.lead)} {words}".strip()


def quoted(text: str, *, is_direct: bool) -> str:
    """Return somebody's words in quotation marks, reported ones without."""
    words = without_comma(one_line(text))
    return f"“{words}”" if is_direct else words


def role_of(brief: Brief, name: str | None) -> str:
    """Return the role that a brief gives somebody, "" if it gives none."""
    return next((one_line(it.role) for it in brief.actors if it.name == name and it.role), "")


def _figure(figure: Figure) -> Line:
    return figure_line(figure.text, figure.what)


def figure_line(text: str, what: str) -> Line:
    """Return a figure and what it counts, unless its own words say that."""
    text, what = one_line(text), one_line(what)
    rest = f": {what}" if what and what.casefold() not in text.casefold() else ""
    return (Words(text=text, weight=Weight.STRONG), *(plain(rest) if rest else ()))


def when_words(day: date | None, precision: Precision, said: str) -> str:
    """Return a date as exactly as the text gives it: "2024-12-01", "2024-12", "1970s"."""
    if day is None:
        return one_line(said)
    match precision:
        case Precision.DAY | Precision.TIME:
            return day.isoformat()
        case Precision.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Precision.YEAR:
            return f"{day.year}"
        case Precision.DECADE:
            return f"{day.year}s"
        case _:
            return one_line(said)


def _event(event: Event) -> Line:
    when = when_words(event.date, event.precision, event.when)
    return (Words(text=when, weight=Weight.STRONG), Words(text=f": {one_line(event.text)}"))
