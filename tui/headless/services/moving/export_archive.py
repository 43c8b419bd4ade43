"""Write and read the archive of a whole export: a ZIP of JSON lines, with OPML beside them."""

import contextlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from cache.values.export_records import VERSION, ExportEnd, ExportHead, Record

RECORDS_NAME = "nutgraf.jsonl"
OPML_NAME = "feeds.opml"
_ZIP = b"PK\x03\x04"
_LONGEST_LINE = 64 << 20
_MOST_RECORDS = 5_000_000


class ArchiveError(Exception):
    """An archive can't be read; the message says why."""


def write_archive(file: IO[bytes], records: Iterable[Record], opml: bytes, *, now: datetime) -> int:
    """Write an archive; return how many records it has."""
    count = 0
    encode = msgspec.json.Encoder().encode
    with zipfile.ZipFile(file, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_member(OPML_NAME, now), opml)
        with archive.open(_member(RECORDS_NAME, now), "w", force_zip64=True) as lines:
            lines.write(encode(ExportHead(version=VERSION, made_at=now)) + b"\n")
            for record in records:
                lines.write(encode(record) + b"\n")
                count += 1
            lines.write(encode(ExportEnd(record_count=count)) + b"\n")
    return count


def _member(name: str, now: datetime) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(
        name, date_time=(now.year, now.month, now.day, now.hour, now.minute, now.second)
    )
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def is_archive(path: Path) -> bool:
    """Whether a file is an export; one that was cut off is no whole ZIP, but begins as one."""
    with contextlib.suppress(OSError, zipfile.BadZipFile):
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                return RECORDS_NAME in archive.namelist()
        with path.open("rb") as file:
            return file.read(len(_ZIP)) == _ZIP
    return False


def check_archive(path: Path) -> int:
    """Read a whole archive without taking anything; return how many records it has.

    Raises:
        ArchiveError: it is damaged, cut off, or made by a later version.
    """
    return sum(1 for _ in archive_records(path))


def archive_records(path: Path) -> Iterator[Record]:
    """Yield the records of an archive between its first and its last.

    Raises:
        ArchiveError: it is damaged, cut off, or made by a later version.
    """
    try:
        with zipfile.ZipFile(path) as archive, archive.open(RECORDS_NAME) as lines:
            yield from _records(lines)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        message = f"the archive is damaged or encrypted ({error})"
        raise ArchiveError(message) from error


def _records(lines: IO[bytes]) -> Iterator[Record]:
    head = _record(lines.readline(_LONGEST_LINE), 1)
    if not isinstance(head, ExportHead):
        raise ArchiveError("it does not begin as an export of nutgraf does")
    if head.version > VERSION:
        message = (
            f"a later version of nutgraf made it (format {head.version}, this one reads "
            f"{VERSION}); update nutgraf"
        )
        raise ArchiveError(message)
    for count in range(_MOST_RECORDS):
        line = lines.readline(_LONGEST_LINE)
        if not line:
            message = f"it was cut off after {count:,} records"
            raise ArchiveError(message)
        record = _record(line, count + 2)
        if isinstance(record, ExportEnd):
            if record.record_count != count:
                message = f"it has {count:,} records of {record.record_count:,}"
                raise ArchiveError(message)
            return
        yield record
    message = f"it has more than {_MOST_RECORDS:,} records"
    raise ArchiveError(message)


_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def _record(line: bytes, number: int) -> Record:
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        message = f"{RECORDS_NAME}, line {number}: {error}"
        raise ArchiveError(message) from error
