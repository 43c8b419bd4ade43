"""List, open, copy and download the addresses of the open article."""

from collections.abc import Callable, Sequence
from typing import Protocol

from cache.values.list_rows import EntryDetail
from fetch.feeds.made.own_network import may_reach_own_network
from fetch.model import Article
from fetch.private_addresses import is_local
from tui.app.screens.actions.file_downloads import FileDownloads
from tui.app.screens.dialogs.addresses_dialog import Address, AddressesScreen, addresses_of
from tui.app.screens.main_ports import Asks, Reads, Says, Works
from tui.app.widgets.pages.reader import Reader

OnAddress = Callable[[str], object]
_OWN_NETWORK = (
    "This link leads into your own network, but the article is from outside: it is not followed. "
    "If you trust it, type the address at a."
)


class ListedPort(Reads, Says, Asks, Works, Protocol):
    """What listing addresses needs of the screen."""

    @property
    def reader(self) -> Reader:
        """The page of an article."""
        ...

    def save_pages(self, addresses: Sequence[str]) -> None:
        """Save the pages behind addresses."""
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
            elif address.is_saved:
                self._save(address.url, detail)
            elif address.is_copied:
                self._copy(address.url)
            elif address.is_shown and message.article is not None:
                self._show(message.article, address.url)
            else:
                self._open_page(address.url)

        if places:
            at = next((it.at for it in places if message.link and it.url == message.link), 0)
            self._screen.push(AddressesScreen(places, offset or at), answered)
        else:
            what = "links" if offset is None else "pictures"
            self._screen.say(f"No {what} are known of this article")

    def _save(self, url: str, detail: EntryDetail | None) -> None:
        """Save the page behind a link; a page of the web opens no door on this network."""
        feeds = self._screen.newsroom.library.feeds.rows()
        feed = next((it for it in feeds if detail and it.feed_id == detail.row.feed_id), None)
        is_near = feed is not None and may_reach_own_network(
            feed.url, detail.row.url if detail else "", is_of_account=feed.account_id is not None
        )
        if is_local(url) and not is_near:
            self._screen.say(_OWN_NETWORK, is_error=True)
        else:
            self._screen.save_pages((url,))
