"""Fetch and apply robots.txt (RFC 9309)."""

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

from fetch.errors import FetchError
from fetch.exchange import Fetched, Request
from fetch.model import Failure, FailureKind
from fetch.ports import WebClient
from fetch.text.decoding import decode

if TYPE_CHECKING:
    from protego import Protego

ACCEPT = "text/plain, */*;q=0.5"
MAX_CHARACTERS = 500 * 1024
"""RFC 9309, section 2.5: what is read at least; more is left out."""

_CLIENT_ERROR, _SERVER_ERROR = 400, 500


class RobotsStore(Protocol):
    """Keep the rules of servers for a day."""

    def rules(self, origin: str) -> str | None:
        """Return the rules of a server that were asked for within a day, None if they were not."""
        ...

    async def keep(self, origin: str, rules: str) -> None:
        """Keep the rules of a server."""
        ...


class Robots:
    """Tells whether a page may be fetched; asks each server once."""

    def __init__(self, client: WebClient, store: RobotsStore, *, user_agent: str) -> None:
        self._client = client
        self._store = store
        self._user_agent = user_agent
        self._parsed: dict[str, Protego] = {}
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def check(self, url: str) -> None:
        """Return if a page may be fetched.

        Raises:
            FetchError: it may not, or its server's robots.txt can't be fetched just now: that means
                no, until it can (RFC 9309, section 2.3.1.4).
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._locks[origin]:
            parsed = self._parsed.get(origin)
            if parsed is None:
                from protego import Protego  # noqa: PLC0415 - for the first page, not for feeds

                parsed = self._parsed[origin] = Protego.parse(await self._rules(origin))
        if not parsed.can_fetch(url, self._user_agent):
            detail = "the site's robots.txt does not allow it"
            raise FetchError(Failure(kind=FailureKind.ROBOTS, detail=detail))

    async def _rules(self, origin: str) -> str:
        kept = self._store.rules(origin)
        if kept is not None:
            return kept
        try:
            answer = await self._client.get(Request(url=f"{origin}/robots.txt", accept=ACCEPT))
        except FetchError as error:
            status = error.failure.status or 0
            is_none = _CLIENT_ERROR <= status < _SERVER_ERROR
            if not is_none or error.failure.kind is FailureKind.RATE_LIMITED:
                raise
            rules = ""  # everything may be fetched
        else:
            is_text = isinstance(answer, Fetched) and "html" not in answer.content_type.lower()
            text = decode(answer.body, answer.content_type) if isinstance(answer, Fetched) else ""
            rules = text[:MAX_CHARACTERS] if is_text else ""
        await self._store.keep(origin, rules)
        return rules
