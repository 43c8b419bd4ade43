"""The whole table; inside a context the order is the footer's: what matters most stands first."""

from tui.commands.actor import ACTOR
from tui.commands.feeds import FEEDS, MANAGING
from tui.commands.giving import GIVING
from tui.commands.list import LIST
from tui.commands.model import Command
from tui.commands.program import PROGRAM
from tui.commands.reader import READER
from tui.commands.reading import READING
from tui.commands.sections import SECTIONS
from tui.commands.story import STORY

COMMANDS: tuple[Command, ...] = (
    *SECTIONS,
    *LIST,
    *READER,
    *STORY,
    *READING,
    *GIVING,
    *MANAGING,
    *ACTOR,
    *FEEDS,
    *PROGRAM,
)
