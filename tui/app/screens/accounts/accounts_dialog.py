"""The dialog of accounts: the state of each, and what can be done with it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from cache.values.account_rows import Account, Double
from cache.values.list_rows import AccountId
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.headless.words.notices import plural
from tui.headless.words.sync_words import account_failure, sync_status

_LONGEST = 60


class Deed(StrEnum):
    """What the reader wants done."""

    ADD = "add"
    SYNC = "sync"
    REMOVE = "remove"
    MERGE = "merge"


class AccountDeed(Struct, frozen=True, kw_only=True):
    """What is to be done, and with which account; None for none in particular."""

    deed: Deed
    account: Account | None = None


class AccountsScreen(NewsDialog[AccountDeed]):
    """Answers with what is to be done; nothing if the reader only looked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "dismiss", "Close"),
        ("j", "move('down')", "Down"),
        ("k", "move('up')", "Up"),
        ("a", "answer('add')", "Add"),
        ("r", "answer('sync')", "Sync"),
        ("D,delete", "answer('remove')", "Remove"),
        ("m", "answer('merge')", "Merge"),
    ]

    def __init__(
        self,
        accounts: Sequence[Account],
        doubles: Sequence[Double],
        now: datetime,
        refused: Mapping[AccountId, Sequence[str]],
    ) -> None:
        super().__init__()
        self._accounts = tuple(accounts)
        self._doubles = tuple(doubles)
        self._now = now
        self._refused = refused

    def compose(self) -> ComposeResult:
        """Lay out the accounts, and what can be done."""
        with Vertical(classes="dialog"):
            yield Static("Accounts", classes="title", markup=False)
            if self._accounts:
                yield OptionList(*(Option(self._line(one)) for one in self._accounts))
            else:
                words = (
                    "None yet. An account syncs with FreshRSS, Miniflux, Nextcloud News and others."
                )
                yield Static(words, classes="label", markup=False)
            if self._doubles:
                yield Static(self._doubled(), classes="problem", markup=False)
            keys = "a adds · r syncs · D removes · Esc closes" if self._accounts else "a adds · Esc"
            yield Static(keys, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the first."""
        if self._accounts:
            options = self.query_one(OptionList)
            options.highlighted = 0
            options.focus()

    def _line(self, account: Account) -> Content:
        name = fit(account.name, _LONGEST)
        counts = f"{plural(account.feed_count, 'feed')}, {account.unread_count:,} unread"
        lines: list[str | tuple[str, str]] = [
            (name, "bold"),
            (f"  {drawable(account.product)}", "dim"),
            f"\n{counts}, {sync_status(account, self._now)}",
        ]
        problems = [account_failure(account, self._now), *self._refused[account.account_id]]
        lines += [(f"\n! {drawable(problem)}", "$error") for problem in problems if problem]
        return Content.assemble(*lines)

    def _doubled(self) -> Content:
        count = len(self._doubles)
        has = "is" if count == 1 else "are"
        words = f"{plural(count, 'local feed')} {has} in an account, too: m merges, marks are kept."
        return Content(words)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Sync the account."""
        event.stop()
        self.action_answer(Deed.SYNC)

    def action_answer(self, deed: str) -> None:
        """Give the answer, unless there is nothing to do it with."""
        wanted = Deed(deed)
        account = self._account() if wanted in {Deed.SYNC, Deed.REMOVE} else None
        if wanted in {Deed.SYNC, Deed.REMOVE} and account is None:
            return
        if wanted is Deed.MERGE and not self._doubles:
            self.notify("No local feed is in an account, too.", markup=False)
            return
        self.dismiss(AccountDeed(deed=wanted, account=account))

    def _account(self) -> Account | None:
        if not self._accounts:
            return None
        number = self.query_one(OptionList).highlighted
        return None if number is None else self._accounts[number]

    def action_move(self, direction: str) -> None:
        """Move through the accounts."""
        if self._accounts:
            options = self.query_one(OptionList)
            if direction == "down":
                options.action_cursor_down()
            else:
                options.action_cursor_up()
