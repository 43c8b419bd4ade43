"""Read exports in CSV: Pocket's, Instapaper's and Raindrop's. Columns are known by their names."""

import csv
import io
from collections.abc import Iterator

import msgspec

from fetch.errors import unreadable
from fetch.moving.list_rows import ListRow, folder_marks, time_of
from fetch.text.decoding import decode

_LONGEST_FIELD = 1 << 20
_TIMES = ("time_added", "timestamp", "created")
_EXCERPTS = ("selection", "excerpt")


def read_csv(data: bytes, *, has_bars: bool) -> Iterator[ListRow]:
    """Yield the rows of a file.

    Args:
        has_bars: tags are separated by "|", in which commas may stand.

    Raises:
        ParseError: it is not such a file.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise unreadable("it is binary data, not a table of values separated by commas")
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(io.StringIO(decode(data).replace("\0", ""), newline=""))
    try:
        header = [name.strip().lower() for name in next(rows, [])]
        if "url" not in header:
            raise unreadable('its first line names no column "url"')
        for row in rows:
            if any(row):
                yield _row(dict(zip(header, row, strict=False)), rows.line_num, has_bars=has_bars)
    except csv.Error as error:
        detail = f"line {rows.line_num} can't be read: {error}"
        raise unreadable(detail) from error


def _row(fields: dict[str, str], line: int, *, has_bars: bool) -> ListRow:
    folder = folder_marks(fields.get("folder", ""))
    status = folder_marks(fields.get("status", ""))
    return ListRow(
        place=f"line {line}",
        url=fields.get("url", "").strip(),
        title=fields.get("title", ""),
        saved_at=time_of(next((it for name in _TIMES if (it := fields.get(name))), "")),
        excerpt=next((it for name in _EXCERPTS if (it := fields.get(name))), ""),
        tags=(*_tags(fields.get("tags", ""), "|" if has_bars else ","), *folder.tags),
        is_archived=folder.is_archived or status.is_archived,
        is_starred=folder.is_starred or fields.get("favorite", "").strip().lower() == "true",
        note=fields.get("note", ""),
    )


def _tags(text: str, separator: str) -> tuple[str, ...]:
    """Return tags: Instapaper writes a JSON list."""
    if text.lstrip().startswith("["):
        try:
            return tuple(msgspec.json.decode(text, type=list[str]))
        except msgspec.DecodeError:
            return (text,)
    return tuple(filter(None, (tag.strip() for tag in text.split(separator))))
