"""The screen's part that says how lists look: order, groups and row height, remembered."""

from contextlib import suppress
from dataclasses import replace

from cache.model import Order, View
from tui.commands.model import Command
from tui.screens.searching import SearchingScreen
from tui.services.newsroom import Newsroom
from tui.widgets.density import Density
from tui.widgets.groups import Grouping

_FOLLOWING = {
    Order.NEWEST: Order.OLDEST,
    Order.OLDEST: Order.SOURCE,
    Order.SOURCE: Order.LENGTH,
    Order.LENGTH: Order.NEWEST,
}
_SORTED_ONLY = "of the newest 10,000"
_ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.SOURCE: "By source",
    Order.LENGTH: "Longest first",
}
_DENSITIES = {
    Density.COMPACT: "One line a story",
    Density.NORMAL: "Two lines a story",
    Density.ROOMY: "Three lines a story, with its first key point",
}


class OrderingScreen(SearchingScreen):
    """Orders and groups lists; table settings keeps what was chosen."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._order = Order.NEWEST
        self._has_groups = True

    def on_mount(self) -> None:
        """Take up what was chosen last; what no version knows any more is passed over."""
        setting = self.newsroom.library.memory.setting
        with suppress(ValueError):
            self._order = Order(setting("list.order") or Order.NEWEST)
        with suppress(KeyError):
            density = Density[setting("list.density") or ""]
            self.entry_list.set_density(density)
            self.story_list.set_density(density)
        self._has_groups = setting("list.groups") != "off"
        self.view = replace(self.view, order=self._order)
        self._show_groups()

    def open_view(self, view: View) -> None:
        """Show another view, in the order that was chosen."""
        super().open_view(replace(view, order=self._order))

    def action_change_order(self) -> None:
        """Take the next order; the story under the cursor stays under it."""
        if self.shows_stories:
            self.say("Top stories have their own order: the most important first")
            return
        self._order = _FOLLOWING[self._order]
        selected = self.entry_list.selected
        self.open_view(self.view)
        self._show_groups()
        if selected is not None:
            position = self.newsroom.library.position(self.view, selected.entry_id)
            self._was_touched = True
            self.entry_list.move_to(position or 0)
        self._remember("list.order", self._order)
        words = _ORDERS[self._order]
        whole = self.newsroom.library.count(replace(self.view, order=Order.NEWEST))
        self.say(f"{words}, {_SORTED_ONLY}" if whole > self.pages.count else words)

    def action_toggle_groups(self) -> None:
        """Show the headings of days or sources, or not."""
        self._has_groups = not self._has_groups
        self._show_groups()
        self._remember("list.groups", "on" if self._has_groups else "off")
        self.say("Days and sources stand out" if self._has_groups else "No headings in lists")

    def action_change_density(self) -> None:
        """Take the next row height, in both lists."""
        shown = self.story_list if self.shows_stories else self.entry_list
        density = shown.change_density()
        (self.entry_list if self.shows_stories else self.story_list).set_density(density)
        self._remember("list.density", density.name)
        self.say(_DENSITIES[density])

    def _show_groups(self) -> None:
        grouping = {
            Order.NEWEST: Grouping.DAY,
            Order.OLDEST: Grouping.DAY,
            Order.SOURCE: Grouping.SOURCE,
            Order.LENGTH: Grouping.NONE,
        }[self._order]
        self.entry_list.show_groups(grouping if self._has_groups else Grouping.NONE)

    def _remember(self, name: str, value: str) -> None:
        self.marking.write(lambda store: store.memory.set(name, value))
