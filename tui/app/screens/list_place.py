"""A place in a list to which one can return."""

from dataclasses import dataclass

from cache.values.list_rows import EntryId, View
from summarise.stories.story_model import StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """A list and what is under its cursor: a story in a list of stories, else an article."""

    view: View
    story_id: StoryId | None = None
    entry_id: EntryId | None = None
