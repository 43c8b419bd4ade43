"""Cluster articles into stories as they arrive.

A refresh is a batch: its articles and the live stories are joined by average linkage, so that the
order of arrival within it changes nothing. Stories that were there keep their names and articles.
"""

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from summarise.stories.article_features import ArticleFeatures
from summarise.stories.average_linkage import Group, Linker, TermIndex
from summarise.stories.cluster_state import (
    ClusterState,
    LiveStory,
    state_from_bytes,
    state_to_bytes,
)
from summarise.stories.near_duplicates import CopyFinder
from summarise.stories.story_model import ArticleId, Membership, StoryId
from summarise.stories.term_weights import TermStatistics, strongest

LIFE = timedelta(days=7)
"""A story that got no article for so long is over."""
MOST_LIVE_STORIES = 10_000
MOST_STORY_TERMS = 120
_NOTHING = ClusterState(clock=None, article_count=0, counts={}, stories={}, sketches={})
_NO_TIME = datetime.min.replace(tzinfo=UTC)


class StoryClusterer:
    """The stories of the last days, and where each new article belongs."""

    def __init__(self, kept: bytes = b"") -> None:
        """Go on with what `dump` gave.

        Raises:
            UnknownStateError: another version gave it; stories are to be formed anew.
        """
        state = state_from_bytes(kept) if kept else _NOTHING
        self._clock = state.clock
        self._statistics = TermStatistics(state.article_count, state.counts)
        self._stories = dict(state.stories)  # in the order in which they last grew
        self._copies = CopyFinder()
        self._index = TermIndex()
        for article, sketch in state.sketches.items():
            self._copies.put(article, sketch)
        for name in self._stories:
            self._index.put(name, self._unpacked(name).total)
        self._story_of = {  # of the articles with a sketch
            article: name for name, story in self._stories.items() for article in story.articles
        }

    def dump(self) -> bytes:
        """Return all that is to be kept between refreshes."""
        return state_to_bytes(
            ClusterState(
                clock=self._clock,
                article_count=self._statistics.article_count,
                counts=self._statistics.counts,
                stories=self._stories,
                sketches=self._copies.kept,
            )
        )

    def knows(self, article: ArticleId) -> bool:
        """Whether an article is remembered: placed not long ago, as far as can be told."""
        return article in self._story_of or StoryId(article) in self._stories

    def add(
        self, batch: Sequence[ArticleFeatures], *, now: datetime | None = None
    ) -> tuple[Membership, ...]:
        """Return where each article of a refresh belongs, in the batch's order.

        The order of the batch changes nothing else. Articles that were placed before stay where
        they are; each article is to be given once. Without `now`, the clock is set to the middle
        time of the batch: one feed's wrong year must not end every story.

        Raises:
            ValueError: an article is given twice, or is known.
        """
        ids = {features.id for features in batch}
        if len(ids) < len(batch) or any(map(self.knows, ids)):
            raise ValueError("stories: each article is to be given once")
        ordered = sorted(batch, key=_by_time)
        self._advance(now or _middle_time(ordered))
        self._statistics.add(ordered)
        copy_of: dict[ArticleId, ArticleId] = {}
        own: list[ArticleFeatures] = []
        for features in ordered:
            original = self._copies.original(features.sketch)
            if original is None:
                own.append(features)
                self._copies.put(features.id, features.sketch)
            else:
                copy_of[features.id] = original
        story_of = self._link(own)
        for features in ordered:
            if features.id in copy_of:
                story_of[features.id] = self._story_of[copy_of[features.id]]
                self._grow(story_of[features.id], features)
        self._forget()
        return tuple(
            Membership(
                article_id=features.id,
                story_id=story_of[features.id],
                copy_of=copy_of.get(features.id, ArticleId("")),
            )
            for features in batch
        )

    def _advance(self, now: datetime | None) -> None:
        if now is not None and (self._clock is None or now > self._clock):
            self._clock = now

    def _link(self, articles: Sequence[ArticleFeatures]) -> dict[ArticleId, StoryId]:
        """Join articles to stories, or open stories for them."""
        fresh = []
        for features in articles:
            total, names = self._statistics.vectors(features)
            moment = features.published
            group = Group(
                name=features.id,
                language=features.language,
                total=total,
                names=names,
                first=moment,
                last=moment,
            )
            self._index.put(group.name, total)
            fresh.append(group)
        homes = Linker(self._index, self._unpacked, sureness=self._statistics.sureness()).link(
            fresh
        )
        for name in homes:
            self._index.drop(name)  # it is in the index under its story's name from here on
        for home in {home.name: home for home in homes.values()}.values():
            self._pack(home)
        story_of = {f.id: StoryId(homes[f.id].name) for f in articles}
        for features in articles:
            if features.id in self._copies.kept:
                self._story_of[features.id] = story_of[features.id]
                self._stories[story_of[features.id]].articles.append(features.id)
            self._grow(story_of[features.id], features)
        return story_of

    def _unpacked(self, name: str) -> Group:
        story = self._stories[StoryId(name)]
        return Group(
            name=name,
            language=story.language,
            total=dict(zip(story.terms, story.weights, strict=True)),
            names=dict(zip(story.terms, story.names, strict=False)),
            size=story.size,
            within=story.within,
            first=story.first,
            last=story.last,
            is_story=True,
        )

    def _pack(self, group: Group) -> None:
        name = StoryId(group.name)
        kept = strongest(group.total, MOST_STORY_TERMS)
        # Names come first, so that nothing is stored for what is none.
        names = sorted(term for term in kept if group.names.get(term))
        terms = names + sorted(set(kept).difference(names))
        before = self._stories.get(name)
        self._stories[name] = LiveStory(
            language=group.language,
            terms=array("I", terms),
            weights=array("f", (group.total[term] for term in terms)),
            names=array("f", (group.names[term] for term in names)),
            size=group.size,
            within=group.within,
            first=group.first,
            last=group.last,
            grown_at=self._clock,
            articles=before.articles if before else [],
        )
        self._index.put(name, self._unpacked(name).total)

    def _grow(self, name: StoryId, features: ArticleFeatures) -> None:
        """Note that a story got an article, a copy too."""
        story = self._stories[name] = self._stories.pop(name)
        story.grown_at = self._clock
        moment = features.published
        if moment is not None:
            story.first = min(story.first or moment, moment)
            story.last = max(story.last or moment, moment)

    def _forget(self) -> None:
        """Let go of the stories that got nothing for long, and of the oldest of too many."""
        over = list(self._stories)[: max(0, len(self._stories) - MOST_LIVE_STORIES)]
        for name, story in islice(self._stories.items(), len(over), None):
            if not self._is_over(story):
                break
            over.append(name)
        for name in over:
            self._index.drop(name)
            for article in self._stories.pop(name).articles:
                self._copies.drop(article)
                del self._story_of[article]

    def _is_over(self, story: LiveStory) -> bool:
        if self._clock is None or story.grown_at is None:
            return False
        return self._clock - story.grown_at > LIFE


def _by_time(features: ArticleFeatures) -> tuple[bool, datetime, ArticleId]:
    moment = features.published
    return moment is None, moment or _NO_TIME, features.id


def _middle_time(batch: Sequence[ArticleFeatures]) -> datetime | None:
    """Return the middle one of the times of a batch in order of time."""
    times = [features.published for features in batch if features.published is not None]
    return times[len(times) // 2] if times else None
