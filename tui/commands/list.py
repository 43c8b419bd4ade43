"""What one can do in the list of stories."""

from tui.commands.model import Command, Context, Group
from tui.commands.moving import movements

LIST: tuple[Command, ...] = (
    *movements(Context.LIST, "list"),
    Command(
        name="list_enter",
        keys=("enter", "l", "right", "space"),
        title="Open",
        description="Open the story.",
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
)
