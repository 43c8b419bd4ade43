"""An edition as plain text, for a terminal or a mail."""

import textwrap
from collections.abc import Iterator

from cache.headlines import StoryDetail
from fetch.clean import strip_controls
from tui.edition.model import (
    Edition,
    actors_of,
    articles_of,
    facts_of,
    one_line,
    points_of,
    sides_of,
    title_of,
)

WIDTH = 80
_INDENT = "   "


def edition_as_text(edition: Edition) -> str:
    """Return the edition in lines of 80 characters; addresses keep theirs."""
    lines = [title_of(edition), ""]
    for number, story in enumerate(edition.stories, 1):
        lines += [*_story(number, story), ""]
    return strip_controls("\n".join(lines))


def story_as_text(story: StoryDetail) -> str:
    """Return one story."""
    return strip_controls("\n".join([*_story(0, story), ""]))


def _story(number: int, story: StoryDetail) -> Iterator[str]:
    head = f"{number}. " if number else ""
    yield from _wrapped(one_line(story.brief.title or story.row.title), head, _INDENT)
    yield from _wrapped(facts_of(story), _INDENT, _INDENT)
    for text, sources in points_of(story):
        yield from _wrapped(f"{text} [{sources}]", f"{_INDENT}- ", f"{_INDENT}  ")
    for disagreement in story.brief.disagreements:
        words = f"{one_line(disagreement.subject)}: {' ≠ '.join(sides_of(disagreement))}"
        yield from _wrapped(words, f"{_INDENT}≠ ", f"{_INDENT}  ")
    if actors := actors_of(story):
        yield from _wrapped("Who: " + "; ".join(actors), _INDENT, _INDENT * 2)
    for row in articles_of(story):
        words = f"{one_line(row.feed_title)}: {one_line(row.title)}"
        yield from _wrapped(words, f"{_INDENT}> ", f"{_INDENT}  ")
        if row.url:
            yield f"{_INDENT}  {row.url}"


def _wrapped(words: str, first: str, others: str) -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
