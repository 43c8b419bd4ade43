"""The commands of a story's page."""

from msgspec.structs import replace

from tui.headless.commands.command import Command, Context, Group
from tui.headless.commands.movement_commands import movements, panels


def _points() -> tuple[Command, ...]:
    first = Command(
        name="story_point_1",
        keys=("1",),
        title="Open key point 1 to 9",
        description="Press a key point's digit to open its article at the sentence.",
        context=Context.STORY,
        group=Group.READ,
    )
    return (
        first,
        *(
            replace(first, name=f"story_point_{n}", keys=(str(n),), is_listed=False)
            for n in range(2, 10)
        ),
    )


STORY: tuple[Command, ...] = (
    *movements(Context.STORY, "story", is_text=True),
    Command(
        name="story_read_on",
        keys=("space",),
        title="Read on",
        description="Show the next page; at the end, open the next unread story.",
        context=Context.STORY,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="story_follow",
        keys=("enter",),
        title="Open",
        description="Open the article that the selected item is from, at its sentence.",
        context=Context.STORY,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="story_next_item",
        keys=("tab", "]"),
        title="Next item",
        description="Select the next point, actor, quote, figure, date or article.",
        context=Context.STORY,
        group=Group.READ,
        is_repeatable=True,
        is_shown=True,
    ),
    Command(
        name="story_previous_item",
        keys=("shift+tab", "["),
        title="Previous item",
        description="Select the previous item.",
        context=Context.STORY,
        group=Group.READ,
        is_repeatable=True,
    ),
    *panels(Context.STORY, "story_"),
    *_points(),
    Command(
        name="story_expand",
        keys=("x",),
        title="Sources",
        description="Show or hide what each paper says of the selected item.",
        context=Context.STORY,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="story_swap_articles",
        keys=("t",),
        title="Articles / summary",
        description="Go to the list of the story's articles, or back up to the summary.",
        context=Context.STORY,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="story_actor_page",
        keys=("i",),
        title="Actor",
        description="Open the page of the selected actor, or of the first.",
        context=Context.STORY,
        group=Group.FOLLOW,
    ),
    Command(
        name="story_next_story",
        keys=("J",),
        title="Next story",
        description="Open the next story of the list.",
        context=Context.STORY,
        group=Group.READ,
        is_repeatable=True,
    ),
    Command(
        name="story_previous_story",
        keys=("K",),
        title="Previous story",
        description="Open the previous story of the list.",
        context=Context.STORY,
        group=Group.READ,
        is_repeatable=True,
    ),
    Command(
        name="story_leave",
        keys=("h", "left", "b", "backspace"),
        title="List",
        description="Go back to the list.",
        context=Context.STORY,
        group=Group.MOVE,
        is_shown=True,
    ),
)
