"""Open the page of an actor: from another page, from a list, or by name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from cache.values.interest_rows import FollowKind
from cache.values.list_rows import EntryId, EntryRow, View
from cache.values.story_rows import StoryRow
from tui.app.screens.main_ports import Asks, Opens, Reads, Says, Shows
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Command

if TYPE_CHECKING:
    from summarise.model import Actor
    from summarise.stories.story_model import SourcedActor


class ActorPort(Reads, Says, Asks, Opens, Shows, Protocol):
    """What pages of actors need of the screen."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """The commands, with their keys."""
        ...

    @property
    def selected_article(self) -> EntryRow | None:
        """The article under the cursor of its list."""
        ...

    @property
    def selected_story(self) -> StoryRow | None:
        """The story under the cursor of its list."""
        ...

    def set_following(
        self, kind: FollowKind, subject: str, *, then: Callable[[], None] | None = None
    ) -> None:
        """Follow something, or no longer."""
        ...


class ActorPages:
    """Opens the page of an actor, and goes where it leads."""

    def __init__(self, screen: ActorPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom

    def open_of_story(self, message: StoryView.ActorRequested) -> None:
        """Open the page of an actor."""
        if message.name:
            self.open_actor(message.name)
        else:
            self._screen.say("No actor is known of this story")

    def open_of_article(self, message: Reader.ActorRequested) -> None:
        """Open the page of an actor."""
        if message.name:
            self.open_actor(message.name)
        else:
            self._screen.say("No actor is known of this article")

    def open_first_of_story(self) -> None:
        """Open the page of the story's first actor."""
        row = self._screen.selected_story
        detail = self._newsroom.library.stories.detail(row.story_id) if row is not None else None
        self._open_first(detail.brief.actors if detail is not None else ())

    def open_first_of_article(self) -> None:
        """Open the page of the article's first actor."""
        row = self._screen.selected_article
        detail = self._newsroom.library.detail(row.entry_id) if row is not None else None
        self._open_first(detail.brief.actors if detail is not None and detail.brief else ())

    def _open_first(self, actors: "Sequence[Actor | SourcedActor]") -> None:
        if actors:
            self.open_actor(actors[0].name)
        else:
            self._screen.say("Nobody is known here: it has no summary with actors")

    def open_actor(self, name: str) -> None:
        """Show what the cache knows of an actor."""
        from tui.app.screens.pages.actor_screen import ActorScreen

        def answered(answer: EntryId | View | None) -> None:
            if isinstance(answer, View):
                self._screen.open_section(answer)
                self._screen.go_to_list()
            elif (
                answer is not None and (row := self._newsroom.library.lists.row(answer)) is not None
            ):
                self._screen.open_article(row)

        screen = ActorScreen(
            self._newsroom,
            self._screen.commands,
            name,
            follow=lambda name, then: self._screen.set_following(FollowKind.ACTOR, name, then=then),
        )
        self._screen.push(screen, answered)
