"""The dialog for one line of text: a name, a folder."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable


class PromptScreen(NewsDialog[str]):
    """Answers with what was typed, which may be nothing; None if the reader goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]

    def __init__(
        self, title: str, *, value: str = "", hint: str = "", known: tuple[str, ...] = ()
    ) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._hint = hint
        self._known = known

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(classes="dialog"):
            yield Static(Content(drawable(self._title)), classes="title", markup=False)
            yield Input(
                drawable(self._value),
                suggester=SuggestFromList(self._known, case_sensitive=False),
            )
            yield Static(Content(self._hint), classes="label", markup=False)
            yield Static("Enter takes it · Esc cancels", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the end of the line."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give what was typed."""
        event.stop()
        self.dismiss(event.value.strip())
