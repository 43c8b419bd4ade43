"""Read what a server answers to a call of its API, under a limit, whatever the status says."""

from urllib.parse import urldefrag

import aiohttp

from fetch.errors import FetchError
from fetch.exchange import Answered, Call
from fetch.http.headers import content_codings
from fetch.http.inflate import BoundedBody
from fetch.text.identity import web_address

_MAX_REFUSAL_BYTES = 1 << 16
"""Of an answer that only says why the call failed."""


async def read_answer(call: Call, response: aiohttp.ClientResponse) -> Answered:
    """Return the answer. Raises FetchError, and the errors of the library."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    location = headers.get("location", "").strip()
    body = b""
    try:
        codings = content_codings(headers.get("content-encoding", ""))
        limit = call.max_body_bytes if response.ok else _MAX_REFUSAL_BYTES
        pieces = BoundedBody(codings, max_bytes=limit)
        async for chunk in response.content.iter_any():
            pieces.feed(chunk)
        body = pieces.whole()
    except (FetchError, aiohttp.ClientPayloadError):
        if response.ok:
            raise
        response.close()  # the status says enough
    target = web_address(urldefrag(location).url, call.url) if location else ""
    return Answered(status=response.status, headers=headers, body=body, location=target)
