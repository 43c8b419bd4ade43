"""Select the key points of a story from the sentences of its articles.

A sentence counts by its place among its article's key points and by the share of papers that say
the same, as in centroid-based summaries of many documents (Radev et al. 2004).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from summarise.compression.short_form import short_form
from summarise.model import KeyPoint, NutGraf, Span
from summarise.stories.same_statement import Saying, gathered
from summarise.stories.story_actors import StoryCast, cite, story_names
from summarise.stories.story_lines import one_an_article
from summarise.stories.story_model import Citation, SourcedNutGraf, SourcedPoint, StoryArticle
from summarise.text.document_text import read_document

PLACE_DECAY = 0.35
AGREEMENT_WEIGHT = 1.0
MOST_READ_SENTENCES = 60
"""Of an article, when looking for who says the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    article: StoryArticle
    point: KeyPoint
    place: int
    saying: Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    article: StoryArticle
    span: Span
    saying: Saying


def story_points(articles: Sequence[StoryArticle], cast: StoryCast) -> list[SourcedPoint]:
    """Return every point of the articles, each thing said once, the weightiest first."""
    candidates = [
        _Candidate(
            article=article,
            point=point,
            place=place,
            saying=Saying(point.text, article.brief.language),
        )
        for article in articles
        for place, point in enumerate(article.brief.key_points)
    ]
    said = [one for article in articles for one in _sentences(article)]
    source_count = len({article.source for article in articles})
    weighed = []
    for candidate in candidates:
        agreeing = _agreeing(candidate, said)
        share = len({citation.source for citation in agreeing}) / source_count
        weight = 1 / (1 + PLACE_DECAY * candidate.place) + AGREEMENT_WEIGHT * share
        weighed.append((weight, candidate, agreeing))
    # Of equals the earliest told; the order of the candidates is that of time.
    weighed.sort(key=lambda each: -each[0])
    groups = gathered(weighed, lambda a, b: a[1].saying.agrees(b[1].saying))
    return [_point([(c, agreeing) for _, c, agreeing in group], cast) for group in groups]


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


def _sentences(article: StoryArticle) -> list[_Said]:
    document = read_document(article.brief.text)
    return [
        _Said(
            article=article,
            span=sentence.span,
            saying=Saying(sentence.span.of(document.text), article.brief.language),
        )
        for sentence in document.sentences[:MOST_READ_SENTENCES]
    ]


def _agreeing(candidate: _Candidate, said: Sequence[_Said]) -> list[Citation]:
    own = cite(candidate.article, candidate.point.span)
    others = [
        cite(one.article, one.span)
        for one in said
        if one.article is not candidate.article and candidate.saying.agrees(one.saying)
    ]
    return [own, *others]


def _point(group: Sequence[tuple[_Candidate, Sequence[Citation]]], cast: StoryCast) -> SourcedPoint:
    first = group[0][0]
    return SourcedPoint(
        text=" ".join(first.point.text.split()),
        citations=one_an_article([c for _, citations in group for c in citations]),
        actors=story_names(cast, first.article.id, first.point.actors),
        short=short_form(first.article.brief.text, first.point),
        shown=first.point.shown,
    )
