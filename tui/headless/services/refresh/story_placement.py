"""Assign articles to stories with the clusterer; reads and writes no cache."""

from collections.abc import Sequence
from contextlib import suppress

from cache.values.story_rows import PendingPlacement, Placement
from summarise.stories.article_features import ArticleFeatures, ClusterRequest, features_of
from summarise.stories.cluster import StoryClusterer
from summarise.stories.cluster_state import (
    UnknownStateError,
    features_from_bytes,
    features_to_bytes,
)
from summarise.stories.story_model import ArticleId, Membership, StoryId

__all__ = ["StoryClusterer", "placed"]


def placed(
    clusterer: StoryClusterer, pending: Sequence[PendingPlacement]
) -> tuple[list[Placement], bytes]:
    """Return where articles belong, and what the clusterer knows then."""
    features = [_features(each) for each in pending]
    # One that was removed and came back while its story lives opens another one.
    known = [each for each in features if clusterer.knows(each.id)]
    fresh = [each for each in features if not clusterer.knows(each.id)]
    homes = {member.article_id: member for member in clusterer.add(fresh)}
    for each in known:
        homes[each.id] = Membership(article_id=each.id, story_id=StoryId(each.id))
    placements = [
        Placement(
            article_id=each.article_id,
            membership=homes[kept.id],
            features=features_to_bytes(kept),
        )
        for each, kept in zip(pending, features, strict=True)
    ]
    return placements, clusterer.dump()


def _features(pending: PendingPlacement) -> ArticleFeatures:
    """Return what was kept of an article, or make it of its text."""
    if pending.features is not None:
        with suppress(UnknownStateError):
            return features_from_bytes(pending.features)
    return features_of(
        ClusterRequest(
            id=ArticleId(str(pending.entry_id)),
            title=pending.title,
            text=pending.text,
            published=pending.published,
            language=pending.language,
        )
    )
