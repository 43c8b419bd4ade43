"""The dialog of an export: its format, its folder, and which parts of the articles."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.bars.choice_line import ChoiceLine
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.printing.article_document import Parts
from tui.headless.printing.output_files import SaveError, folder_path
from tui.headless.services.files.export import ExportRequest, Format

_FORMATS = {
    Format.MARKDOWN: "Markdown",
    Format.HTML: "HTML",
    Format.JSON: "JSON",
    Format.EPUB: "EPUB",
}
_PARTS = {Parts.BOTH: "Both", Parts.SUMMARY: "Summary", Parts.TEXT: "Text"}


class ExportScreen(NewsDialog[ExportRequest]):
    """Gives the request; nothing if the reader thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Cancel"),
        ("down", "app.focus_next", "Down"),
        ("up", "app.focus_previous", "Up"),
    ]

    def __init__(self, what: str, *, folder: str, format_: Format) -> None:
        super().__init__()
        self._what = what
        self._folder = folder
        self._format = format_

    def compose(self) -> ComposeResult:
        """Lay out the three choices."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static(Content(drawable(f"Export {self._what}")), classes="title", markup=False)
            yield Static("Format", classes="label", markup=False)
            chosen = list(_FORMATS).index(self._format)
            yield ChoiceLine(tuple(_FORMATS.values()), chosen=chosen, id="format")
            yield Static("Summary, text or both", classes="label", markup=False)
            yield ChoiceLine(tuple(_PARTS.values()), id="parts")
            yield Static("Folder", classes="label", markup=False)
            yield Input(self._folder, id="folder")
            yield Static(classes="problem", markup=False)
            words = "Enter writes · ←→ change · Tab next · Esc cancels"
            yield Static(words, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the format."""
        self.query_one(".problem").display = False
        self.query_one("#format", ChoiceLine).focus()

    def on_key(self, event: events.Key) -> None:
        """Answer with Enter, wherever one is."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._answer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with Enter in the folder too."""
        event.stop()
        self._answer()

    def _answer(self) -> None:
        words = self.query_one("#folder", Input).value
        problem = "" if words.strip() else "A folder is needed."
        try:
            folder = folder_path(words)
        except SaveError as error:
            problem = str(error)
        else:
            if folder.exists() and not folder.is_dir():
                problem = f"{folder}: this is a file, not a folder."
        if problem:
            line = self.query_one(".problem", Static)
            line.update(Content(drawable(problem)))
            line.display = True
            return
        self.dismiss(
            ExportRequest(
                format=tuple(_FORMATS)[self.query_one("#format", ChoiceLine).chosen],
                folder=folder_path(words),
                parts=tuple(_PARTS)[self.query_one("#parts", ChoiceLine).chosen],
            )
        )
