"""Decide what a server's state changes here. Pure.

What waits in the queue is the truth: the server has not heard of it. Of a list of ids that was cut
short only what is in it is known.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field

from cache.text.tag_names import clean_tag, tag_key
from cache.values.account_rows import FeedChange
from cache.values.list_rows import EntryId, FeedId
from fetch.sync.sync_model import Mark, RemoteFeed, RemoteFeedId, RemoteId, ServerState


class KnownEntry(Struct, frozen=True, kw_only=True):
    """An entry that a server has, as it stands here.

    Attributes:
        remote_ids: the server's ids of it: one feed may give the same thing twice.
        tags: as they are spelt here.
        pending: marks that wait to be sent.
        pending_labels: compared forms of the tags of which something waits.
    """

    entry_id: EntryId
    remote_ids: tuple[RemoteId, ...]
    is_read: bool
    is_starred: bool
    tags: tuple[str, ...] = ()
    pending: frozenset[Mark] = frozenset()
    pending_labels: frozenset[str] = frozenset()


class MarkChanges(Struct, frozen=True, kw_only=True):
    """What becomes of entries here: the tags are all that each has then."""

    read: tuple[EntryId, ...] = ()
    unread: tuple[EntryId, ...] = ()
    starred: tuple[EntryId, ...] = ()
    unstarred: tuple[EntryId, ...] = ()
    tags: Mapping[EntryId, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return any((self.read, self.unread, self.starred, self.unstarred, self.tags))

    def pieces(self, size: int) -> Iterator["MarkChanges"]:
        """Return the same changes in pieces: a mark of the reader waits no longer than for one."""
        longest = max(map(len, (self.read, self.unread, self.starred, self.unstarred)))
        for start in range(0, longest, size):
            part = slice(start, start + size)
            yield MarkChanges(
                read=self.read[part],
                unread=self.unread[part],
                starred=self.starred[part],
                unstarred=self.unstarred[part],
            )
        tagged = list(self.tags)
        for start in range(0, len(tagged), size):
            yield MarkChanges(tags={it: self.tags[it] for it in tagged[start : start + size]})


def decide_marks(known: Sequence[KnownEntry], state: ServerState) -> MarkChanges:
    """Return what the server's state changes on entries that are known here."""
    read: list[EntryId] = []
    unread: list[EntryId] = []
    starred: list[EntryId] = []
    unstarred: list[EntryId] = []
    tags: dict[EntryId, tuple[str, ...]] = {}
    for one in known:
        is_unread = not state.unread.isdisjoint(one.remote_ids)
        has_star = not state.starred.isdisjoint(one.remote_ids)
        if Mark.READ not in one.pending:
            if is_unread and one.is_read:
                unread.append(one.entry_id)
            elif not is_unread and not one.is_read and state.is_unread_whole:
                read.append(one.entry_id)
        if Mark.STAR not in one.pending:
            if has_star and not one.is_starred:
                starred.append(one.entry_id)
            elif not has_star and one.is_starred and state.is_starred_whole:
                unstarred.append(one.entry_id)
        if state.labelled:
            wanted = decide_tags(one, state)
            if wanted != one.tags:
                tags[one.entry_id] = wanted
    return MarkChanges(
        read=tuple(read),
        unread=tuple(unread),
        starred=tuple(starred),
        unstarred=tuple(unstarred),
        tags=tags,
    )


def decide_tags(one: KnownEntry, state: ServerState) -> tuple[str, ...]:
    """Return the tags that an entry has then: the server's labels, but for those that wait."""
    on_server = {
        tag_key(label): clean_tag(label)
        for label, ids in state.labelled.items()
        if clean_tag(label) and not ids.isdisjoint(one.remote_ids)
    }
    kept = [
        tag for tag in one.tags if tag_key(tag) in on_server or tag_key(tag) in one.pending_labels
    ]
    here = {tag_key(tag) for tag in one.tags}
    added = [
        label
        for key, label in on_server.items()
        if key not in here and key not in one.pending_labels
    ]
    return (*kept, *added)


class KnownFeed(Struct, frozen=True, kw_only=True):
    """A subscription of a server as it stands here.

    Attributes:
        title: as the server last had it.
        folder: likewise.
        pending: what waits to be sent of it.
    """

    remote_id: RemoteFeedId
    feed_id: FeedId
    title: str
    folder: str
    is_subscribed: bool = True
    pending: FeedChange | None = None


class FeedPlan(Struct, frozen=True, kw_only=True):
    """What a server's list of subscriptions changes here.

    Attributes:
        new: subscriptions that are not known.
        changed: those with another title or folder than last time.
        gone: those that the server no longer has; what is kept of them stays.
        lost: links to the server alone: the feed is about to be subscribed to again.
    """

    new: tuple[RemoteFeed, ...] = ()
    changed: tuple[tuple[KnownFeed, RemoteFeed], ...] = ()
    gone: tuple[KnownFeed, ...] = ()
    lost: tuple[KnownFeed, ...] = ()


def decide_feeds(known: Sequence[KnownFeed], listed: Sequence[RemoteFeed]) -> FeedPlan:
    """Return what a list of subscriptions changes.

    A feed that the reader gave up here, or changed, stays as it is until the server was told.
    """
    by_id = {one.remote_id: one for one in known}
    on_server = {feed.remote_id for feed in listed}
    missing = [one for one in known if one.remote_id not in on_server]
    return FeedPlan(
        new=tuple(feed for feed in listed if feed.remote_id not in by_id),
        changed=tuple(
            (one, feed)
            for feed in listed
            if (one := by_id.get(feed.remote_id)) is not None
            and one.is_subscribed
            and one.pending is None
            and (one.title, one.folder) != (feed.title, feed.folder)
        ),
        gone=tuple(one for one in missing if one.pending is not FeedChange.SUBSCRIBE),
        lost=tuple(one for one in missing if one.pending is FeedChange.SUBSCRIBE),
    )
