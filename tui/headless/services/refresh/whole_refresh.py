"""A whole refresh: feeds, pages of new entries, briefs, and stories.

The stages run concurrently, newest entry first, so that the first brief is ready long before the
slowest feed has answered. The cache is the queue between them: each result is stored at once, and
the next stage asks the cache for its work. A refresh that is killed loses only the work in
progress; the next one continues from there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from cache.library import Library, PendingArticle, PendingEntry
from cache.store import Store
from cache.values.list_rows import FeedId, StoredFeed
from cache.writer import Writer
from fetch.errors import FetchError
from fetch.model import Entry, FeedNews, FeedTarget
from fetch.options import FetchOptions
from fetch.pages.fetch_article import PageOutcome, article_from_feed, fetch_article
from fetch.ports import FeedReader, MailReader, PageExtractor, WebClient
from fetch.rules import NO_RULES, FeedRules, carries_article
from summarise.model import Brief, BriefRequest
from summarise.ports import StoryBriefer
from tui.headless.services.files.picture_store import PictureTools, keep_pictures
from tui.headless.services.jobs.job_events import (
    ArticlesDone,
    BriefsDone,
    Event,
    FeedDone,
    RefreshFinished,
    RefreshStarted,
)
from tui.headless.services.refresh.account_stage import AccountStage
from tui.headless.services.refresh.brief_stage import no_brief
from tui.headless.services.refresh.feed_stage import Asking
from tui.headless.services.refresh.stage import Stage
from tui.headless.services.refresh.story_stage import (
    EVERYTHING,
    OF_A_REFRESH,
    Slice,
    Storytelling,
    StoryTools,
)
from tui.headless.words.notices import describe_failure

if TYPE_CHECKING:
    from fetch.http.robots import Robots
    from tui.headless.services.sync.sync_accounts import AccountsSync

T = TypeVar("T")

ARTICLES_BESIDE_FEEDS = 4
"""So many pages at a time while feeds are asked: the first briefs come soon, the list first."""
_QUIET_SECONDS = 0.5
"""Feeds that come faster than this keep the workers busy: one page at a time meanwhile."""
LEAST_SHARE = 0.6
"""Of the words that a page gave before; what gives fewer is no new version of it."""

_NOTE_PART = "This brief covers only the part that could be read."


class Briefer(Protocol):
    """Make briefs, away from the event loop."""

    def prepare(self) -> None:
        """Get ready: there will be texts soon."""
        ...

    async def brief(self, request: BriefRequest) -> Brief:
        """Return the brief. Raises FetchError when the worker had to be stopped."""
        ...


class RefreshTools(Struct, frozen=True, kw_only=True):
    """What a refresh works with.

    Attributes:
        pipeline: version of the briefs that are wanted; those of another version are made again.
        story_pipeline: the same for story briefs.
        fetches_pages: fetch the page of each new entry; otherwise the feed's text has to do.
        rules: what the reader said of single feeds.
        robots: what sites ask of programs that fetch their pages; None for not asking them.
        fresh: pages of entries not older than this are looked at again.
        brief_count: how many briefs are made at a time.
        pictures: fetch those of new articles, too; None for when they are looked at.
        accounts: the sync of the reader's accounts, None where there is none to sync.
        afterwards: does what follows a refresh, and adds what went wrong in it; it raises nothing
            but CacheError.
    """

    library: Library
    writer: Writer
    client: WebClient
    parser: FeedReader
    extractor: PageExtractor
    briefer: Briefer
    tell: StoryBriefer
    clock: Callable[[], datetime]
    options: FetchOptions
    pipeline: str
    story_pipeline: str
    fetches_pages: bool = True
    rules: Mapping[FeedId, FeedRules] = field(default_factory=dict)
    robots: "Robots | None" = None
    fresh: timedelta = timedelta(0)
    brief_count: int = 1
    pictures: PictureTools | None = None
    accounts: "AccountsSync | None" = None
    mail: MailReader | None = None
    afterwards: Callable[[RefreshFinished], Awaitable[RefreshFinished]] | None = None


class Refresh:
    """One refresh: made, run once, and gone."""

    def __init__(self, tools: RefreshTools, on_event: Callable[[Event], None]) -> None:
        self._tools = tools
        self._on_event = on_event
        self._articles = Stage(
            pending=tools.library.queue.entries_without_article,
            count=tools.library.queue.count_without_article,
            work=self._fetch_one,
            places=self._article_places,
        )
        self._briefs = Stage(
            pending=lambda limit: tools.library.queue.articles_without_brief(tools.pipeline, limit),
            count=lambda: tools.library.queue.count_without_brief(tools.pipeline),
            work=self._brief_one,
            # One more than there are workers, so that none waits for its next text.
            places=lambda: tools.brief_count + 1,
            # A text may be replaced while its brief is made: then it gets another.
            key=lambda pending: (pending.entry_id, pending.article.fingerprint),
        )
        self._is_asking = False
        self._fed_at = float("-inf")
        self._is_rebuild = False
        self._page_bytes = 0
        self._accounts = AccountStage(tools.accounts, on_new=self._entries_came, on_event=on_event)
        self._asking = Asking(
            client=tools.client,
            parser=tools.parser,
            options=tools.options,
            save=self._save_outcomes,
            on_done=self._feed_done,
            mail=tools.mail,
        )

    async def run(self, targets: Sequence[FeedTarget]) -> RefreshFinished:
        """Ask the feeds, fetch the new articles, make the briefs that are missing.

        Raises:
            CacheError: the cache can't be written.
        """
        started, tools = monotonic(), self._tools
        await self._write(lambda store: store.begin_refresh(tools.clock()))
        while await self._write(lambda store: store.articles.index_actors()):
            # Briefs of an earlier version, a few at a time: the app's marks get in between.
            continue
        if tools.fetches_pages and tools.fresh:
            await self._write(
                lambda store: store.articles.look_again(tools.clock(), fresh=tools.fresh)
            )
        self._on_event(RefreshStarted(feed_count=len(targets)))
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._ask_feeds(targets))
                group.create_task(self._fetch_articles())
                group.create_task(self._briefs.run())
        except BaseExceptionGroup as errors:
            # The first thing that went wrong is the reason; the others are its consequence.
            raise errors.exceptions[0] from errors
        story_count = await self._tell_stories(OF_A_REFRESH)
        tally = self._asking.tally
        apart = timedelta(0)
        accounts = self._accounts
        is_offline = accounts.is_offline and (tally.is_offline if targets else accounts.count > 0)
        if (targets or accounts.count) and not is_offline:
            now = tools.clock()
            apart = await self._write(lambda store: store.record_refresh(now, tally.server_time))
        finished = RefreshFinished(
            feed_count=len(targets),
            unchanged_count=tally.unchanged,
            failed_count=tally.failed,
            failures={kind.value: count for kind, count in tally.failures.most_common()},
            new_count=tally.new + accounts.new_count,
            wire_bytes=tally.wire_bytes + self._page_bytes,
            brief_count=self._briefs.done_count,
            story_count=story_count,
            seconds=monotonic() - started,
            is_offline=is_offline,
            clock_ahead_days=apart.days,
            account_count=accounts.count,
            account_failures=tuple(accounts.failures),
        )
        if tools.afterwards is not None:
            finished = await tools.afterwards(finished)
        self._on_event(finished)
        return finished

    async def rebuild(self) -> tuple[int, int]:
        """Make the briefs and stories that are wanted, asking nobody; return how many of each.

        Raises:
            CacheError: the cache can't be written.
        """
        self._is_rebuild = True
        self._briefs.end_feeding()
        await self._briefs.run()
        story_count = await self._tell_stories(EVERYTHING)
        return self._briefs.done_count, story_count

    async def _tell_stories(self, limit: Slice) -> int:
        """Form and tell the stories of all that is there by now."""
        tools = self._tools
        story_tools = StoryTools(
            library=tools.library,
            writer=tools.writer,
            tell=tools.tell,
            pipeline=tools.story_pipeline,
        )
        return await Storytelling(story_tools, self._on_event).run(limit)

    async def _write(self, work: Callable[[Store], T]) -> T:
        return await asyncio.wrap_future(self._tools.writer.submit(work))

    async def _ask_feeds(self, targets: Sequence[FeedTarget]) -> None:
        rows = self._tools.library.feeds.rows()
        titles = {int(row.feed_id): row.title or row.url for row in rows}
        self._is_asking = True
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._asking.run(targets, titles))
                group.create_task(self._accounts.run())
        except BaseExceptionGroup as errors:
            raise errors.exceptions[0] from errors
        self._is_asking = False
        self._articles.end_feeding()

    def _entries_came(self) -> None:
        # The language model loads while the first page is on its way.
        self._tools.briefer.prepare()
        self._articles.wake()

    async def _save_outcomes(self, outcomes: Sequence[FeedNews]) -> Sequence[StoredFeed]:
        now = self._tools.clock()
        return await self._write(lambda store: store.entries.save_outcomes(outcomes, now=now))

    def _feed_done(self, event: FeedDone, stored: StoredFeed) -> None:
        self._fed_at = monotonic()
        # Beside the rest of a large feed, articles would only have it wait.
        if event.is_whole and (stored.new_entries or stored.changed_entries):
            self._entries_came()
        self._on_event(event)

    async def _fetch_articles(self) -> None:
        await self._articles.run()
        self._briefs.end_feeding()

    def _article_places(self) -> int:
        """Return how many pages are fetched at a time: few while feeds are being asked."""
        if not self._is_asking:
            return self._tools.options.concurrency
        return 1 if monotonic() - self._fed_at < _QUIET_SECONDS else ARTICLES_BESIDE_FEEDS

    async def _fetch_one(self, pending: PendingEntry) -> None:
        tools = self._tools
        rules = tools.rules.get(pending.feed_id, NO_RULES)
        if _wants_page(pending.entry, rules, otherwise=tools.fetches_pages):
            outcome = await fetch_article(
                pending.entry,
                client=tools.client,
                extractor=tools.extractor,
                is_private=pending.is_private,
                language=pending.language,
                validators=pending.validators if pending.known_words else None,
                rules=rules,
                robots=tools.robots,
            )
            self._page_bytes += outcome.wire_bytes
            outcome = _without_loss(outcome, pending.known_words)
        else:
            article = await article_from_feed(pending.entry, tools.extractor, pending.language)
            outcome = PageOutcome(article=article)
        now = tools.clock()
        await self._write(
            lambda store: store.articles.save(
                pending.entry_id,
                outcome.article,
                outcome.failure,
                now=now,
                validators=outcome.validators,
            )
        )
        self._briefs.wake()
        total = self._articles.count_one()
        self._on_event(ArticlesDone(done=self._articles.done_count, total=total))
        if tools.pictures is not None and outcome.article is not None:
            await keep_pictures(
                tools.pictures,
                pending.entry_id,
                outcome.article.layout.pictures,
                is_private=pending.is_private,
                access=rules.access,
            )

    async def _brief_one(self, pending: PendingArticle) -> None:
        tools = self._tools
        article = pending.article
        request = BriefRequest(
            id=str(pending.entry_id),
            title=pending.title,
            text=article.text,
            language=article.language,
            published=article.published,
        )
        try:
            brief = await tools.briefer.brief(request)
        except FetchError as error:
            brief = no_brief(request, tools.pipeline, describe_failure(error.failure))
        if article.note and brief.key_points:
            brief = replace(brief, note=f"{_NOTE_PART} {brief.note}".strip())
        now = None if self._is_rebuild else tools.clock()
        await self._write(lambda store: store.articles.save_brief(pending.entry_id, brief, now=now))
        total = self._briefs.count_one()
        self._on_event(BriefsDone(done=self._briefs.done_count, total=total))


def _wants_page(entry: Entry, rules: FeedRules, *, otherwise: bool) -> bool:
    """Tell whether the page of an entry is asked for, or the feed's text has to do."""
    if rules.prefers_feed and carries_article(entry):
        return False
    return otherwise if rules.full_articles is None else rules.full_articles


def _without_loss(outcome: PageOutcome, known_words: int) -> PageOutcome:
    """Leave out a text that is so much shorter than the known one that a wall may stand there."""
    article = outcome.article
    if article is None or article.word_count >= known_words * LEAST_SHARE:
        return outcome
    return replace(outcome, article=None)
