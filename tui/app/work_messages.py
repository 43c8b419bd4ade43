"""Messages that background work posts to a screen."""

from textual.message import Message
from textual.screen import Screen

from cache.values.interest_rows import ActorPage, FollowId
from cache.values.list_rows import EntryId


class WriteDone(Message):
    """What the reader did is in the cache, or could not be written.

    Attributes:
        number: which of the screen's writes it was.
        entry_ids: what `mark_all_read` changed, else empty.
    """

    def __init__(
        self, number: int, entry_ids: tuple[EntryId, ...] = (), error: BaseException | None = None
    ) -> None:
        super().__init__()
        self.number = number
        self.entry_ids = entry_ids
        self.error = error


class Complained(Message):
    """A screen showed an error; whatever it was, it is to be noted."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class Faulted(Message):
    """A bug was met and logged; the reader is to be told.

    Attributes:
        screen: what can't be opened or drawn because of it, None if that is not so.
    """

    def __init__(self, error: Exception, screen: Screen[object] | None = None) -> None:
        super().__init__()
        self.error = error
        self.screen = screen


class FollowsCounted(Message):
    """How many unread articles there are of what is followed.

    Attributes:
        followed_count: of all followed actors together.
    """

    def __init__(self, counts: dict[FollowId, int], followed_count: int) -> None:
        super().__init__()
        self.counts = counts
        self.followed_count = followed_count


class ActorLoaded(Message):
    """What the cache knows of an actor; None if no article has one of that name."""

    def __init__(self, name: str, page: ActorPage | None) -> None:
        super().__init__()
        self.name = name
        self.page = page
