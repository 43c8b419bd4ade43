"""The table of the feed manager: a line for each feed, with as many columns as fit."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cache.values.list_rows import FeedId
from tui.app.widgets.guarded_lines import DrawnByLine
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.text.drawable_text import fill, fit

_HEALTH_COLUMNS = (("counts", 13, 60), ("last", 8, 76), ("interval", 8, 90), ("folder", 18, 108))
"""What stands beside title and state: its width, and the width of the table from which it does."""
_USE_COLUMNS = (
    *(("weekly", 7, 44), ("opened", 7, 60), ("starred", 8, 76)),
    *(("kept", 6, 84), ("size", 10, 96), ("folder", 18, 118)),
)
"""The same, where the feeds are sorted by use."""
_HEADS = {
    "counts": "unread/all",
    "last": "success",
    "interval": "every",
    "folder": "folder",
    "weekly": "a week",
    "opened": "opened",
    "starred": "starred",
    "kept": "kept",
    "size": "size",
}
_STATE = 16
_MARGIN = 2


class FeedLine(Struct, frozen=True, kw_only=True):
    """What one line shows.

    Attributes:
        feed_id: None for the heading of a folder.
        has_trouble: it fails, is gone or has fallen silent.
    """

    feed_id: FeedId | None
    title: str
    folder: str = ""
    counts: str = ""
    last: str = ""
    state: str = ""
    interval: str = ""
    weekly: str = ""
    opened: str = ""
    starred: str = ""
    kept: str = ""
    size: str = ""
    has_trouble: bool = False


class FeedHeads(DrawnByLine, Widget):
    """The line above the table: what its columns are."""

    shows_use = False

    def show(self, *, shows_use: bool) -> None:
        """Name the columns of use, or those of health."""
        self.shows_use = shows_use
        self.refresh()

    def draw_line(self, y: int) -> Strip:  # noqa: ARG002 - it has one line
        """Draw the names of the columns that the table has room for."""
        width, base = self.size.width, self.rich_style
        table = width - 1  # the scrollbar's column
        shown, taken = _columns(table, shows_use=self.shows_use)
        names = "".join(" " + fill(_HEADS[name], room) for name, room in shown)
        words = (
            "   "
            + fill("feed", table - 4 - taken)
            + names
            + "   "
            + fill("used" if self.shows_use else "state", _STATE - 2)
        )
        return Strip([Segment(words, base)]).adjust_cell_length(width, base)


def _columns(width: int, *, shows_use: bool) -> tuple[list[tuple[str, int]], int]:
    """Return the columns for a width of the table, and how many cells all but the title take."""
    columns = _USE_COLUMNS if shows_use else _HEALTH_COLUMNS
    shown = [(name, room) for name, room, least in columns if width >= least]
    return shown, sum(room + 1 for _, room in shown) + _STATE + 1


class FeedTable(RowList):
    """Feeds by folder; some may be selected."""

    INKS = "feeds"

    class Highlighted(Message):
        """The reader moved to another line."""

    class Opened(Message):
        """The reader clicked on the line that was under the cursor."""

    class Marked(Message):
        """The reader clicked in the left margin of a line."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[FeedLine, ...] = ()
        self._selected: Collection[FeedId] = ()
        self._hint = ""
        self._shows_use = False
        self._was_at = -1

    def show(
        self,
        lines: Sequence[FeedLine],
        selected: Collection[FeedId],
        hint: str,
        *,
        shows_use: bool = False,
    ) -> None:
        """Show lines; the cursor stays on its feed, wherever that is now."""
        before = self.line
        self._shows_use = shows_use
        self.lines, self._selected, self._hint = tuple(lines), selected, hint
        cursor = self.cursor
        for index, line in enumerate(self.lines):
            if before is not None and (line.feed_id, line.folder) == (
                before.feed_id,
                before.folder,
            ):
                cursor = index
                break
        if before is None and len(self.lines) > 1 and self.lines[0].feed_id is None:
            cursor = 1  # the first feed, not the heading above it
        self.rows_changed(cursor=cursor)

    @property
    def line(self) -> FeedLine | None:
        """The line under the cursor."""
        return self.lines[self.cursor] if self.cursor < len(self.lines) else None

    def row_count(self) -> int:
        """Return how many lines there are."""
        return len(self.lines)

    def cursor_moved(self) -> None:
        """Tell that another line is under the cursor."""
        self.post_message(self.Highlighted())

    def on_click(self, event: events.Click) -> None:
        """Select in the left margin; open on the second click, anywhere else."""
        self._was_at = self.cursor
        is_margin = event.x < _MARGIN
        super().on_click(event)
        index = event.y + self.scroll_offset.y
        if index >= len(self.lines):
            return
        if is_margin:
            self.post_message(self.Marked())
        elif self._was_at == index:
            self.post_message(self.Opened())

    def action_enter(self) -> None:
        """Open the line under the cursor."""
        self.post_message(self.Opened())

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the window, or the hint of an empty table."""
        if self.lines or y != 1:
            return super().draw_line(y)
        words = "  " + fit(self._hint, self._width - 4)
        segment = Segment(words, self.rich_style + self.ink("quiet"))
        return Strip([segment]).adjust_cell_length(self._width, self.rich_style)

    def draw_row(self, index: int, part: int, width: int, style: Style) -> Iterable[Segment]:  # noqa: ARG002
        """Return the line of a feed or folder."""
        line = self.lines[index]
        mark = self.ink("mark")
        yield Segment("▌" if index == self.cursor else " ", style + mark)
        if line.feed_id is None:
            yield Segment(fill(line.title, width - 1), style + self.ink("heading"))
            return
        yield Segment("✓" if line.feed_id in self._selected else " ", style + mark)
        shown, taken = _columns(width, shows_use=self._shows_use)
        yield Segment(" " + fill(line.title, width - 4 - taken), style + self.ink("title"))
        quiet = style + self.ink("quiet")
        for name, room in shown:
            yield Segment(" " + fill(getattr(line, name), room), quiet)
        ink = style + self.ink("trouble") if line.has_trouble else quiet
        yield Segment(" " + fill(("! " if line.has_trouble else "  ") + line.state, _STATE), ink)
