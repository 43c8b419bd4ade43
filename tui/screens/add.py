"""A new subscription: the address of a site or feed, or an OPML file, and a folder for it."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tui.screens.base import NewsDialog
from tui.widgets.drawable import drawable


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """An address to subscribe to."""

    address: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A file of subscriptions to read."""

    path: Path


class AddScreen(NewsDialog[AddRequest | ImportRequest]):
    """Asks for an address and a folder."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]

    def __init__(
        self,
        *,
        address: str = "",
        folder: str = "",
        problem: str = "",
        folders: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._address = address
        self._folder = folder
        self._problem = problem
        self._folders = folders

    def compose(self) -> ComposeResult:
        """Lay out the two lines."""
        with Vertical(classes="dialog"):
            yield Static("Add a feed", classes="title", markup=False)
            yield Static(
                "Address of a site or feed, or an OPML file", classes="label", markup=False
            )
            yield Input(self._address, placeholder="example.org  or  ~/feeds.opml", id="address")
            yield Static("Folder (may stay empty)", classes="label", markup=False)
            yield Input(
                self._folder,
                placeholder="World",
                id="folder",
                suggester=SuggestFromList(self._folders, case_sensitive=False),
            )
            yield Static(Content(drawable(self._problem)), classes="problem", markup=False)
            yield Static("Enter subscribes · Esc cancels", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the address."""
        self.query_one("#address", Input).focus()
        self.query_one(".problem").display = bool(self._problem)

    def on_input_submitted(self) -> None:
        """Give the request, or say what is missing."""
        text = self.query_one("#address", Input).value.strip()
        folder = self.query_one("#folder", Input).value.strip()
        if not text:
            self._show_problem("An address is needed.")
            return
        path = Path(text).expanduser()
        if _is_file(path):
            self.dismiss(ImportRequest(path=path))
        elif path.suffix.lower() == ".opml" and "://" not in text:
            self._show_problem(f"There is no file {text}.")
        else:
            address = text if "://" in text else f"https://{text}"
            self.dismiss(AddRequest(address=address, folder=folder))

    def _show_problem(self, words: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(Content(drawable(words)))
        line.display = True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL
        return False
