"""Rank stories for the front page by breadth of coverage, recency and what the reader follows.

No click is counted and nothing is learnt of the reader; every part of a score can be told.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from summarise.stories.story_model import StoryId


class RankWeights(Struct, frozen=True, kw_only=True):
    """What each part counts; the parts are added.

    Attributes:
        breadth: for each doubling of the papers that tell it.
        copy: share of a paper that has nothing but a wire copy.
        recency: for an article of this moment.
        half_life_hours: the age at which the latest article counts half of that.
        followed: for the first name or search that the reader follows; each more counts less.
        fresh_hours: how long an article counts as new in the explanation.
    """

    breadth: float = 1.0
    copy: float = 0.1
    recency: float = 2.0
    half_life_hours: float = 12.0
    followed: float = 1.0
    fresh_hours: float = 6.0

    def __post_init__(self) -> None:
        """Refuse weights that turn the order round, and times that are none."""
        if min(self.breadth, self.copy, self.recency, self.followed) < 0:
            raise ValueError("ranking: expected weights of 0 or more")
        if min(self.half_life_hours, self.fresh_hours) <= 0:
            raise ValueError("ranking: expected hours above 0")


class Report(Struct, frozen=True, kw_only=True):
    """One article of a story, as far as ranking is concerned."""

    source: str
    moment: datetime
    is_copy: bool = False


class RankRequest(Struct, frozen=True, kw_only=True):
    """One story to rank.

    Attributes:
        followed: names of actors and searches that the reader follows and the story has.
    """

    id: StoryId
    reports: tuple[Report, ...]
    followed: frozenset[str] = frozenset()


class RankedStory(Struct, frozen=True, kw_only=True):
    """A story's score and the parts that it is the sum of.

    Attributes:
        reasons: why it is here, in words, the same for every reader of the same feeds.
    """

    id: StoryId
    score: float
    breadth: float
    recency: float
    followed: float
    reasons: tuple[str, ...]

    @property
    def explanation(self) -> str:
        """The reasons on one line."""
        return " · ".join(self.reasons)


def rank(
    stories: Iterable[RankRequest], *, now: datetime, weights: RankWeights | None = None
) -> tuple[RankedStory, ...]:
    """Return the stories, best first; of equals the one whose id sorts first."""
    used = weights or RankWeights()
    ranked = [_ranked(story, now, used) for story in stories]
    return tuple(sorted(ranked, key=lambda story: (-story.score, story.id)))


def _ranked(story: RankRequest, now: datetime, weights: RankWeights) -> RankedStory:
    telling = {report.source for report in story.reports if not report.is_copy}
    copying = {report.source for report in story.reports} - telling
    breadth = weights.breadth * math.log2(1 + len(telling) + weights.copy * len(copying))
    recency = weights.recency * _freshness(story.reports, now, weights.half_life_hours)
    followed = weights.followed * math.log2(1 + len(story.followed))
    return RankedStory(
        id=story.id,
        score=breadth + recency + followed,
        breadth=breadth,
        recency=recency,
        followed=followed,
        reasons=(
            *_coverage_words(len(telling), len(copying)),
            *_time_words(story.reports, now, weights.fresh_hours),
            *(f"you follow {name}" for name in sorted(story.followed)),
        ),
    )


def _freshness(reports: Sequence[Report], now: datetime, half_life_hours: float) -> float:
    """Return 1 for a story told just now, half of that after each half-life."""
    moments = [report.moment for report in reports if not report.is_copy]
    if not moments:
        moments = [report.moment for report in reports]
    if not moments:
        return 0.0
    # A feed's clock that runs ahead makes nothing newer than now.
    age = max(timedelta(0), now - max(moments))
    return float(0.5 ** (age / timedelta(hours=half_life_hours)))


def _coverage_words(telling: int, copying: int) -> list[str]:
    words = [_counted(telling, "paper")] if telling else []
    if copying:
        words.append(_counted(copying, "wire copy", "wire copies"))
    return words


def _time_words(reports: Sequence[Report], now: datetime, fresh_hours: float) -> list[str]:
    fresh = [r for r in reports if now - r.moment <= timedelta(hours=fresh_hours)]
    if fresh:
        return [f"{len(fresh)} new in the last {fresh_hours:g} h"]
    if not reports:
        return []
    hours = (now - max(report.moment for report in reports)) // timedelta(hours=1)
    days = hours // 24
    return [f"latest {days} d ago" if days else f"latest {hours} h ago"]


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
