"""The screen's part that follows, mutes and opens the pages of actors."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cache.reader.follows import view_of
from cache.text.folding import name_key
from cache.values.interest_rows import Follow, FollowKind, Mute, MuteId, MuteKind, MuteRule
from cache.values.list_rows import EntryId, EntryRow, Scope, View
from tui.app.screens.main import bar_captions
from tui.app.screens.main.command_subjects import SubjectsScreen
from tui.app.widgets.lists.section_rows import SectionKind
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.pages.story_view import StoryView
from tui.headless.commands.command import Context
from tui.headless.words.notices import describe_mute, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cache.values.interest_rows import FollowId
    from summarise.model import Actor
    from summarise.stories.story_model import SourcedActor

_MINUTE = 60.0


class InterestsScreen(SubjectsScreen):
    """Follows and mutes what is selected; each step can be taken back."""

    def on_mount(self) -> None:
        """End the mutes whose time is over, now and as time goes by."""
        self._end_mutes()
        self.set_interval(_MINUTE, self._end_mutes)

    def _end_mutes(self) -> None:
        now = self.newsroom.clock()
        ends = (mute.rule.expires_at for mute in self.newsroom.library.mutes())
        if any(end is not None and end <= now for end in ends):
            self.marking.write(lambda store: store.interests.expire_mutes(now))

    # Following.

    def action_toggle_following(self) -> None:
        """Follow the selected actor or the search, or follow it no longer."""
        section = self.section_list.selected
        name = self._selected_actor()
        in_section = self.context is Context.SECTIONS and section is not None
        if in_section and section is not None and section.kind is SectionKind.FOLLOW:
            self.unfollow_view(section.view)
        elif name:
            self.set_following(FollowKind.ACTOR, name)
        elif self.view.query:
            query = bar_captions.whole_query(self.view, self.feeds)
            self.set_following(FollowKind.SEARCH, query)
        elif self.view.scope in {Scope.ACTOR, Scope.SEARCH}:
            self.unfollow_view(self.view)
        else:
            self.say(
                f"Search ({self.key_of('search')}) or select an actor first "
                f"({self.key_of('next_item')}, or {self.key_of('next_name')} in the text)"
            )

    def _selected_actor(self) -> str:
        if self.context is Context.STORY:
            return self.story_view.selected_actor
        return self.reader.selected_actor if self.context is Context.READER else ""

    def show_followed(self, follow: Follow) -> None:
        """Show the stories of what is followed."""
        view = view_of(follow)
        self.section_list.select(view)
        self.open_view(view)
        self.go_to(self.entry_list)

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
            self.say(f"Following {subject} · {self.key_of('undo')} takes it back")
            self.marking.remember(
                f"No longer following {subject}",
                lambda: self.marking.write(
                    lambda store: [store.interests.unfollow(it) for it in made]
                ),
            )
            return
        self.marking.write(lambda store: store.interests.unfollow(followed.follow_id), then=then)
        self.say(f"No longer following {followed.title} · {self.key_of('undo')} takes it back")
        self.marking.remember(
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
        now = self.newsroom.clock()
        if kind is FollowKind.ACTOR:
            self.marking.write(
                lambda store: made.append(store.interests.follow_actor(subject, now=now)), then=then
            )
        else:
            self.marking.write(
                lambda store: made.append(
                    store.interests.follow_search(subject, title=title, now=now)
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

        return next((it for it in self.newsroom.library.follows() if is_same(it)), None)

    # Actors.

    def on_story_view_actor_requested(self, message: StoryView.ActorRequested) -> None:
        """Open the page of an actor."""
        if message.name:
            self.open_actor(message.name)
        else:
            self.say("No actor is known of this story")

    def on_marked_view_actor_requested(self, message: Reader.ActorRequested) -> None:
        """Open the page of an actor."""
        if message.name:
            self.open_actor(message.name)
        else:
            self.say("No actor is known of this article")

    def on_story_list_actor_requested(self) -> None:
        """Open the page of the story's first actor."""
        row = self.story_list.selected
        detail = self.newsroom.library.stories.detail(row.story_id) if row is not None else None
        self._open_first(detail.brief.actors if detail is not None else ())

    def on_entry_list_actor_requested(self) -> None:
        """Open the page of the article's first actor."""
        row = self.entry_list.selected
        detail = self.newsroom.library.detail(row.entry_id) if row is not None else None
        self._open_first(detail.brief.actors if detail is not None and detail.brief else ())

    def _open_first(self, actors: "Sequence[Actor | SourcedActor]") -> None:
        if actors:
            self.open_actor(actors[0].name)
        else:
            self.say("Nobody is known here: it has no summary with actors")

    def open_actor(self, name: str) -> None:
        """Show what the cache knows of an actor."""
        from tui.app.screens.pages.actor_screen import ActorScreen

        def answered(answer: EntryId | View | None) -> None:
            if isinstance(answer, View):
                self.section_list.select(answer)
                self.open_view(answer)
                self.go_to(self.entry_list)
            elif answer is not None and (row := self.newsroom.library.row(answer)) is not None:
                self.open_story(row)

        screen = ActorScreen(
            self.newsroom,
            self.commands,
            name,
            follow=lambda name, then: self.set_following(FollowKind.ACTOR, name, then=then),
        )
        self.app.push_screen(screen, answered)

    # Muting.

    def action_mute(self) -> None:
        """Hide stories like the current one, or say why it is hidden."""
        row = self.current()
        hidden_by = self.newsroom.library.mute_of(row.entry_id) if row is not None else None
        if hidden_by is not None:
            self._explain(hidden_by)
        elif row is not None:
            self._ask_for_mute(row)
        else:
            self.say("There is no article here to mute others by")

    def _ask_for_mute(self, row: EntryRow) -> None:
        from tui.app.screens.dialogs.mute_dialog import MuteScreen

        detail = self.newsroom.library.detail(row.entry_id)
        actors = detail.brief.actors if detail is not None and detail.brief is not None else ()
        selected = self.reader.selected_actor if self.context is Context.READER else ""
        screen = MuteScreen(row, actors, selected=selected, now=self.newsroom.clock())
        self.app.push_screen(screen, self._mute)

    def _mute(self, rule: MuteRule | None) -> None:
        if rule is None:
            return
        made: list[MuteId] = []
        now = self.newsroom.clock()
        words = f"“{rule.pattern}”" if rule.kind is MuteKind.PHRASE else rule.pattern

        def muted() -> None:
            rows = self.newsroom.library.mutes()
            count = sum(row.entry_count for row in rows if row.mute_id in made)
            hidden = plural(count, "story", "stories")
            self.say(f"Muted {words}: {hidden} hidden · {self.key_of('undo')} takes it back")

        self.marking.write(
            lambda store: made.append(store.interests.mute(rule, now=now)), then=muted
        )
        self.marking.remember(
            f"{words} is shown again",
            lambda: self.marking.write(lambda store: [store.interests.unmute(it) for it in made]),
        )

    def _explain(self, mute: Mute) -> None:
        from tui.app.screens.dialogs.confirm_dialog import ConfirmScreen

        def answered(is_certain: bool | None) -> None:  # noqa: FBT001  # Textual's callback
            if is_certain:
                self._unmute(mute)

        words = describe_mute(mute)
        question = f"This is hidden because you muted {words}. Show such stories again?"
        self.app.push_screen(ConfirmScreen(question, yes="Unmute"), answered)

    def _unmute(self, mute: Mute) -> None:
        now = self.newsroom.clock()
        words = describe_mute(mute)
        self.marking.write(lambda store: store.interests.unmute(mute.mute_id))
        self.say(f"No longer muted: {words} · {self.key_of('undo')} takes it back")
        self.marking.remember(
            f"Muted again: {words}",
            lambda: self.marking.write(lambda store: store.interests.mute(mute.rule, now=now)),
        )
