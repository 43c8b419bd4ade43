"""The letters over the screen below: typing or clicking one chooses what it stands on."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from tui.app.screens.base_screen import NewsDialog

if TYPE_CHECKING:
    from textual.geometry import Size

_HINT = " Type a letter to go there · Esc leaves "


class Label(Struct, frozen=True):
    """Letters at a place of the screen."""

    letters: str
    x: int
    y: int


class JumpScreen(NewsDialog[str]):
    """Shows the letters; the answer is those that were typed, None if one goes nowhere."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"jump--label", "jump--typed"}

    def __init__(self, labels: Sequence[Label], key: str) -> None:
        """Take the labels, and the key that takes them away again."""
        super().__init__()
        self._labels = tuple(labels)
        self._key = key
        self._typed = ""
        self._size_before: Size | None = None

    @property
    def shown(self) -> tuple[Label, ...]:
        """The labels that begin with what was typed."""
        return tuple(it for it in self._labels if it.letters.startswith(self._typed))

    def on_key(self, event: events.Key) -> None:
        """Take a letter; one that begins no label is passed over."""
        if event.key == "backspace":
            self._typed = self._typed[:-1]
        elif event.character is None or not event.is_printable:
            return
        elif event.character == self._key:
            self.dismiss(None)
        else:
            self._type(event.character.lower())
        event.stop()
        self.refresh()

    def _type(self, letter: str) -> None:
        typed = self._typed + letter
        found = [it for it in self._labels if it.letters.startswith(typed)]
        if not found:
            return
        self._typed = typed
        if found[0].letters == typed:
            self.dismiss(typed)

    def on_click(self, event: events.Click) -> None:
        """Choose the label under the mouse; a click beside them leaves."""
        x, y = int(event.screen_x), int(event.screen_y)
        under = (it for it in self.shown if it.y == y and it.x <= x < it.x + len(it.letters))
        found = next(under, None)
        self.dismiss(found.letters if found else None)

    def on_resize(self, event: events.Resize) -> None:
        """Leave when what the letters stand on moves."""
        if self._size_before is not None and event.size != self._size_before:
            self.dismiss(None)
        self._size_before = event.size

    def render(self) -> RenderableType:
        """Draw the screen below with the letters over it."""
        styles = (self._style("jump--label"), self._style("jump--typed"))
        return _Labelled(super().render(), self.shown, len(self._typed), styles)

    def _style(self, name: str) -> Style:
        # Without colours nothing but the reversal sets them off from the text.
        return self.get_component_rich_style(name) + Style(reverse=self.app.no_color or None)


class _Labelled:
    """A renderable with labels over it."""

    def __init__(
        self,
        below: object,
        labels: Sequence[Label],
        typed_count: int,
        styles: tuple[Style, Style],
    ) -> None:
        self._below = below
        self._labels = labels
        self._typed_count = typed_count
        self._styles = styles

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = console.render_lines(self._below, options, pad=False)  # type: ignore[arg-type]  # of Textual's screen
        for y, line in enumerate(lines[:-1]):
            yield from self._line(y, Strip(line))
            yield Segment.line()
        # In place of the keys, which do something else here.
        yield from self._line(len(lines) - 1, self._hint(Strip(lines[-1])))

    def _hint(self, strip: Strip) -> Strip:
        hint = Strip([Segment(_HINT, self._styles[0])])
        return hint.adjust_cell_length(strip.cell_length)

    def _line(self, y: int, strip: Strip) -> Iterator[Segment]:
        label_style, typed_style = self._styles
        width, at = strip.cell_length, 0
        for label in sorted((it for it in self._labels if it.y == y), key=lambda it: it.x):
            if label.x < at or label.x + len(label.letters) > width:
                continue
            yield from strip.crop(at, label.x)
            yield Segment(label.letters[: self._typed_count], typed_style)
            yield Segment(label.letters[self._typed_count :], label_style)
            at = label.x + len(label.letters)
        yield from strip.crop(at, width)
