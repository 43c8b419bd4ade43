"""Order and group the lists, and choose whether they show all rows or only the unread ones."""

from contextlib import suppress
from typing import Protocol

from msgspec.structs import replace

from cache.values.list_rows import Order, Scope, View
from tui.app.screens.main_ports import Places, Shows, Writes
from tui.app.widgets.lists.row_groups import Grouping
from tui.headless.commands.command import Context

_FOLLOWING = {
    Order.NEWEST: Order.OLDEST,
    Order.OLDEST: Order.SOURCE,
    Order.SOURCE: Order.LENGTH,
    Order.LENGTH: Order.NEWEST,
}
_WITHOUT_READ = {Scope.UNREAD, Scope.MUTED}
"""Lists that have nothing read, or where it does not matter."""
_SORTED_ONLY = "of the newest 10,000"
_ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.SOURCE: "By source",
    Order.LENGTH: "Longest first",
}
_GROUPINGS = {
    Order.NEWEST: Grouping.DAY,
    Order.OLDEST: Grouping.DAY,
    Order.SOURCE: Grouping.SOURCE,
    Order.LENGTH: Grouping.NONE,
}


class OrderPort(Writes, Places, Shows, Protocol):
    """What ordering needs of the screen."""

    @property
    def row_count(self) -> int:
        """How many articles are in the list."""
        ...

    def show_groups(self, grouping: Grouping) -> None:
        """Show headings between the articles."""
        ...

    def reader_moved(self) -> None:
        """Know that the reader moved in the list: it is not only watched."""
        ...


class ListOrder:
    """Orders and groups lists; table settings keeps what was chosen."""

    def __init__(self, screen: OrderPort) -> None:
        self._screen = screen
        self._library = screen.newsroom.library
        self._order = Order.NEWEST
        self._has_groups = True
        self._is_unread_only = False

    def start(self) -> None:
        """Take up what was chosen last; what no version knows any more is passed over."""
        setting = self._library.memory.setting
        with suppress(ValueError):
            self._order = Order(setting("list.order") or Order.NEWEST)
        self._has_groups = setting("list.groups") != "off"
        self._show_groups()

    def applied(self, view: View) -> View:
        """Return a view in the order that was chosen, and of all or only what is unread."""
        is_unread_only = self._is_unread_only and view.scope not in _WITHOUT_READ
        return replace(view, order=self._order, is_unread_only=is_unread_only)

    def toggle_unread_only(self) -> None:
        """Show only what is unread, or all; what is under the cursor stays under it."""
        screen = self._screen
        if screen.view.scope in _WITHOUT_READ:
            screen.say("This list shows what it has, whether all is shown or only what is unread")
            return
        self._is_unread_only = not self._is_unread_only
        place = screen.list_place()
        is_in_list = screen.context in {Context.LIST, Context.SECTIONS}
        screen.open_view(replace(screen.view, kept=frozenset()))
        screen.return_to(place)
        if not is_in_list:
            screen.go_to_list()
        key = screen.key_of("toggle_unread_only")
        screen.say(
            f"Only what is unread · {key} shows all" if self._is_unread_only else "All is shown"
        )

    def change_order(self) -> None:
        """Take the next order; the article under the cursor stays under it."""
        screen = self._screen
        if screen.shows_stories:
            screen.say("Top stories have their own order: the most important first")
            return
        self._order = _FOLLOWING[self._order]
        place = screen.list_place()
        screen.open_view(screen.view)
        self._show_groups()
        if place.entry_id is not None:
            screen.reader_moved()
            screen.return_to(place)
        self._remember("list.order", self._order)
        words = _ORDERS[self._order]
        whole = self._library.lists.count(replace(screen.view, order=Order.NEWEST))
        screen.say(f"{words}, {_SORTED_ONLY}" if whole > screen.row_count else words)

    def toggle_groups(self) -> None:
        """Show the headings of days or sources, or not."""
        self._has_groups = not self._has_groups
        self._show_groups()
        self._remember("list.groups", "on" if self._has_groups else "off")
        self._screen.say(
            "Days and sources stand out" if self._has_groups else "No headings in lists"
        )

    def _show_groups(self) -> None:
        self._screen.show_groups(_GROUPINGS[self._order] if self._has_groups else Grouping.NONE)

    def _remember(self, name: str, value: str) -> None:
        self._screen.marking.write(lambda store: store.memory.set(name, value))
