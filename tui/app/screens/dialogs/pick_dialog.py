"""The choice of one among a few names."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable, fit

_LONGEST = 60


class PickScreen(NewsDialog[int]):
    """Answers with the number of a name, from 0; nothing if the reader thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss", "Cancel"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
    ]

    def __init__(self, title: str, names: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._names = tuple(names)

    def compose(self) -> ComposeResult:
        """Lay out the names."""
        with Vertical(classes="dialog"):
            yield Static(Content(drawable(self._title)), classes="title", markup=False)
            yield OptionList(*(Option(Content(fit(name, _LONGEST))) for name in self._names))
            yield Static("Enter chooses · Esc cancels", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer."""
        event.stop()
        self.dismiss(event.option_index)

    def action_move(self, direction: str) -> None:
        """Move through the names."""
        options = self.query_one(OptionList)
        if direction == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()
