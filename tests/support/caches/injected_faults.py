"""Faults put in where a bug would be: texts that can't be handled, and a cache that has them."""

from pathlib import Path
from typing import SupportsIndex

from msgspec.structs import replace

from cache.db.connection import Connection, open_reader
from cache.libraries.list_library import ListLibrary
from cache.library import Library
from cache.values.list_rows import EntryDetail, EntryId, EntryRow, View
from summarise.model import Brief

PURPOSE = "on purpose"


class BrittleError(Exception):
    """What no part of the program expects."""

    def __init__(self) -> None:
        super().__init__(PURPOSE)


class BrittleText(str):
    """A text that breaks as soon as somebody looks into it."""

    __slots__ = ()

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        raise BrittleError

    def __len__(self) -> int:
        raise BrittleError

    def find(self, *_: object) -> int:
        raise BrittleError

    def split(self, *_: object) -> list[str]:
        raise BrittleError

    def isascii(self) -> bool:
        raise BrittleError


class BrittleLists(ListLibrary):
    """Lists in which a row or a handler breaks."""

    def __init__(self, connection: Connection, library: "BrittleLibrary") -> None:
        super().__init__(connection)
        self._library = library

    def page(self, view: View, offset: int, limit: int) -> tuple[EntryRow, ...]:
        """Return rows, one of them brittle if it is to be."""
        rows = super().page(view, offset, limit)
        if self._library.part != "row":
            return rows
        return tuple(
            replace(row, title=BrittleText(row.title))
            if row.entry_id == self._library.brittle_id
            else row
            for row in rows
        )

    def neighbour_unread(
        self, view: View, entry_id: EntryId | None, *, forward: bool
    ) -> EntryId | None:
        """Look for an unread entry."""
        if self._library.part == "handler":
            raise BrittleError
        return super().neighbour_unread(view, entry_id, forward=forward)


class BrittleLibrary(Library):
    """A cache in which one entry is brittle: its text, its row, a panel of its brief, or all."""

    brittle_id: EntryId | None = None
    part: str = ""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._reader = open_reader(path)
        self.lists = BrittleLists(self._reader, self)

    def close(self) -> None:
        """Close both connections."""
        self._reader.close()
        super().close()

    def detail(self, entry_id: EntryId) -> EntryDetail | None:
        """Return an entry, brittle where it is to be."""
        detail = super().detail(entry_id)
        if detail is None or entry_id != self.brittle_id:
            return detail
        if self.part == "entry":
            raise BrittleError
        if self.part == "text" and detail.article is not None:
            return replace(detail, article=replace(detail.article, text=BrittleText("text")))
        if self.part == "panel" and detail.brief is not None:
            return replace(detail, brief=_with_brittle_figures(detail.brief))
        return detail


def _with_brittle_figures(brief: Brief) -> Brief:
    return replace(brief, figures=tuple(replace(it, text=BrittleText("9")) for it in brief.figures))
