"""The dialog of messages: the last ones, the failing feeds with reasons, the path of the log."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from cache.values.list_rows import FeedRow
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable
from tui.headless.services.message_history import Said
from tui.headless.words.notices import describe_failure, plural

_MOST_FEEDS = 100


class MessagesScreen(NewsDialog[None]):
    """A text to scroll; any of its other keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,exclamation_mark,enter", "dismiss", "Close"),
        ("j,down", "scroll(1)", "Down"),
        ("k,up", "scroll(-1)", "Up"),
        ("space,pagedown", "scroll(12)", "Page down"),
        ("b,pageup", "scroll(-12)", "Page up"),
    ]

    def __init__(
        self, said: Sequence[Said], feeds: Sequence[FeedRow], log: Path | None, *, now: datetime
    ) -> None:
        super().__init__()
        self._said = tuple(said)
        self._feeds = [feed for feed in feeds if feed.failure is not None]
        self._log = log
        self._zone: tzinfo | None = now.tzinfo

    def compose(self) -> ComposeResult:
        """Lay out messages, failing feeds and the path."""
        with VerticalScroll(classes="dialog"):
            yield Static("Messages", classes="title", markup=False)
            for it in self._said:
                yield Static(self._message(it), markup=False)
            if not self._said:
                yield Static("Nothing was said yet.", classes="label", markup=False)
            yield Static(self._heading(), classes="title problems", markup=False)
            for feed in self._feeds[:_MOST_FEEDS]:
                yield Static(_problem(feed), markup=False)
            if self._log is not None:
                words = f"The log, for the curious: {self._log}"
                yield Static(Content(drawable(words)), classes="hint", markup=False)
            yield Static("j k scroll · Esc closes", classes="hint", markup=False)

    def _heading(self) -> str:
        count = len(self._feeds)
        if not count:
            return "No feed fails"
        words = f"{plural(count, 'feed')} {'fails' if count == 1 else 'fail'}"
        return words if count <= _MOST_FEEDS else f"{words}; the first {_MOST_FEEDS}"

    def _message(self, said: Said) -> Content:
        # The sign says it too: colour alone would be lost on some.
        when = f"{said.at.astimezone(self._zone):%H:%M:%S}  "
        sign, style = ("! ", "bold $error") if said.is_error else ("  ", "")
        return Content.assemble((when, "dim"), (sign + drawable(said.words), style))

    def action_scroll(self, lines: int) -> None:
        """Move through the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)


def _problem(feed: FeedRow) -> Content:
    reason = describe_failure(feed.failure) if feed.failure is not None else ""
    since = f" Since {feed.failed_since.astimezone():%d %b}." if feed.failed_since else ""
    name = drawable(feed.title or feed.url)
    return Content.assemble((name, "bold"), f"  {drawable(reason)}{since}")
