"""Whether the pages of an entry may lie on this machine or in the reader's own network. Pure."""

from fetch.feeds.made.saved_pages import is_saved_address
from fetch.private_addresses import is_local


def may_reach_own_network(feed_url: str, entry_url: str, *, is_of_account: bool) -> bool:
    """Tell whether an entry's pages may be there: its feed is, or it was saved from there.

    An address that a reader server tells opens no door on this network.
    """
    if is_of_account:
        return False
    return is_local(entry_url if is_saved_address(feed_url) else feed_url)
