"""The help: all keys, grouped by topic, made from the table of commands in use."""

from collections.abc import Sequence
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from tui.app.screens.base_screen import NewsDialog
from tui.headless.commands.command import Command, Context, Group, commands_in
from tui.headless.commands.key_names import shown_key

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

    AUTO_FOCUS = ".dialog"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("q,question_mark,f1,enter", "dismiss", "Close"),
        ("escape", "leave", "Close"),
        ("slash", "filter", "Filter"),
        ("j", "scroll(1)", "Down"),
        ("k", "scroll(-1)", "Up"),
        ("space,pagedown", "scroll(12)", "Page down"),
        ("b,pageup", "scroll(-12)", "Page up"),
    ]

    def __init__(self, commands: tuple[Command, ...], context: Context) -> None:
        super().__init__()
        self._commands = commands
        self._pane = context
        self._wanted = ""

    def compose(self) -> ComposeResult:
        """Lay out the text, and above it what narrows it down."""
        with VerticalScroll(classes="dialog"):
            yield Input(placeholder="/ finds a key or what it does", id="wanted")
            yield Static(self.table(), markup=False, id="keys")
            words = "Keys are set in config.toml under [keys]. Esc closes this."
            yield Static(words, classes="hint", markup=False)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Show what has all words that were typed."""
        self._wanted = message.value
        self.query_one("#keys", Static).update(self.table())

    def on_input_submitted(self) -> None:
        """Go from the words to what they found."""
        self.query_one(VerticalScroll).focus()

    def action_filter(self) -> None:
        """Type what to look for."""
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Show everything again, or close."""
        entry = self.query_one(Input)
        if not entry.value and not entry.has_focus:
            self.dismiss()
        entry.value = ""
        self.query_one(VerticalScroll).focus()

    def _is_wanted(self, command: Command) -> bool:
        keys = " ".join((*command.keys, *(shown_key(key) for key in command.keys)))
        text = f"{keys} {command.title} {command.description} {command.name}".casefold()
        return all(word in text for word in self._wanted.casefold().split())

    def table(self) -> Table:
        """Return the help: what works here by group, then what other panes have of their own."""
        table = Table.grid(padding=(0, 2))
        table.add_column(max_width=_KEY_WIDTH, no_wrap=False)
        table.add_column(no_wrap=True)
        if self.app.size.width >= _ROOMY_WIDTH:
            table.add_column()
        is_pane = self._pane not in {Context.ACTOR, Context.FEEDS}
        live = {Context.APP, self._pane} | ({Context.EVERY_PANE} if is_pane else set())
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
        listed = [it for it in commands if it.is_listed and self._is_wanted(it)]
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
