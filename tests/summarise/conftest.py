"""One pipeline for all tests: loading the model takes seconds."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from summarise.actors.cast import Cast, find_cast, find_named
from summarise.lexicon.vocabulary import gazetteer, vocabulary
from summarise.model import ActorKind, Brief, BriefRequest
from summarise.parse.annotated_text import AnnotatedText
from summarise.parse.spacy_adapter import SpacyAnnotator
from summarise.pipeline import Pipeline
from summarise.text.document_text import read_document

PUBLISHED = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
"""A Wednesday."""

BriefMaker = Callable[..., Brief]
CastMaker = Callable[[str], Cast]
NamesFinder = Callable[[str], dict[str, ActorKind]]


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    made = Pipeline()
    made.load()
    return made


@pytest.fixture(scope="session")
def annotator(pipeline: Pipeline) -> SpacyAnnotator:
    return pipeline.load()


@pytest.fixture(scope="session")
def brief_of(pipeline: Pipeline) -> BriefMaker:
    def make(text: str, title: str = "", language: str = "en") -> Brief:
        return pipeline.brief(
            BriefRequest(id="a", title=title, text=text, language=language, published=PUBLISHED)
        )

    return make


@pytest.fixture(scope="session")
def annotate(annotator: SpacyAnnotator) -> Callable[[str], AnnotatedText]:
    return lambda text: annotator.annotate(read_document(text))


@pytest.fixture(scope="session")
def cast_of(annotator: SpacyAnnotator) -> CastMaker:
    def make(text: str) -> Cast:
        return find_cast(annotator.annotate(read_document(text)), vocabulary(), gazetteer())

    return make


@pytest.fixture(scope="session")
def named_in(annotator: SpacyAnnotator) -> NamesFinder:
    def find(text: str) -> dict[str, ActorKind]:
        clusters = find_named(annotator.annotate(read_document(text)), vocabulary(), gazetteer())
        return {cluster.name: cluster.kind for cluster in clusters}

    return find
