"""What stands where a title should, for entries without one."""

from cache.values.list_rows import EntryRow

UNTITLED = "(without a title)"


def shown_title(row: EntryRow) -> str:
    """Return the title of an entry; of one of which nothing else is known, its address."""
    if row.title:
        return row.title
    address = row.url.partition("://")[2].rstrip("/")
    return address if address and not row.lead else UNTITLED
