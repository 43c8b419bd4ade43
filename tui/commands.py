"""The one table of what a reader can do: bindings, footer, palette, help and README come from it.

Knows nothing of the library that draws, so that `nutgraf check` can print it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Context(StrEnum):
    """Where a command works."""

    APP = "everywhere"
    READING = "in every pane"
    SECTIONS = "in the sections"
    LIST = "in the list"
    READER = "in the reader"


class Group(StrEnum):
    """What a command is about: the headings of the help."""

    READ = "Reading"
    MOVE = "Moving"
    MARK = "Marking"
    FEED = "Feeds"
    APP = "Program"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that a reader can do.

    Attributes:
        name: the name in [keys]; unique.
        keys: as a reader writes them ("ctrl+z", "?"), the one to show first.
        title: two or three words, for footer and palette.
        description: one sentence, for help and palette.
        is_shown: whether the footer has it, where there is room.
        is_listed: whether help and palette have it.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    description: str
    context: Context
    group: Group
    is_shown: bool = False
    is_listed: bool = True

    @property
    def action(self) -> str:
        """The action as the pane or screen knows it: "list_down" is "down" in the list."""
        name = self.name.removeprefix(f"{self.context.name.lower()}_")
        stem, _, number = name.rpartition("_")
        return f"{stem}({number})" if number.isdigit() else name


PANES = (Context.SECTIONS, Context.LIST, Context.READER)
"""The contexts of which one has the focus."""


def _in(context: Context, prefix: str, *, is_text: bool = False) -> tuple[Command, ...]:
    """Return the movements of one pane: the same keys everywhere, a name for each."""
    line = "line" if is_text else "row"
    rows = (
        ("down", ("j", "down"), "Down", f"Move down a {line}."),
        ("up", ("k", "up"), "Up", f"Move up a {line}."),
        ("first", ("g", "home"), "First", "Go to the top."),
        ("last", ("G", "end"), "Last", "Go to the bottom."),
        ("page_down", ("pagedown", "ctrl+f"), "Page down", "Move down a page."),
        ("page_up", ("pageup", "ctrl+b"), "Page up", "Move up a page."),
    )
    return tuple(
        Command(
            name=f"{prefix}_{name}",
            keys=keys,
            title=title,
            description=description,
            context=context,
            group=Group.MOVE,
        )
        for name, keys, title, description in rows
    )


def _key_points() -> tuple[Command, ...]:
    first = Command(
        name="key_point_1",
        keys=("1",),
        title="Go to key point 1 to 9",
        description="Show the sentence of a key point in the text: its digit.",
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


COMMANDS: tuple[Command, ...] = (
    # The order is the footer's: what matters most stands first and stays when there is no room.
    *_in(Context.SECTIONS, "sections"),
    *_in(Context.LIST, "list"),
    *_in(Context.READER, "reader", is_text=True),
    Command(
        name="sections_enter",
        keys=("enter", "l", "right", "tab"),
        title="Open",
        description="Go to the stories of this section.",
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
        description="Remove the selected feed and its stories, after a question.",
        context=Context.SECTIONS,
        group=Group.FEED,
        is_shown=True,
    ),
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
    Command(
        name="read_on",
        keys=("space",),
        title="Read on",
        description="Show the next page; at the end, open the next unread story.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="next_unread",
        keys=("n",),
        title="Next unread",
        description="Go to the next unread story.",
        context=Context.READING,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="previous_unread",
        keys=("N", "p"),
        title="Previous unread",
        description="Go to the previous unread story.",
        context=Context.READING,
        group=Group.READ,
    ),
    Command(
        name="next_item",
        keys=("tab", "]"),
        title="Next item",
        description="Select the next key point, actor, quote, figure or date.",
        context=Context.READER,
        group=Group.READ,
    ),
    Command(
        name="previous_item",
        keys=("shift+tab", "["),
        title="Previous item",
        description="Select the previous item of the summary.",
        context=Context.READER,
        group=Group.READ,
    ),
    Command(
        name="follow",
        keys=("enter",),
        title="Show in text",
        description="Show where the selected item stands in the text; again, where else.",
        context=Context.READER,
        group=Group.READ,
        is_shown=True,
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
        name="next_story",
        keys=("J",),
        title="Next story",
        description="Open the next story of the list.",
        context=Context.READER,
        group=Group.READ,
    ),
    Command(
        name="previous_story",
        keys=("K",),
        title="Previous story",
        description="Open the previous story of the list.",
        context=Context.READER,
        group=Group.READ,
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
    Command(
        name="toggle_star",
        keys=("s",),
        title="Star",
        description="Put a star on the story, or take it away.",
        context=Context.READING,
        group=Group.MARK,
        is_shown=True,
    ),
    Command(
        name="toggle_read",
        keys=("m",),
        title="Read / unread",
        description="Mark the story as read or unread; the selection stays.",
        context=Context.READING,
        group=Group.MARK,
        is_shown=True,
    ),
    Command(
        name="search",
        keys=("/",),
        title="Search",
        description="Search titles, texts and summaries; Esc clears.",
        context=Context.READING,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="toggle_entities",
        keys=("e",),
        title="Names",
        description="Turn the highlighting of people, organisations and places on or off.",
        context=Context.READING,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="open_in_browser",
        keys=("o",),
        title="Browser",
        description="Open the story's page in the browser.",
        context=Context.READING,
        group=Group.READ,
        is_shown=True,
    ),
    Command(
        name="copy_link",
        keys=("y",),
        title="Copy link",
        description="Copy the story's address.",
        context=Context.READING,
        group=Group.READ,
    ),
    Command(
        name="mark_all_read",
        keys=("A",),
        title="All read",
        description="Mark every story of this section as read; undo takes it back.",
        context=Context.READING,
        group=Group.MARK,
        is_shown=True,
    ),
    Command(
        name="undo",
        keys=("u", "ctrl+z"),
        title="Undo",
        description="Take the last mark back.",
        context=Context.READING,
        group=Group.MARK,
    ),
    Command(
        name="refresh_all",
        keys=("R", "f5"),
        title="Refresh",
        description="Ask all feeds for news.",
        context=Context.READING,
        group=Group.FEED,
        is_shown=True,
    ),
    Command(
        name="refresh_feed",
        keys=("r",),
        title="Refresh feed",
        description="Ask the selected feed or folder, or the feed of the selected story.",
        context=Context.READING,
        group=Group.FEED,
    ),
    Command(
        name="add_feed",
        keys=("a",),
        title="Add feed",
        description="Subscribe to a site or feed, or import an OPML file.",
        context=Context.READING,
        group=Group.FEED,
        is_shown=True,
    ),
    Command(
        name="change_density",
        keys=("v",),
        title="Row height",
        description="Show a story on one line, on two, or with its first key point.",
        context=Context.READING,
        group=Group.APP,
    ),
    Command(
        name="change_theme",
        keys=("T",),
        title="Theme",
        description="Choose other colours for this session.",
        context=Context.READING,
        group=Group.APP,
    ),
    Command(
        name="leave",
        keys=("escape",),
        title="Out",
        description="Stop searching, or go one pane to the left.",
        context=Context.READING,
        group=Group.MOVE,
    ),
    Command(
        name="help",
        keys=("?", "f1"),
        title="Help",
        description="Show all keys.",
        context=Context.READING,
        group=Group.APP,
        is_shown=True,
    ),
    Command(
        name="command_palette",
        keys=("ctrl+p", ":"),
        title="Commands",
        description="Find a command, or a feed to go to, by name.",
        context=Context.APP,
        group=Group.APP,
    ),
    Command(
        name="quit",
        keys=("q",),
        title="Quit",
        description="Leave the program; a refresh that runs is stopped.",
        context=Context.APP,
        group=Group.APP,
        is_shown=True,
    ),
)

_SIGNS = {
    "?": "question_mark",
    "/": "slash",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ":": "colon",
    ";": "semicolon",
    ".": "full_stop",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "+": "plus",
    "-": "minus",
    "=": "equals_sign",
    "*": "asterisk",
    "!": "exclamation_mark",
    "'": "apostrophe",
    "`": "grave_accent",
    "~": "tilde",
    "@": "at",
    "#": "number_sign",
    "$": "dollar_sign",
    "%": "percent_sign",
    "&": "ampersand",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
    "\\": "backslash",
    "|": "vertical_line",
    "{": "left_curly_bracket",
    "}": "right_curly_bracket",
    "_": "underscore",
    '"': "quotation_mark",
    "^": "circumflex_accent",
}
"""Printable signs and their names in Textual; a comma separates keys and has only its name."""

_NAMED = {
    "enter", "tab", "escape", "space", "backspace", "delete", "insert", "home", "end",
    "pageup", "pagedown", "up", "down", "left", "right", "comma",
    *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_MODIFIERS = {"ctrl", "shift", "alt", "super"}

_SHOWN = {
    "escape": "Esc",
    "enter": "Enter",
    "backspace": "⌫",
    "delete": "Del",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "tab": "Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "comma": ",",
}


def key_name(key: str) -> str:
    """Return the name that a key press has.

    Raises:
        ValueError: there is no such key.
    """
    *modifiers, last = key.split("+") if key != "+" else [key]
    is_known = (
        last in _NAMED
        or last in _SIGNS
        or last in _SIGNS.values()
        or (len(last) == 1 and last.isalnum())
    )
    if not is_known or not set(modifiers) <= _MODIFIERS:
        message = f"{key!r} is not a key"
        raise ValueError(message)
    return "+".join((*modifiers, _SIGNS.get(last, last)))


def shown_key(key: str) -> str:
    """Return a key as the footer and the help write it."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    words = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
    return "+".join((*(words[name] for name in modifiers), _SHOWN.get(last, last)))


def commands_in(table: Sequence[Command], context: Context) -> tuple[Command, ...]:
    """Return the commands of one context, in the table's order."""
    return tuple(command for command in table if command.context is context)
