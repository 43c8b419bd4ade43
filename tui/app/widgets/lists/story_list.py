"""The list of the top stories: one row for each event, with the papers that tell it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from cache.values.story_rows import StoryRow
from summarise.stories.story_model import StoryId
from tui.app.widgets.key_bindings import bindings_of
from tui.app.widgets.lists.headline_list import HeadlineList
from tui.app.widgets.lists.row_density import Density
from tui.app.widgets.text import relative_times
from tui.app.widgets.text.drawable_text import drawable, fill, fit
from tui.app.widgets.typesetting.line_wrapping import two_lines
from tui.headless.commands.command import Context
from tui.headless.words.shown_titles import UNTITLED


class StoryList(HeadlineList):
    """Stories, the most important first."""

    BINDINGS = bindings_of(Context.LIST)
    INKS = "stories"

    class Highlighted(Message):
        """The reader moved to a story."""

        def __init__(self, row: StoryRow) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The reader wants to read a story."""

        def __init__(self, row: StoryRow) -> None:
            super().__init__()
            self.row = row

    class SelectionToggled(Message):
        """The reader selects a story, or no longer."""

        def __init__(self, story_id: StoryId) -> None:
            super().__init__()
            self.story_id = story_id

    class AllToggled(Message):
        """The reader selects all stories, or none."""

    class ActorRequested(Message):
        """The reader wants the page of the first actor of the selected row."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self._rows: Sequence[StoryRow] = ()
        self._chosen: Collection[StoryId] = ()

    def show(
        self,
        rows: Sequence[StoryRow],
        *,
        cursor: int = 0,
        offset: int | None = None,
        hint: str = "",
    ) -> None:
        """Show rows.

        Args:
            offset: the cursor's distance from the top of the window; None only makes it visible.
            hint: what stands there if there are no rows.
        """
        self._rows = rows
        self._hint = hint
        self.rows_changed(cursor=cursor, offset=offset, row_height=self.density)

    @property
    def selected(self) -> StoryRow | None:
        """The story under the cursor."""
        return self._rows[self.cursor] if self.cursor < len(self._rows) else None

    def index_of(self, story_id: StoryId) -> int | None:
        """Return the place of a story, None if it is not in the list."""
        return next((n for n, row in enumerate(self._rows) if row.story_id == story_id), None)

    def show_selection(self, story_ids: Collection[StoryId]) -> None:
        """Show which stories are selected."""
        self._chosen = story_ids
        self.refresh()

    def action_select(self) -> None:
        """Select the story under the cursor, or no longer, and move on."""
        row = self.selected
        if row is not None:
            self.post_message(self.SelectionToggled(row.story_id))
            self.action_down()
        else:
            self.refuse("There is nothing here to select")

    def action_select_all(self) -> None:
        """Select all stories, or none."""
        self.post_message(self.AllToggled())

    def row_count(self) -> int:
        """Return how many stories there are."""
        return len(self._rows)

    def cursor_moved(self) -> None:
        """Tell which story is under the cursor."""
        if self.selected is not None:
            self.post_message(self.Highlighted(self.selected))

    def row_chosen(self) -> None:
        """Open what was clicked."""
        self.action_enter()

    def action_enter(self) -> None:
        """Open the story under the cursor."""
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))
        else:
            self.refuse("There is nothing here to open")

    def action_actor_page(self) -> None:
        """Ask for the page of the first actor."""
        self.post_message(self.ActorRequested())

    # Drawing.

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:
        """Return one line of a story."""
        if self.density is Density.ROOMY and part == Density.ROOMY - 1:
            yield Segment(" " * width, self.rich_style)
            return
        row = self._rows[index]
        is_selected = part == 0 and row.story_id in self._chosen
        yield self.draw_margin(index, style, is_selected=is_selected)
        width -= 2  # the bar, and a column of air at the right
        if self.density is Density.COMPACT:
            yield from self._draw_compact(row, width, style)
        elif part == 0:
            yield from self._draw_title(row, width, style)
        elif self.density >= Density.WRAPPED and part == 1:
            yield from self.draw_second_line(
                row.title,
                row.lead,
                room=width - 2,
                width=width,
                style=style,
                title_ink=self._title_ink(row),
            )
        else:
            yield from self._draw_meta(row, width, style)

    def _title_ink(self, row: StoryRow) -> Style:
        return self.ink("unread" if row.is_unread else "read")

    def _draw_title(self, row: StoryRow, width: int, style: Style) -> Iterable[Segment]:
        title = two_lines(row.title, width - 2)[0] if self.density >= Density.WRAPPED else row.title
        yield Segment("●" if row.is_unread else " ", style + self.ink("mark"))
        yield Segment(" " + fill(title or UNTITLED, width - 2), style + self._title_ink(row))

    def _draw_meta(self, row: StoryRow, width: int, style: Style) -> Iterable[Segment]:
        when = relative_times.age(row.updated_at, self._clock())
        updated = "updated · " if row.is_updated else ""
        room = width - 2 - cell_len(when) - 2 - len(updated)
        yield Segment("  ", style)
        yield Segment(updated, style + self.ink("updated"))
        yield Segment(f"{fill(papers(row, room), room)}  {when}", style + self.ink("meta"))

    def _draw_compact(self, row: StoryRow, width: int, style: Style) -> Iterable[Segment]:
        when = relative_times.age(row.updated_at, self._clock()).rjust(6)
        tail = f"  {'updated' if row.is_updated else f'{len(row.sources)} papers'}"
        room = width - 2 - len(when) - len(tail)
        yield Segment("●" if row.is_unread else " ", style + self.ink("mark"))
        yield Segment(" " + fill(row.title or UNTITLED, room), style + self._title_ink(row))
        ink = "updated" if row.is_updated else "meta"
        yield Segment(tail, style + self.ink(ink))
        yield Segment(when, style + self.ink("meta"))


def papers(row: StoryRow, room: int) -> str:
    """Return the papers that fit, and how many more there are: "BBC · ITV +3"."""
    names = [drawable(source[:200]) for source in row.sources]
    for count in range(len(names), 1, -1):
        words = " · ".join(names[:count]) + _others(len(names) - count)
        if cell_len(words) <= room:
            return words
    others = _others(len(names) - 1)
    return fit(names[0], max(4, room - len(others))) + others if names else ""


def _others(count: int) -> str:
    return f" +{count}" if count > 0 else ""
