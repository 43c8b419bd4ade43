"""Follow actors and searches, or stop following them; each step can be undone."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from cache.search.query_parser import parse
from cache.text.folding import name_key
from cache.values.interest_rows import Follow, FollowKind
from cache.values.list_rows import FeedRow, Scope, View
from tui.app.screens.main_ports import Shows, Writes
from tui.app.screens.view_query import whole_query
from tui.app.widgets.lists.section_rows import Section, SectionKind
from tui.headless.commands.command import Context

if TYPE_CHECKING:
    from cache.values.interest_rows import FollowId


class FollowPort(Writes, Shows, Protocol):
    """What following needs of the screen."""

    @property
    def feeds(self) -> Sequence[FeedRow]:
        """The feeds that there are."""
        ...

    @property
    def selected_section(self) -> Section | None:
        """The section under the cursor."""
        ...

    @property
    def selected_actor(self) -> str:
        """The actor that is selected on the page one reads, "" for none."""
        ...


class FollowActors:
    """Follows what is selected, or no longer."""

    def __init__(self, screen: FollowPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._marking = screen.marking

    def toggle(self) -> None:
        """Follow the selected actor or the search, or follow it no longer."""
        screen, key_of = self._screen, self._screen.key_of
        section = screen.selected_section
        name = screen.selected_actor
        in_section = screen.context is Context.SECTIONS and section is not None
        if in_section and section is not None and section.kind is SectionKind.FOLLOW:
            self.unfollow_view(section.view)
        elif name:
            self.set_following(FollowKind.ACTOR, name)
        elif screen.view.query:
            query = whole_query(screen.view, screen.feeds)
            self.set_following(FollowKind.SEARCH, query)
        elif screen.view.scope in {Scope.ACTOR, Scope.SEARCH}:
            self.unfollow_view(screen.view)
        else:
            screen.say(
                f"Search ({key_of('search')}) or select an actor first "
                f"({key_of('next_item')}, or {key_of('next_name')} in the text)"
            )

    def unfollow_view(self, view: View) -> None:
        """Follow what a section shows, or no longer."""
        kind = FollowKind.ACTOR if view.scope is Scope.ACTOR else FollowKind.SEARCH
        self.set_following(kind, view.subject)

    def set_following(
        self, kind: FollowKind, subject: str, *, then: Callable[[], None] | None = None
    ) -> None:
        """Follow something, or no longer if it is followed."""
        followed = self._followed(kind, subject)
        if followed is None:
            made: list[FollowId] = []
            self._begin_following(kind, subject, made, then)
            self._screen.say(f"Following {subject} · {self._screen.key_of('undo')} takes it back")
            self._marking.remember(
                f"No longer following {subject}",
                lambda: self._marking.write(
                    lambda store: [store.interests.unfollow(it) for it in made]
                ),
            )
            return
        self._marking.write(lambda store: store.interests.unfollow(followed.follow_id), then=then)
        self._screen.say(
            f"No longer following {followed.title} · {self._screen.key_of('undo')} takes it back"
        )
        self._marking.remember(
            f"Following {followed.title} again",
            lambda: self._begin_following(kind, followed.subject, [], None, title=followed.title),
        )

    def _begin_following(
        self,
        kind: FollowKind,
        subject: str,
        made: "list[FollowId]",
        then: Callable[[], None] | None,
        *,
        title: str = "",
    ) -> None:
        now = self._newsroom.clock()
        if kind is FollowKind.ACTOR:
            self._marking.write(
                lambda store: made.append(store.interests.follow_actor(subject, now=now)), then=then
            )
        else:
            # It may have been saved by an earlier version, which understood it otherwise.
            self._marking.write(
                lambda store: made.append(
                    store.interests.follow_search(
                        parse(subject, is_lenient=True), title=title, now=now
                    )
                ),
                then=then,
            )

    def _followed(self, kind: FollowKind, subject: str) -> Follow | None:
        def is_same(follow: Follow) -> bool:
            if follow.kind is not kind:
                return False
            if kind is FollowKind.SEARCH:
                return follow.subject == subject
            return name_key(follow.subject) == name_key(subject)

        return next((it for it in self._newsroom.library.interests.follows() if is_same(it)), None)
