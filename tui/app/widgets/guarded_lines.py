"""Drawing line by line, so that a line that fails shows a message and the others are drawn."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.app.fault_containment import Contained
from tui.app.inks import Inks, inks_of
from tui.headless.fault_guard import attempt

_SORRY = "(this line can't be shown; the log has the reason)"


class DrawnByLine(Contained):
    """Base of widgets that draw their lines themselves; a subclass draws one.

    Attributes:
        INKS: where in `tui.app.inks` the widget's inks stand.
    """

    INKS: ClassVar[str]
    _inks: Inks | None = None
    _theme: Mapping[str, str] | None = None

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        raise NotImplementedError

    def ink(self, name: str) -> Style:
        """Return an ink of the widget, in the colours of the present theme."""
        theme = self.app.theme_variables
        if self._inks is None or self._theme is not theme:
            self._theme = theme
            self._inks = inks_of(self.INKS, theme, is_colourless=self.app.no_color)
        return self._inks[name]

    def render_line(self, y: int) -> Strip:
        """Draw one line, whatever it takes."""
        where = f"drawing a line of {type(self).__name__}"
        return attempt(where, partial(self.draw_line, y), self._sorry_line)

    def _sorry_line(self) -> Strip:
        strip = Strip([Segment(_SORRY)])
        return strip.adjust_cell_length(self.size.width) if isinstance(self, Widget) else strip
