"""Choose the nut graf of a story among those of its articles."""

from collections.abc import Sequence

from summarise.model import NutGraf
from summarise.stories.story_model import SourcedNutGraf, SourcedPoint, StoryArticle


def story_nut_graf(
    articles: Sequence[StoryArticle], points: Sequence[SourcedPoint]
) -> SourcedNutGraf | None:
    """Return the nut graf that tells the weightiest point, or the first that there is."""
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

    article, graf = min(told, key=lambda it: place(*it))
    return SourcedNutGraf(
        text=graf.text, spans=graf.spans, article_id=article.id, source=article.source
    )
