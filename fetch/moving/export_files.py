"""Read what a service exported: a file, or the files of a folder or ZIP archive. Bounded."""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from fetch.errors import unreadable

MIB = 1 << 20
MOST_BYTES = 64 * MIB
"""Of one file: a list of 200,000 pages has half of it."""
_MOST_JSON_BYTES = 256 * MIB
"""Exports in JSON have the texts of the articles, too."""
_MOST_FILES = 2000


def exported_files(path: Path, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an export with their names, those in a folder or archive in order.

    Args:
        path: a file, a folder or a ZIP archive.
        suffixes: of the files looked for in a folder or archive: ".csv".

    Raises:
        OSError: it can't be read.
        ParseError: it is too large, damaged, or has no such file.
    """
    if path.is_dir():
        yield from _some(path.name, _in_folder(path, suffixes), suffixes)
    elif zipfile.is_zipfile(path):
        yield from _some(path.name, _in_archive(path, suffixes), suffixes)
    else:
        yield path.name, _whole_file(path)


def _some(
    name: str, files: Iterator[tuple[str, bytes]], suffixes: frozenset[str]
) -> Iterator[tuple[str, bytes]]:
    first = next(files, None)
    if first is None:
        kinds = " or ".join(sorted(suffixes))
        detail = f"{name} holds no file that ends in {kinds}"
        raise unreadable(detail)
    yield first
    yield from files


def _is_wanted(name: str, suffixes: frozenset[str]) -> bool:
    path = PurePosixPath(name)
    # macOS adds "._" files to archives, which are no lists.
    return path.suffix.lower() in suffixes and not path.name.startswith(".")


def _in_folder(folder: Path, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    names = sorted(it for it in folder.iterdir() if it.is_file() and _is_wanted(it.name, suffixes))
    for path in names[:_MOST_FILES]:
        yield path.name, _whole_file(path)


def _whole_file(path: Path) -> bytes:
    with path.open("rb") as file:
        return _bounded(file, path.name)


def _bounded(file: IO[bytes], name: str) -> bytes:
    """Return all of a file, whatever it says of its size."""
    most = _MOST_JSON_BYTES if name.lower().endswith(".json") else MOST_BYTES
    data = file.read(most + 1)
    if len(data) > most:
        detail = f"{name} is larger than {most // MIB} MiB, which no export should be"
        raise unreadable(detail)
    return data


def _in_archive(path: Path, suffixes: frozenset[str]) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(
                (it.filename, it)
                for it in archive.infolist()
                if not it.is_dir() and _is_wanted(it.filename, suffixes)
            )
            for name, member in names[:_MOST_FILES]:
                with archive.open(member) as file:
                    yield name, _bounded(file, name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        detail = f"the archive is damaged, encrypted or of an unknown kind ({error})"
        raise unreadable(detail) from error
