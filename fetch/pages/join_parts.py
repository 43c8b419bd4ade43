"""Join the pages of a split article into one text and one layout.

Pure values in, pure values out.
"""

from collections.abc import Callable

from msgspec.structs import replace

from fetch.extraction.article_notes import first_pages, public_words
from fetch.layout import Layout
from fetch.model import Article
from fetch.text.blocks import count_words, letters_of
from fetch.text.identity import fingerprint

_LEAST_NEW_WORDS = 8
"""A page that adds fewer words repeats what is there."""
_REPEATED_WORDS = 5
"""Shorter paragraphs are repeated on purpose: cells of a table, the questions of an interview."""
_MOST_REMOVED_OF_A_PART = 50
_BREAK = "\n\n"


def _kept_ranges(text: str, is_kept: Callable[[str], bool]) -> list[tuple[int, int]]:
    ranges: list[tuple[int, int]] = []
    at = 0
    for paragraph in text.split(_BREAK):
        if is_kept(paragraph):
            ranges.append((at, at + len(paragraph)))
        at += len(paragraph) + len(_BREAK)
    return ranges


def keep_paragraphs(
    text: str, layout: Layout, is_kept: Callable[[str], bool]
) -> tuple[str, Layout]:
    """Return the paragraphs that are kept, and what the layout says of them.

    Pictures and lines that were left out all stay; one before a paragraph that goes moves to the
    next that stays.
    """
    ranges = _kept_ranges(text, is_kept)
    new_text = _BREAK.join(text[start:end] for start, end in ranges)
    moves: list[tuple[int, int, int]] = []
    size = 0
    for start, end in ranges:
        moves.append((start, end, size - start))
        size += end - start + len(_BREAK)

    def shift(start: int, end: int) -> int | None:
        return next((by for low, high, by in moves if low <= start and end <= high), None)

    def place(at: int) -> int:
        return next((low + by for low, _, by in moves if low >= at), len(new_text))

    return new_text, Layout(
        pieces=tuple(
            replace(it, start=it.start + by, end=it.end + by)
            for it in layout.pieces
            if (by := shift(it.start, it.end)) is not None
        ),
        links=tuple(
            replace(it, start=it.start + by, end=it.end + by)
            for it in layout.links
            if (by := shift(it.start, it.end)) is not None
        ),
        pictures=tuple(replace(it, at=place(it.at)) for it in layout.pictures),
        removed=tuple(replace(it, at=place(it.at)) for it in layout.removed),
    )


def _after(first: Layout, second: Layout, offset: int) -> Layout:
    """Return both layouts in one; the second's text begins at `offset`."""
    tables = 1 + max((it.table for it in first.pieces), default=-1)
    seen = {it.url for it in first.pictures}
    return Layout(
        pieces=first.pieces
        + tuple(
            replace(
                it,
                start=it.start + offset,
                end=it.end + offset,
                table=it.table + tables if it.table >= 0 else -1,
            )
            for it in second.pieces
        ),
        links=first.links
        + tuple(replace(it, start=it.start + offset, end=it.end + offset) for it in second.links),
        pictures=first.pictures
        + tuple(replace(it, at=it.at + offset) for it in second.pictures if it.url not in seen),
        removed=first.removed
        + tuple(replace(it, at=it.at + offset) for it in second.removed)[:_MOST_REMOVED_OF_A_PART],
    )


def joined(article: Article, part: Article) -> Article | None:
    """Return an article with one more part, None if that says nothing new.

    What every page repeats, such as the lead above and the authors below, is said once. A part
    that ends at a wall ends the whole.
    """
    said = {letters_of(paragraph) for paragraph in article.text.split(_BREAK)}

    def is_new(paragraph: str) -> bool:
        return count_words(paragraph) < _REPEATED_WORDS or letters_of(paragraph) not in said

    text, layout = keep_paragraphs(part.text, part.layout, is_new)
    if count_words(text) < _LEAST_NEW_WORDS:
        return None
    whole = f"{article.text}{_BREAK}{text}"
    return replace(
        article,
        text=whole,
        layout=_after(article.layout, layout, len(article.text) + len(_BREAK)),
        fingerprint=fingerprint(article.title, whole),
        note=public_words(count_words(whole)) if part.note else article.note,
    )


def with_missing(article: Article, page_count: int) -> Article:
    """Return an article of which only the first pages could be fetched, and which says so."""
    return replace(article, note=first_pages(page_count))
