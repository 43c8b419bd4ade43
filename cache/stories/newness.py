"""Decide what of a story is new to the reader. Pure."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from msgspec.structs import replace

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

    def is_new_point(point: SourcedPoint) -> bool:
        # The telling has decided; it stays new until the article is seen whose sentence is shown.
        if point.is_new and not was_unread:
            return point.citations[0].article_id in unseen
        return was_unread and all(it.article_id in unseen for it in point.citations)

    points = (replace(point, is_new=is_new_point(point)) for point in brief.points)
    return replace(
        brief,
        points=tuple(sorted(points, key=lambda point: not point.is_new)),
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
