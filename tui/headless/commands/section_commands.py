"""What one can do in the sections."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

SECTIONS: tuple[Command, ...] = (
    *movements(Context.SECTIONS, "sections"),
    Command(
        name="sections_enter",
        keys=("enter", "l", "right", "tab"),
        title="Open",
        description="Go to the articles or stories of this section.",
        context=Context.SECTIONS,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="sections_fold",
        keys=("x", "space"),
        title="Fold",
        description="Fold or unfold a folder.",
        context=Context.SECTIONS,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="remove_feed",
        keys=("D", "delete"),
        title="Unsubscribe",
        description="Remove the selected feed, after a question; unfollow; rename a tag.",
        context=Context.SECTIONS,
        group=Group.FEED,
        is_shown=True,
    ),
)
