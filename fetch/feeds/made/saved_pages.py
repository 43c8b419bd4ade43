"""Pages that the reader saved by their addresses: entries of a feed that no server has."""

from datetime import datetime

from msgspec import Struct

from fetch.model import Entry, EntryKey
from fetch.text.clean import clean_line, clean_text
from fetch.text.identity import canonical_url, web_address

SAVED_ADDRESS = "saved:"
"""What the feed of saved pages is called where others have their address."""
SAVED_TITLE = "Saved"
_LONGEST_TITLE = 300


class SavedPage(Struct, frozen=True, kw_only=True):
    """A page to save, with what the reader did with it elsewhere.

    Attributes:
        url: absolute http(s) address.
        title: "" if it is not known.
        published: when it was published or, where only that is known, saved.
        summary: what is known of its text, plain.
        content_html: its text as another program kept it, cleaned as a feed's.
        tags: names as they were given.
        is_later: it is still to be read.
        is_fetched: its article is fetched; otherwise title and address have to do.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    summary: str = ""
    content_html: str = ""
    tags: tuple[str, ...] = ()
    is_read: bool = False
    is_starred: bool = False
    is_later: bool = False
    note: str = ""
    is_fetched: bool = True


def is_saved_address(address: str) -> bool:
    """Whether this is what the feed of saved pages is called: no server is asked for it."""
    return address == SAVED_ADDRESS


def entry_of_page(page: SavedPage) -> Entry:
    """Return the entry of a saved page, known by its address.

    Raises:
        ValueError: the address is none of the web.
    """
    url = web_address(page.url)
    if not url:
        message = f"{clean_line(page.url, max_characters=80)}: not an http or https address"
        raise ValueError(message)
    title = clean_line(page.title, max_characters=_LONGEST_TITLE)
    return Entry(
        key=EntryKey(canonical_url(url)),
        url=url,
        # Services that know no title put the address there. The page says its own when it comes;
        # until then the address is shown.
        title="" if web_address(title) else title,
        published=page.published,
        summary=clean_text(page.summary),
        content_html=page.content_html,
    )
