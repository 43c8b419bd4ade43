"""What is asked of a server and what it answered, as plain values."""

from dataclasses import dataclass, field

from fetch.access import NO_ACCESS, Access
from fetch.model import Validators

FEED_ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
PAGE_ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One address to get.

    Attributes:
        may_be_private: the user named this address, so it may lead into the own network; False
            for what a feed or page named.
        access: a name and a credential that one server gets, and no other.
    """

    url: str
    accept: str = FEED_ACCEPT
    validators: Validators = field(default_factory=Validators)
    may_be_private: bool = False
    access: Access = NO_ACCESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A whole body arrived.

    Attributes:
        url: the address that answered, after redirects.
        moved_to: the address that answered, "" unless every redirect before it was permanent.
        max_age_seconds: how long the server said that the answer stays good, None if it did not.
    """

    url: str
    body: bytes
    content_type: str = ""
    validators: Validators = field(default_factory=Validators)
    moved_to: str = ""
    wire_bytes: int = 0
    max_age_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server said that what we have is still the newest."""

    validators: Validators
    moved_to: str = ""
    max_age_seconds: float | None = None
