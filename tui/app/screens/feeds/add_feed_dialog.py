"""The dialog that adds a feed: the address of a site or feed, or an OPML file, and a folder."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import ClassVar

from msgspec import Struct
from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from fetch.access import without_secret
from fetch.feeds.known_sites import typed_address
from tui.app.screens.base_screen import NewsDialog
from tui.app.screens.feeds.feed_preview import preview_lines
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.services.jobs.job_events import ChoiceNeeded, Event, JobFailed, Previewed
from tui.headless.services.jobs.job_ports import OnEvent
from tui.headless.services.subscriptions.typed_addresses import (
    SEPARATOR,
    page_problem,
    split_addresses,
)
from tui.headless.words.notices import plural

_WITHOUT_FEED = "The page can be saved, with its article, among the pages of Saved."
_ONE_AT_A_TIME = "An address with a password is added by itself."

Look = Callable[[str, OnEvent], Awaitable[None]]
"""Looks into the feed behind an address, storing nothing."""


class AddRequest(Struct, frozen=True, kw_only=True):
    """Addresses to subscribe to."""

    addresses: tuple[str, ...]
    folder: str


class ImportRequest(Struct, frozen=True, kw_only=True):
    """A file of subscriptions to read; its feeds without a folder go into the given one."""

    path: Path
    folder: str


class SaveRequest(Struct, frozen=True, kw_only=True):
    """Addresses of pages to save, not to subscribe to."""

    addresses: tuple[str, ...]


AddAnswer = AddRequest | ImportRequest | SaveRequest


class AddressInput(Input):
    """A line for addresses: of what is pasted every line is kept, not the first alone."""

    def on_paste(self, event: events.Paste) -> None:
        """Take the lines in as a list in one line."""
        event.prevent_default()
        event.stop()
        lines = (line.strip() for line in event.text.splitlines())
        self.replace(SEPARATOR.join(line for line in lines if line), *self.selection)


class AddScreen(NewsDialog[AddAnswer]):
    """Asks for an address and a folder, and shows what is there before it is subscribed to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Cancel"),
        ("ctrl+s", "save_page", "Save the page"),
    ]

    def __init__(
        self,
        look: Look,
        *,
        address: str = "",
        folder: str = "",
        problem: str = "",
        folders: tuple[str, ...] = (),
    ) -> None:
        super().__init__()
        self._look = look
        self._address = address
        self._folder = folder
        self._problem = problem
        self._folders = folders
        self._seen = ""
        """The address that was looked at, or is."""
        self._is_page = False
        """It is that of a page, which can be saved."""
        self._has_feed = True
        """Enter subscribes to what is there; if not, it saves the page."""

    def compose(self) -> ComposeResult:
        """Lay out the two lines, and room for what is there."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Add a feed", classes="title", markup=False)
            yield Static(
                "Addresses of sites or feeds, or an OPML file", classes="label", markup=False
            )
            yield AddressInput(
                self._address,
                placeholder="example.org  or  ~/feeds.opml",
                # What failed is mended, not typed anew.
                select_on_focus=False,
                id="address",
            )
            yield Static("Folder (may stay empty)", classes="label", markup=False)
            yield Input(
                self._folder,
                placeholder="World",
                id="folder",
                suggester=SuggestFromList(self._folders, case_sensitive=False),
            )
            yield Static(Content(drawable(self._problem)), classes="problem", markup=False)
            yield Static(classes="preview", markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the address."""
        self.query_one("#address", Input).focus()
        self.query_one(".problem").display = bool(self._problem)
        self._show_preview(Content(""))

    def on_input_changed(self) -> None:
        """Forget what another address led to."""
        if self._seen and self._seen != self._typed():
            self.workers.cancel_group(self, "look")
            self._forget()

    def on_input_submitted(self) -> None:
        """Look first; with the same address again, subscribe. Or say what is missing."""
        text = self.query_one("#address", Input).value.strip()
        if not text:
            self._show_problem("An address is needed.")
            return
        path = Path(text).expanduser()
        if _is_file(path):
            self.dismiss(ImportRequest(path=path, folder=self._typed_folder()))
        elif path.suffix.lower() == ".opml" and "://" not in text:
            self._show_problem(f"There is no file {text}.")
        elif self._seen == self._typed() and not self._has_feed:
            self.action_save_page()
        elif self._seen == self._typed():
            self._answer(split_addresses(self._seen))
        elif len(addresses := split_addresses(text)) > 1:
            self._show_several(addresses)
        else:
            self._begin(self._typed())

    def _forget(self) -> None:
        self._seen, self._is_page, self._has_feed = "", False, True
        self._show_preview(Content(""))

    def _typed(self) -> str:
        # As it was typed: without a scheme, http is tried where https is refused.
        return self.query_one("#address", Input).value.strip()

    def _typed_folder(self) -> str:
        return self.query_one("#folder", Input).value.strip()

    def _answer(self, addresses: tuple[str, ...]) -> None:
        self.workers.cancel_group(self, "look")
        self.dismiss(AddRequest(addresses=addresses, folder=self._typed_folder()))

    def action_save_page(self) -> None:
        """Answer with the addresses as those of pages to save."""
        addresses = split_addresses(self._typed())
        problem = next(filter(None, map(page_problem, addresses)), "")
        if problem or not addresses:
            self._show_problem(problem or "An address is needed.")
            return
        self.workers.cancel_group(self, "look")
        self.dismiss(SaveRequest(addresses=addresses))

    def _show_several(self, addresses: tuple[str, ...]) -> None:
        if any(without_secret(typed_address(address))[1] for address in addresses):
            self._show_problem(_ONE_AT_A_TIME)
            return
        self.query_one(".problem").display = False
        self._seen = self._typed()
        lines = [f"{plural(len(addresses), 'address', 'addresses')}:", *addresses]
        self._show_preview(Content("\n".join(map(drawable, lines))))

    # What is there.

    def _begin(self, address: str) -> None:
        self._seen = address
        self.query_one(".problem").display = False
        words = f"Looking at {without_secret(typed_address(address))[0]} …"
        self._show_preview(Content(drawable(words)))
        self._run(address)

    @work(exclusive=True, group="look", exit_on_error=False)
    async def _run(self, address: str) -> None:
        def told(event: Event) -> None:
            if self.is_running and address == self._seen:
                self._take(event)

        await self._look(address, told)

    def _take(self, event: Event) -> None:
        match event:
            case Previewed():
                self._is_page = event.is_of_page
                self._show_preview(preview_lines(event))
            case ChoiceNeeded():
                self._is_page = True
                self._show_preview(Content(""))
                self._choose(event)
            case JobFailed(message=message, is_page=True):
                self._is_page, self._has_feed = True, False
                self._show_preview(Content(_WITHOUT_FEED))
                self._show_problem(message)
            case JobFailed(message=message):
                self._forget()
                self._show_problem(message)
            case _:
                return

    def _choose(self, event: ChoiceNeeded) -> None:
        from tui.app.screens.feeds.choose_feed_dialog import ChooseScreen

        def answered(urls: tuple[str, ...] | None) -> None:
            if urls and len(urls) > 1:
                self._answer(urls)
            elif urls:
                self.query_one("#address", Input).value = urls[0]
                self._begin(urls[0])
            else:
                self._seen = ""
                self._show_preview(Content(""))

        self.app.push_screen(ChooseScreen(event.urls, event.titles), answered)

    def _show_preview(self, content: Content) -> None:
        line = self.query_one(".preview", Static)
        line.update(content)
        line.display = bool(content)
        does = "subscribes" if self._has_feed else "saves the page"
        keys = [f"Enter {does if self._seen else 'looks at the address'}", "Esc cancels"]
        if self._is_page and self._has_feed:
            keys.insert(1, "Ctrl+S saves this page, not the feed")
        self.query_one(".hint", Static).update(" · ".join(keys))
        # On a small terminal what was found, and what to do with it, is more than fits.
        self.call_after_refresh(self.query_one(".dialog").scroll_end, animate=False)

    def _show_problem(self, words: str) -> None:
        line = self.query_one(".problem", Static)
        line.update(Content(drawable(words)))
        line.display = True
        # All problems are the address's.
        self.query_one("#address", Input).focus()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL
        return False
