"""The choice of a theme, which the screen behind shows at once."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.screens.base_screen import NewsDialog
from tui.app.theme import THEMES

_OWN = tuple(theme.name for theme in THEMES)
_NO_USE = frozenset({"ansi-dark", "ansi-light", "textual-ansi"})
"""Their colours are the terminal's own, which can't be mixed for the quieter inks."""


class ThemesScreen(NewsDialog[str]):
    """Lists the themes; the answer is the one to keep, none for the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "cancel", "Back"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
        ("g", "move('first')", "First"),
        ("G", "move('last')", "Last"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._before = self.app.theme
        others = sorted(set(self.app.available_themes) - set(_OWN) - _NO_USE)
        self._names = [*_OWN, *others]

    def compose(self) -> ComposeResult:
        """Lay the list out at the side, with the screen behind in sight."""
        with Vertical(id="themes"):
            yield Static("Colours", classes="title", markup=False)
            yield OptionList(*(Option(Content(name), id=name) for name in self._names))
            yield Static("Enter keeps · Esc goes back", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the present theme."""
        options = self.query_one(OptionList)
        if self._before in self._names:
            options.highlighted = self._names.index(self._before)
        options.focus()

    def on_option_list_option_highlighted(self, message: OptionList.OptionHighlighted) -> None:
        """Show the theme under the cursor."""
        if message.option.id is not None:
            self.app.theme = message.option.id

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Keep the theme."""
        self.dismiss(message.option.id)

    def action_cancel(self) -> None:
        """Go back to the theme before."""
        self.app.theme = self._before
        self.dismiss(None)

    def action_move(self, direction: str) -> None:
        """Move through the themes."""
        options = self.query_one(OptionList)
        match direction:
            case "down":
                options.action_cursor_down()
            case "up":
                options.action_cursor_up()
            case "first":
                options.action_first()
            case _:
                options.action_last()
