"""Take the records of an archive into the cache."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cache.errors import NothingToMatch, QueryError
from cache.search.query_parser import parse
from cache.store import Store
from cache.values.export_records import (
    EntryRecord,
    FeedRecord,
    FollowRecord,
    KnownRecord,
    MuteRecord,
    Record,
    RuleRecord,
)
from cache.values.interest_rows import FollowKind, MuteKind, MuteRule
from cache.values.list_rows import FeedId
from cache.values.rule_rows import Rule, RuleActions
from cache.writer import Writer
from fetch.text.clean import clean_line
from tui.headless.services.moving.clean_records import clean_entry, clean_feed

if TYPE_CHECKING:
    from cache.values.moved_rows import MovedEntry

_AT_ONCE = 2000


@dataclass(slots=True)
class Taken:
    """What was taken so far, and what was not."""

    feeds: int = 0
    entries: int = 0
    known: int = 0
    follows: int = 0
    mutes: int = 0
    rules: int = 0
    marked: int = 0
    skipped: list[str] = field(default_factory=list)
    without_secret: list[str] = field(default_factory=list)


class ArchiveTaker:
    """Takes records in their order; what is there already is not taken twice."""

    def __init__(
        self,
        writer: Writer,
        now: datetime,
        *,
        known: Set[str],
        rules: Sequence[Rule],
        runs: bool,
    ) -> None:
        """Remember where to.

        Args:
            writer: writes the cache.
            now: the time.
            known: the addresses of feeds that are subscribed to.
            rules: those that are in force.
            runs: take programs and commands, too, which will be run.
        """
        self._writer = writer
        self._now = now
        self._known = known
        self._rules = [(rule.query, rule.actions) for rule in rules]
        self._runs = runs
        self._numbers: dict[int, FeedId] = {}
        self._given_up: list[FeedId] = []
        self._feed = 0
        self._entries: list[MovedEntry] = []
        self._gone: list[KnownRecord] = []
        self.taken = Taken()

    def take(self, records: Iterable[Record]) -> Taken:
        """Take all records; what raises was said by the archive, and the part before is taken."""
        try:
            for record in records:
                match record:
                    case FeedRecord():
                        self._take_feed(record)
                    case EntryRecord() | KnownRecord():
                        self._collect(record)
                    case FollowRecord():
                        self._take_follow(record)
                    case MuteRecord():
                        self._flush()
                        self._take_mute(record)
                    case RuleRecord():
                        self._take_rule(record)
                    case _:
                        continue
        finally:
            self._flush()
            for feed_id in self._given_up:
                self._give_up(feed_id)
        return self.taken

    def _give_up(self, feed_id: FeedId) -> None:
        self._writer.submit(lambda store: store.feeds.unsubscribe(feed_id)).result()

    def _take_feed(self, record: FeedRecord) -> None:
        shown = clean_line(record.url, max_characters=80)
        if record.program and not self._runs:
            self.taken.skipped.append(f"{shown}: runs a program; --programs takes it")
            return
        feed = clean_feed(record)
        if feed is None:
            self.taken.skipped.append(f"{shown}: no address that a feed can have")
            return
        is_new = feed.url not in self._known
        if not feed.is_subscribed and not is_new:
            self.taken.skipped.append(f"{shown}: given up there, subscribed to here; left as it is")
            return
        feed_id = self._writer.submit(
            lambda store: store.moving.take_feed(feed, now=self._now)
        ).result()
        self._numbers[record.number] = feed_id
        self.taken.feeds += is_new and feed.is_subscribed
        if not feed.is_subscribed:
            self._given_up.append(feed_id)
        if is_new and feed.has_credential:
            self.taken.without_secret.append(feed.url)

    def _collect(self, record: EntryRecord | KnownRecord) -> None:
        if record.feed != self._feed or len(self._entries) >= _AT_ONCE:
            self._flush()
            self._feed = record.feed
        if isinstance(record, KnownRecord):
            self._gone.append(record)
        elif (entry := clean_entry(record)) is not None:
            self._entries.append(entry)

    def _flush(self) -> None:
        """Store what was collected of a feed; nothing if the feed was not taken."""
        feed_id = self._numbers.get(self._feed)
        entries, gone = tuple(self._entries), tuple(self._gone)
        self._entries.clear()
        self._gone.clear()
        if feed_id is None or not (entries or gone):
            return
        # First what is gone: an entry that is listed is never told from it by a hash.
        self.taken.known += self._writer.submit(
            lambda store: store.moving.take_known(feed_id, gone)
        ).result()
        counts = self._writer.submit(
            lambda store: store.moving.take(feed_id, entries, now=self._now)
        ).result()
        self.taken.entries += counts.added
        self.taken.marked += counts.marked

    def _take_follow(self, record: FollowRecord) -> None:
        subject = clean_line(record.subject)

        def follow(store: Store) -> None:
            if record.kind == FollowKind.ACTOR:
                store.interests.follow_actor(subject, now=self._now)
            else:
                query, title = parse(subject, is_lenient=True), clean_line(record.title)
                store.interests.follow_search(query, title=title, now=self._now)

        try:
            self._writer.submit(follow).result()
            self.taken.follows += 1
        except (QueryError, NothingToMatch) as error:
            self.taken.skipped.append(f"follow {subject}: {error}")

    def _take_mute(self, record: MuteRecord) -> None:
        pattern = clean_line(record.pattern)
        feed_id = None if record.feed is None else self._numbers.get(record.feed)
        if record.feed is not None and feed_id is None:
            self.taken.skipped.append(f"mute {pattern}: its feed was not taken")
            return
        try:
            rule = MuteRule(
                kind=MuteKind(record.kind),
                pattern=pattern,
                feed_id=feed_id,
                expires_at=record.expires_at,
            )
            self._writer.submit(lambda store: store.interests.mute(rule, now=self._now)).result()
            self.taken.mutes += 1
        except ValueError as error:
            self.taken.skipped.append(f"mute {pattern}: {error}")

    def _take_rule(self, record: RuleRecord) -> None:
        query = clean_line(record.query)
        actions = RuleActions(
            stars=record.stars,
            keeps_later=record.keeps_later,
            marks_read=record.marks_read,
            mutes=record.mutes,
            notifies=record.notifies,
            tags=tuple(map(clean_line, record.tags)),
            command=record.command if self._runs else (),
        )
        if record.command and not self._runs:
            self.taken.skipped.append(f"rule {query}: its command; --programs takes it")
        if not actions or (query, actions) in self._rules:
            return
        try:
            self._writer.submit(
                lambda store: store.rules.add(query, actions, now=self._now)
            ).result()
            self.taken.rules += 1
        except QueryError as error:
            self.taken.skipped.append(f"rule {query}: {error}")
