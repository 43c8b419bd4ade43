"""The dialog in which the note of one article is written."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static, TextArea

from fetch.text.clean import strip_controls
from tui.app.fault_containment import Contained
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable

MAX_NOTE_CHARACTERS = 20_000
_HINT = "Ctrl+S saves · Esc leaves"


class _Editor(Contained, TextArea):
    """Takes what is pasted without what a terminal would obey."""

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]  # runs before its own
        event.text = strip_controls(event.text)


class NoteScreen(NewsDialog[str]):
    """An editor; the answer is the note, None if nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        self._about = title
        self._text = text
        self._was_asked = False

    def compose(self) -> ComposeResult:
        """Lay out the editor."""
        with Vertical(classes="dialog"):
            yield Static("Note", classes="title", markup=False)
            yield Static(Content(drawable(self._about)), classes="label", markup=False)
            yield _Editor(strip_controls(self._text), soft_wrap=True)
            yield Static(_HINT, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Go on writing at the end."""
        editor = self.query_one(TextArea)
        editor.move_cursor(editor.document.end)
        editor.focus()

    def on_text_area_changed(self) -> None:
        """Ask anew after a change."""
        self._was_asked = False
        self.query_one(".hint", Static).update(_HINT)

    def action_save(self) -> None:
        """Give the note; one that is empty is taken away."""
        self.dismiss(self.query_one(TextArea).text.strip()[:MAX_NOTE_CHARACTERS])

    def action_leave(self) -> None:
        """Leave; with changes only when asked twice."""
        is_changed = self.query_one(TextArea).text.strip() != self._text.strip()
        if not is_changed or self._was_asked:
            self.dismiss(None)
            return
        self._was_asked = True
        words = "Not saved yet: Ctrl+S saves · Esc once more throws the change away"
        self.query_one(".hint", Static).update(words)
