"""Merge the figures of a story's articles: one value once, and what differs side by side."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from summarise.lexicon.vocabulary import vocabulary
from summarise.model import Figure
from summarise.points.centrality import stems
from summarise.stories.figures.contradictions import Claim, claims_of, contradicts, is_one_thing
from summarise.stories.figures.measures import COUNT, Measure, measure_of
from summarise.stories.points.story_sentences import StorySentence
from summarise.stories.same_statement import Saying, gathered
from summarise.stories.story_actors import cite
from summarise.stories.story_lines import one_an_article
from summarise.stories.story_model import (
    ArticleId,
    Disagreement,
    SourcedFigure,
    StoryArticle,
)

CONTEXT_CHARS = 120
MOST_CHANCE_VALUE = 12
"""Two papers may well count five of different things."""
SAME_SUBJECT = 0.6
MOST_ROUNDING = 0.5
LEAST_CROWD = 100
"""A number as large as that, counted in people and in workers, is one."""

_WORDS = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”)]*\s|\n")


class _Counted(Struct, frozen=True, kw_only=True):
    article: StoryArticle
    figure: Figure
    measure: Measure
    subject: frozenset[str]
    context: Saying


def story_figures(articles: Sequence[StoryArticle]) -> list[SourcedFigure]:
    """Return the figures, each value once, those first that most articles have."""
    counted = [
        _Counted(
            article=article,
            figure=figure,
            measure=measure_of(figure),
            subject=stems(f"{_noun(figure)} {figure.what}", article.brief.language),
            context=Saying(_context(article, figure), article.brief.language),
        )
        for article in articles
        for figure in article.brief.figures
    ]
    figures = [
        _figure([(one.article, one.figure) for one in group])
        for group in gathered(counted, _is_same_value)
    ]
    return sorted(figures, key=lambda f: -len(f.citations))


def _is_same_value(left: _Counted, right: _Counted) -> bool:
    """Whether two figures say the same: a sum of money, or a number too odd to be chance."""
    if left.measure.dimension != right.measure.dimension or not _is_equal(left, right):
        return False
    if left.figure.value is None and left.figure.ends is None:
        return left.figure.text.casefold() == right.figure.text.casefold()
    largest = left.figure.ends[1] if left.figure.ends else abs(left.figure.value or 0)
    is_odd = largest > MOST_CHANCE_VALUE and bool(left.subject & right.subject)
    is_money = left.measure.dimension.isupper()
    # "1,200 people" of one paper are the "1,200 workers" of another.
    is_crowd = largest >= LEAST_CROWD and (_counts_people(left) or _counts_people(right))
    return is_money or is_odd or is_crowd or _is_same_subject(left, right)


def _is_equal(left: _Counted, right: _Counted) -> bool:
    """Whether two figures have one value, or both ends; shares may be rounded: "a third", 33 %."""
    if left.figure.ends != right.figure.ends:
        return False
    if left.measure.value is None or right.measure.value is None:
        return left.measure.value == right.measure.value
    if left.measure.dimension == "%":
        return abs(left.measure.value - right.measure.value) <= MOST_ROUNDING
    return left.measure.equals(right.measure)


def _counts_people(counted: _Counted) -> bool:
    return counted.figure.unit.casefold() == "people"


def _noun(figure: Figure) -> str:
    """Return a counted noun; a currency and "%" name no thing."""
    return "" if figure.unit.isupper() or figure.unit == "%" else figure.unit


def _context(article: StoryArticle, figure: Figure) -> str:
    """Return the words around a figure inside its sentence."""
    text = article.brief.text
    before = text[max(0, figure.span.start - CONTEXT_CHARS) : figure.span.start]
    after = text[figure.span.end : figure.span.end + CONTEXT_CHARS]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    end = _SENTENCE_END.search(after)
    return before[ends[-1] if ends else 0 :] + after[: end.start() if end else len(after)]


def _is_same_subject(left: _Counted, right: _Counted) -> bool:
    """Whether two figures count or measure one thing.

    "Knots" or "people" alone tell no thing: then the sentences must be of one thing. The dead and
    the injured of a story are one count each.
    """
    if left.measure.dimension not in {COUNT, "%"} and left.measure.is_converted:
        return left.context.agrees(right.context) or bool(left.subject & right.subject)
    if not (_tells(left) and _tells(right)):
        return left.subject == right.subject and left.context.agrees(right.context)
    shared = len(left.subject & right.subject)
    return shared >= SAME_SUBJECT * min(len(left.subject), len(right.subject))


def _tells(counted: _Counted) -> bool:
    """Whether a figure says what it counts, beyond its unit."""
    words = {word.casefold() for word in _WORDS.findall(counted.figure.what)}
    unit = {word.casefold() for word in _WORDS.findall(counted.figure.unit)}
    return bool(counted.subject) and bool(words - unit or words & vocabulary().figures.casualties)


def _figure(group: Sequence[tuple[StoryArticle, Figure]]) -> SourcedFigure:
    first = group[0][1]
    return SourcedFigure(
        text=first.text,
        value=first.value,
        ends=first.ends,
        unit=first.unit,
        what=next((figure.what for _, figure in group if figure.what), ""),
        citations=one_an_article([cite(article, figure.span) for article, figure in group]),
    )


# What differs


def story_disagreements(sentences: Sequence[StorySentence]) -> list[Disagreement]:
    """Return the figures of different papers that contradict each other, side by side."""
    claims = [claim for sentence in sentences for claim in claims_of(sentence)]
    given: dict[ArticleId, list[Measure]] = defaultdict(list)
    for claim in claims:
        given[claim.sentence.article.id].append(claim.measure)
    groups = _joined(
        [
            (left, right)
            for left, right in _pairs(claims)
            if contradicts(left, right) and not _knows_both(left, right, given)
        ]
    )
    found = [_disagreement(_with_agreeing(group, claims)) for group in groups]
    return [one for one in found if one is not None]


def _pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    alike: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[claim.measure.dimension, claim.fate].append(claim)
    for group in alike.values():
        yield from combinations(group, 2)


def _knows_both(left: Claim, right: Claim, given: dict[ArticleId, list[Measure]]) -> bool:
    """Whether one of the articles gives the other's value, too: for something else, or before."""
    return any(
        measure.dimension == theirs.measure.dimension and measure.equals(theirs.measure)
        for own, theirs in ((left, right), (right, left))
        for measure in given[own.sentence.article.id]
    )


