"""A choice among the feeds that one address leads to."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable


class ChooseScreen(NewsDialog[tuple[str, ...]]):
    """Lets the reader tick feeds; the answer is their addresses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss", "Cancel"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
    ]

    def __init__(self, urls: Sequence[str], titles: Sequence[str]) -> None:
        super().__init__()
        self._urls = tuple(urls)
        self._titles = tuple(titles)

    def compose(self) -> ComposeResult:
        """Lay out the feeds, the first one ticked."""
        with Vertical(classes="dialog"):
            yield Static("This address leads to several feeds", classes="title", markup=False)
            yield SelectionList[int](
                *(
                    Selection(_prompt(url, title), number, number == 0)
                    for number, (url, title) in enumerate(
                        zip(self._urls, self._titles, strict=False)
                    )
                )
            )
            yield Static(
                "Space ticks · Enter subscribes · Esc cancels", classes="hint", markup=False
            )

    def on_mount(self) -> None:
        """Take Enter for the answer; the list would take it for a tick."""
        self.query_one(SelectionList).focus()

    def on_key(self, event: events.Key) -> None:
        """Answer with Enter."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.action_accept()

    def action_accept(self) -> None:
        """Give the ticked addresses."""
        ticked = self.query_one(SelectionList).selected
        self.dismiss(tuple(self._urls[number] for number in sorted(ticked)))

    def action_move(self, direction: str) -> None:
        """Move through the feeds."""
        options = self.query_one(SelectionList)
        if direction == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()


def _prompt(url: str, title: str) -> Content:
    return Content.assemble(drawable(title) or "Feed", ("  " + drawable(url), "dim"))
