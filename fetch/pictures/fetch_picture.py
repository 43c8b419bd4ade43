"""Fetch one picture of an article and check its type and size."""

from fetch.access import NO_ACCESS, Access
from fetch.errors import FetchError, unreadable
from fetch.exchange import Fetched, Request
from fetch.model import Failure, FailureKind
from fetch.options import MIB
from fetch.ports import PictureShrinker, Shrunk, WebClient

PICTURE_ACCEPT = "image/webp, image/png, image/jpeg, image/gif;q=0.9"
MOST_BYTES = 10 * MIB
"""Of a picture as it comes: photographs for the web have one or two."""
_UNNAMED = frozenset({"", "application/octet-stream", "binary/octet-stream"})


async def fetch_picture(
    url: str,
    *,
    client: WebClient,
    shrinker: PictureShrinker,
    may_be_private: bool = False,
    access: Access = NO_ACCESS,
) -> Shrunk:
    """Return a picture as it is kept. Raises FetchError.

    Arguments:
        may_be_private: its feed is in the user's own network, so the picture may, too.
        access: how the feed's own server is asked.
    """
    request = Request(url=url, accept=PICTURE_ACCEPT, may_be_private=may_be_private, access=access)
    answer = await client.get(request)
    if not isinstance(answer, Fetched):
        raise unreadable("the server sent no picture")
    media_type = answer.content_type.partition(";")[0].strip().lower()
    # Servers mix the kinds of pictures up: what it is, its first bytes tell.
    if not media_type.startswith("image/") and media_type not in _UNNAMED:
        raise unreadable("the server sent something other than a picture")
    if len(answer.body) > MOST_BYTES:
        detail = f"larger than {MOST_BYTES // MIB} MiB"
        raise FetchError(Failure(kind=FailureKind.TOO_LARGE, detail=detail))
    return await shrinker.shrink(answer.body)
