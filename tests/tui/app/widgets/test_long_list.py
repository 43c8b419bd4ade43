"""A list of any length: only the rows in sight are read and drawn."""

from datetime import timedelta

from textual.app import App, ComposeResult

from cache.values.list_rows import EntryId, EntryRow, FeedId
from tests.support.caches.newsdesk import NOW
from tui.app.widgets.lists.entry_list import EntryList


class ManyRows:
    """Rows made when they are asked for, and a memory of which were."""

    count = 20_000

    def __init__(self) -> None:
        self.asked: set[int] = set()

    def row(self, index: int) -> EntryRow | None:
        self.asked.add(index)
        return EntryRow(
            entry_id=EntryId(index),
            feed_id=FeedId(1),
            feed_title="Feed",
            title=f"Story {index}",
            author="",
            url="",
            sort_at=NOW - timedelta(minutes=index),
            has_published=True,
            is_read=False,
            is_starred=False,
            has_brief=False,
            word_count=0,
            lead="",
        )


class ListApp(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.list = EntryList(lambda: NOW)

    def compose(self) -> ComposeResult:
        yield self.list


async def test_only_rows_in_sight_are_drawn() -> None:
    rows, app = ManyRows(), ListApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.list.show(rows)
        app.list.focus()
        await pilot.pause()
        assert max(rows.asked) < 40

        rows.asked.clear()
        await pilot.press("G")
        assert app.list.cursor == 19_999
        assert min(rows.asked - {0}) > 19_900
        assert len(rows.asked) < 80


async def test_a_key_draws_two_rows() -> None:
    rows, app = ManyRows(), ListApp()
    async with app.run_test(size=(60, 30)) as pilot:
        app.list.show(rows)
        app.list.focus()
        await pilot.press("j", "j")
        rows.asked.clear()

        await pilot.press("j")

        assert rows.asked <= {2, 3}
