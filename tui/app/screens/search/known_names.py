"""Names in the cache that complete the fields of a query: feeds, folders, actors, authors, tags."""

from cache.library import Library
from cache.values.query_tree import FieldName
from tui.app.screens.search.query_completion import completed

_ACTORS_LOOKED_AT = 5


class KnownNames:
    """Completes queries with what is in the cache."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def complete(self, query: str) -> str | None:
        """Return what a half-typed query may be going to be."""
        return completed(query, self._names)

    def _names(self, field: FieldName, typed: str) -> list[str]:
        match field:
            case FieldName.FEED:
                return [feed.title for feed in self._library.feeds.rows()]
            case FieldName.FOLDER:
                return sorted({feed.folder for feed in self._library.feeds.rows()})
            case FieldName.ACTOR | FieldName.SAID:
                found = self._library.interests.find_actors(typed, _ACTORS_LOOKED_AT)
                return [actor.name for actor in found]
            case FieldName.AUTHOR:
                return list(self._library.lists.authors())
            case FieldName.TAG:
                return [tag.name for tag in self._library.tags()]
            case _:
                return []
