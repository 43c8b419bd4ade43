"""The dialog that adds an account: its address, then what that server asks for."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from fetch.access import without_secret
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.services.jobs.job_events import AccountFound, Event, JobFailed
from tui.headless.services.jobs.job_ports import AccountRequest, OnEvent

Find = Callable[[str, OnEvent], Awaitable[None]]
"""Finds out which API answers at an address; nothing secret is sent."""

_UNENCRYPTED = (
    "The password would go over the internet unencrypted. Type yes below to send it all the same."
)
_PLAIN_YES = "yes"


class AddAccountScreen(NewsDialog[AccountRequest]):
    """Asks for an address first, then for what the server that answers there needs."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]

    def __init__(self, find: Find, *, address: str = "", user: str = "", problem: str = "") -> None:
        super().__init__()
        self._find = find
        self._address = address
        self._user = user
        self._problem = problem
        self._found: AccountFound | None = None
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Lay out the address, and the lines that a server may need."""
        with VerticalScroll(classes="dialog", can_focus=False):
            yield Static("Sync with a reader server", classes="title", markup=False)
            yield Static(
                "Address of FreshRSS, Miniflux, Nextcloud News or another server",
                classes="label",
                markup=False,
            )
            yield Input(self._address, placeholder="rss.example.org", id="address")
            yield Static(classes="found", markup=False)
            for name, label in (
                ("user", "User"),
                ("secret", "Password"),
                ("app-id", "App id"),
                ("app-key", "App key"),
                ("plain", _UNENCRYPTED),
            ):
                yield Static(label, classes=f"label needs-{name}", markup=False)
                yield Input(
                    self._user if name == "user" else "",
                    password=name in {"secret", "app-key"},
                    id=name,
                    classes=f"needs-{name}",
                )
            yield Static(Content(drawable(self._problem)), classes="problem", markup=False)
            yield Static(classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the address; with what was typed before, look at it at once."""
        self._show_problem(self._problem)
        self._show_fields()
        self.query_one("#address", Input).focus()
        if self._address:
            problem = self._problem
            self._begin()
            # Why it was refused stays in sight while the server is asked once more.
            self._show_problem(problem)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Forget what another address led to."""
        if event.input.id == "address" and self._typed("address") != self._asked:
            self.workers.cancel_group(self, "find")
            self._found, self._asked = None, ""
            self._show_problem("")
            self._show_fields()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line that is empty; with the last one, answer."""
        event.stop()
        if not self._typed("address"):
            self._show_problem("An address is needed.")
        elif self._found is None:
            self._begin()
        elif empty := next((it for it in self._needed() if not self._typed(it)), ""):
            self.query_one(f"#{empty}", Input).focus()
        elif "plain" in self._needed() and self._typed("plain").lower() != _PLAIN_YES:
            self._show_problem("Nothing is sent unencrypted without a yes.")
        else:
            self._answer(self._found)

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()

    def _needed(self) -> list[str]:
        """Return the lines that the server needs, in order."""
        found = self._found
        if found is None:
            return []
        needs = {
            "user": found.needs_user,
            "secret": True,
            "app-id": found.needs_app,
            "app-key": found.needs_app,
            "plain": found.is_unencrypted,
        }
        return [name for name, is_needed in needs.items() if is_needed]

    def _answer(self, found: AccountFound) -> None:
        self.dismiss(
            AccountRequest(
                url=found.url,
                user=self._typed("user"),
                # A password may well begin or end with a space.
                secret=self.query_one("#secret", Input).value,
                app_id=self._typed("app-id"),
                app_key=self._typed("app-key"),
                allows_plain_http=found.is_unencrypted,
            )
        )

    # What answers there.

    def _begin(self) -> None:
        self._asked = self._typed("address")
        self._show_problem("")
        self._show_found(f"Asking {without_secret(self._asked)[0]} …")
        self._run(self._asked)

    @work(exclusive=True, group="find", exit_on_error=False)
    async def _run(self, address: str) -> None:
        def told(event: Event) -> None:
            if self.is_running and address == self._asked:
                self._take(event)

        await self._find(address, told)

    def _take(self, event: Event) -> None:
        if isinstance(event, AccountFound):
            self._found = event
            self._show_fields()
            first = next((it for it in self._needed() if not self._typed(it)), "secret")
            self.query_one(f"#{first}", Input).focus()
        elif isinstance(event, JobFailed):
            self._asked = ""
            self._show_fields()
            self._show_problem(event.message)

    def _show_fields(self) -> None:
        found = self._found
        needed = self._needed()
        for name in ("user", "secret", "app-id", "app-key", "plain"):
            for line in self.query(f".needs-{name}"):
                line.display = name in needed
        if found is None:
            self._show_found("")
        else:
            word = found.credential or "password"
            self.query_one("Static.needs-secret", Static).update(
                Content(drawable(word[:1].upper() + word[1:]))
            )
            self._show_found(f"{found.product}. {found.sentence}")
        does = "signs in" if found is not None else "asks what answers there"
        self.query_one(".hint", Static).update(f"Enter {does} · Esc cancels")

    def _show_found(self, words: str) -> None:
        line = self.query_one(".found", Static)
        line.update(Content(drawable(words)))
        line.display = bool(words)

    def _show_problem(self, words: str) -> None:
        self._problem = words
        line = self.query_one(".problem", Static)
        line.update(Content(drawable(words)))
        line.display = bool(words)
