"""From feeds and counts to the rows of the sections: folders nested, folded ones closed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cache.model import Counts, FeedId, FeedRow, Scope, View


class SectionKind(StrEnum):
    """What a row of the sections stands for."""

    BUILT_IN = "built-in"
    FOLDER = "folder"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One row of the sections.

    Attributes:
        count: unread stories; starred ones for Starred.
        depth: how many folders it is in.
        reason: why the feed fails, "" if it does not; "…" marks a folder with a failing feed.
    """

    kind: SectionKind
    label: str
    view: View
    count: int
    depth: int = 0
    is_folded: bool = False
    reason: str = ""


def section_rows(
    feeds: Sequence[FeedRow],
    counts: Counts,
    *,
    folded: Collection[str],
    reasons: Mapping[FeedId, str],
) -> tuple[Section, ...]:
    """Return the rows: the built-in sections, then folders with their feeds, by name."""
    rows = [
        _built_in("All", Scope.ALL, counts.unread),
        _built_in("Unread", Scope.UNREAD, counts.unread),
        _built_in("Starred", Scope.STARRED, counts.starred),
    ]
    by_folder: dict[str, list[FeedRow]] = {}
    for feed in sorted(feeds, key=lambda feed: _name(feed).casefold()):
        by_folder.setdefault(feed.folder, []).append(feed)
    # Feeds without a folder come last: what the reader has put in order stands first.
    for folder in sorted(by_folder, key=lambda folder: (not folder, folder.casefold())):
        inside = by_folder[folder]
        if folder:
            rows.append(_folder(folder, inside, is_folded=folder in folded, reasons=reasons))
        if folder not in folded:
            rows.extend(_feed(feed, reasons) for feed in inside)
    return tuple(rows)


def _feed(feed: FeedRow, reasons: Mapping[FeedId, str]) -> Section:
    return Section(
        kind=SectionKind.FEED,
        label=_name(feed),
        view=View(scope=Scope.FEED, feed_id=feed.feed_id),
        count=feed.unread_count,
        depth=1 if feed.folder else 0,
        reason=reasons.get(feed.feed_id, ""),
    )


def _built_in(label: str, scope: Scope, count: int) -> Section:
    return Section(kind=SectionKind.BUILT_IN, label=label, view=View(scope=scope), count=count)


def _name(feed: FeedRow) -> str:
    return feed.title.strip() or feed.url


def _folder(
    folder: str, inside: Sequence[FeedRow], *, is_folded: bool, reasons: Mapping[FeedId, str]
) -> Section:
    is_failing = any(feed.feed_id in reasons for feed in inside)
    return Section(
        kind=SectionKind.FOLDER,
        label=folder,
        view=View(scope=Scope.FOLDER, folder=folder),
        count=sum(feed.unread_count for feed in inside),
        is_folded=is_folded,
        reason="…" if is_folded and is_failing else "",
    )
