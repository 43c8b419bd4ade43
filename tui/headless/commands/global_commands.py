"""The commands of every screen."""

from tui.headless.commands.command import Command, Context, Group

GLOBAL: tuple[Command, ...] = (
    Command(
        name="command_palette",
        keys=("ctrl+p", ":"),
        title="Commands",
        description="Find a command, or a feed to go to, by name.",
        context=Context.APP,
        group=Group.APP,
    ),
    Command(
        name="suspend_process",
        keys=("ctrl+z",),
        title="Suspend",
        description="Suspend and return to the shell; `fg` comes back.",
        context=Context.APP,
        group=Group.APP,
    ),
    Command(
        name="quit",
        keys=("q",),
        title="Quit",
        description="Quit; a running refresh is stopped.",
        context=Context.APP,
        group=Group.APP,
        is_shown=True,
    ),
)
