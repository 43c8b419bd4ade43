"""Run a refresh, and put together what it works with.

Loads the HTTP client, and with it much else: `fetch` imports it when workers are already starting.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cache.library import Library
from cache.values.list_rows import FeedId
from cache.writer import Writer
from fetch.http.client import HttpClient
from fetch.http.robots import Robots
from fetch.model import FeedTarget
from fetch.options import MIB
from fetch.pictures.pillow_adapter import is_installed
from fetch.rules import FeedRules
from summarise.stories.story_model import Seen, StoryArticle, StoryBrief, StoryId
from summarise.version import pipeline_version
from tui.headless.cli.event_sentences import report_fields
from tui.headless.cli.progress_report import Narrator
from tui.headless.cli.session import Session, utc_now
from tui.headless.services.automation.after_refresh import AfterRefresh, AutomationTools
from tui.headless.services.files.picture_store import PictureTools
from tui.headless.services.jobs.job_events import RefreshFinished
from tui.headless.services.refresh.brief_stage import PooledBriefer, worker_count
from tui.headless.services.refresh.robots_store import CachedRules
from tui.headless.services.refresh.story_stage import story_pipeline_version
from tui.headless.services.refresh.whole_refresh import Refresh, RefreshTools
from tui.headless.services.worker_pool import (
    ComputePool,
    PooledFeedParser,
    PooledMailReader,
    PooledPageExtractor,
    PooledShrinker,
    picture_pool,
)

if TYPE_CHECKING:
    from tui.headless.services.sync.sync_accounts import AccountsSync


class Work(Struct, frozen=True):
    """What one refresh asks, and how."""

    targets: Sequence[FeedTarget]
    rules: Mapping[FeedId, FeedRules]
    accounts: "AccountsSync | None"


async def run_refresh(
    session: Session,
    writer: Writer,
    library: Library,
    narrator: Narrator,
    work: Work,
    pages: ComputePool,
) -> RefreshFinished:
    """Refresh what is asked; the workers for feeds and pages are stopped with it."""
    end_with_signal()
    async with refresh_tools(session, writer, library, pages) as tools:
        automation = AutomationTools(
            library=library,
            writer=writer,
            clock=utc_now,
            notify=session.config.notify,
            hooks=session.config.hooks,
            stories=session.config.stories,
            tells_terminal=narrator.is_heard_by_app,
        )
        follow_up = AfterRefresh(automation, narrator.tell)
        whole = replace(
            tools,
            rules=work.rules,
            accounts=work.accounts,
            afterwards=lambda finished: follow_up.run(finished, report_fields),
        )
        return await Refresh(whole, narrator.tell).run(work.targets)


def end_with_signal() -> None:
    """Let a terminated run end like an interrupted one: workers stopped, the cache closed."""
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


@asynccontextmanager
async def refresh_tools(
    session: Session, writer: Writer, library: Library, pages: ComputePool
) -> AsyncIterator[RefreshTools]:
    """Put together what a refresh works with, on the session's configuration."""
    options = session.fetch_options()
    workers = worker_count(session.config.summarise.workers)
    keeps_pictures = session.config.fetch.pictures == "always" and is_installed()
    async with (
        HttpClient(options) as client,
        pages,
        picture_pool() as shrinking,
        session.brief_pool(workers) as briefs,
    ):
        rules = CachedRules(library, writer, utc_now)
        robots = (
            Robots(client, rules, user_agent=options.user_agent)
            if session.config.fetch.respect_robots
            else None
        )
        yield RefreshTools(
            library=library,
            writer=writer,
            client=client,
            parser=PooledFeedParser(pages, options),
            mail=PooledMailReader(pages, options),
            extractor=PooledPageExtractor(pages, options),
            briefer=PooledBriefer(briefs),
            tell=_tell_story,
            clock=utc_now,
            options=options,
            pipeline=pipeline_version(),
            story_pipeline=story_pipeline_version(),
            fetches_pages=session.config.fetch.full_articles,
            robots=robots,
            fresh=timedelta(hours=session.config.fetch.look_again_hours),
            brief_count=workers,
            pictures=replace(
                picture_tools(session, writer, library, client, shrinking), robots=robots
            )
            if keeps_pictures
            else None,
        )


def _tell_story(
    story: StoryId, articles: Sequence[StoryArticle], *, seen: Seen | None = None
) -> StoryBrief:
    """Return the brief of a story. Most refreshes have none to tell and need not know how."""
    from summarise.stories.story_assembly import story_brief  # noqa: PLC0415

    return story_brief(story, articles, seen=seen)


def picture_tools(
    session: Session, writer: Writer, library: Library, client: HttpClient, pool: ComputePool
) -> PictureTools:
    """Put together what pictures are fetched with."""
    return PictureTools(
        library=library,
        writer=writer,
        client=client,
        shrinker=PooledShrinker(pool),
        clock=utc_now,
        most_bytes=session.config.cache.max_picture_mib * MIB,
    )
