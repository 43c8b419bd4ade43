"""The screen's part for whoever is in a text: places, mentions, folded panels, nothing around."""

from cache.values.list_rows import EntryRow
from tui.app.screens.main.list_search import SearchingScreen
from tui.app.widgets.lists.row_list import RowList
from tui.app.widgets.pages.foldable_page import FoldingView
from tui.app.widgets.pages.page_view import PageView
from tui.app.widgets.pages.reader import Reader
from tui.headless.commands.command import Command, Context
from tui.headless.services.app_services import Newsroom

_CLOSED = "reader.closed"
_BETWEEN = ","


class ImmersionScreen(SearchingScreen):
    """Goes on where a text was left, walks mentions, and clears the screen for the text."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        stored = newsroom.library.memory.setting(_CLOSED)
        closed = frozenset(filter(None, stored.split(_BETWEEN)))
        self.reader.close_panels(closed)
        self.story_view.close_panels(closed)

    # Places.

    def open_story(self, row: EntryRow, *, resumes: bool = True) -> None:
        """Show an article where it was left, in this session or another."""
        super().open_story(row, resumes=resumes)
        place = self.newsroom.library.memory.place(row.entry_id) if resumes else 0
        if place:
            self.reader.resume(place)
            top = self.key_of("reader_first")
            self.say(f"Continued where you left · {top} goes to the top")

    def on_reader_place_left(self, message: Reader.PlaceLeft) -> None:
        """Remember where a text was left."""
        now = self.newsroom.clock()
        self.marking.write(
            lambda store: store.memory.leave_place(
                message.entry_id, message.offset, fingerprint=message.fingerprint, at=now
            )
        )

    def leave_place(self) -> None:
        """Remember where the open text is left, on the way out of the program."""
        place = self.reader.take_place()
        if place is not None:
            self.on_reader_place_left(place)

    def on_reader_moved(self) -> None:
        """Show how far one is."""
        if self.context is Context.READER:
            self.show_status()

    # Mentions.

    def on_marked_view_mention_shown(self, message: Reader.MentionShown) -> None:
        """Say which of how many mentions is shown."""
        self.say(
            f"{message.actor} · mention {message.number} of {message.count} · "
            f"{self.key_of('next_unread')} and {self.key_of('previous_unread')} go on, "
            f"{self.key_of('leave')} lets go"
        )

    def walk_on(self, *, forward: bool) -> bool:
        """Show the next mention of the actor that is selected in the reader, if one is."""
        return self.context is Context.READER and self.reader.walk_on(1 if forward else -1)

    # Panels.

    def on_folding_view_panels_closed(self, message: FoldingView.PanelsClosed) -> None:
        """Close the same panels of every article, in later sessions too."""
        self.reader.close_panels(message.titles)
        self.story_view.close_panels(message.titles)
        value = _BETWEEN.join(sorted(message.titles))
        self.marking.write(lambda store: store.memory.set(_CLOSED, value))

    # The text alone.

    def action_immerse(self) -> None:
        """Show the text alone, or everything again."""
        if self.is_immersed:
            self.surface()
            return
        if self.page_pane.page is None:
            self.say("Select a story first")
            return
        if self.context not in {Context.READER, Context.STORY}:
            self.list_pane.action_enter()
        self.is_immersed = True
        self.reader.show_text_alone(is_alone=True)
        self.go_to(self.page_pane)
        keys = f"{self.key_of('immerse')} or {self.key_of('leave')}"
        self.say(f"The text alone · {keys} brings everything back")

    def surface(self) -> None:
        """Show everything again."""
        self.is_immersed = False
        self.reader.show_text_alone(is_alone=False)
        self._arrange()

    def go_to(self, pane: RowList | PageView) -> None:
        """Give a pane the focus; a list brings everything back."""
        if pane is not self.reader:
            # Before it may be hidden: then it has no lines, and so no place.
            self.reader.leave_place()
        if self.is_immersed and isinstance(pane, RowList):
            self.surface()
        super().go_to(pane)
