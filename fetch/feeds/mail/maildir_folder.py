"""Read the messages of a maildir, which stays as it is: none is moved from `new` to `cur`."""

import os
import stat
from pathlib import Path

from fetch.errors import FetchError
from fetch.feeds.mail.imap_folder import MOST_MESSAGES, FolderMessages
from fetch.feeds.mail.letters import MOST_BYTES
from fetch.model import Failure, FailureKind
from fetch.text.clean import clean_line
from fetch.text.identity import hash_text

_MOST_FILES = 100_000
_MOST_BYTES = 64 << 20


def read_maildir(path: Path, state: str) -> FolderMessages:
    """Return the newest messages of a maildir; none if it is as it was. Raises FetchError."""
    try:
        found = _files(path)
        now = hash_text(*(f"{name}" for _, name, _ in found))
        if now == state:
            return FolderMessages(messages=(), state=state)
        wanted = found[:MOST_MESSAGES]
        messages: list[bytes] = []
        left_out, byte_count = len(found) - len(wanted), 0
        for _, _, file in wanted:
            body = _whole(file)
            if body is None or byte_count + len(body) > _MOST_BYTES:
                left_out += 1
                continue
            byte_count += len(body)
            messages.append(body)
    except OSError as error:
        shown = clean_line(str(error.filename or path), max_characters=200)
        detail = f"{shown} can't be read: {error.strerror}"
        raise FetchError(Failure(kind=FailureKind.UNREADABLE, detail=detail)) from error
    return FolderMessages(messages=tuple(messages), state=now, left_out_count=left_out)


def _files(path: Path) -> list[tuple[float, str, Path]]:
    """Return time, unique name and path of each message, the newest first."""
    folders = [path / "new", path / "cur"]
    if not any(folder.is_dir() for folder in folders):
        detail = f"{clean_line(str(path), max_characters=200)} is no maildir: it has no cur and new"
        raise FetchError(Failure(kind=FailureKind.UNREADABLE, detail=detail))
    found: dict[str, tuple[float, str, Path]] = {}
    for folder in folders:
        if not folder.is_dir():
            continue
        with os.scandir(folder) as files:
            for count, it in enumerate(files):
                if count >= _MOST_FILES:
                    break
                name = it.name.partition(":")[0]
                if it.is_file(follow_symlinks=False) and not name.startswith("."):
                    found[name] = (it.stat().st_mtime, name, Path(it.path))
    return sorted(found.values(), reverse=True)


def _whole(path: Path) -> bytes | None:
    """Return a message, None if it is too large, or was moved meanwhile."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        body = file.read(MOST_BYTES + 1)
    return body if len(body) <= MOST_BYTES else None
