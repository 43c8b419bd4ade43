"""One row of an export, whatever its format, and the values that all formats have. Pure."""

from datetime import UTC, datetime

from msgspec import Struct

_ARCHIVED = frozenset({"archive", "archived", "read", "read archive"})
_STARRED = frozenset({"starred", "liked", "favorites", "favourites"})
_NO_FOLDER = frozenset({"", "unread", "home", "unsorted", "inbox", "active", "later", "saved"})
_FIRST_YEAR, _LAST_YEAR = 1990, 2100


class ListRow(Struct, frozen=True, kw_only=True):
    """A page as an export lists it, nothing judged yet.

    Attributes:
        place: where it stands, for a sentence: "row 3".
        saved_at: when it was saved, None if that is not said.
        content_html: the text of the page, if the export has it.
    """

    place: str
    url: str
    title: str = ""
    saved_at: datetime | None = None
    excerpt: str = ""
    content_html: str = ""
    tags: tuple[str, ...] = ()
    is_archived: bool = False
    is_starred: bool = False
    note: str = ""


class FolderMarks(Struct, frozen=True, kw_only=True):
    """What it says of a page that it stands in a folder or under a heading."""

    is_archived: bool = False
    is_starred: bool = False
    tags: tuple[str, ...] = ()


def folder_marks(folder: str) -> FolderMarks:
    """Return what a folder says; one of the reader's own is a tag."""
    name = " ".join(folder.split())
    known = name.casefold()
    if known in _ARCHIVED:
        return FolderMarks(is_archived=True)
    if known in _STARRED:
        return FolderMarks(is_starred=True)
    return FolderMarks(tags=() if known in _NO_FOLDER else (name,))


def time_of(words: object) -> datetime | None:
    """Return a time given in seconds or as ISO 8601, None for anything else."""
    text = str(words or "").strip()
    try:
        if text.lstrip("-").isdecimal():
            moment = datetime.fromtimestamp(int(text), tz=UTC)
        else:
            moment = datetime.fromisoformat(text)
            moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return moment if _FIRST_YEAR <= moment.year <= _LAST_YEAR else None
