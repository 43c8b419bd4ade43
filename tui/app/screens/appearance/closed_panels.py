"""Remember which panels are closed: the same ones on every page, in later sessions too."""

from collections.abc import Sequence
from typing import Protocol

from tui.app.screens.main_ports import Writes

_SETTING = "reader.closed"
_BETWEEN = ","


class PanelPage(Protocol):
    """A page whose panels can be closed."""

    def close_panels(self, titles: frozenset[str]) -> None:
        """Close these panels and no others."""
        ...


class ClosedPanels:
    """Closes panels on all pages, and remembers which."""

    def __init__(self, screen: Writes, pages: Sequence[PanelPage]) -> None:
        self._screen = screen
        self._pages = pages
        stored = screen.newsroom.library.memory.setting(_SETTING)
        self._show(frozenset(filter(None, stored.split(_BETWEEN))))

    def close(self, titles: frozenset[str]) -> None:
        """Close these panels and no others."""
        self._show(titles)
        value = _BETWEEN.join(sorted(titles))
        self._screen.marking.write(lambda store: store.memory.set(_SETTING, value))

    def _show(self, titles: frozenset[str]) -> None:
        for page in self._pages:
            page.close_panels(titles)
