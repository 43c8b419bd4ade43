"""Drawing line by line, so that a line that fails shows a message and the others are drawn."""

from functools import partial

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tui.app.fault_containment import Contained
from tui.headless.fault_guard import attempt

_SORRY = "(this line can't be shown; the log has the reason)"


class DrawnByLine(Contained):
    """Base of widgets that draw their lines themselves; a subclass draws one."""

    def draw_line(self, y: int) -> Strip:
        """Draw one line of the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw one line, whatever it takes."""
        where = f"drawing a line of {type(self).__name__}"
        return attempt(where, partial(self.draw_line, y), self._sorry_line)

    def _sorry_line(self) -> Strip:
        strip = Strip([Segment(_SORRY)])
        return strip.adjust_cell_length(self.size.width) if isinstance(self, Widget) else strip
