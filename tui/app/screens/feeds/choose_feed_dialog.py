"""The choice among several feeds of one address."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.widgets.selection_list import Selection

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.lists.tick_list import TickList
from tui.app.widgets.text.drawable_text import drawable


class ChooseScreen(NewsDialog[tuple[str, ...]]):
    """Lets the reader tick feeds; the answer is their addresses."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss", "Cancel"),
    ]

    def __init__(self, urls: Sequence[str], titles: Sequence[str]) -> None:
        super().__init__()
        self._urls = tuple(urls)
        self._titles = tuple(titles)

    def compose(self) -> ComposeResult:
        """Lay out the feeds, the first one ticked."""
        with Vertical(classes="dialog"):
            yield Static("This address leads to several feeds", classes="title", markup=False)
            yield TickList(
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
        """Begin with the feeds."""
        self.query_one(TickList).focus()

    def on_tick_list_accepted(self, message: TickList.Accepted) -> None:
        """Give the ticked addresses."""
        self.dismiss(tuple(self._urls[number] for number in message.ticked))


def _prompt(url: str, title: str) -> Content:
    return Content.assemble(drawable(title) or "Feed", ("  " + drawable(url), "dim"))
