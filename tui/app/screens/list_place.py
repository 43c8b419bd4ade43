"""A place in a list to which one can return."""

from msgspec import Struct

from cache.values.list_rows import EntryId, View
from summarise.stories.story_model import StoryId


class ListPlace(Struct, frozen=True, kw_only=True):
    """A list and what is under its cursor: a story in a list of stories, else an article."""

    view: View
    story_id: StoryId | None = None
    entry_id: EntryId | None = None
