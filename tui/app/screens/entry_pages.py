"""The rows of one view, read from the cache in pages when they come into sight."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cache.library import Library
from cache.values.list_rows import EntryId, EntryRow, View

_PAGE_SIZE = 128
_KEPT_PAGES = 8


class Change(Struct, frozen=True, kw_only=True):
    """What the reader did to an entry and the cache may not know yet."""

    is_read: bool | None = None
    is_starred: bool | None = None
    is_later: bool | None = None
    has_note: bool | None = None
    tags: tuple[str, ...] | None = None

    def over(self, before: "Change") -> "Change":
        """Return both changes, this one the later."""
        return replace(before, **self.fields())

    def fields(self) -> dict[str, Any]:
        """Return what changes, by the names that a row has too."""
        named = {name: getattr(self, name) for name in self.__struct_fields__}
        return {name: value for name, value in named.items() if value is not None}


class EntryPages:
    """Rows by number, with the reader's unwritten changes over them."""

    def __init__(self, library: Library, view: View, changes: Mapping[EntryId, Change]) -> None:
        self.view = view
        self.count = library.lists.count(view)
        self._library = library
        self._changes = changes
        self._pages: OrderedDict[int, tuple[EntryRow, ...]] = OrderedDict()

    def row(self, index: int) -> EntryRow | None:
        """Return a row, None if there is none at this number."""
        number, within = divmod(index, _PAGE_SIZE)
        page = self._pages.get(number)
        if page is None:
            page = self._library.lists.page(self.view, number * _PAGE_SIZE, _PAGE_SIZE)
            self._pages[number] = page
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return self.changed(page[within]) if 0 <= within < len(page) else None

    def changed(self, row: EntryRow) -> EntryRow:
        """Return a row as it will be when all changes are written."""
        change = self._changes.get(row.entry_id)
        return row if change is None else replace(row, **change.fields())

    def loaded_ids(self) -> tuple[EntryId, ...]:
        """Return the entries whose rows are loaded, in the list's order."""
        return tuple(row.entry_id for _, page in sorted(self._pages.items()) for row in page)
