"""All keys, by what they are about: made from the live table."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.commands import Command, Context, Group, commands_in, shown_key
from tui.screens.base import NewsDialog

_KEY_WIDTH = 16
_HERE = {
    Context.SECTIONS: "the sections",
    Context.LIST: "the list",
    Context.READER: "the reader",
}


class HelpScreen(NewsDialog[None]):
    """The keys of the pane one came from, then those that work everywhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1,enter", "dismiss", "Close"),
        ("j", "scroll(1)", "Down"),
        ("k", "scroll(-1)", "Up"),
        ("space,pagedown", "scroll(12)", "Page down"),
        ("b,pageup", "scroll(-12)", "Page up"),
    ]

    def __init__(self, commands: tuple[Command, ...], context: Context) -> None:
        super().__init__()
        self._commands = commands
        self._pane = context

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(classes="dialog"):
            yield Static(self.table(), markup=False)

    def table(self) -> Table:
        """Return the help: the pane's own keys first, then the others by group."""
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=False, max_width=_KEY_WIDTH)
        table.add_column()
        self._add(
            table,
            f"In {_HERE.get(self._pane, 'this pane')}",
            commands_in(self._commands, self._pane),
        )
        rest = [it for it in self._commands if it.context in {Context.READING, Context.APP}]
        for group in Group:
            self._add(table, group.value, [it for it in rest if it.group is group])
        for other, words in _HERE.items():
            if other is not self._pane:
                own = commands_in(self._commands, other)
                self._add(table, f"In {words}", [it for it in own if it.group is not Group.MOVE])
        table.add_row(
            "", Text("Keys are set in config.toml, under [keys]. Esc closes this.", "dim")
        )
        return table

    def _add(self, table: Table, title: str, commands: Sequence[Command]) -> None:
        listed = [command for command in commands if command.is_listed]
        if not listed:
            return
        accent = self.app.theme_variables["primary"]
        table.add_row(Text(title, f"bold {accent}"), "")
        for command in listed:
            keys = "  ".join(shown_key(key) for key in command.keys) or "–"
            table.add_row(Text(keys, "bold"), Text(command.description))
        table.add_row("", "")

    def action_scroll(self, lines: int) -> None:
        """Move through the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
