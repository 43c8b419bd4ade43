"""Choose the nut graf of a story among those of its articles, and tell what it already says."""

from collections.abc import Sequence

from summarise.model import NutGraf
from summarise.stories.story_model import (
    SourcedNutGraf,
    SourcedPoint,
    StoryArticle,
    StoryBrief,
)


def story_nut_graf(
    articles: Sequence[StoryArticle], points: Sequence[SourcedPoint], headed: StoryArticle
) -> SourcedNutGraf | None:
    """Return the nut graf that tells the weightiest point, or the first that there is.

    That of the article whose headline the story has comes before them, if it tells any point: the
    two belong together.
    """
    told = [(it, graf) for it in articles if (graf := it.brief.nut_graf) is not None]
    if not told:
        return None
    order = [(citation.article_id, citation.span) for it in points for citation in it.citations]

    def place(article: StoryArticle, graf: NutGraf) -> int:
        found = (
            number
            for number, (article_id, span) in enumerate(order)
            if article_id == article.id and span.contains(graf.spans[0])
        )
        return next(found, len(order))

    def rank(article: StoryArticle, graf: NutGraf) -> tuple[bool, int]:
        at = place(article, graf)
        return article.id != headed.id or at == len(order), at

    article, graf = min(told, key=lambda it: rank(*it))
    return SourcedNutGraf(
        text=graf.text, spans=graf.spans, article_id=article.id, source=article.source
    )


def points_in_nut_graf(brief: StoryBrief, *, is_whole: bool) -> tuple[SourcedPoint, ...]:
    """Return the points that a story's nut graf says word for word.

    Args:
        is_whole: whether points are shown as whole sentences, not in their short form.
    """
    graf = brief.nut_graf
    if graf is None:
        return ()
    return tuple(it for it in brief.points if _says(graf, it, is_whole=is_whole))


def points_besides_nut_graf(brief: StoryBrief, *, is_whole: bool) -> tuple[SourcedPoint, ...]:
    """Return the points that are still to be said below the nut graf."""
    said = points_in_nut_graf(brief, is_whole=is_whole)
    return tuple(it for it in brief.points if it not in said)


def _says(graf: SourcedNutGraf, point: SourcedPoint, *, is_whole: bool) -> bool:
    if not point.citations:
        return False
    first = point.citations[0]
    if first.article_id != graf.article_id:
        return " ".join(point.text.split()) in graf.text
    if is_whole:
        return any(it.contains(first.span) for it in graf.spans)
    return any(first.span.contains(it) for it in graf.spans)  # another cut of the same sentence
