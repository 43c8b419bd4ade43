"""The commands of the sections."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

SECTIONS: tuple[Command, ...] = (
    *movements(Context.SECTIONS, "sections"),
    Command(
        name="sections_enter",
        keys=("enter", "l", "right", "tab"),
        title="Open",
        description="Go to the list of this section.",
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
        description="Unsubscribe from the feed (asks first); unfollow; rename a tag.",
        context=Context.SECTIONS,
        group=Group.FEED,
        is_shown=True,
    ),
)
