"""All keys, by what they are about: made from the live table."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from tui.commands.keys import shown_key
from tui.commands.model import Command, Context, Group, commands_in
from tui.screens.base import NewsDialog

_KEY_WIDTH = 22
_ROOMY_WIDTH = 90
"""Columns of the terminal from which the descriptions have room."""
_PANES = {
    Context.SECTIONS: "In the sections",
    Context.LIST: "In the list",
    Context.READER: "In the reader",
    Context.STORY: "On a story's page",
    Context.ACTOR: "On an actor's page",
    Context.FEEDS: "In the feed manager",
}


class HelpScreen(NewsDialog[None]):
    """The keys that work in the pane one came from, then those of the others."""

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
            words = "Keys are set in config.toml under [keys]. Esc closes this."
            yield Static(words, classes="hint", markup=False)

    def table(self) -> Table:
        """Return the help: what works here by group, then what other panes have of their own."""
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=_KEY_WIDTH, no_wrap=False)
        table.add_column(no_wrap=True)
        if self.app.size.width >= _ROOMY_WIDTH:
            table.add_column()
        is_pane = self._pane not in {Context.ACTOR, Context.FEEDS}
        live = {Context.APP, self._pane} | ({Context.READING} if is_pane else set())
        for group in Group:
            self._add(
                table,
                group.value,
                [it for it in self._commands if it.context in live and it.group is group],
            )
        for other, words in _PANES.items():
            if is_pane and other is not self._pane:
                own = commands_in(self._commands, other)
                self._add(table, words, [it for it in own if it.group is not Group.MOVE])
        return table

    def _add(self, table: Table, title: str, commands: Sequence[Command]) -> None:
        listed = [command for command in commands if command.is_listed]
        if not listed:
            return
        if table.row_count:
            table.add_row()
        accent = self.app.theme_variables["primary"]
        table.add_row("", Text(title, f"bold {accent}"))
        for command in listed:
            keys = "  ".join(shown_key(key) for key in command.keys) or "–"
            cells = [
                Text(keys, f"bold {accent}"),
                Text(command.title),
                Text(command.description, "dim"),
            ]
            table.add_row(*cells[: len(table.columns)])

    def action_scroll(self, lines: int) -> None:
        """Move through the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
