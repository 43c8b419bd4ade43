"""Merge a new change of a feed into the change that waits to be sent. Pure."""

from cache.values.account_rows import FeedChange


def after(waiting: FeedChange | None, change: FeedChange, *, was_tried: bool) -> FeedChange | None:
    """Return what waits then, None for nothing.

    Args:
        waiting: what waited so far, None for nothing.
        change: what the reader did now.
        was_tried: what waited may have arrived, so that taking it back has to be sent, too.
    """
    match waiting, change:
        case FeedChange.SUBSCRIBE, FeedChange.UNSUBSCRIBE:
            return FeedChange.UNSUBSCRIBE if was_tried else None
        case FeedChange.SUBSCRIBE, _:
            # It is sent with the name and folder that it has by then.
            return FeedChange.SUBSCRIBE
        case FeedChange.UNSUBSCRIBE, FeedChange.SUBSCRIBE:
            # Never sent: the server still has it, perhaps under a former name.
            return FeedChange.SUBSCRIBE if was_tried else FeedChange.CHANGE
        case FeedChange.CHANGE, FeedChange.SUBSCRIBE:
            return FeedChange.CHANGE
        case _:
            return change
