"""The whole command table; within a context the order is the footer's.

The commands and their keys are in the `*_commands` modules beside this one, a module a context.
"""

from tui.headless.commands.actor_commands import ACTOR
from tui.headless.commands.command import Command
from tui.headless.commands.every_pane_commands import EVERY_PANE
from tui.headless.commands.feed_commands import FEED_MANAGER, FEEDS
from tui.headless.commands.global_commands import GLOBAL
from tui.headless.commands.list_commands import LIST
from tui.headless.commands.reader_commands import READER
from tui.headless.commands.section_commands import SECTIONS
from tui.headless.commands.share_commands import SHARE
from tui.headless.commands.story_commands import STORY

COMMANDS: tuple[Command, ...] = (
    *SECTIONS,
    *LIST,
    *READER,
    *STORY,
    *EVERY_PANE,
    *SHARE,
    *FEED_MANAGER,
    *ACTOR,
    *FEEDS,
    *GLOBAL,
)
