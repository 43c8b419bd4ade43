"""Typeset the page of an article and its brief at one width. Knows no widget."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from cache.values.list_rows import EntryDetail
from summarise.model import ActorKind, Brief, Coverage
from tui.app.widgets.text import relative_times
from tui.app.widgets.typesetting.article_body import set_body
from tui.app.widgets.typesetting.brief_panels import KIND_INKS, KIND_MARKS, set_nut_graf, set_panels
from tui.app.widgets.typesetting.glance_lines import set_glance
from tui.app.widgets.typesetting.line_setter import Pieces, Setter
from tui.app.widgets.typesetting.typeset_page import Ink, Page, Run
from tui.headless.words.file_sizes import describe_enclosure
from tui.headless.words.shown_titles import shown_title

_KIND_WORDS = {
    ActorKind.PERSON: "people",
    ActorKind.ORGANISATION: "organisations",
    ActorKind.PLACE: "places",
    ActorKind.GROUP: "groups",
    ActorKind.NAME: "names",
}
_ROOM_FOR_THE_HOUR = 48
"""Columns of a page from which its date has the hour."""


class ArticleView(Struct, frozen=True, kw_only=True):
    """What is to be typeset.

    Attributes:
        note: where the text comes from, if that is not the page.
        failure: why the page could not be had, "" if it could.
        is_working: articles and briefs are being made right now.
        coverage: that other papers tell it too, and how to see; "" if they don't.
        is_whole: set key points as whole sentences.
        has_removed: set the lines that were left out, too, dimmed in their places.
    """

    detail: EntryDetail
    note: str = ""
    failure: str = ""
    is_working: bool = False
    coverage: str = ""
    is_whole: bool = False
    has_removed: bool = False


def typeset(
    shown: ArticleView,
    width: int,
    *,
    unfolded: frozenset[str],
    closed: frozenset[str] = frozenset(),
    is_text_alone: bool = False,
    now: datetime,
) -> Page:
    """Return the page of an article in lines of at most `width` cells.

    Args:
        unfolded: the panels ("quotes") and actors ("actor 2") that show everything.
        closed: the panels, by their headings, that show nothing else.
        is_text_alone: leave the summary out.
    """
    setter = Setter(max(width, 8), unfolded, closed)
    _head(setter, shown, now)
    brief = shown.detail.brief
    if brief is not None and not is_text_alone:
        setter.part("the nut graf", lambda: set_nut_graf(setter, brief))
        setter.part("the glance", lambda: set_glance(setter, brief))
        set_panels(setter, brief, is_whole=shown.is_whole)
    text_line = _text(setter, shown)
    return Page(setter.lines, setter.items, text_line=text_line, text_width=setter.width)


def _head(setter: Setter, shown: ArticleView, now: datetime) -> None:
    row, article, brief = shown.detail.row, shown.detail.article, shown.detail.brief
    setter.set([(shown_title(row), Ink.HEADLINE)])
    # A newsletter's feed is called as its sender is.
    facts = list(dict.fromkeys(" ".join(it.split()) for it in (row.feed_title, row.author)))
    when = relative_times.full if setter.width >= _ROOM_FOR_THE_HOUR else relative_times.day
    facts.append(when(row.sort_at, now) if row.has_published else "undated")
    if article is not None and article.text:
        # With a no-break space: the number and its unit stay on one line.
        facts.append(f"{relative_times.reading_minutes(article.word_count)}\u00a0min")
    setter.set([(" · ".join(fact for fact in facts if fact.strip()), Ink.BYLINE)])
    if shown.detail.enclosures:
        words = " · ".join(describe_enclosure(it) for it in shown.detail.enclosures[:_FEW_FILES])
        more = len(shown.detail.enclosures) - _FEW_FILES
        setter.set(
            [(words + (f" and {more} more" if more > 0 else ""), Ink.BYLINE)],
            first=[("⤓ ", Ink.BYLINE)],
            indent=2,
        )
    notes = (shown.coverage, shown.note, article.note if article is not None else "")
    for note in filter(None, dict.fromkeys(notes)):
        setter.set([(note, Ink.NOTE)])
    for paragraph in filter(str.strip, shown.detail.kept_note.splitlines()):
        setter.set([(paragraph, Ink.NOTE)], first=[("✎ ", Ink.NOTE)], indent=2)
    if shown.failure:
        setter.set([(f"The page could not be had. {shown.failure}", Ink.WARNING)])
    if article is None and not shown.failure:
        words = "The article is being fetched …" if shown.is_working else _NOT_FETCHED
        setter.set([(words, Ink.NOTE)])
    elif article is not None and article.text and brief is None:
        words = "The summary is being made …" if shown.is_working else _NOT_SUMMARISED
        setter.set([(words, Ink.NOTE)])
    elif brief is not None and brief.coverage is not Coverage.FULL:
        setter.set([(brief.note or _COVERAGE[brief.coverage], Ink.NOTE)])
    elif brief is not None and brief.note:
        setter.set([(brief.note, Ink.NOTE)])


_FEW_FILES = 3
"""So many files of an entry are told of one by one."""
_NOT_FETCHED = "The article has not been fetched yet: it comes with the next refresh."
_NOT_SUMMARISED = "The summary has not been made yet: it comes with the next refresh."
_COVERAGE = {
    Coverage.POINTS: "Key points and names only: there is no model for this language.",
    Coverage.EMPTY: "There is nothing to summarise in this text.",
}


def _text(setter: Setter, shown: ArticleView) -> int:
    """Set the text and return the line it begins at."""
    article, brief = shown.detail.article, shown.detail.brief
    if article is None or not article.text.strip():
        if not shown.detail.summary.strip():
            return len(setter.lines)
        setter.heading("From the feed")
        begin = len(setter.lines) - 1
        for paragraph in shown.detail.summary.split("\n\n"):
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
    layout = article.layout if shown.has_removed else replace(article.layout, removed=())
    set_body(setter, article.text, layout, runs)
    return begin


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


def _legend(brief: Brief | None) -> Pieces:
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
