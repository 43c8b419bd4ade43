"""Make the rows of the sections from feeds and counts: nested folders, some of them closed."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from cache.values.account_rows import category_of, is_of_account
from cache.values.interest_rows import Follow, FollowKind
from cache.values.list_rows import Counts, FeedId, FeedRow, Scope, TagRow, View
from cache.values.natural_order import natural_key

FOLLOWING = "\0following"
"""What stands for the actors among the folded folders: no folder is called so."""
TAGS = "\0tags"
"""Likewise for the tags."""


NO_ACCOUNTS: Mapping[str, str] = {}


class SectionKind(StrEnum):
    """What a row of the sections stands for."""

    BUILT_IN = "built-in"
    FOLDER = "folder"
    FEED = "feed"
    FOLLOW = "follow"
    TAG = "tag"
    ACCOUNT = "account"


class Section(Struct, frozen=True, kw_only=True):
    """One row of the sections.

    Attributes:
        count: unread articles; all there are for Starred, Later, Muted and tags.
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


class Following(Struct, frozen=True, kw_only=True):
    """What is followed, and how many unread articles there are of all its actors together."""

    follows: Sequence[Follow] = ()
    unread_count: int = 0


NOTHING_FOLLOWED = Following()


def section_rows(
    feeds: Sequence[FeedRow],
    counts: Counts,
    *,
    folded: Collection[str],
    reasons: Mapping[FeedId, str],
    following: Following = NOTHING_FOLLOWED,
    accounts: Mapping[str, str] = NO_ACCOUNTS,
) -> tuple[Section, ...]:
    """Return the rows: the built-in sections, what is followed, then folders with their feeds.

    Args:
        feeds: all subscriptions.
        counts: of the whole cache.
        folded: the folders that are folded.
        reasons: why feeds fail.
        following: what is followed.
        accounts: by name why each account could not be synced, "" where it could; their feeds
            come last, each account under its name.
    """
    rows = [
        _built_in("All", Scope.ALL, counts.unread),
        _built_in("Unread", Scope.UNREAD, counts.unread),
        _built_in("Starred", Scope.STARRED, counts.starred),
    ]
    if counts.later:
        rows.append(_built_in("Later", Scope.LATER, counts.later))
    if counts.muted:
        rows.append(_built_in("Muted", Scope.MUTED, counts.muted))
    rows += _following(following, is_folded=FOLLOWING in folded)
    rows += _tags(counts.tags, is_folded=TAGS in folded)
    local = [feed for feed in feeds if not any(is_of_account(feed, name) for name in accounts)]
    rows += _folders(local, folded=folded, reasons=reasons)
    for name, reason in accounts.items():
        mine = [feed for feed in feeds if is_of_account(feed, name)]
        rows.append(_account(name, mine, reason))
        rows += _folders(mine, folded=folded, reasons=reasons, account=name)
    return tuple(rows)


def _folders(
    feeds: Sequence[FeedRow],
    *,
    folded: Collection[str],
    reasons: Mapping[FeedId, str],
    account: str = "",
) -> list[Section]:
    """Return folders with their feeds; those of an account below its own row, a step further in."""
    rows: list[Section] = []
    by_folder: dict[str, list[FeedRow]] = {}
    for feed in sorted(feeds, key=lambda feed: natural_key(_name(feed))):
        by_folder.setdefault(feed.folder, []).append(feed)
    # Feeds without a folder come last: what the reader has put in order stands first.
    for folder in sorted(by_folder, key=lambda it: (it == account, natural_key(it))):
        inside = by_folder[folder]
        has_row = folder != account
        if has_row:
            row = _folder(folder, inside, is_folded=folder in folded, reasons=reasons)
            if account:
                row = replace(row, label=category_of(account, folder), depth=1)
            rows.append(row)
        if folder not in folded or not has_row:
            depth = has_row + bool(account)
            rows.extend(_feed(feed, reasons, depth=depth) for feed in inside)
    return rows


def _account(name: str, feeds: Sequence[FeedRow], reason: str) -> Section:
    return Section(
        kind=SectionKind.ACCOUNT,
        label=name,
        view=View(scope=Scope.ACCOUNT, subject=name),
        count=sum(feed.unread_count for feed in feeds),
        reason=reason,
    )


def front_section(unread_count: int) -> Section:
    """Return the row of the top stories, which stands above all others."""
    return _built_in("Top stories", Scope.STORIES, unread_count)


def _following(following: Following, *, is_folded: bool) -> list[Section]:
    """Return the actors under a heading for the articles about them all, then the searches."""
    follows, count = following.follows, following.unread_count
    actors = [follow for follow in follows if follow.kind is FollowKind.ACTOR]
    searches = [follow for follow in follows if follow.kind is FollowKind.SEARCH]
    rows: list[Section] = []
    if actors:
        heading = Section(
            kind=SectionKind.FOLDER,
            label="Following",
            view=View(scope=Scope.FOLLOWED),
            count=count,
            is_folded=is_folded,
        )
        rows.append(heading)
    if not is_folded:
        rows += [_follow(follow, Scope.ACTOR, depth=1) for follow in actors]
    return rows + [_follow(follow, Scope.SEARCH, depth=0) for follow in searches]


def fold_name(view: View) -> str:
    """Return what the folder of a section is called among the folded ones."""
    if view.scope is Scope.TAG:
        return TAGS
    return view.folder or FOLLOWING


def _tags(tags: Sequence[TagRow], *, is_folded: bool) -> list[Section]:
    """Return the tags under a heading that shows whatever has one."""
    if not tags:
        return []
    heading = Section(
        kind=SectionKind.FOLDER,
        label="Tags",
        view=View(scope=Scope.TAG),
        count=0,
        is_folded=is_folded,
    )
    inside = [
        Section(
            kind=SectionKind.TAG,
            label=f"#{tag.name}",
            view=View(scope=Scope.TAG, subject=tag.name),
            count=tag.entry_count,
            depth=1,
        )
        for tag in tags
    ]
    return [heading, *([] if is_folded else inside)]


def _follow(follow: Follow, scope: Scope, *, depth: int) -> Section:
    return Section(
        kind=SectionKind.FOLLOW,
        label=follow.title if scope is Scope.ACTOR else f"/ {follow.title}",
        view=View(scope=scope, subject=follow.subject),
        count=follow.unread_count or 0,
        depth=depth,
    )


def _feed(feed: FeedRow, reasons: Mapping[FeedId, str], *, depth: int) -> Section:
    return Section(
        kind=SectionKind.FEED,
        label=_name(feed),
        view=View(scope=Scope.FEED, feed_id=feed.feed_id),
        count=feed.unread_count,
        depth=depth,
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
