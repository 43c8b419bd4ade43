"""Files that the program wrote for another: marked, so that none of the reader's is touched.

The first comment of a file has a hash of the rest. A file without it is not ours, and one whose
hash is wrong was edited.
"""

import hashlib
import re
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

_MARK = "Written by `nutgraf schedule`, which replaces and removes it while it is unchanged"
_MARKED = re.compile(re.escape(_MARK) + r" \((?P<hash>[0-9a-f]{16})\)")
_XML_HEAD = re.compile(r"<\?xml[^>]*\?>\s*")


class FileState(StrEnum):
    """What stands at a path."""

    ABSENT = "is not there"
    OURS = "was written by `nutgraf schedule`"
    EDITED = "was changed since `nutgraf schedule` wrote it"
    FOREIGN = "was not written by `nutgraf schedule`"


_WRITABLE = (FileState.ABSENT, FileState.OURS)


def marked(text: str) -> str:
    """Return the text of a file with the comment that it is ours."""
    mark = f"{_MARK} ({_hash(text)})"
    head = _XML_HEAD.match(text)
    if head is None:
        return f"# {mark}.\n{text}"
    return f"{head[0]}<!-- {mark}. -->\n{text[head.end() :]}"


def state_of(path: Path) -> FileState:
    """Return whose file stands at a path.

    Raises:
        OSError: it can't be read.
    """
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return FileState.FOREIGN
    if not path.exists():
        return FileState.ABSENT
    text = path.read_text(encoding="utf-8", errors="replace")
    match = _MARKED.search(text)
    if match is None:
        return FileState.FOREIGN
    line = re.compile(r"(# |<!-- )" + re.escape(match[0]) + r"\.( -->)?\n")
    return FileState.OURS if _hash(line.sub("", text, 1)) == match["hash"] else FileState.EDITED


def not_ours(paths: Iterable[Path]) -> dict[Path, FileState]:
    """Return the paths that must not be written to, and why.

    Raises:
        OSError: a file can't be read.
    """
    states = {path: state_of(path) for path in paths}
    return {it: state for it, state in states.items() if state not in _WRITABLE}


def write_owned(path: Path, text: str) -> None:
    """Write a file of ours, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(marked(text), encoding="utf-8")
    part.replace(path)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
