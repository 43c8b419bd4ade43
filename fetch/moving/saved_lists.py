"""Read the exports of read-later services: which pages, and what the reader did with them."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from fetch.errors import ParseError, unreadable
from fetch.feeds.made.saved_pages import SavedPage
from fetch.html.markup import clean_html, html_to_text
from fetch.model import Failure, FailureKind
from fetch.moving.csv_lists import read_csv
from fetch.moving.export_files import exported_files
from fetch.moving.html_lists import read_html
from fetch.moving.json_lists import read_json
from fetch.moving.list_rows import ListRow
from fetch.text.clean import clean_line
from fetch.text.identity import canonical_url, web_address

_MOST_PAGES = 200_000
_LONGEST_TEXT = 2000
_MOST_TAGS = 30
_LONGEST_TAG = 80


class Service(StrEnum):
    """A service whose exports can be read."""

    POCKET = "pocket"
    INSTAPAPER = "instapaper"
    WALLABAG = "wallabag"
    OMNIVORE = "omnivore"
    RAINDROP = "raindrop"


class SavedList(Struct, frozen=True, kw_only=True):
    """The pages of an export, each once, and what was left out.

    Attributes:
        skipped: for each row left out where it stands and why.
    """

    pages: tuple[SavedPage, ...]
    skipped: tuple[str, ...] = ()


_Read = Callable[[Service, bytes], Iterator[ListRow]]


def _csv(service: Service, data: bytes) -> Iterator[ListRow]:
    return read_csv(data, has_bars=service is Service.POCKET)


def _html(_: Service, data: bytes) -> Iterator[ListRow]:
    return read_html(data)


def _json(_: Service, data: bytes) -> Iterator[ListRow]:
    return read_json(data)


_READERS: dict[Service, dict[str, _Read]] = {
    Service.POCKET: {".csv": _csv, ".html": _html, ".htm": _html},
    Service.INSTAPAPER: {".csv": _csv, ".html": _html, ".htm": _html},
    Service.WALLABAG: {".json": _json},
    Service.OMNIVORE: {".json": _json},
    Service.RAINDROP: {".csv": _csv, ".html": _html, ".htm": _html},
}


def read_saved_list(path: Path, service: Service) -> SavedList:
    """Return the pages of an export: a file, or a folder or ZIP archive of such.

    Raises:
        OSError: it can't be read.
        ParseError: it is no such export.
    """
    readers = _READERS[service]
    pages: dict[str, SavedPage] = {}
    skipped: list[str] = []
    for name, data in exported_files(path, frozenset(readers)):
        try:
            read = readers.get(Path(name).suffix.lower()) or _reader_for(data, readers)
            for row in read(service, data):
                _take(row, name, pages, skipped)
        except ParseError as error:
            detail = f"{clean_line(name, max_characters=80)}: {error}"
            raise ParseError(Failure(kind=FailureKind.UNREADABLE, detail=detail)) from error
    return SavedList(pages=tuple(pages.values()), skipped=tuple(skipped))


def _reader_for(data: bytes, readers: dict[str, _Read]) -> _Read:
    """Return what reads a file whose name does not say what it is."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    suffix = ".html" if start.startswith(b"<") else ".json" if start[:1] in b"[{" else ".csv"
    if suffix not in readers:
        detail = f"expected a file that ends in {' or '.join(sorted(readers))}"
        raise unreadable(detail)
    return readers[suffix]


def _take(row: ListRow, name: str, pages: dict[str, SavedPage], skipped: list[str]) -> None:
    url = web_address(row.url)
    if not url:
        shown = clean_line(row.url, max_characters=80) or "no address"
        file = clean_line(name, max_characters=80)
        skipped.append(f"{file}, {row.place}: {shown}: not an http or https address")
        return
    if len(pages) >= _MOST_PAGES:
        detail = f"it lists more than {_MOST_PAGES:,} pages"
        raise unreadable(detail)
    tags = (clean_line(tag, max_characters=_LONGEST_TAG) for tag in row.tags[:_MOST_TAGS])
    content = clean_html(row.content_html, url) if row.content_html else ""
    page = SavedPage(
        url=url,
        title=row.title,
        published=row.saved_at,
        summary=(row.excerpt or html_to_text(content))[:_LONGEST_TEXT],
        content_html=content,
        tags=tuple(filter(None, tags)),
        is_read=row.is_archived,
        is_starred=row.is_starred,
        is_later=not row.is_archived,
        note=row.note,
    )
    pages.setdefault(canonical_url(url), page)
