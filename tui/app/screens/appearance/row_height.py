"""Choose how many lines a row of the two lists takes, and remember it."""

from contextlib import suppress
from typing import Protocol

from tui.app.screens.main_ports import Writes
from tui.app.widgets.lists.row_density import Density

_SETTING = "list.density"
_WORDS = {
    Density.COMPACT: "One line a row",
    Density.NORMAL: "Two lines a row",
    Density.WRAPPED: "Three lines a row: long headlines whole, short ones with a key point",
    Density.ROOMY: "Three lines a row and a blank one",
}


class DenseList(Protocol):
    """A list whose rows can be of several heights."""

    def set_density(self, density: Density) -> None:
        """Take a height."""
        ...

    def change_density(self) -> Density:
        """Take the next height and return it."""
        ...


class HeightPort(Writes, Protocol):
    """What the height of rows needs of the screen."""

    @property
    def dense_lists(self) -> tuple[DenseList, DenseList]:
        """Both lists, the one that is in use first."""
        ...


class RowHeight:
    """Gives both lists the same height of rows."""

    def __init__(self, screen: HeightPort) -> None:
        self._screen = screen

    def start(self) -> None:
        """Take up what was chosen last; what no version knows any more is passed over."""
        with suppress(KeyError):
            density = Density[self._screen.newsroom.library.memory.setting(_SETTING) or ""]
            for it in self._screen.dense_lists:
                it.set_density(density)

    def change(self) -> None:
        """Take the next row height, in both lists."""
        shown, other = self._screen.dense_lists
        density = shown.change_density()
        other.set_density(density)
        self._screen.marking.write(lambda store: store.memory.set(_SETTING, density.name))
        self._screen.say(_WORDS[density])
