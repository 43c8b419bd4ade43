"""The input line of a search, with a message if the query is wrong."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.suggester import Suggester
from textual.widgets import Input, Static

from tui.app.fault_containment import Contained
from tui.app.widgets.text.drawable_text import drawable

_PLACEHOLDER = 'words  "a phrase"  -not  OR  title: feed: actor: said: is: after:7d'


class Completer(Suggester):
    """Shows what may be meant behind the cursor; the right arrow takes it."""

    def __init__(self, complete: Callable[[str], str | None]) -> None:
        # What there is changes: a feed that was added is offered at once.
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole value as it may become."""
        found = self._complete(value)
        return drawable(found) if found is not None else None


class SearchBar(Contained, Vertical):
    """An input above the list; the list follows while one types."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "cancel", "Clear"),
        ("down", "submit", "To the list"),
    ]

    class Changed(Message):
        """What is typed changed."""

        def __init__(self, query: str) -> None:
            super().__init__()
            self.query = query

    class Submitted(Message):
        """The reader wants to go to what was found."""

    class Cancelled(Message):
        """The reader wants the whole list again."""

    def __init__(self, complete: Callable[[str], str | None]) -> None:
        super().__init__()
        self._completer = Completer(complete)

    def compose(self) -> ComposeResult:
        """Lay out the input and the line below."""
        with Horizontal():
            yield Static("/", classes="prompt", markup=False)
            yield Input(placeholder=_PLACEHOLDER, suggester=self._completer)
        yield Static(classes="problem", markup=False)

    def on_mount(self) -> None:
        """Hide the line below until there is something to say."""
        self.query_one(".problem").display = False

    @property
    def typed(self) -> str:
        """What stands in the input."""
        return self.query_one(Input).value.strip()

    def edit(self) -> None:
        """Put the cursor into the input."""
        self.query_one(Input).focus()

    def show_problem(self, words: str) -> None:
        """Say what is wrong with the query, "" for nothing."""
        line = self.query_one(".problem", Static)
        line.update(Content(drawable(words)))
        line.display = bool(words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while one types."""
        event.stop()
        self.post_message(self.Changed(event.value.strip()))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what was found."""
        event.stop()
        self.post_message(self.Submitted())

    def action_submit(self) -> None:
        """Go to what was found."""
        self.post_message(self.Submitted())

    def action_cancel(self) -> None:
        """End the search."""
        self.post_message(self.Cancelled())
