"""What the work behind a screen tells it: messages that no widget posts."""

from dataclasses import dataclass

from textual.message import Message

from cache.model import EntryId


@dataclass
class WriteDone(Message):
    """What the reader did is in the cache, or could not be written.

    Attributes:
        number: which of the screen's writes it was.
        entry_ids: what `mark_all_read` changed, else empty.
    """

    number: int
    entry_ids: tuple[EntryId, ...] = ()
    error: Exception | None = None
