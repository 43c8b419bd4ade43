"""The address of a page that a reader typed without saying how it is asked for."""

from fetch.errors import FetchError
from fetch.exchange import PAGE_ACCEPT, Request
from fetch.feeds.discover import NO_HTTPS
from fetch.feeds.known_sites import has_scheme, typed_address
from fetch.model import FailureKind
from fetch.ports import WebClient
from fetch.private_addresses import is_local


async def page_address(words: str, client: WebClient) -> str:
    """Return where a typed page is: over http only if it answers there and refuses https."""
    url = typed_address(words)
    if has_scheme(words):
        return url
    if await _answers(url, client):
        return url
    plain = f"http://{url.removeprefix('https://')}"
    return plain if await _answers(plain, client) else url


async def _answers(url: str, client: WebClient) -> bool:
    """Whether a server answers, be it that there is no such page."""
    request = Request(url=url, accept=PAGE_ACCEPT, may_be_private=is_local(url))
    try:
        await client.get(request)
    except FetchError as error:
        return error.failure.kind not in {*NO_HTTPS, FailureKind.OFFLINE}
    return True
