"""Show the text alone: nothing around it, and no summary above it."""

from typing import Protocol

from tui.app.screens.main_ports import Says
from tui.headless.commands.command import Context


class ImmersionPort(Says, Protocol):
    """What immersion needs of the screen."""

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    @property
    def has_page(self) -> bool:
        """Whether there is a page to read."""
        ...

    def open_selected(self) -> None:
        """Open what is under the cursor of the list."""
        ...

    def go_to_page(self) -> None:
        """Give the page the focus."""
        ...

    def show_text_alone(self, *, is_alone: bool) -> None:
        """Show an article's text without its summary, or with it."""
        ...

    def arrange_panes(self) -> None:
        """Lay the panes out."""
        ...


class Immersion:
    """Clears the screen for the text, and brings everything back."""

    def __init__(self, screen: ImmersionPort) -> None:
        self._screen = screen
        self.is_on = False

    def toggle(self) -> None:
        """Show the text alone, or everything again."""
        screen = self._screen
        if self.is_on:
            self.end()
            return
        if not screen.has_page:
            screen.say("Select an article or a story first")
            return
        if screen.context not in {Context.READER, Context.STORY}:
            screen.open_selected()
        self.is_on = True
        screen.show_text_alone(is_alone=True)
        screen.go_to_page()
        keys = f"{screen.key_of('immerse')} or {screen.key_of('leave')}"
        screen.say(f"The text alone · {keys} brings everything back")

    def end(self) -> None:
        """Show everything again."""
        self.is_on = False
        self._screen.show_text_alone(is_alone=False)
        self._screen.arrange_panes()
