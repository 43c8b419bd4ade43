"""A cache filled for the tests of the application, and the fakes that it works with."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

from msgspec import structs

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId, EntryRow, FeedId, Scope, View
from cache.writer import Writer
from fetch.model import (
    Article,
    Entry,
    EntryKey,
    Extractor,
    Failure,
    FailureKind,
    Feed,
    FeedFailed,
    FeedRefreshed,
    FeedTarget,
    Validators,
)
from summarise.model import (
    Act,
    Actor,
    ActorKind,
    Brief,
    Coverage,
    Event,
    Figure,
    KeyPoint,
    Mention,
    Precision,
    Quote,
    QuoteKind,
    Span,
)
from tests.support.caches.cache_templates import Make, put_cache
from tui.headless.services.app_services import Newsroom
from tui.headless.services.jobs import job_events
from tui.headless.services.jobs.job_ports import AccountRequest, OnEvent
from tui.headless.settings.config import AppOptions, load_config

Work = Callable[[Store], object]

NOW = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)

TEXT = """Rebels have taken most of Aleppo in an advance that left at least 15 people dead.

“The groups launched a broad attack,” the army said in a statement. It was the first time since \
2016 that rebels had set foot in the city.

Abbas Araghchi, Iran’s foreign minister, flew to Damascus on Sunday to meet Mr Assad. “I \
reassured him that we firmly support the army,” Araghchi told reporters.