def _joined(pairs: Sequence[tuple[Claim, Claim]]) -> list[list[Claim]]:
    """Join pairs that share a claim, in order of their first claims."""
    groups: list[list[Claim]] = []
    for pair in pairs:
        near = [group for group in groups if any(claim in group for claim in pair)]
        merged = [claim for group in near for claim in group]
        merged += [claim for claim in pair if claim not in merged]
        groups = [group for group in groups if group not in near]
        groups.append(merged)
    return groups


def _with_agreeing(group: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with those of other articles that give one of the values."""
    there = {claim.sentence.article.id for claim in group}
    more = [
        claim
        for claim in claims
        if claim.sentence.article.id not in there
        and any(is_one_thing(claim, one) and claim.measure.equals(one.measure) for one in group)
    ]
    return [*group, *more]


def _disagreement(group: Sequence[Claim]) -> Disagreement | None:
    """Return a contradiction; an article that gives two of its values contradicts nobody."""
    values: dict[ArticleId, set[float | None]] = defaultdict(set)
    for claim in group:
        values[claim.sentence.article.id].add(claim.measure.value)
    clear = [claim for claim in group if len(values[claim.sentence.article.id]) == 1]
    clear.sort(key=lambda c: (c.sentence.article.moment, c.sentence.article.id, c.figure.span))
    parted = gathered(clear, lambda a, b: a.measure.equals(b.measure))
    if len(parted) < 2:  # noqa: PLR2004 - two sides
        return None
    first = clear[0]
    figures = [_figure([(c.sentence.article, c.figure) for c in side]) for side in parted]
    what = first.figure.what or first.figure.unit
    is_vague = first.fate and not first.nouns
    return Disagreement(subject=first.fate if is_vague else what, figures=tuple(figures))
