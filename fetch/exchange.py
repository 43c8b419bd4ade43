"""HTTP requests and answers as plain values."""

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from fetch.access import NO_ACCESS, Access
from fetch.model import Validators
from fetch.spool import Spool

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


class Body(Protocol):
    """Takes a body piece by piece, under limits of its own."""

    wire_bytes: int

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire. Raises FetchError."""
        ...

    def whole(self) -> bytes:
        """Return the body once the wire has ended. Raises FetchError."""
        ...


OpenBody = Callable[[int, Mapping[str, str]], Body]
"""Given status and headers of an answer, say what takes its body. Raises FetchError."""


class Request(Struct, frozen=True, kw_only=True):
    """One address to get.

    Attributes:
        may_be_private: the user named this address, so it may be in the user's own network; False
            for what a feed or page named.
        access: a name and a credential that one server gets, and no other.
        headers: more of them, for every server that is asked on the way; never a secret.
        open_body: for what is too large to be held; None for a body in memory.
        may_spool: a large body may come in a file.
    """

    url: str
    accept: str = FEED_ACCEPT
    validators: Validators = Validators()
    may_be_private: bool = False
    access: Access = NO_ACCESS
    headers: Mapping[str, str] = {}
    open_body: OpenBody | None = None
    may_spool: bool = False


class Fetched(Struct, frozen=True, kw_only=True):
    """A whole body arrived.

    Attributes:
        url: the address that answered, after redirects.
        body: empty if it lies in `spool`.
        moved_to: the address that answered, "" unless every redirect before it was permanent.
        max_age_seconds: how long the server said that the answer stays good, None if it did not.
        server_time: what the server said that the time is, None if it did not.
        is_private: the server that answered is in the user's own network.
    """

    url: str
    body: bytes
    content_type: str = ""
    validators: Validators = Validators()
    moved_to: str = ""
    wire_bytes: int = 0
    max_age_seconds: float | None = None
    server_time: datetime | None = None
    is_private: bool = False
    spool: Spool | None = None


class NotModified(Struct, frozen=True, kw_only=True):
    """The server said that what we have is still the newest."""

    validators: Validators
    moved_to: str = ""
    max_age_seconds: float | None = None
    server_time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a server's API, at an address that the user named.

    Attributes:
        headers: sent to this address and nowhere else, because no redirect is followed.
        certificates: whom to trust, None for the system's authorities.
        may_be_plain: over http also to a server outside the user's own network.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    timeout_seconds: float
    max_body_bytes: int
    certificates: ssl.SSLContext | None = None
    may_be_plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a server answered to a call, whatever its status.

    Attributes:
        headers: their names in lower case.
        body: only the beginning, or nothing, if the status says that the call failed.
        location: where a redirect leads, as an absolute web address; "" if there is none.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    location: str = ""
