"""The whole command table; within a context the order is the footer's."""

from tui.headless.commands.actor_commands import ACTOR
from tui.headless.commands.command import Command
from tui.headless.commands.feed_commands import FEEDS, MANAGING
from tui.headless.commands.global_commands import PROGRAM
from tui.headless.commands.list_commands import LIST
from tui.headless.commands.pane_commands import READING
from tui.headless.commands.reader_commands import READER
from tui.headless.commands.section_commands import SECTIONS
from tui.headless.commands.share_commands import GIVING
from tui.headless.commands.story_commands import STORY

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
