"""Messages that background work posts to a screen."""

from dataclasses import dataclass

from textual.message import Message
from textual.screen import Screen

from cache.values.interest_rows import ActorPage, FollowId
from cache.values.list_rows import EntryId


@dataclass
class WriteDone(Message):
    """What the reader did is in the cache, or could not be written.

    Attributes:
        number: which of the screen's writes it was.
        entry_ids: what `mark_all_read` changed, else empty.
    """

    number: int
    entry_ids: tuple[EntryId, ...] = ()
    error: BaseException | None = None


@dataclass
class Complained(Message):
    """A screen showed an error; whatever it was, it is to be noted."""

    words: str


@dataclass
class Faulted(Message):
    """A bug was met and logged; the reader is to be told.

    Attributes:
        screen: what can't be opened or drawn because of it, None if that is not so.
    """

    error: Exception
    screen: Screen[object] | None = None


@dataclass
class FollowsCounted(Message):
    """How many unread articles there are of what is followed.

    Attributes:
        followed_count: of all followed actors together.
    """

    counts: dict[FollowId, int]
    followed_count: int


@dataclass
class ActorLoaded(Message):
    """What the cache knows of an actor; None if no article has one of that name."""

    name: str
    page: ActorPage | None
