"""Download the files that come with entries; interrupted downloads resume."""

import asyncio
import mimetypes
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from time import monotonic
from urllib.parse import unquote, urlsplit

from msgspec import Struct
from msgspec.structs import replace

from cache.values.list_rows import EntryDetail
from fetch.access import NO_ACCESS, Access
from fetch.errors import FetchError
from fetch.exchange import Request
from fetch.http.client import HttpClient
from fetch.model import Enclosure, Failure, FailureKind
from fetch.options import FetchOptions
from tui.headless.printing.output_files import file_name
from tui.headless.services.files.partial_file import PartFile
from tui.headless.services.jobs.job_events import Downloaded, Downloading, Event

_LONGEST_SECONDS = 24 * 3600.0
"""A file may take as long as it comes; it is stopped when no data comes."""
_TELL_SECONDS = 0.25
_ATTEMPTS = 5
PAUSE_SECONDS = 1.0
_CUT_OFF = frozenset({FailureKind.TRUNCATED, FailureKind.TIMEOUT, FailureKind.UNREACHABLE})
_RANGE_REFUSED = 416
_ENDING = re.compile(r"\.[a-z0-9]{1,5}")
_USUAL = {
    "audio/mpeg": ".mp3",
    "audio/mp3": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "video/mp4": ".mp4",
    "video/x-m4v": ".m4v",
}


class DownloadRequest(Struct, frozen=True, kw_only=True):
    """One file to fetch.

    Attributes:
        may_be_private: its feed is in the user's own network, so the file may, too.
        access: the feed's; only its own server is told of it.
    """

    url: str
    target: Path
    max_bytes: int
    may_be_private: bool = False
    access: Access = NO_ACCESS


def _ending_of(enclosure: Enclosure) -> str:
    ending = PurePosixPath(unquote(urlsplit(enclosure.url).path)).suffix.lower()
    known = _USUAL.get(enclosure.media_type)
    if _ENDING.fullmatch(ending) and (not known or ending in _USUAL.values()):
        return ending
    return known or mimetypes.guess_extension(enclosure.media_type) or ""


def target_of(detail: EntryDetail, number: int, folder: Path) -> Path:
    """Return where a file of an entry belongs: "Feed/Title [12].mp3".

    The entry's number makes the name one that no other entry's file can have, so that it is known
    again.
    """
    row = detail.row
    mark = f"{row.entry_id}" if number == 1 else f"{row.entry_id}-{number}"
    ending = f" [{mark}]{_ending_of(detail.enclosures[number - 1])}"
    return folder / file_name(row.feed_title, "") / file_name(row.title, ending)


class _Teller:
    """Tells how far a download is, not for every piece."""

    def __init__(self, name: str, tell: Callable[[Event], None]) -> None:
        self._name = name
        self._tell = tell
        self._told_at = self._began_at = monotonic()
        self._began_with: int | None = None

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if self._began_with is None:
            self._began_with = done
        if now - self._told_at < _TELL_SECONDS and done != total:
            return
        self._told_at = now
        rate = (done - self._began_with) / max(now - self._began_at, 0.001)
        self._tell(Downloading(name=self._name, done=done, total=total, rate=rate))


async def download(
    request: DownloadRequest, options: FetchOptions, tell: Callable[[Event], None]
) -> None:
    """Fetch a file; what is there already is not asked for again.

    Raises:
        FetchError: it could not be fetched; what came stays, and the next call goes on from there.
        SaveError: it could not be written.
    """
    if request.target.exists():
        size = request.target.stat().st_size
        tell(Downloaded(path=str(request.target), byte_count=size, is_new=False))
        return
    patient = replace(options, timeout_seconds=_LONGEST_SECONDS)
    teller = _Teller(request.target.name, tell)
    with PartFile(
        request.target, request.url, max_bytes=request.max_bytes, on_bytes=teller
    ) as part:
        async with HttpClient(patient) as client:
            await _fetch(client, request, part, idle_seconds=options.timeout_seconds)
        part.finish()
        tell(Downloaded(path=str(request.target), byte_count=part.byte_count))


async def _fetch(
    client: HttpClient, request: DownloadRequest, part: PartFile, *, idle_seconds: float
) -> None:
    for attempt in range(1, _ATTEMPTS + 1):
        before = part.byte_count
        try:
            await _attempt(client, request, part, idle_seconds)
        except FetchError as error:
            failure = error.failure
            is_over = attempt == _ATTEMPTS
            if failure.status == _RANGE_REFUSED and before and not is_over:
                part.start_anew()
            elif is_over or failure.kind not in _CUT_OFF or part.byte_count <= before:
                raise
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return


async def _attempt(
    client: HttpClient, request: DownloadRequest, part: PartFile, idle_seconds: float
) -> None:
    """Ask once, and give up when nothing has come for a while."""
    asking = asyncio.ensure_future(
        client.get(
            Request(
                url=request.url,
                accept="*/*",
                may_be_private=request.may_be_private,
                access=request.access,
                headers=part.headers(),
                open_body=part.open_body,
            )
        )
    )
    try:
        seen = -1
        while not asking.done():
            if part.wire_bytes == seen:
                detail = f"no data for {idle_seconds:g} seconds"
                raise FetchError(Failure(kind=FailureKind.TIMEOUT, detail=detail))
            seen = part.wire_bytes
            await asyncio.wait([asking], timeout=idle_seconds)
    finally:
        if not asking.done():
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
    asking.result()
