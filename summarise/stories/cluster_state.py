"""Serialise the clusters of the last days, so that the cache can keep them."""

import sys
from array import array
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, field

from summarise.stories.article_features import ArticleFeatures
from summarise.stories.story_model import ArticleId, StoryId
from summarise.version import CLUSTERING


class UnknownStateError(ValueError):
    """Bytes of another version, or none of ours: stories are to be formed anew."""

    def __init__(self, found: object) -> None:
        super().__init__(f"stories: expected what version {CLUSTERING} keeps, got {found!r}")
        self.found = found


class LiveStory(Struct, kw_only=True):
    """A story that may still grow, packed: see `Group` for the fields that both have.

    Attributes:
        names: weights as parts of names, of the first so many terms; the others are none.
        grown_at: when it last got an article, by the clusterer's clock; None without a clock.
        articles: those of its articles that others may be copies of.
    """

    language: str
    terms: "array[int]"
    weights: "array[float]"
    names: "array[float]"
    size: int
    within: float
    first: datetime | None
    last: datetime | None
    grown_at: datetime | None
    articles: list[ArticleId] = field(default_factory=list)


class ClusterState(Struct, frozen=True, kw_only=True):
    """All that a clusterer knows.

    Attributes:
        clock: the latest time that it was told, or found in a batch.
        counts: in how many articles each term stood.
        stories: in the order in which they last grew.
        sketches: of the stories' articles, in the order in which they came.
    """

    clock: datetime | None
    article_count: int
    counts: Mapping[int, int]
    stories: Mapping[StoryId, LiveStory]
    sketches: Mapping[ArticleId, "array[int]"]


def _packed(values: "array[Any]") -> bytes:
    """Return an array's bytes, the lowest first on every machine."""
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def _unpacked(code: str, data: bytes) -> "array[Any]":
    values: array[Any] = array(code)
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _decoded(data: bytes) -> dict[str, Any]:
    try:
        document = msgspec.msgpack.decode(data)
    except msgspec.DecodeError as error:
        raise UnknownStateError(data[:20]) from error
    version = document.get("version") if isinstance(document, dict) else None
    if version != CLUSTERING:
        raise UnknownStateError(version)
    return dict(document)


def features_to_bytes(features: ArticleFeatures) -> bytes:
    """Return an article's features as bytes."""
    return msgspec.msgpack.encode(
        {
            "version": CLUSTERING,
            "id": features.id,
            "published": features.published,
            "language": features.language,
            "terms": _packed(features.terms),
            "eighths": _packed(features.eighths),
            "names": _packed(features.names),
            "sketch": _packed(features.sketch),
        }
    )


def features_from_bytes(data: bytes) -> ArticleFeatures:
    """Return the features that `features_to_bytes` made the bytes of.

    Raises:
        UnknownStateError: they are of another version.
    """
    document = _decoded(data)
    return ArticleFeatures(
        id=ArticleId(document["id"]),
        published=_moment(document["published"]),
        language=document["language"],
        terms=_unpacked("I", document["terms"]),
        eighths=_unpacked("B", document["eighths"]),
        names=_unpacked("B", document["names"]),
        sketch=_unpacked("I", document["sketch"]),
    )


def _moment(value: str | datetime | None) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def state_to_bytes(state: ClusterState) -> bytes:
    """Return a clusterer's knowledge as bytes."""
    return msgspec.msgpack.encode(
        {
            "version": CLUSTERING,
            "clock": state.clock,
            "article_count": state.article_count,
            "terms": _packed(array("I", state.counts)),
            "counts": _packed(array("I", state.counts.values())),
            "stories": [
                {
                    "id": name,
                    "language": story.language,
                    "terms": _packed(story.terms),
                    "weights": _packed(story.weights),
                    "names": _packed(story.names),
                    "size": story.size,
                    "within": story.within,
                    "first": story.first,
                    "last": story.last,
                    "grown_at": story.grown_at,
                    "articles": story.articles,
                }
                for name, story in state.stories.items()
            ],
            "sketches": [(article, _packed(s)) for article, s in state.sketches.items()],
        }
    )


def state_from_bytes(data: bytes) -> ClusterState:
    """Return the state that `state_to_bytes` made the bytes of.

    Raises:
        UnknownStateError: it is of another version.
    """
    document = _decoded(data)
    terms, counts = _unpacked("I", document["terms"]), _unpacked("I", document["counts"])
    return ClusterState(
        clock=_moment(document["clock"]),
        article_count=document["article_count"],
        counts=dict(zip(terms, counts, strict=True)),
        stories={StoryId(item["id"]): _story_from(item) for item in document["stories"]},
        sketches={ArticleId(a): _unpacked("I", sketch) for a, sketch in document["sketches"]},
    )


def _story_from(item: Mapping[str, Any]) -> LiveStory:
    return LiveStory(
        language=item["language"],
        terms=_unpacked("I", item["terms"]),
        weights=_unpacked("f", item["weights"]),
        names=_unpacked("f", item["names"]),
        size=item["size"],
        within=item["within"],
        first=_moment(item["first"]),
        last=_moment(item["last"]),
        grown_at=_moment(item["grown_at"]),
        articles=[ArticleId(article) for article in item["articles"]],
    )
