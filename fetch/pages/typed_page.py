"""The address of a page that a reader typed without saying how it is asked for."""

from contextlib import suppress

from fetch.errors import FetchError
from fetch.exchange import PAGE_ACCEPT, Request
from fetch.feeds.discover import NO_HTTPS
from fetch.feeds.known_sites import has_scheme, typed_address
from fetch.ports import WebClient
from fetch.private_addresses import is_local


async def page_address(words: str, client: WebClient) -> str:
    """Return where a typed page is: over http only if it answers there and refuses https."""
    url = typed_address(words)
    if has_scheme(words):
        return url
    try:
        await client.get(_request(url))
    except FetchError as error:
        if error.failure.kind in NO_HTTPS:
            plain = f"http://{url.removeprefix('https://')}"
            with suppress(FetchError):
                await client.get(_request(plain))
                return plain
    return url


def _request(url: str) -> Request:
    return Request(url=url, accept=PAGE_ACCEPT, may_be_private=is_local(url))
