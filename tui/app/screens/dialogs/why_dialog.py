"""Why a story has its rank: one line for each part of its score."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable

_HINT = "What you click or read moves nothing. The weights are in config.toml under [stories]."


class WhyScreen(NewsDialog[None]):
    """Any of its keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q,w,enter,space", "dismiss", "Close")]

    def __init__(self, title: str, headline: str, reasons: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._headline = headline
        self._reasons = tuple(reasons)

    def compose(self) -> ComposeResult:
        """Lay out the reasons."""
        with VerticalScroll(classes="dialog"):
            yield Static(Content(drawable(self._title)), classes="title", markup=False)
            yield Static(Content(drawable(self._headline)), classes="label", markup=False)
            for reason in self._reasons:
                yield Static(Content(drawable(f"· {reason}")), markup=False)
            yield Static(_HINT, classes="hint", markup=False)
