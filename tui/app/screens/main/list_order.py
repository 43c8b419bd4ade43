"""The screen's part that says how lists look: order, groups and row height, remembered."""

from contextlib import suppress
from dataclasses import replace

from cache.values.list_rows import Order, Scope, View
from tui.app.screens.main.column_layout import MEDIUM, SECTION_WIDTHS
from tui.app.screens.main.list_search import SearchingScreen
from tui.app.widgets.lists.row_density import Density
from tui.app.widgets.lists.row_groups import Grouping
from tui.headless.commands.command import Command, Context
from tui.headless.services.app_services import Newsroom

_FOLLOWING = {
    Order.NEWEST: Order.OLDEST,
    Order.OLDEST: Order.SOURCE,
    Order.SOURCE: Order.LENGTH,
    Order.LENGTH: Order.NEWEST,
}
_SECTION_WIDTH = "sections.width"
_WITHOUT_READ = {Scope.UNREAD, Scope.MUTED}
"""Lists that have nothing read, or where it does not matter."""
_SORTED_ONLY = "of the newest 10,000"
_ORDERS = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.SOURCE: "By source",
    Order.LENGTH: "Longest first",
}
_DENSITIES = {
    Density.COMPACT: "One line a row",
    Density.NORMAL: "Two lines a row",
    Density.WRAPPED: "Three lines a row: long headlines whole, short ones with a key point",
    Density.ROOMY: "Three lines a row and a blank one",
}


class OrderingScreen(SearchingScreen):
    """Orders and groups lists; table settings keeps what was chosen."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._order = Order.NEWEST
        self._has_groups = True
        self._is_unread_only = False

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
        with suppress(ValueError):
            width = int(setting(_SECTION_WIDTH) or -1)
            self.section_width = width if width in SECTION_WIDTHS else None
        self._arrange()
        self.view = replace(self.view, order=self._order)
        self._show_groups()

    def open_view(self, view: View) -> None:
        """Show another view, in the order that was chosen, and of all or only what is unread."""
        is_unread_only = self._is_unread_only and view.scope not in _WITHOUT_READ
        super().open_view(replace(view, order=self._order, is_unread_only=is_unread_only))

    def action_toggle_unread_only(self) -> None:
        """Show only what is unread, or all; what is under the cursor stays under it."""
        if self.view.scope in _WITHOUT_READ:
            self.say("This list shows what it has, whether all is shown or only what is unread")
            return
        self._is_unread_only = not self._is_unread_only
        story = self.story_list.selected if self.shows_stories else None
        entry = self.entry_list.selected if not self.shows_stories else None
        is_in_list = self.context in {Context.LIST, Context.SECTIONS}
        self.open_view(replace(self.view, kept=frozenset()))
        if story is not None:
            self.story_list.move_to(self.story_list.index_of(story.story_id) or 0)
        elif entry is not None:
            position = self.newsroom.library.position(self.view, entry.entry_id)
            self.entry_list.move_to(position or 0)
        if not is_in_list:
            self.go_to(self.list_pane)
        key = self.key_of("toggle_unread_only")
        self.say(
            f"Only what is unread · {key} shows all" if self._is_unread_only else "All is shown"
        )

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

    def action_widen_sections(self) -> None:
        """Give the sections more columns; those that are hidden come back."""
        self._resize_sections(wider=True)

    def action_narrow_sections(self) -> None:
        """Give the sections fewer columns, and at last none."""
        self._resize_sections(wider=False)

    def _resize_sections(self, *, wider: bool) -> None:
        if self.size.width < MEDIUM:
            self.say(
                "Here is room for one pane at a time: the sections have it all when you go there"
            )
            return
        here = self.section_width
        if here is None:
            here = self.section_list.size.width or SECTION_WIDTHS[2]
        others = [it for it in SECTION_WIDTHS if (it > here if wider else it < here)]
        if not others:
            self.say("The sections are as wide as they get" if wider else self._hidden_words())
            return
        self.section_width = others[0] if wider else others[-1]
        self._remember(_SECTION_WIDTH, str(self.section_width))
        self._arrange()
        is_hidden = not self.section_width
        self.say(self._hidden_words() if is_hidden else f"Sections: {self.section_width} columns")

    def _hidden_words(self) -> str:
        keys = self.key_of("list_leave"), self.key_of("widen_sections")
        return f"The sections are hidden: {keys[0]} goes to them, {keys[1]} brings them back"

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
