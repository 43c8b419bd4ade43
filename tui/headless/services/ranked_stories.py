"""The front page: the stored stories of the last days, ranked, with the reasons."""

from datetime import datetime

from msgspec import Struct

from cache.library import Library
from cache.values.story_rows import StoryRow
from summarise.stories.front_page_order import RankedStory, RankRequest, RankWeights, Report, rank
from tui.headless.settings.config import StorySettings


class TopStory(Struct, frozen=True, kw_only=True):
    """A line of the front page and what its place rests on."""

    row: StoryRow
    rank: RankedStory


def weights_of(settings: StorySettings) -> RankWeights:
    """Return what the configuration says about the order."""
    return RankWeights(
        breadth=settings.breadth,
        copy=settings.copy,
        recency=settings.recency,
        half_life_hours=settings.half_life_hours,
        followed=settings.followed,
        fresh_hours=settings.fresh_hours,
    )


def top_stories(
    library: Library, settings: StorySettings, now: datetime, *, since: datetime | None = None
) -> tuple[TopStory, ...]:
    """Return the front page; with `since` the stories with an article from then on instead."""
    if since is None:
        found = library.stories.candidates(now=now, days=settings.days)
    else:
        found = library.stories.told_since(since)
    rows = {row.story_id: row for row in found}
    ranked = rank((_request(row) for row in rows.values()), now=now, weights=weights_of(settings))
    # Of stories that have nothing between them (those of years ago) the latest comes first.
    ordered = sorted(ranked, key=lambda it: rows[it.id].updated_at, reverse=True)
    ordered.sort(key=lambda it: -round(it.score, 6))
    return tuple(TopStory(row=rows[it.id], rank=it) for it in ordered[: settings.most])


def _request(row: StoryRow) -> RankRequest:
    return RankRequest(
        id=row.story_id,
        reports=tuple(
            Report(source=it.source, moment=it.moment, is_copy=it.is_copy) for it in row.reports
        ),
        followed=frozenset(row.followed),
    )


def rank_of(row: StoryRow, settings: StorySettings, now: datetime) -> RankedStory:
    """Return what the place of one story rests on."""
    return rank([_request(row)], now=now, weights=weights_of(settings))[0]


def explain(story: TopStory) -> tuple[str, ...]:
    """Return why a story is where it is, a line each."""
    parts = (
        (story.rank.breadth, "how many papers report it"),
        (story.rank.recency, "how new its latest article is"),
        (story.rank.followed, "what you follow in it"),
    )
    return (
        story.rank.explanation,
        *(f"{points:.2f} for {words}" for points, words in parts),
        f"{story.rank.score:.2f} in total",
    )
