"""List, open, copy and download the addresses of the open article."""

from collections.abc import Callable
from typing import Protocol

from fetch.model import Article
from tui.app.screens.actions.file_downloads import FileDownloads
from tui.app.screens.dialogs.addresses_dialog import Address, AddressesScreen, addresses_of
from tui.app.screens.main_ports import Asks, Reads, Says, Works
from tui.app.widgets.pages.reader import Reader

OnAddress = Callable[[str], object]


class ListedPort(Reads, Says, Asks, Works, Protocol):
    """What listing addresses needs of the screen."""

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...


class ArticleAddresses:
    """Asks which address is meant, and does what is wanted with it."""

    def __init__(
        self,
        screen: ListedPort,
        *,
        open_page: OnAddress,
        copy: OnAddress,
        show: Callable[[Article, str], None],
    ) -> None:
        self._screen = screen
        self._show = show
        self._open_page = open_page
        self._copy = copy
        self._downloads = FileDownloads(screen)

    def ask(self, message: Reader.AddressesRequested) -> None:
        """List the links, pictures and files of the open article."""
        entry_id, offset = self._screen.reader.entry_id, message.pictures_from
        detail = self._screen.newsroom.library.detail(entry_id) if entry_id is not None else None
        files = detail.enclosures if detail is not None and offset is None else ()
        places = addresses_of(message.article, files, has_links=offset is None)

        def answered(address: Address | None) -> None:
            if address is None:
                return
            if address.file and entry_id is not None:
                self._downloads.start(entry_id, address.file)
            elif address.is_copied:
                self._copy(address.url)
            elif address.is_shown and message.article is not None:
                self._show(message.article, address.url)
            else:
                self._open_page(address.url)

        if places:
            self._screen.push(AddressesScreen(places, offset or 0), answered)
        else:
            what = "links" if offset is None else "pictures"
            self._screen.say(f"No {what} are known of this article")
