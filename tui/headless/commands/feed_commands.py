"""The commands of the feed manager, and those that open it and the accounts."""

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements

_ACTIONS = (
    ("edit", ("enter", "e"), "Edit", "Change the feed's name, address, folder and options."),
    ("add", ("a",), "Add", "Find the feeds at an address and subscribe."),
    ("select", ("space",), "Select", "Select the feed, or the whole folder, and move on."),
    ("move", ("m",), "Move", "Move the selected feeds to another folder."),
    ("rename", ("n",), "Rename", "Give the feed your own name."),
    ("retry", ("r",), "Retry", "Fetch the selected feeds now, even if they are not due."),
    (
        "unsubscribe",
        ("D", "delete"),
        "Unsubscribe",
        "Unsubscribe from the selected feeds; can be undone.",
    ),
    ("undo", ("u",), "Undo", "Undo the last change."),
    ("filter", ("/",), "Filter", "Show only feeds whose name, folder or address matches."),
    ("sort", ("o",), "Sort", "Sort by name, health, activity, or use: the least useful first."),
    ("dead", ("d",), "Dead only", "Show only feeds that seem dead, or all again."),
    (
        "leave",
        ("escape", "h", "left"),
        "Back",
        "Clear the filter, clear the selection, or go back.",
    ),
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

FEED_MANAGER: tuple[Command, ...] = (
    Command(
        name="manage_feeds",
        keys=("E",),
        title="Manage feeds",
        description="Add, edit, move and remove feeds; see their health.",
        context=Context.EVERY_PANE,
        group=Group.FEED,
    ),
    Command(
        name="manage_accounts",
        keys=("@",),
        title="Accounts",
        description="Sync with FreshRSS, Miniflux, Nextcloud News …; see how accounts stand.",
        context=Context.EVERY_PANE,
        group=Group.FEED,
    ),
)
