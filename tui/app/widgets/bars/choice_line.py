"""A line of a few words of which one is chosen, with the arrow keys or the mouse."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from tui.app.fault_containment import Contained

_GAP = 1


class ChoiceLine(Contained, Widget, can_focus=True):
    """One line; the chosen word stands between brackets, so that colour is not needed."""

    BINDINGS = [  # noqa: RUF012 - Textual's own way
        ("left,h", "step(-1)", "Before"),
        ("right,l,space", "step(1)", "Next"),
    ]

    def __init__(self, words: Sequence[str], *, chosen: int = 0, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = tuple(words)
        self._chosen = chosen

    @property
    def chosen(self) -> int:
        """The number of the chosen word, from 0."""
        return self._chosen

    def render(self) -> RenderResult:
        """Draw the words."""
        marked = "bold reverse" if self.has_focus else "bold"
        parts: list[tuple[str, str]] = []
        for number, word in enumerate(self._words):
            is_chosen = number == self._chosen
            parts.append((f"[{word}]" if is_chosen else f" {word} ", marked if is_chosen else ""))
            parts.append((" " * _GAP, ""))
        return Content.assemble(*parts)

    def action_step(self, step: int) -> None:
        """Choose a neighbour, once round."""
        self._choose((self._chosen + step) % len(self._words))

    def _choose(self, number: int) -> None:
        self._chosen = number
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the word under the mouse."""
        event.stop()
        end = 0
        for number, word in enumerate(self._words):
            end += cell_len(word) + 2 + _GAP
            if event.x < end:
                self._choose(number)
                return
