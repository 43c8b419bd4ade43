"""What one can do in the feed manager, and the way into it."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

_ACTIONS = (
    ("edit", ("enter", "e"), "Edit", "Change name, address, folder and all that is its own."),
    ("add", ("a",), "Add", "Look into an address and subscribe to what is there."),
    ("select", ("space",), "Select", "Select the feed, or the whole folder, and go on."),
    ("move", ("m",), "Move", "Put the selected feeds into another folder."),
    ("rename", ("n",), "Rename", "Give the feed a name of your own."),
    ("retry", ("r",), "Retry", "Ask the selected feeds now, whenever they are due."),
    ("unsubscribe", ("D", "delete"), "Unsubscribe", "Give the selected feeds up; undo is at hand."),
    ("undo", ("u",), "Undo", "Take the last change back."),
    ("filter", ("/",), "Filter", "Show the feeds whose name, folder or address has the words."),
    ("sort", ("o",), "Sort", "Sort by folder and name, by health, or by activity."),
    ("dead", ("d",), "Dead only", "Show only feeds that can be given up, or all again."),
    ("leave", ("escape", "h", "left"), "Back", "End the filter, let go of the selected, or go."),
)

FEEDS: tuple[Command, ...] = (
    *movements(Context.FEEDS, "feeds"),
    *(
        Command(
            name=f"feeds_{name}",
            keys=keys,
            title=title,
            description=description,
            context=Context.FEEDS,
            group=Group.FEED,
            is_shown=name != "undo",
        )
        for name, keys, title, description in _ACTIONS
    ),
    Command(
        name="feeds_help",
        keys=("?", "f1"),
        title="Help",
        description="Show all keys.",
        context=Context.FEEDS,
        group=Group.APP,
        is_shown=True,
    ),
)

MANAGING: tuple[Command, ...] = (
    Command(
        name="manage_feeds",
        keys=("E",),
        title="Manage feeds",
        description="Add, edit, move and give up feeds; see how they are and why.",
        context=Context.READING,
        group=Group.FEED,
    ),
)
