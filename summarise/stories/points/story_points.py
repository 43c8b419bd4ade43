"""Make the points of a story: chosen over all sentences of all articles, with who says so.

The articles' own points are not asked for: what five papers have in their fifth paragraphs is in
no paper's points, and is the story's.
"""

from collections.abc import Sequence

from msgspec import Struct

from summarise.compression.short_form import short_form
from summarise.model import KeyPoint, ShortSentence
from summarise.stories.points.agreement import Agreement
from summarise.stories.points.concept_weights import ConceptWeights
from summarise.stories.points.concepts import terms_of
from summarise.stories.points.coverage import CoverageChooser, Material
from summarise.stories.points.overtaken import overtaken
from summarise.stories.points.reading_order import in_reading_order
from summarise.stories.points.story_sentences import StorySentence
from summarise.stories.story_actors import StoryCast, cite, story_names
from summarise.stories.story_lines import one_an_article
from summarise.stories.story_model import (
    ArticleId,
    Disagreement,
    SourcedPoint,
    StoryArticle,
)

LEAST_POINTS = 7
POINTS_A_SOURCE = 2
MOST_POINTS = 12


class StoryPoints(Struct, frozen=True, kw_only=True):
    """The points that are shown, and the articles' other points, each thing once.

    Attributes:
        shown: in the order in which they are read.
        others: what an article has besides, for "only this paper".
    """

    shown: tuple[SourcedPoint, ...]
    others: tuple[SourcedPoint, ...]


def story_points(
    articles: Sequence[StoryArticle],
    sentences: Sequence[StorySentence],
    cast: StoryCast,
    disagreements: Sequence[Disagreement],
    headed: StoryArticle,
) -> StoryPoints:
    """Return the points of a story.

    Args:
        articles: in order of time.
        sentences: of the articles.
        cast: their actors.
        disagreements: their figures that differ.
        headed: the article whose headline the story has.
    """
    source_count = len({article.source for article in articles})
    agreement = Agreement(sentences)
    weights = ConceptWeights(sentences, articles)

    def support(sentence: StorySentence) -> float:
        if source_count == 1:
            return 0.0
        agreeing = {other.source for other in agreement.agreeing(sentence)} - {sentence.source}
        return len(agreeing) / (source_count - 1)

    material = Material(
        sentences=sentences,
        weights=weights,
        support=support,
        overtaken=overtaken(sentences, weights, disagreements),
        headline=frozenset(terms_of(headed.brief.title, headed.brief.language).ordered),
        headline_of=headed.id,
    )
    wanted = min(MOST_POINTS, max(LEAST_POINTS, POINTS_A_SOURCE * source_count))
    chosen = in_reading_order(CoverageChooser(material).choose(wanted), disagreements)
    shown = tuple(_sourced(sentence, agreement, cast) for sentence in chosen)
    told = {(c.article_id, c.span) for point in shown for c in point.citations}
    others = []
    for sentence in _own_points(articles, sentences):
        if (sentence.article.id, sentence.span) in told:
            continue
        point = _sourced(sentence, agreement, cast)
        told |= {(c.article_id, c.span) for c in point.citations}
        others.append(point)
    return StoryPoints(shown=shown, others=tuple(others))


def _own_points(
    articles: Sequence[StoryArticle], sentences: Sequence[StorySentence]
) -> list[StorySentence]:
    """Return the sentences that their articles' own briefs show, first ones first."""
    at = {(s.article.id, s.span.start): s for s in sentences}
    places = [
        (place, article.id, at.get((article.id, point.span.start)))
        for article in articles
        for place, point in enumerate(article.brief.key_points)
    ]
    order = {article.id: number for number, article in enumerate(articles)}
    found = [(place, order[name], each) for place, name, each in places if each is not None]
    return [each for _, _, each in sorted(found, key=lambda item: item[:2])]


def key_point(sentence: StorySentence) -> KeyPoint:
    """Return a sentence as a point of its article, shortened as in the article's own brief."""
    brief = sentence.article.brief
    own: tuple[KeyPoint | ShortSentence, ...] = (*brief.key_points, *brief.short_sentences)
    shown = next((it.shown for it in own if it.span == sentence.span), ())
    return KeyPoint(text=sentence.text, span=sentence.span, actors=sentence.actors, shown=shown)


def _sourced(sentence: StorySentence, agreement: Agreement, cast: StoryCast) -> SourcedPoint:
    point = key_point(sentence)
    own = cite(sentence.article, point.span)
    others = [cite(other.article, other.span) for other in agreement.agreeing(sentence)]
    return SourcedPoint(
        text=point.text,
        citations=one_an_article([own, *others]),
        actors=story_names(cast, ArticleId(sentence.article.id), point.actors),
        short=short_form(sentence.article.brief.text, point),
        shown=point.shown,
    )
