"""Choose how many columns the sections have, and remember it."""

from contextlib import suppress
from typing import Protocol

from tui.app.screens.main_ports import Writes

MEDIUM = 75
"""Columns from which two panes stand side by side."""
SECTION_WIDTHS = (0, 16, 20, 28, 36, 44)
"""Columns that the sections can have beside other panes; none hides them."""
_SETTING = "sections.width"


class WidthPort(Writes, Protocol):
    """What the width of the sections needs of the screen."""

    @property
    def columns(self) -> int:
        """How wide the terminal is."""
        ...

    @property
    def section_columns(self) -> int:
        """How wide the sections are now; 0 out of sight."""
        ...

    def arrange_panes(self) -> None:
        """Lay the panes out."""
        ...


class SectionWidth:
    """Widens and narrows the sections; `chosen` is None as long as the sheet says it."""

    def __init__(self, screen: WidthPort) -> None:
        self._screen = screen
        self.chosen: int | None = None

    def start(self) -> None:
        """Take up what was chosen last; what no version knows any more is passed over."""
        with suppress(ValueError):
            width = int(self._screen.newsroom.library.memory.setting(_SETTING) or -1)
            self.chosen = width if width in SECTION_WIDTHS else None

    @property
    def shown(self) -> int | None:
        """The columns of the sections where they are in sight, None for what the sheet says."""
        # Who is in sections that are hidden sees them all the same.
        return SECTION_WIDTHS[2] if self.chosen == 0 else self.chosen

    def widen(self) -> None:
        """Give the sections more columns; those that are hidden come back."""
        self._resize(wider=True)

    def narrow(self) -> None:
        """Give the sections fewer columns, and at last none."""
        self._resize(wider=False)

    def _resize(self, *, wider: bool) -> None:
        screen = self._screen
        if screen.columns < MEDIUM:
            screen.say(
                "Here is room for one pane at a time: the sections have it all when you go there"
            )
            return
        here = self.chosen
        if here is None:
            here = screen.section_columns or SECTION_WIDTHS[2]
        others = [it for it in SECTION_WIDTHS if (it > here if wider else it < here)]
        if not others:
            screen.say("The sections are as wide as they get" if wider else self._hidden_words())
            return
        width = self.chosen = others[0] if wider else others[-1]
        screen.marking.write(lambda store: store.memory.set(_SETTING, str(width)))
        screen.arrange_panes()
        screen.say(f"Sections: {width} columns" if width else self._hidden_words())

    def _hidden_words(self) -> str:
        keys = self._screen.key_of("list_leave"), self._screen.key_of("widen_sections")
        return f"The sections are hidden: {keys[0]} goes to them, {keys[1]} brings them back"
