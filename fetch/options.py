"""Options of fetching: limits, timeouts, politeness. Plain values; reads no files."""

from msgspec import Struct

MIB = 1024 * 1024


class FetchOptions(Struct, frozen=True, kw_only=True):
    """Limits of one request, of all together, and of the work on what came back.

    Attributes:
        timeout_seconds: from the first byte sent to the last received, redirects included.
        max_body_bytes: bound of a body on the wire and, separately, after decompression.
        concurrency_per_host: requests at a time to one host and port.
        pause_per_host_seconds: least time from one request to a host to the next, but for hosts
            of the user's own network.
        parse_seconds: time a worker may spend on one feed before it is killed.
        extract_seconds: the same for one page.
        uses_proxy_environment: honour HTTP_PROXY, HTTPS_PROXY and NO_PROXY.
    """

    timeout_seconds: float = 30.0
    connect_timeout_seconds: float = 10.0
    max_body_bytes: int = 20 * MIB
    max_redirects: int = 10
    concurrency: int = 16
    concurrency_per_host: int = 2
    pause_per_host_seconds: float = 0.2
    user_agent: str = "nutgraf (+feed reader)"
    parse_seconds: float = 10.0
    extract_seconds: float = 10.0
    uses_proxy_environment: bool = True

    def __post_init__(self) -> None:
        """Refuse limits with which nothing could be fetched."""
        for name in ("timeout_seconds", "connect_timeout_seconds", "max_body_bytes", "concurrency"):
            if getattr(self, name) <= 0:
                message = f"{name}: expected a number above 0, got {getattr(self, name)!r}"
                raise ValueError(message)
        if self.concurrency_per_host < 1:
            message = f"concurrency_per_host: expected int >= 1, got {self.concurrency_per_host!r}"
            raise ValueError(message)


def user_agent(version: str) -> str:
    """Return how the program names itself to servers."""
    return f"nutgraf/{version} (+feed reader)"
