"""Assemble the brief of a parsed text from the results of all finders."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from summarise.actors.cast import Cast, find_cast
from summarise.actors.rank_actors import ActorMaker
from summarise.facts.figures import FigureFinder
from summarise.facts.timeline import TimelineFinder
from summarise.lexicon.fact_lists import FigureLists
from summarise.lexicon.vocabulary import Gazetteer
from summarise.lexicon.word_lists import Vocabulary
from summarise.model import (
    Actor,
    Brief,
    BriefRequest,
    Coverage,
    Figure,
    KeyPoint,
    Quote,
    QuoteKind,
    empty_brief,
)
from summarise.names.titles import singular
from summarise.parse.annotated_text import AnnotatedText
from summarise.points.key_points import Evidence, PointChooser, actor_share, is_quotation
from summarise.speech.all_speech import Said, find_speech
from summarise.speech.quoted_pronouns import QuotedPronounResolver

# A minute of play is no figure, but tells that something happened: "scored on 17 minutes".
_MINUTE = re.compile(r"\bon \d{1,3} minutes\b")


class Lexicon(Struct, frozen=True, kw_only=True):
    """The words and names of one language."""

    language: str
    words: Vocabulary
    names: Gazetteer


def _speech_counts(said: Sequence[Said]) -> dict[int, int]:
    """Return how often each actor speaks."""
    counts = Counter(
        speaker.actor for _, speaker in said if speaker is not None and speaker.actor is not None
    )
    return dict(counts)


def _is_exact(figure: Figure, lists: FigureLists) -> bool:
    """Whether a figure makes its sentence more telling: it counts something, and as a number.

    "Tenfold", "a week and a half" and a number of nothing that is named do not, nor do the days,
    rounds or chapters of something.
    """
    counted = singular(figure.unit)
    if counted in lists.narrative:
        return False
    is_whole = figure.value is None or figure.value.is_integer()
    if not figure.unit:
        return figure.value is not None and not any(sign in figure.text for sign in ",.")
    return is_whole or any(sign.isdecimal() for sign in figure.text)


def _evidence(
    annotated: AnnotatedText,
    cast: Cast,
    weights: Sequence[float],
    quotes: Sequence[Quote],
    figures: Sequence[Figure],
    lists: FigureLists,
) -> list[Evidence]:
    best = max(weights, default=0.0)
    by_sentence: dict[int, list[Quote]] = {}
    for quote in quotes:
        first = annotated.sentence_at(quote.span.start)
        for number in range(first, annotated.sentence_at(quote.span.end - 1) + 1):
            by_sentence.setdefault(number, []).append(quote)
    told = {annotated.sentence_at(it.span.start) for it in figures if _is_exact(it, lists)}
    told |= {annotated.sentence_at(it.start()) for it in _MINUTE.finditer(annotated.text)}
    evidence = []
    for number, sentence in enumerate(annotated.sentences):
        named = (weights[n] for n in cast.named_in(sentence.span))
        evidence.append(
            Evidence(
                actor_weight=actor_share(named, best),
                has_figure=number in told,
                is_quotation=is_quotation(sentence.span, by_sentence.get(number, ())),
            )
        )
    return evidence


def _points(annotated: AnnotatedText, cast: Cast, chosen: Sequence[int]) -> tuple[KeyPoint, ...]:
    points = []
    for number in chosen:
        span = annotated.sentences[number].span
        meant = (cast.pronouns.get(token) for token in annotated.tokens_in(span))
        numbers = dict.fromkeys((*cast.named_in(span), *(n for n in meant if n is not None)))
        names = tuple(cast.clusters[n].name for n in numbers)
        points.append(KeyPoint(text=span.of(annotated.text), span=span, actors=names))
    return tuple(points)


def assemble(
    request: BriefRequest, annotated: AnnotatedText, lexicon: Lexicon, *, pipeline: str, count: int
) -> Brief:
    """Return the full brief of an annotated text, with `count` key points."""
    words, names, language = lexicon.words, lexicon.names, lexicon.language
    cast = find_cast(annotated, words, names)
    said = find_speech(cast, words)
    cast.pronouns |= QuotedPronounResolver(cast, words, said).resolve()
    quotes = tuple(quote for quote, _ in said)
    figures = FigureFinder(annotated, words, names).figures()
    told = [quote.span for quote in quotes if quote.kind is QuoteKind.REPORTED]
    maker = ActorMaker(cast, words, _speech_counts(said), told)
    weights = maker.weights()
    actors: tuple[Actor, ...] = maker.actors(weights)
    chosen = PointChooser(language, words).choose(
        annotated.text,
        annotated.title,
        annotated.sentences,
        _evidence(annotated, cast, weights, quotes, figures, words.figures),
        count,
    )
    published = request.published.date() if request.published else None
    brief = empty_brief(request, language=language, pipeline=pipeline, coverage=Coverage.FULL)
    return replace(
        brief,
        key_points=_points(annotated, cast, chosen),
        actors=actors,
        quotes=quotes,
        figures=figures,
        timeline=TimelineFinder(annotated, words, published, language=request.language).events(),
    )
