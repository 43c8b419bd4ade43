"""The headings of groups in a list: days or sources. Pure.

A heading is no line of its own, the first row of a group shows it: rows keep one height, so that
a list of 500,000 scrolls by counting.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from cache.values.list_rows import EntryRow
from tui.app.widgets.text import relative_times


class Grouping(StrEnum):
    """What the rows of a list are told apart by."""

    NONE = "none"
    DAY = "day"
    SOURCE = "source"


def heading(
    row: Callable[[int], EntryRow | None], index: int, grouping: Grouping, now: datetime
) -> str:
    """Return the heading that stands at a row, "" if the row before is of the same group."""
    here = row(index) if grouping is not Grouping.NONE else None
    if here is None:
        return ""
    name = _group(here, grouping, now)
    if not index and name == relative_times.TODAY:
        # Nobody has to be told that the newest news is today's.
        return ""
    before = row(index - 1) if index else None
    return "" if before is not None and _group(before, grouping, now) == name else name


def short_day(name: str) -> str:
    """Return a day's name where there is little room: "Fri 20 Nov"."""
    if not name[-1:].isdigit() and name.count(" ") == 0:
        return name
    return " ".join(word[:3] if word.isalpha() else word for word in name.split(" "))


def _group(row: EntryRow, grouping: Grouping, now: datetime) -> str:
    if grouping is Grouping.SOURCE:
        return row.feed_title
    return relative_times.day_name(row.sort_at, now)
