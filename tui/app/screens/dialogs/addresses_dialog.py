"""The dialog with the addresses of an article: numbered links, pictures, files to download."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from fetch.model import Article, Enclosure
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.browser import is_web_address
from tui.headless.words.file_sizes import describe_enclosure
from tui.headless.words.link_numbers import host_of, link_numbers, real_address

_LONGEST_WORDS = 300
_LEAST_WIDTH = 30
"""Columns for an address before the dialog is laid out."""
_SELECT_A_FILE = "Select one of the files (⤓) first."
_NO_PAGE = "Select a link: pictures and files are no pages to save."
_NO_FILE = "No file comes with this article."
_NO_ADDRESS = "This is no address of the web: it is not opened."


class Address(Struct, frozen=True, kw_only=True):
    """What was chosen: to be opened, copied, saved as a page, shown here, or downloaded.

    Attributes:
        file: the number of the file to download, 0 for none.
    """

    url: str
    is_copied: bool = False
    is_shown: bool = False
    is_saved: bool = False
    file: int = 0


class Place(Struct, frozen=True, kw_only=True):
    """One line of the dialog.

    Attributes:
        at: the offset in the text where it stands.
        file: its number among the files that come with the article, 0 for a link or picture.
    """

    number: int
    words: str
    url: str
    at: int
    is_picture: bool = False
    file: int = 0


def addresses_of(
    article: Article | None, files: Sequence[Enclosure] = (), *, has_links: bool
) -> tuple[Place, ...]:
    """Return the links by number, as the text shows them, then the pictures, then the files."""
    places = _places_in(article, has_links=has_links) if article is not None else []
    end = len(article.text) if article is not None else 0
    places += [
        Place(number=n, words=describe_enclosure(it), url=it.url, at=end, file=file)
        for file, (n, it) in enumerate(enumerate(files, len(places) + 1), 1)
    ]
    return tuple(places)


def _places_in(article: Article, *, has_links: bool) -> list[Place]:
    layout = article.layout
    numbers = link_numbers(layout) if has_links else {}
    words: dict[str, list[str]] = {url: [] for url in numbers}
    first: dict[str, int] = {}
    for link in layout.links if has_links else ():
        words[link.url].append(" ".join(article.text[link.start : link.end].split()))
        first.setdefault(link.url, link.start)
    places = [
        Place(number=n, words=", ".join(dict.fromkeys(words[url])), url=url, at=first[url])
        for url, n in numbers.items()
    ]
    places += [
        Place(number=n, words=it.caption or "Picture", url=it.url, at=it.at, is_picture=True)
        for n, it in enumerate(layout.pictures, len(places) + 1)
    ]
    return places


class AddressesScreen(NewsDialog[Address]):
    """Lists addresses; the answer is one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,U,P", "dismiss", "Close"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
        ("o", "open", "Browser"),
        ("y", "copy", "Copy"),
        ("d", "download", "Download"),
        ("a", "save", "Save"),
    ]

    def __init__(self, places: Sequence[Place], offset: int = 0) -> None:
        """Take what is listed, and the offset in the text at which it is selected."""
        super().__init__()
        self._places = tuple(places)
        self._offset = offset
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the addresses."""
        pictures = sum(place.is_picture for place in self._places)
        files = sum(bool(place.file) for place in self._places)
        links = len(self._places) - pictures - files
        counts = [(links, "links"), (pictures, "pictures"), (files, "files")]
        names = [words for count, words in counts if count]
        title = " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))).capitalize()
        digits = len(str(len(self._places)))
        with Vertical(classes="dialog"):
            yield Static(title, classes="title", markup=False)
            yield OptionList(*(Option(_prompt(place, digits)) for place in self._places))
            yield Static(classes="label", markup=False)
            hint = _hint(has_links=links > 0, has_pictures=pictures > 0, has_files=files > 0)
            yield Static(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Select the first place at or below the top of the window."""
        options = self.query_one(OptionList)
        below = (n for n, place in enumerate(self._places) if place.at >= self._offset)
        first = next(below, len(self._places) - 1)
        options.focus()
        # The address below the list is as wide as the dialog, once that is laid out.
        self.call_after_refresh(setattr, options, "highlighted", first)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the whole address, so that nobody opens what they did not expect."""
        url = drawable(real_address(self._places[event.option_index].url))
        label = self.query_one(".label", Static)
        label.update(Content(fit(url, label.size.width or _LEAST_WIDTH)))

    def on_key(self, event: events.Key) -> None:
        """Select by number: digits typed one after another are one number."""
        if not (event.character and event.character.isascii() and event.character.isdigit()):
            self._typed = ""
            return
        event.stop()
        for typed in (self._typed + event.character, event.character):
            found = next((n for n, it in enumerate(self._places) if str(it.number) == typed), None)
            if found is not None:
                self._typed = typed
                self.query_one(OptionList).highlighted = found
                return
        self._typed = ""

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the address; a picture is shown here."""
        place = self._places[event.option_index]
        self._answer(Address(url=place.url, is_shown=place.is_picture))

    def action_open(self) -> None:
        """Answer with the address, to be opened in the browser."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._answer(Address(url=self._places[highlighted].url))

    def action_copy(self) -> None:
        """Answer with the address, to be copied."""
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._answer(Address(url=self._places[highlighted].url, is_copied=True))

    def action_save(self) -> None:
        """Answer with the selected link, whose page is to be saved."""
        highlighted = self.query_one(OptionList).highlighted
        place = self._places[highlighted] if highlighted is not None else None
        if place is None or place.is_picture or place.file:
            self.show_error(_NO_PAGE)
        else:
            self._answer(Address(url=place.url, is_saved=True))

    def action_download(self) -> None:
        """Answer with the selected file, or the only one there is, to be downloaded."""
        highlighted = self.query_one(OptionList).highlighted
        selected = self._places[highlighted] if highlighted is not None else None
        files = [place for place in self._places if place.file]
        if selected is not None and selected.file:
            self.dismiss(Address(url=selected.url, file=selected.file))
        elif len(files) == 1:
            self.dismiss(Address(url=files[0].url, file=files[0].file))
        else:
            self.show_error(_SELECT_A_FILE if files else _NO_FILE)

    def action_move(self, direction: str) -> None:
        """Move through the list."""
        options = self.query_one(OptionList)
        if direction == "down":
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def _answer(self, address: Address) -> None:
        if is_web_address(address.url):
            self.dismiss(address)
        else:
            self.show_error(_NO_ADDRESS)


def _hint(*, has_links: bool, has_pictures: bool, has_files: bool) -> str:
    """Return what the keys do, in two lines of the smallest dialog."""
    keys = ["Number selects", "Enter shows" if has_pictures else "Enter opens"]
    keys += ["o opens"] if has_pictures else []
    keys += ["a saves"] if has_links else []
    keys += ["d downloads"] if has_files else []
    return " · ".join([*keys, "y copies", "Esc closes"])


def _prompt(place: Place, digits: int) -> Content:
    mark = "▣ " if place.is_picture else "⤓ " if place.file else ""
    return Content.assemble(
        (f"{place.number:>{digits}} ", "bold"),
        mark,
        drawable(place.words[:_LONGEST_WORDS]),
        (f"  {drawable(host_of(place.url))}", "dim"),
    )
