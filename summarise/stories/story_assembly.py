"""Merge the briefs of a story's articles into one brief.

Wire copies stand in the coverage only: what they repeat is one paper's word, not two.
"""

import re
from collections.abc import Sequence

from summarise.points.centrality import stems
from summarise.stories.figures.story_figures import story_disagreements, story_figures
from summarise.stories.novelty import Novelty
from summarise.stories.points.story_nut_graf import story_nut_graf
from summarise.stories.points.story_points import story_points
from summarise.stories.points.story_sentences import story_sentences
from summarise.stories.story_actors import StoryCast, story_cast
from summarise.stories.story_lines import story_quotes, story_timeline
from summarise.stories.story_model import (
    ArticleCoverage,
    ArticleId,
    Citation,
    Exclusive,
    Seen,
    SourcedActor,
    SourcedFigure,
    SourcedPoint,
    SourcedQuote,
    StoryArticle,
    StoryBrief,
    StoryId,
)
from summarise.version import STORY_PIPELINE

MOST_EXCLUSIVE = 3
LEAST_EXCLUSIVE_VALUE = 3
"""Smaller counts are part of the telling ("two men"), not news."""
LEAST_EXCLUSIVE_MENTIONS = 2
"""An actor that one paper names once in passing is nothing that "only" it has."""
BACKGROUND = 0.5
"""What a background piece's headline counts beside a report's."""
_ASKS = re.compile(r"(?:^|[:\u2013\u2014]\s)(?:how|why|what|where|when|who)\b", re.IGNORECASE)


def story_brief(
    story: StoryId, articles: Sequence[StoryArticle], *, seen: Seen | None = None
) -> StoryBrief:
    """Return the story's brief; with `seen`, what is new is marked and comes first.

    Raises:
        ValueError: a story without articles, or one article given twice.
    """
    if not articles or len({article.id for article in articles}) < len(articles):
        raise ValueError("story: expected one article or more, each once")
    ordered = sorted(articles, key=lambda article: (article.moment, article.id))
    own = _without_copies(ordered)
    novelty = Novelty(ordered, seen or Seen())
    cast = story_cast(own)
    sentences = story_sentences(own, cast)
    figures, disagreements = story_figures(own), story_disagreements(sentences)
    headed = _headed(own)
    points = story_points(own, sentences, cast, disagreements, headed)
    quotes = story_quotes(own, cast)
    every_point = (*points.shown, *points.others)
    coverage = _Coverage(own, every_point, quotes, figures, cast)
    language = own[0].brief.language
    return StoryBrief(
        id=story,
        title=headed.brief.title,
        pipeline="+".join(
            (STORY_PIPELINE, *sorted({article.brief.pipeline for article in ordered}))
        ),
        points=novelty.marked_points(every_point, language)[: len(points.shown)],
        actors=novelty.marked_actors(cast.actors),
        quotes=novelty.marked(quotes, language),
        figures=novelty.marked(figures, language),
        disagreements=tuple(disagreements),
        timeline=tuple(
            sorted(
                novelty.marked(story_timeline(own), language),
                key=lambda event: (event.date is None, event.date.toordinal() if event.date else 0),
            )
        ),
        coverage=tuple(coverage.of(article, novelty) for article in ordered),
        has_been_read=novelty.has_been_read,
        nut_graf=story_nut_graf(own, points.shown, headed),
    )


def _without_copies(articles: Sequence[StoryArticle]) -> list[StoryArticle]:
    """Return the articles with words of their own; a copy whose original is not there stays."""
    there = {article.id for article in articles}
    return [a for a in articles if a.copy_of not in there or a.copy_of == a.id]


def _headed(articles: Sequence[StoryArticle]) -> StoryArticle:
    """Return the article whose headline has most of what the other articles say first.

    A report's headline says what happened; one that asks how or why stands over a background piece.
    """
    titled = [article for article in articles if article.brief.title] or list(articles)
    said = {
        article.id: stems(
            " ".join((article.brief.title, *(p.text for p in article.brief.key_points))),
            article.brief.language,
        )
        for article in articles
    }

    def shared(article: StoryArticle) -> float:
        own = stems(article.brief.title, article.brief.language)
        others = [len(own & words) for other, words in said.items() if other != article.id]
        weight = BACKGROUND if _ASKS.search(article.brief.title) else 1.0
        return weight * sum(others) / len(own) if own else 0.0

    return max(titled, key=shared)


class _Coverage:
    """Who reported, and what only they have."""

    def __init__(
        self,
        articles: Sequence[StoryArticle],
        points: Sequence[SourcedPoint],
        quotes: Sequence[SourcedQuote],
        figures: Sequence[SourcedFigure],
        cast: StoryCast,
    ) -> None:
        self._own = {article.id for article in articles}
        self.source_count = len({article.source for article in articles})
        self._points, self._quotes, self._figures = points, quotes, figures
        self._actors: Sequence[SourcedActor] = cast.actors

    def of(self, article: StoryArticle, novelty: Novelty) -> ArticleCoverage:
        """Return what is said of one article."""
        return ArticleCoverage(
            article_id=article.id,
            source=article.source,
            title=article.brief.title,
            moment=article.moment,
            word_count=article.word_count,
            copy_of=article.copy_of if article.id not in self._own else ArticleId(""),
            exclusive=self._exclusive(article),
            is_new=novelty.is_new_article(article),
        )

    def _exclusive(self, article: StoryArticle) -> Exclusive:
        if self.source_count == 1 or article.id not in self._own:
            return Exclusive()
        return Exclusive(
            points=tuple(p for p in self._points if _is_only(p.citations, article))[
                :MOST_EXCLUSIVE
            ],
            quotes=tuple(q for q in self._quotes if _is_only(q.citations, article))[
                :MOST_EXCLUSIVE
            ],
            figures=tuple(
                figure
                for figure in self._figures
                if _is_only(figure.citations, article) and self._is_rare(figure)
            )[:MOST_EXCLUSIVE],
            actors=tuple(
                actor.name
                for actor in self._actors
                if _is_only(actor.citations, article)
                and actor.mention_count >= LEAST_EXCLUSIVE_MENTIONS
            )[:MOST_EXCLUSIVE],
        )

    def _is_rare(self, figure: SourcedFigure) -> bool:
        """Whether no other figure of the story has the value: "1,500 lives" is "1,500 people"."""
        if figure.value is None or figure.value <= LEAST_EXCLUSIVE_VALUE:
            return False
        return not any(
            other.value == figure.value and other is not figure for other in self._figures
        )


def _is_only(citations: Sequence[Citation], article: StoryArticle) -> bool:
    """Whether a line is one source's, and this article is the first of it to have it."""
    return (
        bool(citations)
        and citations[0].article_id == article.id
        and {citation.source for citation in citations} == {article.source}
    )
