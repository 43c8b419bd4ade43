"""What goes wrong at a server, when, and how often."""

from dataclasses import dataclass, field
from enum import StrEnum


class FaultKind(StrEnum):
    """What happens instead of the answer, or to it."""

    STATUS = "status"
    """Nothing is done; `status`, with `headers` and `body`, is the answer."""
    HTML = "html"
    """Nothing is done; a page of HTML with status 200 is the answer."""
    REDIRECT = "redirect"
    """Nothing is done; the answer sends to `location`."""
    REPLACED = "replaced"
    """All is done; `body` is the answer."""
    CUT = "cut"
    """All is done; the connection ends in the middle of the answer."""
    LOST = "lost"
    """All is done; the connection ends before the answer."""


@dataclass(kw_only=True)
class Fault:
    """One thing that goes wrong at those requests whose path and query contain `path`.

    Attributes:
        method: only requests of this method, "" for all.
        skip: so many of them go well first.
        every: of those after, each n-th fails.
        times: how often it fails, None for ever.
    """

    kind: FaultKind
    path: str = ""
    method: str = ""
    skip: int = 0
    every: int = 1
    times: int | None = 1
    status: int = 500
    headers: dict[str, str] = field(default_factory=dict)
    location: str = ""
    body: bytes = b""
    seen_count: int = 0

    def strikes(self, method: str, target: str) -> bool:
        """Count a request; tell whether it is one that fails."""
        if self.path not in target or self.method not in {"", method} or self.times == 0:
            return False
        self.seen_count += 1
        place = self.seen_count - self.skip
        if place <= 0 or place % self.every:
            return False
        if self.times is not None:
            self.times -= 1
        return True


def rate_limit(path: str = "", *, retry_after: str = "120", times: int | None = 1) -> Fault:
    """Return a fault that answers 429."""
    headers = {"Retry-After": retry_after}
    return Fault(kind=FaultKind.STATUS, path=path, status=429, headers=headers, times=times)


@dataclass(kw_only=True)
class Quirks:
    """What a server does with lists that a good one would not.

    Attributes:
        shuffles_ids: lists of ids come in no order.
        doubles_ids: each id comes twice.
        repeats_continuation: the mark of the next page is always the same.
        clock_offset_seconds: its clock is so far ahead.
    """

    shuffles_ids: bool = False
    doubles_ids: bool = False
    repeats_continuation: bool = False
    clock_offset_seconds: int = 0
