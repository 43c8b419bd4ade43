"""The verb `rebuild`: make briefs and stories again, newest first."""

import argparse
import asyncio

from cache.db.refresh_lock import RefreshLock
from cache.library import Library
from cache.writer import Writer
from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_INTERRUPTED
from tui.headless.cli.progress_report import Narrator, narrator_for
from tui.headless.cli.session import Session, open_session
from tui.headless.services.refresh.brief_stage import page_worker_count
from tui.headless.services.refresh.whole_refresh import Refresh
from tui.headless.services.worker_pool import fetch_pool
from tui.headless.verbs.feeds.refresh_run import end_with_signal, refresh_tools


def rebuild(arguments: argparse.Namespace) -> int:
    """Make briefs and stories again; what is left when it is stopped comes with later refreshes."""
    session = open_session(arguments)
    narrator = narrator_for(arguments)
    is_all = arguments.briefs == arguments.stories
    with session.writer() as writer, RefreshLock(session.paths.cache), session.library() as library:
        if is_all or arguments.briefs:
            writer.submit(lambda store: store.articles.want_briefs_anew()).result()
        if is_all or arguments.stories:
            writer.submit(lambda store: store.stories.forget_stories()).result()
        try:
            asyncio.run(_work(session, writer, library, narrator))
        except (KeyboardInterrupt, asyncio.CancelledError):
            narrator.say("Stopped: the next refreshes make the rest.")
            return EXIT_INTERRUPTED
    return EXIT_DONE


async def _work(session: Session, writer: Writer, library: Library, narrator: Narrator) -> None:
    end_with_signal()
    pages = fetch_pool(page_worker_count())
    async with refresh_tools(session, writer, library, pages) as tools:
        brief_count, story_count = await Refresh(tools, narrator.tell).rebuild()
    narrator.say(f"{brief_count:,} briefs and {story_count:,} stories made.")
