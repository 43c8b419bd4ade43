"""What a command is, and the contexts it works in. Does not know Textual."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct


class Context(StrEnum):
    """Where a command works."""

    APP = "everywhere"
    EVERY_PANE = "in every pane"
    SECTIONS = "in the sections"
    LIST = "in the list"
    READER = "in the reader"
    ACTOR = "on an actor's page"
    STORY = "on a story's page"
    FEEDS = "in the feed manager"


class Group(StrEnum):
    """What a command is about: the headings of the help."""

    READ = "Reading"
    MOVE = "Moving"
    MARK = "Marking"
    FOLLOW = "Following and muting"
    GIVE = "Exporting and sending"
    FEED = "Feeds"
    APP = "Program"


class Command(Struct, frozen=True, kw_only=True):
    """One thing that a reader can do.

    Attributes:
        name: the name in [keys]; unique.
        keys: as a reader writes them ("ctrl+p", "?"), the one to show first.
        title: two or three words, for footer and palette.
        description: one sentence, for help and palette.
        is_shown: whether the footer has it, where there is room.
        is_listed: whether help and palette have it.
        is_repeatable: whether a count before its key does it so many times.
        counts_rows: whether a count before its key is the number of a row to go to.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    description: str
    context: Context
    group: Group
    is_shown: bool = False
    is_listed: bool = True
    is_repeatable: bool = False
    counts_rows: bool = False

    @property
    def action(self) -> str:
        """The action as the pane or screen knows it: "list_down" is "down" in the list."""
        name = self.name.removeprefix(f"{self.context.name.lower()}_")
        stem, _, number = name.rpartition("_")
        return f"{stem}({number})" if number.isdigit() else name


PANES = (Context.SECTIONS, Context.LIST, Context.READER)
"""The contexts of which one has the focus."""


def commands_in(table: Sequence[Command], context: Context) -> tuple[Command, ...]:
    """Return the commands of one context, in the table's order."""
    return tuple(command for command in table if command.context is context)
