"""Assign new articles to stories and rebuild changed stories, newest first.

The cache is the queue: if a run is stopped, the next one continues. Clustering and rebuilding take
milliseconds of pure Python; a thread keeps the event loop free for signals.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from cache.library import Library
from cache.store import Store
from cache.values.story_rows import Placement
from cache.writer import Writer
from summarise.ports import StoryBriefer
from summarise.stories.story_model import StoryId
from summarise.version import CLUSTERING, STORY_PIPELINE, pipeline_version
from tui.headless.services.jobs.job_events import Event, StoriesDone

T = TypeVar("T")

PLACED_AT_ONCE = 1_000
"""Articles that find their stories together: their order means nothing then. A few seconds."""


class StoryTools(Struct, frozen=True, kw_only=True):
    """What stories are made with.

    Attributes:
        tell: makes the brief of a story.
        pipeline: version of story briefs; those of another version are rebuilt.
    """

    library: Library
    writer: Writer
    tell: StoryBriefer
    pipeline: str


class Slice(Struct, frozen=True, kw_only=True):
    """How much is done in one run; the rest waits for the next."""

    article_count: int
    story_count: int


OF_A_REFRESH = Slice(article_count=5_000, story_count=300)
"""Half a minute at most, after an update of the program; every day's news is far below."""
EVERYTHING = Slice(article_count=10**9, story_count=10**9)


class Storytelling:
    """Forms stories and tells them; made, run once, and gone."""

    def __init__(self, tools: StoryTools, on_event: Callable[[Event], None]) -> None:
        self._tools = tools
        self._on_event = on_event

    async def run(self, limit: Slice) -> int:
        """Place the articles that have no story, tell the stories that changed; return how many.

        Raises:
            CacheError: the cache can't be written.
        """
        while await self._write(lambda store: store.stories.take_in_changes()):
            continue
        await self._place(limit.article_count)
        return await self._tell(limit.story_count)

    async def _write(self, work: Callable[[Store], T]) -> T:
        return await asyncio.wrap_future(self._tools.writer.submit(work))

    async def _place(self, limit: int) -> None:
        stories = self._tools.library.stories
        state = stories.clusterer_state(CLUSTERING)
        if state is None:
            await self._write(lambda store: store.stories.forget_stories())
            state = b""
        total = min(stories.count_unplaced(), limit)
        if not total:
            return
        # Most refreshes bring nothing new, and need not wait for what forms stories.
        from tui.headless.services.refresh.story_placement import (  # noqa: PLC0415
            StoryClusterer,
            placed,
        )

        clusterer = await asyncio.to_thread(StoryClusterer, state)
        done = 0
        while pending := stories.unplaced(min(PLACED_AT_ONCE, limit - done)):
            placements, kept = await asyncio.to_thread(placed, clusterer, pending)
            await self._write(_storing(placements, kept))
            done += len(placements)
            self._on_event(StoriesDone(placed=done, to_place=max(done, total)))

    async def _tell(self, limit: int) -> int:
        tools = self._tools
        wanted = tools.library.stories.to_tell(tools.pipeline, limit)
        for number, story_id in enumerate(wanted, 1):
            await self._tell_one(story_id)
            self._on_event(StoriesDone(told=number, to_tell=len(wanted)))
        return len(wanted)

    async def _tell_one(self, story_id: StoryId) -> None:
        tools = self._tools
        material = tools.library.stories.material(story_id)
        if material is None:
            return
        brief = await asyncio.to_thread(
            tools.tell, material.story_id, material.articles, seen=material.seen
        )
        await self._write(
            lambda store: store.stories.save_told(
                brief, revision=material.revision, pipeline=tools.pipeline
            )
        )


def story_pipeline_version() -> str:
    """Return what a told story is stored with: those of another version are rebuilt."""
    return f"{STORY_PIPELINE}+{pipeline_version()}"


def _storing(placements: Sequence[Placement], state: bytes) -> Callable[[Store], None]:
    return lambda store: store.stories.place(placements, version=CLUSTERING, state=state)
