"""What a command acts on: articles, or stories with all their articles."""

from collections.abc import Sequence

from msgspec import Struct

from cache.values.list_rows import EntryId, EntryRow
from cache.values.story_rows import StoryRow
from tui.headless.words.notices import plural


class Selection(Struct, frozen=True, kw_only=True):
    """What a command acts on.

    Attributes:
        rows: the articles, those of a story in the story's order.
        stories: the stories whose articles these all are; none if articles were meant.
    """

    rows: tuple[EntryRow, ...] = ()
    stories: tuple[StoryRow, ...] = ()

    @property
    def words(self) -> str:
        """What it is, for a sentence: "the 4 articles of this story"."""
        count = len(self.rows)
        if len(self.stories) > 1:
            return f"the {count:,} articles of {len(self.stories):,} stories"
        if self.stories:
            number = f"{count:,} articles" if count > 1 else "article"
            return f"the {number} of this story"
        return "the article" if count == 1 else plural(count, "article")

    @property
    def title(self) -> str:
        """What it is, above a dialog: an article's headline, or "The 4 articles of this story"."""
        if len(self.rows) == 1:
            return self.rows[0].title
        return f"{self.words[:1].upper()}{self.words[1:]}"

    def narrowed(self, ids: Sequence[EntryId]) -> "Selection":
        """Return the same with these articles only."""
        if len(ids) == len(self.rows):
            return self
        kept = set(ids)
        return Selection(rows=tuple(row for row in self.rows if row.entry_id in kept))
