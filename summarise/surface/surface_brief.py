"""Make the brief of a text in a language without a parser."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct
from msgspec.structs import replace

from summarise.lexicon.language_table import Language
from summarise.lexicon.surface_lexicon import SurfaceWords
from summarise.model import (
    Brief,
    BriefRequest,
    Coverage,
    KeyPoint,
    Span,
    empty_brief,
)
from summarise.parse.spacy_adapter import LabelledName
from summarise.points.key_points import Evidence, PointChooser, actor_share, is_quotation
from summarise.surface.surface_figures import SurfaceFigureFinder, SurfaceTimelineFinder
from summarise.surface.surface_names import MOST_ACTORS, NamedActor, NameFinder, to_actor, weight_of
from summarise.surface.surface_quotes import SurfaceQuoteFinder
from summarise.text.document_text import DocumentText

NOTE_SURFACE = "Roles, acts and reported speech are not sought in {name}."


class Marker(Protocol):
    """What marks the names of a text."""

    def names(self, text: str, spans: Sequence[Span]) -> list[LabelledName]:
        """Return the names in stretches of the text, in order."""
        ...


class SurfaceReader(Struct, frozen=True, kw_only=True):
    """What a language is read with."""

    language: Language
    words: SurfaceWords
    marker: Marker

    def brief(
        self, request: BriefRequest, document: DocumentText, *, pipeline: str, count: int
    ) -> Brief:
        """Return the brief of a text, with `count` key points."""
        text, sentences = document.text, document.sentences
        told = [body for _, body in document.bodies()]
        actors = NameFinder(text, told, self.words.names).actors(self.marker.names(text, told))
        weights = {id(actor): weight_of(actor, request.title, len(text)) for actor in actors}
        actors = sorted(actors, key=lambda actor: -weights[id(actor)])[:MOST_ACTORS]
        within = [q for q in document.quotations if document.is_told(q)]
        spans = tuple(p.span for p in document.paragraphs)
        quotes = SurfaceQuoteFinder(text, spans, actors, self.words.quotes).quotes(within)
        figures = SurfaceFigureFinder(self.words.figures, self.words.time).figures(text, sentences)
        published = request.published.date() if request.published else None
        best = max(weights.values(), default=0.0)
        evidence = [
            Evidence(
                actor_weight=actor_share(
                    (weights[id(a)] for a in actors if _is_named(a, sentence.span)), best
                ),
                has_figure=any(sentence.span.contains(f.span) for f in figures),
                is_quotation=is_quotation(sentence.span, quotes),
            )
            for sentence in sentences
        ]
        chosen = PointChooser(self.language.code, None).choose(
            text, request.title, sentences, evidence, count
        )
        brief = empty_brief(
            request,
            language=self.language.code,
            pipeline=pipeline,
            coverage=Coverage.FULL,
            note=NOTE_SURFACE.format(name=self.language.name),
        )
        return replace(
            brief,
            key_points=tuple(_point(text, sentences[n].span, actors) for n in chosen),
            actors=tuple(to_actor(actor) for actor in actors),
            quotes=quotes,
            figures=figures,
            timeline=SurfaceTimelineFinder(self.words.time, published).events(text, sentences),
        )


def _is_named(actor: NamedActor, span: Span) -> bool:
    return any(span.contains(mention) for mention in actor.spans)


def _point(text: str, span: Span, actors: Sequence[NamedActor]) -> KeyPoint:
    names = tuple(actor.name for actor in actors if _is_named(actor, span))
    return KeyPoint(text=span.of(text), span=span, actors=names)
