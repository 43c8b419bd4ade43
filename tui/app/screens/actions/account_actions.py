"""Add, sync and remove accounts; merge local feeds into them."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from cache.values.account_rows import Account
from cache.values.list_rows import FeedId, FeedRow
from tui.app.screens.main_ports import Asks, Writes
from tui.headless.services.jobs.job_events import AccountAdded, Event, JobFailed
from tui.headless.services.jobs.job_ports import AccountRequest, OnEvent
from tui.headless.words.notices import plural
from tui.headless.words.sync_words import describe_refusals

if TYPE_CHECKING:
    from cache.store import Store


class RunsAccountJobs(Protocol):
    """Runs one job at a time, whatever it is."""

    def run_job(self, words: str, job: Callable[[OnEvent], Awaitable[None]], told: OnEvent) -> None:
        """Run a job; each of its events is given to `told`, too."""
        ...

    def refresh_feeds(self, feed_ids: Sequence[FeedId] | None, words: str) -> None:
        """Ask feeds for news, all of them for None."""
        ...


class AccountPort(Writes, Asks, Protocol):
    """What the accounts need of the screen."""

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...


class AccountActions:
    """What can be done with accounts."""

    def __init__(self, screen: AccountPort, jobs: RunsAccountJobs) -> None:
        self._screen = screen
        self._jobs = jobs
        self._newsroom = screen.newsroom

    def show(self) -> None:
        """Show the accounts, and do what is wanted of one."""
        from tui.app.screens.accounts.accounts_dialog import AccountDeed, AccountsScreen, Deed

        library = self._newsroom.library.accounts

        def answered(answer: AccountDeed | None) -> None:
            if answer is None:
                return
            if answer.deed is Deed.ADD:
                self.ask()
            elif answer.deed is Deed.MERGE:
                self._merge()
            elif answer.account is not None and answer.deed is Deed.SYNC:
                self._sync(answer.account)
            elif answer.account is not None:
                self._ask_to_remove(answer.account)

        accounts = library.all()
        refused = {
            one.account_id: describe_refusals(library.refusals(one.account_id)) for one in accounts
        }
        dialog = AccountsScreen(accounts, library.doubles(), self._newsroom.clock(), refused)
        self._screen.push(dialog, answered)

    def ask(self, *, address: str = "", user: str = "", problem: str = "") -> None:
        """Ask for the address of a server, and for what it needs."""
        from tui.app.screens.accounts.add_account_dialog import AddAccountScreen

        def answered(request: AccountRequest | None) -> None:
            if request is not None:
                self._add(request)

        dialog = AddAccountScreen(
            self._newsroom.jobs.find_account, address=address, user=user, problem=problem
        )
        self._screen.push(dialog, answered)

    def _add(self, request: AccountRequest) -> None:
        is_added = False

        def told(event: Event) -> None:
            nonlocal is_added
            if isinstance(event, AccountAdded):
                is_added = True
                self._screen.say(f"Signed in to {event.product}. {event.note}".rstrip())
            elif isinstance(event, JobFailed) and not is_added:
                # What was typed stays, but for the password.
                self.ask(address=request.url, user=request.user, problem=event.message)

        self._jobs.run_job(
            f"signing in to {request.url}",
            lambda tell: self._newsroom.jobs.add_account(request, tell),
            told,
        )

    def _sync(self, account: Account) -> None:
        mine = [it.feed_id for it in self._screen.feeds if it.account_id == account.account_id]
        # Without feeds yet, there is none to name it by.
        self._jobs.refresh_feeds(mine or None, f"syncing {account.name}")

    def _ask_to_remove(self, account: Account) -> None:
        from tui.app.screens.dialogs.pick_dialog import PickScreen

        waiting = account.waiting_count
        lost = f" {plural(waiting, 'change')} of yours will not be sent." if waiting else ""

        def answered(number: int | None) -> None:
            if number is not None:
                self._remove(account, keeps_entries=number == 0)

        title = f"Remove {account.name}? The server keeps everything.{lost}"
        choices = (
            "Keep its feeds here as local feeds",
            "Remove them; starred, tagged and noted articles stay",
        )
        self._screen.push(PickScreen(title, choices), answered)

    def _remove(self, account: Account, *, keeps_entries: bool) -> None:
        from tui.headless.services.subscriptions.credentials import CredentialError
        from tui.headless.services.sync.account_secrets import forget_secrets

        now = self._newsroom.clock()

        def remove(store: "Store") -> None:
            store.sync.remove_account(account.account_id, keeps_entries=keeps_entries, now=now)

        def removed() -> None:
            try:
                forget_secrets(account.login)
            except CredentialError as error:
                words = f"Its password stays in the keyring: {error}"
                self._screen.say(words, is_error=True)
            else:
                self._screen.say(f"Removed the account {account.name}")

        self._screen.marking.write(remove, then=removed)

    def _merge(self) -> None:
        doubles = self._newsroom.library.accounts.doubles()
        now = self._newsroom.clock()

        def merge(store: "Store") -> None:
            for double in doubles:
                store.sync.merge(double, now=now)

        def merged() -> None:
            self._screen.say(f"{plural(len(doubles), 'feed')} merged; their marks were kept")

        self._screen.marking.write(merge, then=merged)
