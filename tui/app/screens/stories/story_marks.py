"""Mark all articles of stories read or unread, and undo it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cache.values.story_rows import SeenBefore, StoryRow
from tui.app.screens.main_ports import Writes
from tui.headless.words.notices import plural

if TYPE_CHECKING:
    from cache.store import Store


class StoryMarks:
    """Marks the articles of stories."""

    def __init__(self, screen: Writes) -> None:
        self._screen = screen

    def set_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        """Mark all articles of stories; taking it back puts everything as it was."""
        if not rows:
            return
        screen = self._screen
        ids = [row.story_id for row in rows]
        now = screen.newsroom.clock()
        before: list[SeenBefore] = []

        def mark(store: "Store") -> None:
            change = store.stories.set_read if is_read else store.stories.set_unread
            before.extend(change(ids, now=now))

        def told() -> None:
            count = plural(len(before), "article")
            words = "read" if is_read else "unread"
            screen.say(f"{count} marked as {words} · {screen.key_of('undo')} takes it back")

        screen.marking.write(mark, then=told)
        screen.marking.remember(
            "Marked as before",
            lambda: screen.marking.write(lambda store: store.stories.restore_seen(before, now=now)),
        )
