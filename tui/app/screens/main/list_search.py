"""The screen's part that searches while one types."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import work

from cache.errors import QueryError
from cache.values.interest_rows import FollowKind
from cache.values.list_rows import EntryId, Scope, View
from cache.values.query_tree import NO_QUERY, FieldName
from summarise.model import Span
from summarise.stories.story_model import StoryId
from tui.app.screens.main.follow_and_mute import InterestsScreen
from tui.app.screens.main.query_completion import completed
from tui.headless.commands.command import Command, Context
from tui.headless.commands.tour import Deed
from tui.headless.services.app_services import Newsroom
from tui.headless.words.notices import query_problem

if TYPE_CHECKING:
    from textual.timer import Timer

    from tui.app.screens.pages.find_screen import FindAnswer
    from tui.app.widgets.bars.search_bar import SearchBar

_SEARCH_SECONDS = 0.15
"""A pause in typing after which the list follows."""
_ACTORS_LOOKED_AT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Where:
    """A list, and the row in it, to come back to."""

    view: View
    story_id: StoryId | None
    entry_id: EntryId | None


class SearchingScreen(InterestsScreen):
    """Shows what a query finds, or what is wrong with it."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._search_timer: Timer | None = None
        self._found_query = ""
        self._last_found: FindAnswer | None = None
        self._before_search: _Where | None = None

    @work(exclusive=True, group="search", exit_on_error=False)
    async def action_search(self) -> None:
        """Open the line to type a search into."""
        from tui.app.widgets.bars.search_bar import SearchBar

        if not self.query(SearchBar) and self.entry_list.parent is not None:
            self.go_to(self.entry_list)
            await self.mount(SearchBar(self.complete), before=self.entry_list)
        self.go_to(self.entry_list)
        self.query_one(SearchBar).edit()

    def action_search_all(self) -> None:
        """Search the whole cache, with the words around the hits."""
        self._search_all(last=None)

    def back_to_results(self) -> bool:
        """Go back to what a search found, if the open article comes from there."""
        last = self._last_found
        if last is None or self.context is not Context.READER:
            return False
        self._search_all(last=last)
        return True

    def _search_all(self, *, last: "FindAnswer | None") -> None:
        from tui.app.screens.pages.find_screen import FindAnswer, FindScreen

        def answered(answer: FindAnswer | None) -> None:
            if answer is not None:
                self._found_query = answer.query.text
                self._open_found(answer)
            elif last is not None:
                self._leave_found()

        screen = FindScreen(
            self.newsroom,
            query=self._found_query,
            complete=self.complete,
            follow=lambda query: self.set_following(FollowKind.SEARCH, query),
            last=last,
        )
        self.app.push_screen(screen, answered)
        self.happened(Deed.SEARCHED)

    def _open_found(self, answer: "FindAnswer") -> None:
        """Open an article at the first hit; its list is all articles, so that reading goes on."""
        entry_id, query = answer.entry_id, answer.query
        row = self.newsroom.library.row(entry_id)
        if row is None:
            self.say("The article is no longer in the cache", is_error=True)
            return
        before = self._before_search or self._where()
        view = View(scope=Scope.ALL)
        self.section_list.select(view)
        self.open_view(view)
        position = self.newsroom.library.position(self.view, entry_id)
        self._was_touched = True
        if position is None:
            # It is read, and only what is unread is shown.
            self.keep((entry_id,))
            self.cache_changed()
            position = self.newsroom.library.position(self.view, entry_id)
        self.entry_list.move_to(position or 0)
        self.open_story(row)
        self._last_found, self._before_search = answer, before
        detail = self.newsroom.library.detail(entry_id)
        if detail is not None and detail.article is not None:
            text = detail.article.text
            hits = self.newsroom.library.hits_in_text(query, entry_id, text)
            self.reader.show_hits([Span(start=start, end=end) for start, end in hits])

    def _where(self) -> _Where:
        """Return the list one is in, and what is under its cursor."""
        story, row = self.story_list.selected, self.entry_list.selected
        return _Where(
            view=self.view,
            story_id=story.story_id if story is not None and self.shows_stories else None,
            entry_id=row.entry_id if row is not None else None,
        )

    def _leave_found(self) -> None:
        """Go back to the list that the search began in."""
        before = self._before_search
        if before is None:
            return
        self.section_list.select(before.view)
        self.open_view(before.view)
        if before.story_id is not None:
            self.story_list.move_to(self.story_list.index_of(before.story_id) or 0)
        elif before.entry_id is not None:
            position = self.newsroom.library.position(self.view, before.entry_id)
            self.entry_list.move_to(position or 0)
        self.go_to(self.list_pane)

    def open_view(self, view: View) -> None:
        """Show another view; what was found is behind one then."""
        self._last_found = self._before_search = None
        super().open_view(view)

    def complete(self, query: str) -> str | None:
        """Return what a half-typed query may be going to be."""

        def names(field: FieldName, typed: str) -> list[str]:
            match field:
                case FieldName.FEED:
                    return [feed.title for feed in self.feeds]
                case FieldName.FOLDER:
                    return sorted({feed.folder for feed in self.feeds})
                case FieldName.ACTOR | FieldName.SAID:
                    found = self.newsroom.library.find_actors(typed, _ACTORS_LOOKED_AT)
                    return [actor.name for actor in found]
                case FieldName.AUTHOR:
                    return list(self.newsroom.library.authors_of_late())
                case FieldName.TAG:
                    return [tag.name for tag in self.newsroom.library.tags()]
                case _:
                    return []

        return completed(query, names)

    def on_search_bar_changed(self, message: "SearchBar.Changed") -> None:
        """Follow what is typed, after a pause."""
        if self._search_timer is not None:
            self._search_timer.stop()
        query = message.query
        self._search_timer = self.set_timer(_SEARCH_SECONDS, lambda: self.search_for(query))

    def search_for(self, query: str) -> bool:
        """Show what matches, or what is wrong with the query; return whether it was understood."""
        from tui.app.widgets.bars.search_bar import SearchBar

        problem = ""
        try:
            parsed = self.newsroom.library.parse_query(query)
        except QueryError as error:
            # The list keeps what it has until the query makes sense.
            problem = query_problem(error, query)
        else:
            if parsed != self.view.query:
                self.open_view(replace(self.view, query=parsed, kept=frozenset()))
        for bar in self.query(SearchBar):
            bar.show_problem(problem)
        return not problem

    def on_search_bar_submitted(self) -> None:
        """Go to what was found."""
        if self._search_timer is not None:
            self._search_timer.stop()
        from textual.widgets import Input

        from tui.app.widgets.bars.search_bar import SearchBar

        if not self.search_for(self.query_one(SearchBar).query_one(Input).value.strip()):
            # The line stays, with what is wrong below it.
            return
        if self.view.query:
            self.go_to(self.entry_list)
        else:
            self.end_search()

    def on_search_bar_cancelled(self) -> None:
        """Show the whole list again."""
        self.end_search()

    def end_search(self) -> None:
        """Show the whole list again and take the line away."""
        from tui.app.widgets.bars.search_bar import SearchBar

        if self._search_timer is not None:
            self._search_timer.stop()
        story = self.story_list.selected if self.shows_stories else None
        selected = self.entry_list.selected
        if self.view.query:
            self.open_view(replace(self.view, query=NO_QUERY))
            if self.shows_stories:
                place = self.story_list.index_of(story.story_id) if story is not None else None
                self.story_list.move_to(place or 0)
            elif selected is not None:
                position = self.newsroom.library.position(self.view, selected.entry_id)
                self.entry_list.move_to(position or 0)
        self.go_to(self.entry_list)
        self.query(SearchBar).remove()
