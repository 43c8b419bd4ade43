"""The article in the reader: show and open it, and resume where reading stopped."""

from functools import partial
from typing import Protocol

from msgspec.structs import replace

from cache.values.list_rows import EntryId, EntryRow
from tui.app.screens.job_progress import Progress
from tui.app.screens.main_ports import Keeps, Shows, TakesNotice, Writes
from tui.app.widgets.pages.reader import Reader
from tui.app.widgets.typesetting.article_page import ArticleView
from tui.headless.browser import is_web_address
from tui.headless.commands.command import Context
from tui.headless.commands.tour import Deed
from tui.headless.fault_guard import attempt
from tui.headless.words.notices import describe_extractor, describe_failure


class ArticlePort(Writes, Keeps, Shows, TakesNotice, Protocol):
    """What showing an article needs of the screen."""

    @property
    def is_in_article(self) -> bool:
        """Whether an article of a story is read."""
        ...

    @property
    def progress(self) -> Progress:
        """How far the job is that runs."""
        ...

    @property
    def selected_article(self) -> EntryRow | None:
        """The article under the cursor of its list."""
        ...

    def go_to_reader(self) -> None:
        """Give the reader the focus."""
        ...

    def reader_moved(self) -> None:
        """Know that the reader moved in the list: it is not only watched."""
        ...

    def show_status(self) -> None:
        """Show where one is, or what was said last."""
        ...


class ArticlePane:
    """Shows articles and marks them as read; remembers where each was left."""

    def __init__(self, screen: ArticlePort, reader: Reader) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._library = screen.newsroom.library
        self._reader = reader
        opens = f"{screen.key_of('open_in_browser')} opens it in the browser"
        reader.sorry = f"This article can't be shown; {opens}, the log has the reason."

    # Showing.

    def shows(self, entry_id: EntryId) -> bool:
        """Whether the reader is out of sight, or has this article."""
        return not self._reader.display or self._reader.entry_id == entry_id

    def show_selected(self) -> None:
        """Show the article under the cursor; whoever reads keeps theirs, even out of the list."""
        screen, reader = self._screen, self._reader
        if screen.shows_stories and not screen.is_in_article:
            return
        row = screen.selected_article
        is_reading = screen.context is Context.READER
        if row is not None:
            self._show((reader.entry_id if is_reading else None) or row.entry_id)
        elif not is_reading or reader.entry_id is None:
            reader.show_hint("", "Nothing to read here.")

    def _show(self, entry_id: EntryId) -> None:
        where = f"reading article {entry_id}"
        attempt(where, partial(self._show_detail, entry_id), self._reader.say_sorry)

    def _show_detail(self, entry_id: EntryId) -> None:
        detail = self._library.detail(entry_id)
        if detail is None:
            self._reader.show_hint("", "The article is no longer in the cache.")
            return
        is_complete = detail.article is not None and detail.brief is not None
        article = ArticleView(
            # The page shows no marks: one that changes is no reason to set it anew.
            detail=replace(detail, row=replace(detail.row, is_read=True, is_starred=False)),
            note=(
                describe_extractor(
                    detail.article.extractor, has_page=is_web_address(detail.row.url)
                )
                if detail.article
                else ""
            ),
            failure=describe_failure(detail.page_failure) if detail.page_failure else "",
            is_working=self._screen.progress.is_running and not is_complete,
            coverage=self._coverage_of(entry_id),
        )
        self._reader.show(article)

    def _coverage_of(self, entry_id: EntryId) -> str:
        """Return that several papers tell what an article tells, unless one comes from there."""
        stories = self._library.stories
        story_id = None if self._screen.is_in_article else stories.of_entry(entry_id)
        row = stories.row(story_id) if story_id is not None else None
        if row is None or len(row.sources) < 2:  # noqa: PLR2004 - its own paper and another
            return ""
        key = self._screen.key_of("coverage")
        return f"{len(row.sources)} papers tell this story: {key} shows it"

    # Opening and leaving.

    def open(self, row: EntryRow, *, resumes: bool = True) -> None:
        """Show an article and mark it as read.

        Args:
            resumes: whether to go on where it was left, in this session or another.
        """
        screen = self._screen
        screen.reader_moved()
        screen.go_to_reader()
        self._show(row.entry_id)
        screen.happened(Deed.OPENED)
        now = self._newsroom.clock()
        screen.marking.note(lambda store: store.memory.note_opened([row.entry_id], at=now))
        if self._newsroom.options.mark_read_on_open and not row.is_read:
            screen.keep((row.entry_id,))
            screen.marking.set_read((row.entry_id,), is_read=True)
            screen.rows_changed()
        place = self._library.memory.place(row.entry_id) if resumes else 0
        if place:
            self._reader.resume(place)
            top = screen.key_of("reader_first")
            screen.say(f"Continued where you left · {top} goes to the top")

    def place_left(self, message: Reader.PlaceLeft) -> None:
        """Remember where a text was left."""
        now = self._newsroom.clock()
        self._screen.marking.write(
            lambda store: store.memory.leave_place(
                message.entry_id, message.offset, fingerprint=message.fingerprint, at=now
            )
        )

    def leave_place(self) -> None:
        """Remember where the open text is left, on the way out of the program."""
        place = self._reader.take_place()
        if place is not None:
            self.place_left(place)

    # Within the text.

    def moved(self) -> None:
        """Show how far one is."""
        if self._screen.context is Context.READER:
            self._screen.show_status()

    def mention_shown(self, message: Reader.MentionShown) -> None:
        """Say which of how many mentions is shown."""
        key_of = self._screen.key_of
        self._screen.say(
            f"{message.actor} · mention {message.number} of {message.count} · "
            f"{key_of('next_unread')} and {key_of('previous_unread')} go on, "
            f"{key_of('leave')} lets go"
        )

    def walk_on(self, *, forward: bool) -> bool:
        """Show the next mention of the actor that is selected in the reader, if one is."""
        is_reading = self._screen.context is Context.READER
        return is_reading and self._reader.walk_on(1 if forward else -1)

    def toggle_names(self) -> None:
        """Turn the highlighting of names on or off."""
        is_on = self._reader.toggle_highlighting()
        self._screen.say("Names stand out" if is_on else "Names are plain text")
