"""Export and send commands of every pane, and the list of messages."""

from tui.headless.commands.command import Command, Context, Group

SHARE: tuple[Command, ...] = (
    Command(
        name="export",
        keys=("X",),
        title="Export",
        description="Save the article or story as Markdown, HTML, JSON or EPUB; again: stop.",
        context=Context.EVERY_PANE,
        group=Group.GIVE,
    ),
    Command(
        name="copy_quote",
        keys=("Y",),
        title="Copy quote",
        description="Copy the selected quote, point or sentence with its source and address.",
        context=Context.EVERY_PANE,
        group=Group.GIVE,
    ),
    Command(
        name="open_with_command",
        keys=("O",),
        title="Open with",
        description="Open the article in the program that [commands] names.",
        context=Context.EVERY_PANE,
        group=Group.GIVE,
    ),
    Command(
        name="send",
        keys=("|",),
        title="Send",
        description="Send the article or story to a program that [commands.send] names.",
        context=Context.EVERY_PANE,
        group=Group.GIVE,
    ),
    Command(
        name="messages",
        keys=("!",),
        title="Messages",
        description="Show recent messages, failing feeds with reasons, and the log's path.",
        context=Context.EVERY_PANE,
        group=Group.APP,
    ),
)
