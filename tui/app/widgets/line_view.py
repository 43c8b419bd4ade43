"""The base of widgets that draw line by line; it computes once what all lines share."""

from rich.style import Style
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from tui.app.widgets.guarded_lines import DrawnByLine


class LineView(DrawnByLine, ScrollView):
    """Keeps what Textual works out anew for each line: a third of the time that one takes."""

    class Refused(Message):
        """A key did nothing, or nothing in sight; a command's name in braces stands for its key."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self) -> None:
        super().__init__()
        self._ground: Style | None = None
        self._room: tuple[tuple[Size, bool], Size] | None = None

    def refuse(self, words: str) -> None:
        """Say why a key does nothing, or what it did that is out of sight."""
        self.post_message(self.Refused(words))

    @property
    def rich_style(self) -> Style:
        """The style of the widget with what shines through from those around it."""
        if self._ground is None:
            self._ground = super().rich_style
        return self._ground

    def notify_style_update(self) -> None:
        """Forget the style: the sheet, the theme or the focus has changed."""
        self._ground = None
        super().notify_style_update()

    def on_focus(self) -> None:
        """Draw what shows that the focus is here."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw what shows that the focus has gone."""
        self.refresh()

    @property
    def room(self) -> Size:
        """The columns and lines that there are beside the scroll bar."""
        now = (self.outer_size, self.show_vertical_scrollbar)
        if self._room is None or self._room[0] != now:
            self._room = (now, self.scrollable_content_region.size)
        return self._room[1]
