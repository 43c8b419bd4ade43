"""A story as a document: sources, points and disagreements, each with its papers."""

from collections.abc import Iterator, Sequence

from cache.values.list_rows import EntryRow
from cache.values.story_rows import StoryDetail
from summarise.compression.short_form import SHORTENED
from summarise.stories.points.story_nut_graf import points_besides_nut_graf, points_in_nut_graf
from summarise.stories.story_model import Citation, Disagreement, SourcedActor, SourcedPoint
from tui.headless.browser import is_web_address
from tui.headless.printing.article_document import UNTITLED, day_of
from tui.headless.printing.brief_document import figure_line, said_line, when_words
from tui.headless.printing.document import (
    Block,
    Document,
    Heading,
    Line,
    Listing,
    Paragraph,
    Weight,
    Words,
    joined,
    listing,
    one_line,
    plain,
)


def story_document(story: StoryDetail, *, is_whole: bool = True) -> Document:
    """Return everything that is known of a story, without the texts of its articles."""
    blocks: list[Block] = [
        *nut_graf_block(story, is_whole=is_whole),
        Paragraph(words=plain(facts_of(story)), is_quiet=True),
    ]
    for heading, lines, is_numbered in _panels(story, is_whole=is_whole):
        if lines:
            blocks.append(Heading(words=plain(heading)))
            blocks.append(listing(lines, is_numbered=is_numbered))
    return Document(
        title=story_title(story),
        blocks=tuple(blocks),
        published=story.row.updated_at,
        source=", ".join(one_line(it) for it in story.brief.sources),
    )


def nut_graf_block(story: StoryDetail, *, is_whole: bool) -> list[Block]:
    """Return what a story is about, as a block, with the papers; none if it is not known."""
    graf = story.brief.nut_graf
    if graf is None:
        return []
    said = points_in_nut_graf(story.brief, is_whole=is_whole)
    papers = _by([it for point in said for it in point.citations])
    return [Paragraph(words=(*plain(one_line(graf.text)), *(papers if said else ())))]


def story_title(story: StoryDetail) -> str:
    """Return the headline of a story."""
    return one_line(story.brief.title or story.row.title) or UNTITLED


def _panels(story: StoryDetail, *, is_whole: bool) -> Iterator[tuple[str, list[Line], bool]]:
    brief = story.brief
    points = points_besides_nut_graf(brief, is_whole=is_whole)
    yield "Key points", [_said(it, is_whole=is_whole) for it in points], True
    yield "Where they disagree", [disagreement_line(it) for it in brief.disagreements], False
    yield "Actors", [_actor_line(it) for it in brief.actors], False
    quotes = [
        (
            *plain(said_line(it)),
            *plain(f" — {one_line(it.speaker)}" if it.speaker else ""),
            *_by(it.citations),
        )
        for it in brief.quotes
    ]
    yield "Quotes", list[Line](quotes), False
    figures = [(*figure_line(it.text, it.what), *_by(it.citations)) for it in brief.figures]
    yield "Figures", list[Line](figures), False
    events = [
        (
            Words(text=when_words(it.date, it.precision, it.when), weight=Weight.STRONG),
            *plain(f": {one_line(it.text)}"),
            *_by(it.citations),
        )
        for it in brief.timeline
    ]
    yield "Timeline", list[Line](events), False
    yield "Articles", [article_line(row) for row in articles_of(story)], False


def _said(point: SourcedPoint, *, is_whole: bool) -> Line:
    words = point.text if is_whole or not point.short else f"{point.short} {SHORTENED}"
    return (*plain(one_line(words)), *_by(point.citations))


def _by(citations: Sequence[Citation]) -> Line:
    return (Words(text=sources_of(citations), weight=Weight.SOURCE),)


def _actor_line(actor: SourcedActor) -> Line:
    roles = "; ".join(one_line(role.text) for role in actor.roles)
    return (
        Words(text=one_line(actor.name), weight=Weight.STRONG),
        *plain(f", {roles}" if roles else ""),
    )


def sources_of(citations: Sequence[Citation]) -> str:
    """Return the papers, each once."""
    return ", ".join(one_line(it) for it in dict.fromkeys(each.source for each in citations))


def facts_of(story: StoryDetail) -> str:
    """Return who tells a story: "3 papers: BBC, ITV, Al Jazeera · 4 articles"."""
    names = [one_line(source) for source in story.brief.sources]
    papers = f"{len(names)} papers: {', '.join(names)}" if len(names) > 1 else "".join(names)
    count = story.row.article_count
    return f"{papers} · {count} articles" if count > 1 else papers


def points_listing(story: StoryDetail, most: int, *, is_whole: bool = True) -> Listing | None:
    """Return the main points and the disagreements, each with its papers; None for none."""
    points = points_besides_nut_graf(story.brief, is_whole=is_whole)
    lines: list[Line] = [_said(it, is_whole=is_whole) for it in points[:most]]
    lines += [disagreement_line(it) for it in story.brief.disagreements]
    return listing(lines) if lines else None


def disagreement_line(disagreement: Disagreement) -> Line:
    """Return contradicting figures: "dead: at least 15 (ITV, 1 Dec) ≠ 20 (BBC, 2 Dec)"."""
    sides: list[Line] = []
    for figure in disagreement.figures:
        side = one_line(figure.text)
        if figure.citations:
            first = min(citation.moment for citation in figure.citations)
            side += f" ({sources_of(figure.citations)}, {first.day} {first:%b})"
        sides.append((Words(text=side, weight=Weight.STRONG),))
    return (*plain(f"{one_line(disagreement.subject)}: "), *joined(sides, " ≠ "))


def articles_of(story: StoryDetail) -> tuple[EntryRow, ...]:
    """Return the articles, the latest first."""
    return story.entries[::-1]


def article_line(row: EntryRow) -> Line:
    """Return an article of a story: paper, headline and day."""
    title = one_line(row.title) or UNTITLED
    url = row.url if is_web_address(row.url) else ""
    when = f", {day_of(row.sort_at)}" if row.has_published else ""
    return (
        *plain(f"{one_line(row.feed_title)}: "),
        Words(text=title, url=url),
        *plain(when),
    )
