"""Say why a feed can't be removed or changed as the reader wants, where its account forbids it.

What the server is never told would be undone by its next list, or be lost for good.
"""

from collections.abc import Iterable, Sequence

from cache.feeds.feed_options import ManagedFeed
from cache.stores.feed_store import FeedState
from cache.values.account_rows import FOLDER_SEPARATOR, Account, category_of, inside
from cache.values.list_rows import AccountId, FeedRow


def account_with_folder(folder: str, accounts: Sequence[Account]) -> Account | None:
    """Return the account in whose folder a path lies, None for none."""
    top = folder.partition(FOLDER_SEPARATOR)[0].strip()
    return next((one for one in accounts if top and one.name == top), None)


def removal_problem(feeds: Iterable[FeedRow], accounts: Sequence[Account]) -> str:
    """Return why feeds can't be unsubscribed from, "" if they can."""
    for feed in feeds:
        fixed = _fixed_account(feed.account_id, accounts)
        if fixed is not None:
            return (
                f"{feed.title or feed.url} stays: the server of {fixed.name} does not let other "
                "programs remove feeds; unsubscribe on the server's own pages"
            )
    return ""


def change_problem(feed: ManagedFeed, state: FeedState, accounts: Sequence[Account]) -> str:
    """Return why a feed can't be named or moved like that, "" if it can."""
    row = feed.row
    is_moved = _folder_in(row.account_id, state.folder, accounts) != row.folder
    name = row.title or row.url
    fixed = _fixed_account(row.account_id, accounts)
    if fixed is not None and (is_moved or state.title != feed.given_title):
        return (
            f"{name} was not changed: the server of {fixed.name} does not let other programs "
            "rename or move feeds; do it on the server's own pages"
        )
    return folder_problem(name, row.account_id, state.folder, accounts) if is_moved else ""


def folder_problem(
    name: str, account_id: AccountId | None, folder: str, accounts: Sequence[Account]
) -> str:
    """Return why a feed can't stand in a folder, "" if it can.

    Args:
        name: what the sentence calls the feed.
        account_id: the account that the feed belongs to, None for a local one.
    """
    owner = account_with_folder(folder, accounts)
    if owner is None or owner.account_id == account_id:
        return ""
    whose = "is a local feed" if account_id is None else "belongs to another account"
    return (
        f"{name} {whose}: the folder {owner.name} is for the feeds of the account {owner.name}; "
        f"choose another folder, or add the feed there with `nutgraf add URL --account "
        f'"{owner.name}"`'
    )


def _fixed_account(account_id: AccountId | None, accounts: Sequence[Account]) -> Account | None:
    """Return the account of a feed if its server takes no changes of feeds."""
    return next(
        (one for one in accounts if one.account_id == account_id and not one.edits_feeds), None
    )


def _folder_in(account_id: AccountId | None, folder: str, accounts: Sequence[Account]) -> str:
    """Return where a feed would stand: one of an account stays in its account's folder."""
    account = next((one for one in accounts if one.account_id == account_id), None)
    if account is None:
        return folder
    return inside(account.name, category_of(account.name, folder))
