"""What one can do on every screen."""

from tui.headless.commands.command import Command, Context, Group

PROGRAM: tuple[Command, ...] = (
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
        description="Leave the terminal to the shell for a while; `fg` there comes back.",
        context=Context.APP,
        group=Group.APP,
    ),
    Command(
        name="quit",
        keys=("q",),
        title="Quit",
        description="Leave the program; a refresh that runs is stopped.",
        context=Context.APP,
        group=Group.APP,
        is_shown=True,
    ),
)
