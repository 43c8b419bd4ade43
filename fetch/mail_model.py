"""What reading a mailbox needs and gives; picklable values."""

from msgspec import Struct

from fetch.model import FeedPart


class MailRequest(Struct, frozen=True, kw_only=True):
    """What is asked of a mailbox.

    Attributes:
        address: of the mailbox.
        password: "" for a maildir.
        state: up to where it was read, as the last answer said; "" for the first time.
        timeout_seconds: for each answer of the server.
    """

    address: str
    password: str = ""
    state: str = ""
    timeout_seconds: float = 30.0


class MailAnswer(Struct, frozen=True, kw_only=True):
    """What is new in a mailbox.

    Attributes:
        parts: one feed for each sender.
        state: up to where it was read.
        left_out_count: messages that are too large, unreadable, or too many.
    """

    parts: tuple[FeedPart, ...]
    state: str
    left_out_count: int = 0
    byte_count: int = 0
