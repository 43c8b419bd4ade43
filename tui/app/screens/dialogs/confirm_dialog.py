"""The question before a step that can't be undone."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Static

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable


class ConfirmScreen(NewsDialog[bool]):
    """Asks; the answer is False unless the reader says yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,n,q", "answer(False)", "No"),
        ("y", "answer(True)", "Yes"),
        ("left,right,h,l", "app.focus_next", "Other"),
    ]

    def __init__(self, question: str, *, yes: str) -> None:
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> ComposeResult:
        """Lay out the question and the two answers."""
        with Vertical(classes="dialog"):
            yield Static(Content(drawable(self._question)), markup=False)
            with Horizontal(classes="buttons"):
                yield Button("No", id="no")
                yield Button(Content(self._yes), id="yes", variant="error")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:  # noqa: FBT001  # an action of Textual
        """Give the answer."""
        self.dismiss(answer)
