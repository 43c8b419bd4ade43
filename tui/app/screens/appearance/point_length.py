"""Show key points whole or shortened: chosen by a key, and remembered."""

from collections.abc import Sequence
from typing import Protocol

from tui.app.screens.main_ports import Writes

_SETTING = "points.whole"


class PointPage(Protocol):
    """A page that shows key points."""

    def show_whole_points(self, *, is_whole: bool) -> None:
        """Show them as whole sentences, or shortened."""
        ...


class PointLength:
    """Shows key points alike on all pages."""

    def __init__(self, screen: Writes, pages: Sequence[PointPage]) -> None:
        self._screen = screen
        self._pages = pages
        self._is_whole = screen.newsroom.library.memory.setting(_SETTING) == "on"
        self._show()

    def toggle(self) -> None:
        """Show whole sentences, or short forms again."""
        self._is_whole = not self._is_whole
        self._show()
        value = "on" if self._is_whole else "off"
        self._screen.marking.write(lambda store: store.memory.set(_SETTING, value))
        self._screen.say("Key points are whole" if self._is_whole else "Key points are short")

    def _show(self) -> None:
        for page in self._pages:
            page.show_whole_points(is_whole=self._is_whole)
