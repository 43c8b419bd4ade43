"""The commands of the reader."""

from msgspec.structs import replace

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements, panels


def _key_points() -> tuple[Command, ...]:
    first = Command(
        name="key_point_1",
        keys=("1",),
        title="Go to key point 1 to 9",
        description="Press a key point's digit to show its sentence in the text.",
        context=Context.READER,
        group=Group.READ,
    )
    others = (
        replace(
            first,
            name=f"key_point_{number}",
            keys=(str(number),),
            title=f"Go to key point {number}",
            is_listed=False,
        )
        for number in range(2, 10)
    )
    return (first, *others)


READER: tuple[Command, ...] = (
    *movements(Context.READER, "reader", is_text=True),
    Command(
        name="read_on",
        keys=("space",),
        title="Read on",
        description="Show the next page; at the end, open the next unread article.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="next_item",
        keys=("tab", "]"),
        title="Next item",
        description="Select the next key point, actor, quote, figure or date.",
        context=Context.READER,
        group=Group.READ,
        is_repeatable=True,
    ),
    Command(
        name="previous_item",
        keys=("shift+tab", "["),
        title="Previous item",
        description="Select the previous item of the summary.",
        context=Context.READER,
        group=Group.READ,
        is_repeatable=True,
    ),
    *panels(Context.READER, ""),
    Command(
        name="follow",
        keys=("enter",),
        title="Show in text",
        description="Show the selected item in the text; on a name, open its page.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="actor_page",
        keys=("i",),
        title="Who is it",
        description="Open the page of the selected actor, speaker or name, or of the first actor.",
        context=Context.READER,
        group=Group.FOLLOW,
        is_shown=True,
    ),
    Command(
        name="next_name",
        keys=(".",),
        title="Next name",
        description="Select the next name in the text; Enter opens its page.",
        context=Context.READER,
        group=Group.FOLLOW,
        is_repeatable=True,
    ),
    Command(
        name="previous_name",
        keys=("comma",),
        title="Previous name",
        description="Select the previous name.",
        context=Context.READER,
        group=Group.FOLLOW,
        is_repeatable=True,
    ),
    *_key_points(),
    Command(
        name="go_back",
        keys=("b", "backspace"),
        title="Back",
        description="Go back to where you were before showing something in the text.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="expand",
        keys=("x",),
        title="Expand",
        description="Show or hide what the selected actor did and said.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="swap_text",
        keys=("t",),
        title="Text / summary",
        description="Go to the beginning of the text, or back up to the summary.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="toggle_removed",
        keys=("B",),
        title="Left-out lines",
        description="Show or hide, dimmed in their places, the lines left out as boilerplate.",
        context=Context.READER,
        group=Group.READ,
    ),
    Command(
        name="links",
        keys=("U",),
        title="Links",
        description="List the article's links, pictures and files, to open, copy or download.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="pictures",
        keys=("P",),
        title="Pictures",
        description="List the article's pictures, nearest first; Enter shows one.",
        context=Context.READER,
        group=Group.READ,
    ),
    Command(
        name="next_article",
        keys=("J",),
        title="Next article",
        description="Open the next article of the list.",
        context=Context.READER,
        group=Group.READ,
        is_repeatable=True,
    ),
    Command(
        name="previous_article",
        keys=("K",),
        title="Previous article",
        description="Open the previous article of the list.",
        context=Context.READER,
        group=Group.READ,
        is_repeatable=True,
    ),
    Command(
        name="reader_leave",
        keys=("h", "left"),
        title="List",
        description="Go back to the list.",
        context=Context.READER,
        group=Group.MOVE,
        is_shown=True,
    ),
)
