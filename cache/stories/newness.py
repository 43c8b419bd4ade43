"""Decide what of a story is new to the reader. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from summarise.stories.story_model import (
    ArticleCoverage,
    ArticleId,
    SourcedActor,
    SourcedEvent,
    SourcedFigure,
    SourcedPoint,
    SourcedQuote,
    StoryBrief,
)

_Line = TypeVar("_Line", SourcedPoint, SourcedActor, SourcedQuote, SourcedFigure, SourcedEvent)


def with_seen(
    brief: StoryBrief, unseen: Collection[ArticleId], *, is_looked_at: bool
) -> StoryBrief:
    """Return a brief with its marks of newness as they hold now; new lines first.

    The brief was told some time ago. What the reader has seen since is no longer new; and of a
    story that nobody had looked at then, whatever only unseen articles say is new now.

    Args:
        unseen: the articles that the reader has not seen as they are.
        is_looked_at: whether the reader has seen any other.
    """
    if not is_looked_at or not unseen:
        unseen = frozenset()
    was_unread = not brief.has_been_read

    def marked(lines: Sequence[_Line]) -> tuple[_Line, ...]:
        return tuple(
            replace(
                line,
                is_new=(line.is_new or was_unread)
                and all(citation.article_id in unseen for citation in line.citations),
            )
            for line in lines
        )

    def first(lines: Sequence[_Line]) -> tuple[_Line, ...]:
        return tuple(sorted(marked(lines), key=lambda line: not line.is_new))

    return replace(
        brief,
        points=first(brief.points),
        actors=first(brief.actors),
        quotes=first(brief.quotes),
        figures=first(brief.figures),
        disagreements=tuple(
            replace(each, figures=marked(each.figures)) for each in brief.disagreements
        ),
        timeline=marked(brief.timeline),
        coverage=tuple(_covered(part, unseen) for part in brief.coverage),
        has_been_read=is_looked_at,
    )


def _covered(part: ArticleCoverage, unseen: Collection[ArticleId]) -> ArticleCoverage:
    return replace(part, is_new=part.article_id in unseen)
