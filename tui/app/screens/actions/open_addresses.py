"""Open the addresses of articles in the browser, copy or list them, and show pictures."""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from fetch.model import Article
from tui.app.screens.main_ports import Asks, HasSelection, Leaves, Works, Writes
from tui.app.widgets.pages.reader import Reader
from tui.headless.browser import BrowserError, is_web_address
from tui.headless.graphics.terminal_query import Terminal

if TYPE_CHECKING:
    from tui.app.screens.actions.article_addresses import ArticleAddresses

_NOTHING = "There is no article here"


class AddressPort(Writes, Asks, HasSelection, Leaves, Works, Protocol):
    """What opening addresses needs of the screen."""

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...

    def save_pages(self, addresses: Sequence[str]) -> None:
        """Save the pages behind addresses."""
        ...

    def get_selected_text(self) -> str | None:
        """Return what the mouse has selected."""
        ...


class OpenAddresses:
    """Opens and copies addresses of articles, and shows their pictures."""

    def __init__(
        self, screen: AddressPort, open_address: Callable[[str], None], terminal: Terminal
    ) -> None:
        self._screen = screen
        self._open_address = open_address
        self._terminal = terminal

    @cached_property
    def _listed(self) -> "ArticleAddresses":
        from tui.app.screens.actions.article_addresses import ArticleAddresses

        return ArticleAddresses(
            self._screen, open_page=self.open_page, copy=self.copy, show=self.show_picture
        )

    def open_current(self) -> None:
        """Open the article's page in the browser."""
        row = self._screen.current()
        if row is not None:
            self.open_page(row.url)
            now = self._screen.newsroom.clock()
            self._screen.marking.note(
                lambda store: store.memory.note_opened([row.entry_id], at=now)
            )
        else:
            self._screen.say(_NOTHING)

    def open_page(self, url: str) -> None:
        """Open a page in the browser."""
        # A browser may take seconds to come up: it is waited for in a thread.
        self._screen.run_worker(
            lambda: self._open(url), group="browser", thread=True, exit_on_error=False
        )

    def _open(self, url: str) -> None:
        try:
            self._open_address(url)
        except BrowserError as error:
            self._screen.say_from_thread(str(error), is_error=True)
        else:
            self._screen.say_from_thread(f"Opened {url}")

    def copy_current(self) -> None:
        """Copy what the mouse has selected, or else the article's address."""
        selected = self._screen.get_selected_text()
        row = self._screen.current()
        if selected:
            self._screen.copy(selected)
            self._screen.say("What is selected is on the clipboard")
        elif row is None:
            self._screen.say(_NOTHING)
        else:
            self.copy(row.url)

    def copy(self, url: str) -> None:
        """Copy an address through the terminal."""
        if not is_web_address(url):
            self._screen.say("The article has no address of the web.", is_error=True)
            return
        self._screen.copy(url)
        self._screen.say(f"Sent to the terminal's clipboard: {url}")

    def ask(self, message: Reader.AddressesRequested) -> None:
        """Let the reader choose among the addresses of the open article."""
        self._listed.ask(message)

    def show_picture(self, article: Article, url: str) -> None:
        """Show a picture of the open article."""
        from tui.app.screens.pages.picture_screen import PictureScreen

        entry_id = self._screen.reader.entry_id
        if entry_id is not None:
            screen = PictureScreen(
                self._screen.newsroom,
                self._terminal,
                self.open_page,
                article=article,
                entry_id=entry_id,
                url=url,
            )
            self._screen.push(screen)
