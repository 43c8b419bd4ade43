"""What follows a refresh: commands of rules, hooks, and one notice. Nothing of it stops one."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, Scope, View
from cache.values.query_tree import Is, Query, State
from cache.values.rule_rows import LastNotice
from cache.writer import Writer
from tui.headless.printing.json_fields import as_json, entry_fields
from tui.headless.services.automation.entry_programs import ProgramRun, run_programs
from tui.headless.services.automation.news_notice import News, Notice, filled_notice, notice_of
from tui.headless.services.jobs.job_events import Event, Notified, RefreshFinished
from tui.headless.services.programs.run_program import send
from tui.headless.services.ranked_stories import top_stories
from tui.headless.settings.automation_settings import HookSettings, NotifySettings
from tui.headless.settings.config import StorySettings
from tui.headless.settings.external_programs import ProgramError
from tui.headless.settings.log import LOGGER

T = TypeVar("T")

_MOST_COMMANDS = 500
"""Of rules, in one refresh; the rest waits for the next."""
PAUSE = timedelta(minutes=1)
"""No notice comes sooner after another."""
_OLDEST = timedelta(days=1)
"""What came in before this is no news any more."""
_SECONDS = 10.0
_UNREAD = Query(wanted=((Is(state=State.UNREAD, position=0),),), text="is:unread")
_MOST_NEWS = 100
_TOP = 10
"""A story further down is not worth an interruption."""


class AutomationTools(Struct, frozen=True, kw_only=True):
    """What automation works with.

    Attributes:
        tells_terminal: an app hears the events, and may show a notice on its terminal.
    """

    library: Library
    writer: Writer
    clock: Callable[[], datetime]
    notify: NotifySettings
    hooks: HookSettings
    stories: StorySettings
    tells_terminal: bool = False


class AfterRefresh:
    """Does what follows one refresh: made before it, so that it knows what was there."""

    def __init__(self, tools: AutomationTools, on_event: Callable[[Event], None]) -> None:
        self._tools = tools
        self._on_event = on_event
        self._last = tools.library.queue.last_entry()
        self._began = tools.clock()

    async def run(
        self, finished: RefreshFinished, report: Callable[[RefreshFinished], object]
    ) -> RefreshFinished:
        """Run the programs, tell of the news; return the refresh with what went wrong in it.

        Args:
            report: makes what the hook gets of the refresh.
        """
        tools = self._tools
        commands = await self._write(lambda store: store.rules.take_commands(_MOST_COMMANDS))
        runs = [
            ProgramRun(
                name=f"rule {it.rule_id}",
                command=it.command,
                content=partial(self._entry, it.entry_id),
            )
            for it in commands
        ]
        if tools.hooks.on_entry:
            runs += [
                ProgramRun(
                    name="[hooks] on_entry",
                    command=tools.hooks.on_entry,
                    content=partial(self._entry, entry_id),
                )
                for entry_id in tools.library.queue.entries_after(self._last)
            ]
        failures = await run_programs(runs, seconds=tools.hooks.seconds)
        failures += await self._notify()
        if tools.hooks.after_fetch and (finished.feed_count or finished.account_count):
            content = as_json(report(finished)).encode()
            hook = ProgramRun(
                name="[hooks] after_fetch",
                command=tools.hooks.after_fetch,
                content=lambda: content,
            )
            failures += await run_programs([hook], seconds=tools.hooks.seconds)
        return replace(finished, program_failures=failures)

    async def _write(self, work: Callable[[Store], T]) -> T:
        return await asyncio.wrap_future(self._tools.writer.submit(work))

    def _entry(self, entry_id: EntryId) -> bytes | None:
        detail = self._tools.library.detail(entry_id)
        return None if detail is None else as_json(entry_fields(detail)).encode()

    # Notices.

    async def _notify(self) -> tuple[str, ...]:
        """Tell of the news since the last notice; return what went wrong."""
        tools = self._tools
        now, last = tools.clock(), tools.library.rules.last_notice()
        can_tell = bool(tools.notify.command) or (
            tools.tells_terminal and tools.notify.terminal != "off"
        )
        if not can_tell:
            return ()
        if last is None:
            began = self._began
            last = LastNotice(until=began, at=None)
            await self._write(lambda store: store.rules.note_notice(began, at=None))
        # A clock that was put back must not silence it for ever.
        is_early = last.at is not None and timedelta(0) <= now - last.at < PAUSE
        if is_early or tools.notify.is_quiet(now.astimezone().time()):
            return ()
        news = tuple(self._news(max(last.until, now - _OLDEST)))
        if not news:
            return ()
        await self._write(lambda store: store.rules.note_notice(now, at=now))
        return await self._show(notice_of(news))

    async def _show(self, notice: Notice) -> tuple[str, ...]:
        command = self._tools.notify.command
        failures: tuple[str, ...] = ()
        if command:
            try:
                await send(filled_notice(command, notice), b"", seconds=_SECONDS)
            except ProgramError as error:
                LOGGER.warning("a notice failed: %s", error)
                failures = (f"[notify] command: {error}",)
        event = Notified(title=notice.title, body=notice.body, is_shown=bool(command))
        self._on_event(event)
        return failures

    def _news(self, since: datetime) -> Iterator[News]:
        """Yield what came in since a time: what rules hit, then what is followed, then stories."""
        tools = self._tools
        ids = dict.fromkeys(tools.library.rules.notified(since))
        if tools.notify.followed:
            ids |= dict.fromkeys(self._followed(since))
        for entry_id in ids:
            if (detail := tools.library.detail(entry_id)) is not None:
                row = detail.row
                yield News(title=row.title or row.url, body=row.lead or row.feed_title)
        if tools.notify.stories:
            new = tools.library.stories.new_since(since)
            # Of what one was told as an article one need not be told as a story.
            new -= {tools.library.stories.of_entry(entry_id) for entry_id in ids}
            for story in top_stories(tools.library, tools.stories, tools.clock())[:_TOP]:
                if story.row.story_id in new and story.row.is_unread:
                    yield News(title=story.row.title, body=story.row.lead)

    def _followed(self, since: datetime) -> Sequence[EntryId]:
        view = View(scope=Scope.FOLLOWED, query=_UNREAD)
        rows = self._tools.library.lists.page(view, 0, _MOST_NEWS)
        ids = [row.entry_id for row in rows]
        return self._tools.library.queue.came_since(since, ids)
