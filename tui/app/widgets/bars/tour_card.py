"""The card of the tour at the foot of the screen: one thing to do. It takes no key."""

from textual.content import Content
from textual.widgets import Static

from tui.app.fault_containment import Contained
from tui.app.widgets.text.drawable_text import drawable


class TourCard(Contained, Static):
    """Shows a step of the tour."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self.display = False
        self._shown: tuple[str, ...] = ()

    def show(self, progress: str, words: str, way_out: str) -> None:
        """Show a step."""
        shown = (progress, words, way_out)
        if shown == self._shown:
            return
        self._shown = shown
        self.update(
            Content.assemble(
                (f"Tour {progress}  ", "bold $accent"),
                drawable(words),
                (f"  {drawable(way_out)}", "dim"),
            )
        )
        self.display = True

    def hide(self) -> None:
        """Take the card away."""
        self._shown = ()
        self.display = False
