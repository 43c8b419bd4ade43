"""The commands on an actor's page."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

ACTOR: tuple[Command, ...] = (
    *movements(Context.ACTOR, "actor"),
    Command(
        name="actor_follow",
        keys=("enter",),
        title="Open",
        description="Open the selected article, or the page of the selected name.",
        context=Context.ACTOR,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="actor_leave",
        keys=("escape", "h", "left", "b", "backspace"),
        title="Back",
        description="Go back to where you came from.",
        context=Context.ACTOR,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="actor_toggle_following",
        keys=("f",),
        title="Follow",
        description="Follow or unfollow this actor.",
        context=Context.ACTOR,
        group=Group.FOLLOW,
        is_shown=True,
    ),
    Command(
        name="actor_articles",
        keys=("s",),
        title="All articles",
        description="Show all articles about this actor in the list.",
        context=Context.ACTOR,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="actor_copy_quote",
        keys=("Y",),
        title="Copy quote",
        description="Copy the selected quote, or the newest, with its source and address.",
        context=Context.ACTOR,
        group=Group.GIVE,
    ),
    Command(
        name="actor_next_item",
        keys=("tab", "]"),
        title="Next",
        description="Select the next article, quote or name.",
        context=Context.ACTOR,
        group=Group.MOVE,
        is_shown=True,
    ),
    Command(
        name="actor_previous_item",
        keys=("shift+tab", "["),
        title="Previous",
        description="Select the previous one.",
        context=Context.ACTOR,
        group=Group.MOVE,
    ),
    Command(
        name="actor_help",
        keys=("?", "f1"),
        title="Help",
        description="Show all keys.",
        context=Context.ACTOR,
        group=Group.APP,
        is_shown=True,
    ),
)
