"""What the palette offers: the commands of the current pane, and the places to go to."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec.structs import replace

from cache.reader.follows import view_of
from cache.values.interest_rows import Follow
from cache.values.list_rows import FeedRow, Scope, View
from cache.values.query_tree import NO_QUERY
from tui.app.screens.main_ports import Reads, Shows
from tui.app.widgets.lists.section_rows import Section
from tui.headless.commands.command import Command, Context, commands_in


class PalettePort(Reads, Shows, Protocol):
    """What the palette needs of the screen."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands, with their keys."""
        ...

    @property
    def places(self) -> Sequence[Section]:
        """What can be gone to at the left, but feeds."""
        ...

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...

    @property
    def follows(self) -> Sequence[Follow]:
        """What is followed."""
        ...

    async def run_command(self, command: Command) -> None:
        """Do what a command does, where it belongs."""
        ...

    def open_actor(self, name: str) -> None:
        """Show what the cache knows of an actor."""
        ...

    def rename_tag(self, name: str) -> None:
        """Ask what a tag is to be called, or whether it is to go."""
        ...

    def keep_theme(self, name: str) -> None:
        """Take other colours."""
        ...


class PalettePlaces:
    """Finds what the palette offers, and goes where it leads."""

    def __init__(self, screen: PalettePort) -> None:
        self.screen = screen

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done, the pane's own commands last."""
        commands = self.screen.commands
        here = commands_in(commands, self.screen.context)
        everywhere = commands_in(commands, Context.EVERY_PANE)
        program = commands_in(commands, Context.APP)
        return tuple(it for it in (*everywhere, *here, *program) if it.is_listed)

    def show(self, view: View) -> None:
        """Go to the list of a view."""
        self.screen.open_section(view)
        self.screen.go_to_list()

    def show_feed(self, feed: FeedRow) -> None:
        """Go to the articles of a feed."""
        view = replace(self.screen.view, scope=Scope.FEED, feed_id=feed.feed_id, folder="")
        self.show(replace(view, query=NO_QUERY, kept=frozenset()))

    def show_followed(self, follow: Follow) -> None:
        """Go to the articles of what is followed."""
        self.show(view_of(follow))

    def show_tag(self, name: str) -> None:
        """Go to the articles with a tag."""
        self.show(View(scope=Scope.TAG, subject=name))


@runtime_checkable
class HasPalette(Protocol):
    """A screen that has something to offer."""

    palette_places: PalettePlaces
