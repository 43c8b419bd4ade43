"""The commands of the list."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

LIST: tuple[Command, ...] = (
    *movements(Context.LIST, "list"),
    Command(
        name="list_enter",
        keys=("enter", "l", "right", "space"),
        title="Open",
        description="Open the selected article or story.",
        context=Context.LIST,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="list_leave",
        keys=("h", "left"),
        title="Sections",
        description="Go to the sections.",
        context=Context.LIST,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="list_actor_page",
        keys=("i",),
        title="Who is it",
        description="Open the page of the first actor of the selected story or article.",
        context=Context.LIST,
        group=Group.FOLLOW,
    ),
    Command(
        name="list_select",
        keys=("x",),
        title="Select",
        description="Select the article or story for marks, tags and export, and move on.",
        context=Context.LIST,
        group=Group.MARK,
    ),
    Command(
        name="list_select_all",
        keys=("ctrl+a",),
        title="Select all",
        description="Select all rows that are loaded, or none.",
        context=Context.LIST,
        group=Group.MARK,
    ),
)
