"""Briefs and articles as plain text and Markdown, for the standard output."""

import textwrap
from collections.abc import Iterator
from datetime import datetime

from fetch.model import Article
from summarise.glosses import glossed_points
from summarise.model import Actor, Brief, Coverage, Event, Figure, Quote
from tui.structured import text_with_structure

WIDTH = 80


def brief_as_text(brief: Brief) -> str:
    """Return a brief for reading in a terminal or a mail."""
    lines: list[str] = []
    if brief.title:
        lines += [*_wrap(brief.title), ""]
    if brief.coverage is not Coverage.EMPTY:
        lines += [line for part in _parts(brief) for line in (*part, "")]
    if brief.note:
        lines += [*_wrap(brief.note), ""]
    return "\n".join(lines).rstrip() + "\n"


def _parts(brief: Brief) -> Iterator[list[str]]:
    if brief.key_points:
        said = ("".join(p.text for p in pieces) for _, pieces in glossed_points(brief))
        yield _part("Key points", [f"{n}. {_line(text)}" for n, text in enumerate(said, 1)])
    if brief.actors:
        yield _part("Actors", [_actor(actor, brief) for actor in brief.actors])
    if brief.quotes:
        yield _part("Quotes", [_quote(quote) for quote in brief.quotes])
    if brief.figures:
        yield _part("Figures", [_figure(figure) for figure in brief.figures])
    if brief.timeline:
        yield _part("Timeline", [_event(event) for event in brief.timeline])


def _part(heading: str, items: list[str]) -> list[str]:
    lines = [heading]
    for item in items:
        lines += textwrap.wrap(item, WIDTH, initial_indent="  ", subsequent_indent="     ")
    return lines


def _actor(actor: Actor, brief: Brief) -> str:
    said = sum(quote.speaker == actor.name for quote in brief.quotes)
    words = [actor.name, f"({actor.kind})"]
    if actor.role:
        words.append(f"- {_line(actor.role)}")
    words.append(f"· {len(actor.mentions)}x")
    if said:
        words.append(f"· {said} quotes" if said > 1 else "· 1 quote")
    return " ".join(words)


def _quote(quote: Quote) -> str:
    words = _line(quote.text)
    if quote.kind != "reported":
        words = f"“{words}”"
    return f"{quote.speaker or 'speaker unknown'}: {words}"


def _figure(figure: Figure) -> str:
    text = _line(figure.text)
    what = _line(figure.what)
    return f"{text}: {what}" if what and what.casefold() not in text.casefold() else text


def _event(event: Event) -> str:
    return f"{event.date.isoformat() if event.date else event.when}: {_line(event.text)}"


def article_as_text(article: Article) -> str:
    """Return an article for reading: headline, byline and date, the text with its structure."""
    head = [*_wrap(article.title)] if article.title else []
    about = " · ".join(
        part for part in (article.byline, _day(article.published), article.url) if part
    )
    if about:
        head.append(about)
    paragraphs = list(text_with_structure(article, WIDTH))
    note = [article.note] if article.note else []
    return "\n\n".join([*(["\n".join(head)] if head else []), *paragraphs, *note]) + "\n"


def _day(moment: datetime | None) -> str:
    return moment.date().isoformat() if moment else ""


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(_line(text), WIDTH) or [""]


def _line(text: str) -> str:
    return " ".join(text.split())
