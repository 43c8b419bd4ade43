"""A page with panels and lines that fold; shared by articles and stories."""

from collections.abc import Iterable
from typing import ClassVar

from textual.message import Message

from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.typesetting.typeset_page import Item, ItemKind


class FoldingView(PageView):
    """Folds what is selected; whoever owns it remembers which panels are closed."""

    INNER_KINDS: ClassVar[frozenset[ItemKind]] = frozenset()
    """What stands inside an unfolded item, below its line."""

    class PanelsClosed(Message):
        """The reader closed or opened panels of the summary; these are closed now."""

        def __init__(self, titles: frozenset[str]) -> None:
            super().__init__()
            self.titles = titles

    def __init__(self, *, text_width: int, closed: Iterable[str] = ()) -> None:
        super().__init__(text_width=text_width)
        self._unfolded: frozenset[str] = frozenset()
        self._closed_panels = frozenset(closed)
        self._is_whole = False

    def set_page(self) -> None:
        """Make the page anew, without a thought for the place."""
        raise NotImplementedError

    @property
    def selected(self) -> Item | None:
        """The selected item."""
        if self._page is None or not 0 <= self._item < len(self._page.items):
            return None
        return self._page.items[self._item]

    def close_panels(self, titles: frozenset[str]) -> None:
        """Close these panels and open all others."""
        if titles != self._closed_panels:
            self._closed_panels = titles
            self.typeset()

    def show_whole_points(self, *, is_whole: bool) -> None:
        """Show key points as whole sentences, or shortened."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self.typeset()

    def is_stop(self, number: int) -> bool:
        """Tell whether going from item to item stops there: a heading is passed by if open."""
        assert self._page is not None  # noqa: S101  # only called with a page
        item = self._page.items[number]
        return item.kind is not ItemKind.PANEL or item.fold in self._closed_panels

    def _panels(self) -> list[int]:
        items = self._page.items if self._page else []
        return [number for number, item in enumerate(items) if item.kind is ItemKind.PANEL]

    # Folding.

    def action_expand(self) -> None:
        """Show or hide what the selected item or its panel holds."""
        if self._page is None or not 0 <= self._item < len(self._page.items):
            self.refuse("Select an item first: {next_item} does")
            return
        # From inside what is unfolded, the line above it is what gets folded.
        for number in range(self._item, -1, -1):
            item = self._page.items[number]
            if item.fold:
                self.toggle_fold(item)
                return
            if item.kind not in self.INNER_KINDS:
                break
        self.refuse("There is no more to show of this item")

    def toggle_fold(self, item: Item) -> None:
        """Show or hide what an item holds, and keep it selected."""
        if self._page is None or not item.fold:
            return
        before = self.scroll_offset.y
        if item.kind is ItemKind.PANEL:
            self._closed_panels ^= {item.fold}
            self.post_message(self.PanelsClosed(self._closed_panels))
        else:
            self._unfolded ^= {item.fold}
        self.set_page()
        page = self.page
        number = page.item_of_fold(item.fold) if page is not None else None
        self._go_to(before)
        if number is not None:
            self._item = -1
            self.select_item(number)

    def action_toggle_summary(self) -> None:
        """Close all panels, or open them if all are closed."""
        items = self._page.items if self._page else ()
        titles = frozenset(items[number].fold for number in self._panels())
        if not titles:
            self.refuse("There are no panels here to fold")
            return
        is_open = bool(titles - self._closed_panels)
        self._closed_panels = (
            self._closed_panels | titles if is_open else self._closed_panels - titles
        )
        self._item = -1
        self.post_message(self.PanelsClosed(self._closed_panels))
        self.typeset()

    # From panel to panel.

    def action_next_panel(self) -> None:
        """Select the heading of the next panel."""
        self._step_panel(1)

    def action_previous_panel(self) -> None:
        """Select the heading of this panel, or of the one before."""
        self._step_panel(-1)

    def _step_panel(self, step: int) -> None:
        panels = self._panels()
        if self._page is None or not panels:
            self.refuse("There are no panels here")
            return
        if self._item < 0:
            top = self.scroll_offset.y
            below = [it for it in panels if self._page.lines_of_item(it).start >= top]
            above = [it for it in panels if it not in below]
            found = below if step > 0 else above
        else:
            found = [it for it in panels if (it > self._item if step > 0 else it < self._item)]
        if found:
            self.select_item(found[0] if step > 0 else found[-1])
        else:
            self.refuse("This is the last panel" if step > 0 else "This is the first panel")