The United Nations said more than 48,000 people had been displaced within 4 days. Turkey, which \
backs some of the rebels, denied any part in the offensive."""

HOSTILE = (
    "Ask HN: [/r/linux] is down?",
    "[Video] The [bold]new[/bold] station",
    "[@click=app.quit]x[/]",
    "[link=http://example.org]here[/link] [$primary @click=app.bell] y",
    "\x1b]52;c;aGk=\x07\x1b[2J\x1b]0;owned\x07 escape",
    "\x9b31m\x9d0;owned\x9c eight bit",
    "\u202eevil right to left\u2066",
    "Z" + "\u0338\u0321\u0322" * 2000 + "algo",
    "👩\u200d👩\u200d👧\u200d👦 family 🇬🇧 ❤\ufe0f",
    "日本語の見出しはとても長くて、端末の幅を二倍使うので切り詰めるのが難しい",
    "",
    "line\nbreak\ttab\x00nul",
)


def place(words: str, text: str = TEXT) -> Span:
    """Return where words stand in a text."""
    start = text.index(words)
    return Span(start=start, end=start + len(words))


def _mentions(*words: str) -> tuple[Mention, ...]:
    return tuple(Mention(span=place(word)) for word in words)


def brief_of(text: str = TEXT, *, coverage: Coverage = Coverage.FULL, note: str = "") -> Brief:
    """Return a brief of `TEXT` with something in every panel."""
    first = "Rebels have taken most of Aleppo in an advance that left at least 15 people dead."
    last = "The United Nations said more than 48,000 people had been displaced within 4 days."
    reassured = "I reassured him that we firmly support the army,"
    return Brief(
        id="1",
        pipeline="test",
        coverage=coverage,
        note=note,
        language="en",
        text=text,
        key_points=(
            KeyPoint(text=first, span=place(first)),
            KeyPoint(text=last, span=place(last), actors=("United Nations",)),
        ),
        actors=(
            Actor(
                name="Abbas Araghchi",
                kind=ActorKind.PERSON,
                aliases=("Araghchi",),
                role="Iran’s foreign minister",
                role_span=place("Iran’s foreign minister"),
                mentions=_mentions("Abbas Araghchi", "Araghchi told"),
                acts=(
                    Act(
                        text="flew to Damascus on Sunday to meet Mr Assad",
                        span=place("flew to Damascus on Sunday to meet Mr Assad"),
                    ),
                ),
            ),
            Actor(
                name="United Nations",
                kind=ActorKind.ORGANISATION,
                mentions=_mentions("United Nations"),
            ),
            Actor(name="Aleppo", kind=ActorKind.PLACE, mentions=_mentions("Aleppo")),
            Actor(name="Rebels", kind=ActorKind.GROUP, mentions=_mentions("Rebels", "rebels had")),
        ),
        quotes=(
            Quote(
                kind=QuoteKind.DIRECT,
                text=reassured,
                span=place(reassured),
                speaker="Abbas Araghchi",
                cue="told reporters",
            ),
            Quote(
                kind=QuoteKind.DIRECT,
                text="The groups launched a broad attack,",
                span=place("The groups launched a broad attack,"),
                speaker="the army",
                cue="said",
            ),
        ),
        figures=(
            Figure(
                text="at least 15 people",
                span=place("at least 15 people"),
                value=15,
                unit="people",
                what="dead",
            ),
            Figure(
                text="more than 48,000 people",
                span=place("more than 48,000 people"),
                value=48000,
                unit="people",
                what="displaced within 4 days",
            ),
        ),
        timeline=(
            Event(
                when="since 2016",
                date=date(2016, 1, 1),
                precision=Precision.YEAR,
                text="the first time since 2016 that rebels had set foot in the city",
                span=place("first time since 2016"),
                when_span=place("since 2016"),
            ),
            Event(
                when="on Sunday",
                date=date(2024, 12, 1),
                precision=Precision.DAY,
                text="flew to Damascus on Sunday to meet Mr Assad",
                span=place("flew to Damascus on Sunday to meet Mr Assad"),
                when_span=place("on Sunday"),
            ),
        ),
    )


def article_of(text: str = TEXT, **changes: object) -> Article:
    """Return an article with a text."""
    values: dict[str, object] = {"extractor": Extractor.PAGE, "fingerprint": f"of {len(text)}"}
    return Article(text=text, **(values | changes))  # type: ignore[arg-type]  # by keyword


class Desk:
    """A cache file with its writer and a library, to be filled by a test."""

    def __init__(self, folder: Path, make: Make | None = None) -> None:
        """Open the cache of a folder; if there is none, a copy of what `make` makes."""
        self.path = folder / "cache.db"
        if not self.path.exists():
            put_cache(self.path, make)
        self.writer = Writer(self.path)
        self.library = Library(self.path)

    def close(self) -> None:
        """Close both connections."""
        self.library.close()
        self.writer.close()

    def sql(self, statement: str, values: Sequence[object] = ()) -> None:
        """Change what is stored as no method of the store does."""
        with closing(open_writer(self.path)) as connection:
            connection.run(statement, values)

    def feed(self, title: str, *, folder: str = "", url: str = "") -> FeedId:
        """Subscribe to a feed."""
        address = url or f"https://{crc32(title.encode())}.example.org/feed.xml"
        return self.writer.submit(
            lambda store: store.feeds.subscribe(address, title=title, folder=folder, now=NOW)
        ).result()

    def entries(self, feed_id: FeedId, *titles: str, newest: timedelta = timedelta()) -> None:
        """Let a feed have entries, the first title the newest, 7 minutes apart."""
        made = tuple(
            Entry(
                key=EntryKey(f"{feed_id} {newest} {number} {title}"[:200]),
                url=f"https://example.org/{feed_id}/{number}",
                title=title,
                author="Sam Holder",
                published=NOW - timedelta(minutes=7 * number + 3) + newest,
                summary="The feed's own words.",
            )
            for number, title in enumerate(titles)
        )
        outcome = FeedRefreshed(
            target=FeedTarget(feed_id=feed_id, url="https://example.org/feed.xml"),
            feed=Feed(title="", entries=made),
            validators=Validators(),
            body_hash=f"{titles}",
        )
        self.do(lambda store: store.entries.save_outcome(outcome, now=NOW))

    def fail(self, feed_id: FeedId, detail: str = "HTTP 503") -> None:
        """Let a feed fail."""
        outcome = FeedFailed(
            target=FeedTarget(feed_id=feed_id, url="https://example.org/feed.xml"),
            failure=Failure(kind=FailureKind.HTTP_STATUS, detail=detail, status=503),
        )
        self.do(lambda store: store.entries.save_outcome(outcome, now=NOW))

    def brief(self, entry_id: EntryId, text: str = TEXT, brief: Brief | None = None) -> None:
        """Let an entry have its article and brief."""
        article = article_of(text)
        self.do(lambda store: store.articles.save(entry_id, article, None, now=NOW))
        made = brief or brief_of(text)
        assert self.writer.submit(lambda store: store.articles.save_brief(entry_id, made)).result()

    def do(self, work: Work) -> None:
        """Write something and wait for it."""
        self.writer.submit(work).result()

    def ids(self, view: View | None = None) -> list[EntryId]:
        """Return the entries of a view, newest first."""
        rows = self.library.lists.page(view or View(scope=Scope.ALL), 0, 1000)
        return [row.entry_id for row in rows]

    def row(self, number: int) -> EntryRow:
        """Return the line of the entry at a place of All."""
        row = self.library.lists.row(self.ids()[number])
        assert row is not None
        return row


@dataclass
class FakeJobs:
    """Jobs that do what the test tells them to, and remember what they were asked."""

    asked: list[tuple[str, object]] = field(default_factory=list)
    script: list[job_events.Event] = field(default_factory=list)
    release: asyncio.Event | None = None
    was_cancelled: bool = False
    error: Exception | None = None
    arrives: Callable[[], None] | None = None

    async def _play(self, on_event: OnEvent) -> None:
        try:
            for event in self.script:
                on_event(event)
            if self.release is not None:
                await self.release.wait()
            if self.error is not None:
                raise self.error
        except asyncio.CancelledError:
            self.was_cancelled = True
            raise

    async def refresh(self, feed_ids: Sequence[FeedId] | None, on_event: OnEvent) -> None:
        """Remember which feeds."""
        self.asked.append(("refresh", None if feed_ids is None else tuple(feed_ids)))
        await self._play(on_event)

    async def refresh_due(self, on_event: OnEvent) -> None:
        """Remember it."""
        self.asked.append(("refresh", "due"))
        await self._play(on_event)

    async def add(self, urls: Sequence[str], folder: str, on_event: OnEvent) -> None:
        """Remember which addresses."""
        self.asked.append(("add", (tuple(urls), folder)))
        await self._play(on_event)

    async def preview(self, url: str, on_event: OnEvent) -> None:
        """Remember which address."""
        self.asked.append(("preview", url))
        await self._play(on_event)

    async def save_pages(self, urls: Sequence[str], on_event: OnEvent) -> None:
        """Remember which addresses."""
        self.asked.append(("save", tuple(urls)))
        await self._play(on_event)

    async def picture(self, entry_id: EntryId, url: str, on_event: OnEvent) -> None:
        """Remember which picture; put the one that is there into the cache."""
        self.asked.append(("picture", (entry_id, url)))
        if self.arrives is not None:
            self.arrives()
        await self._play(on_event)

    async def download(self, entry_id: EntryId, number: int, on_event: OnEvent) -> None:
        """Remember which file."""
        self.asked.append(("download", (entry_id, number)))
        await self._play(on_event)

    async def find_account(self, url: str, on_event: OnEvent) -> None:
        """Remember which address."""
        self.asked.append(("find account", url))
        await self._play(on_event)

    async def add_account(self, request: AccountRequest, on_event: OnEvent) -> None:
        """Remember which account."""
        self.asked.append(("add account", request))
        await self._play(on_event)

    async def import_opml(self, path: Path, folder: str, on_event: OnEvent) -> None:
        """Remember which file."""
        self.asked.append(("import", (path, folder)))
        await self._play(on_event)


def finished(**changes: object) -> job_events.RefreshFinished:
    """Return the end of a refresh."""
    values: dict[str, object] = {
        "feed_count": 3,
        "unchanged_count": 1,
        "failed_count": 0,
        "new_count": 2,
        "brief_count": 2,
        "seconds": 1.5,
    }
    return job_events.RefreshFinished(**(values | changes))  # type: ignore[arg-type]  # by keyword


def options(**changes: object) -> AppOptions:
    """Return the shipped options with changes: no refresh by itself, and no hints."""
    quiet = structs.replace(load_config(None).app, refresh_minutes=0, hints=False)
    return structs.replace(quiet, **changes)


def newsroom_of(desk: Desk, jobs: FakeJobs, **changes: object) -> Newsroom:
    """Return what the app works with, over a desk."""
    return Newsroom(
        library=desk.library,
        open_library=lambda: Library(desk.path),
        writer=desk.writer,
        jobs=jobs,
        clock=lambda: NOW,
        options=options(**changes),
        stories=load_config(None).stories,
    )
