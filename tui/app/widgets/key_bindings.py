"""Bind the keys of the command table to the actions of a pane.

Which key is bound to what is in `tui.headless.commands`, in the `*_commands` modules.
"""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from tui.headless.commands.command import Command, Context, commands_in
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_name


def bindings_of(context: Context) -> list[BindingType]:
    """Return the bindings of one context with their default keys.

    The name is the binding's id, so that the app's keymap can give it other keys.
    """
    return [
        Binding(
            ",".join(key_name(key) for key in command.keys),
            command.action,
            command.title,
            show=command.is_shown,
            id=command.name,
        )
        for command in commands_in(COMMANDS, context)
    ]


def keymap_of(table: tuple[Command, ...], overrides: Mapping[str, str]) -> dict[str, str]:
    """Return what the app needs to give the overridden commands their keys."""
    return {
        command.name: ",".join(key_name(key) for key in command.keys)
        for command in table
        if command.name in overrides
    }
