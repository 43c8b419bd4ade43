"""Write files: names from titles, never overwriting, never half written."""

import errno
import os
import re
import secrets
import unicodedata
from contextlib import suppress
from datetime import date
from pathlib import Path

from fetch.text.clean import clean_line

LONGEST_NAME = 120
"""Bytes of a file name with its ending: file systems with encryption hold 143."""
_UNTITLED = "untitled"
_NEVER_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, with any ending."""
_APOSTROPHES = re.compile("['\u2019\u02bc]")
_LONE_DOT = re.compile(r"\.(?![0-9])|(?<![0-9])\.")
"""Not the one in "4.5"."""
_NUMBERED = 1000
"""So many files of one name are enough."""


class SaveError(Exception):
    """A file was not written; the message is a sentence that says which and why."""


def file_name(title: str, ending: str, *, number: int = 1) -> str:
    """Return the name of a file for a title: "The title.md", "The title-2.md".

    Args:
        title: anything; what no file system wants is taken out.
        ending: with its dot.
        number: from 2 on it stands behind the title.
    """
    words = _NEVER_IN_NAMES.sub(" ", clean_line(title, max_characters=2 * LONGEST_NAME))
    # A leading dot hides a file, a leading dash makes an option of it.
    words = " ".join(words.split()).lstrip(".-~ ")
    tail = (f"-{number}" if number > 1 else "") + ending
    room = LONGEST_NAME - len(tail.encode())
    stem = words.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").rstrip(". ")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"{_UNTITLED} {stem}".strip()
    return stem + tail


def export_name(title: str, ending: str, *, day: date | None = None, number: int = 1) -> str:
    """Return the name of an export: "2026-11-30-title-words.md", "2026-11-30-title-words-2.md".

    Letters of every script and digits, dashes between them: a name that needs no quotation marks
    in a shell, sorts by its day and is no option, path or device anywhere.
    """
    words = clean_line(title, max_characters=2 * LONGEST_NAME).lower()
    words = _LONE_DOT.sub(" ", unicodedata.normalize("NFC", _APOSTROPHES.sub("", words)))
    kept = "".join(it if it == "." or unicodedata.category(it)[0] in "LMN" else " " for it in words)
    # A name that begins with a combining mark would change what stands before it.
    while kept and not kept[0].isalnum():
        kept = kept[1:]
    stem = "-".join(kept.split()) or _UNTITLED
    if day is not None:
        stem = f"{day.isoformat()}-{stem}"
    elif _RESERVED.fullmatch(stem):
        stem = f"{_UNTITLED}-{stem}"
    tail = (f"-{number}" if number > 1 else "") + ending
    room = LONGEST_NAME - len(tail.encode())
    return stem.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore").rstrip("-.") + tail


def folder_path(words: str) -> Path:
    """Return the folder that a reader names, "~" being the reader's own.

    Raises:
        SaveError: there is no such reader.
    """
    try:
        return Path(words.strip() or ".").expanduser().absolute()
    except RuntimeError as error:
        message = f"{words}: there is no such home folder."
        raise SaveError(message) from error


def save(folder: Path, title: str, ending: str, content: bytes, *, day: date | None = None) -> Path:
    """Write a new file; nothing that is there is touched, and no half file is ever left.

    Args:
        folder: made if it is not there.
        title: what the file is named after, see `export_name`.
        ending: with its dot.
        content: of the file.
        day: what its name begins with; None for no day.

    Raises:
        SaveError: it could not be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".nutgraf-{secrets.token_hex(8)}.part"
        # The file is asked for: who may read it is for the umask to say.
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise SaveError(sentence_of(folder, error)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        return _put(part, folder, title, ending, day)
    except OSError as error:
        raise SaveError(sentence_of(folder, error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _put(part: Path, folder: Path, title: str, ending: str, day: date | None) -> Path:
    """Give a finished file the first free name."""
    for number in range(1, _NUMBERED):
        path = folder / export_name(title, ending, day=day, number=number)
        try:
            # Unlike a renaming, a link never takes the place of a file that is there.
            os.link(part, path)
        except FileExistsError:
            continue
        except OSError as error:
            if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS}:
                raise
            # A file system without links: the name is taken first, then filled.
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                continue
            part.replace(path)
        return path
    message = f"{folder}: there are {_NUMBERED} files of this name already."
    raise SaveError(message)


def sentence_of(folder: Path, error: OSError) -> str:
    """Say why nothing could be written into a folder."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"{folder}: the disk is full."
        case errno.EACCES | errno.EPERM:
            return f"{folder}: you have no permission to write there."
        case errno.EROFS:
            return f"{folder}: the disk is read-only."
        case errno.ENOTDIR | errno.EEXIST:
            return f"{folder}: this is a file, not a folder."
        case _:
            return f"{folder}: can't be written: {error.strerror or error}."
