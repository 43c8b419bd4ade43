"""Mark articles: read, starred, for later, with tags, with a note."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from cache.text.tag_names import tag_key
from cache.values.list_rows import EntryId, EntryRow, Scope, View
from cache.values.story_rows import StoryRow
from tui.app.screens.main_ports import Asks, HasSelection, Keeps, Shows, TakesNotice, Writes
from tui.app.screens.selection import Selection
from tui.headless.commands.tour import Deed

if TYPE_CHECKING:
    from cache.reader.kept import Tags
    from cache.store import Store

_NOTHING = "There is no article here"


class MarkPort(Writes, Asks, HasSelection, Keeps, Shows, TakesNotice, Protocol):
    """What keeping needs of the screen."""

    def set_stories_read(self, rows: Sequence[StoryRow], *, is_read: bool) -> None:
        """Mark all articles of stories."""
        ...


class MarkArticles:
    """Acts on what is selected, or on what one is at; each act is one step of undo."""

    def __init__(self, screen: MarkPort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._marking = screen.marking

    # Marks.

    def toggle_read(self) -> None:
        """Mark what is selected as read, or as unread if all of it is read."""
        subject = self._screen.subject()
        if subject.stories:
            is_read = any(row.is_unread for row in subject.stories)
            self._screen.keep_stories([row.story_id for row in subject.stories])
            self._screen.set_stories_read(subject.stories, is_read=is_read)
            return
        is_read = not all(row.is_read for row in subject.rows)
        ids = _ids(subject, lambda row: row.is_read != is_read)
        self._screen.keep(ids)
        undo = "Marked unread again" if is_read else "Marked read again"
        words = "Marked as read:" if is_read else "Marked as unread:"
        self._did(
            words, subject, ids, lambda: self._marking.set_read(ids, is_read=is_read, undo=undo)
        )

    def toggle_star(self) -> None:
        """Put a star on what is selected, or take it away if all have one."""
        subject = self._screen.subject()
        is_starred = not all(row.is_starred for row in subject.rows)
        ids = _ids(subject, lambda row: row.is_starred != is_starred)
        undo = "Star taken away again" if is_starred else "Star put back"

        def act() -> None:
            self._marking.set_starred(ids, is_starred=is_starred, undo=undo)
            self._screen.happened(Deed.STARRED)

        self._did("Starred" if is_starred else "No longer starred:", subject, ids, act)

    def read_later(self) -> None:
        """Keep what is selected for later, or no longer if all is."""
        subject = self._screen.subject()
        is_later = not all(row.is_later for row in subject.rows)
        ids = _ids(subject, lambda row: row.is_later != is_later)
        undo = "No longer kept for later" if is_later else "Kept for later again"
        self._did(
            "Kept for later:" if is_later else "No longer kept for later:",
            subject,
            ids,
            lambda: self._marking.set_later(ids, is_later=is_later, undo=undo),
        )

    def _did(
        self, words: str, subject: Selection, ids: Sequence[EntryId], act: Callable[[], None]
    ) -> None:
        """Act on some articles of a subject and say on which; or say that there is none."""
        if not ids:
            self._screen.say(_NOTHING)
            return
        act()
        self._screen.rows_changed()
        self._screen.say(f"{words} {subject.narrowed(ids).words}")

    # Tags.

    def edit_tags(self) -> None:
        """Ask for the tags of what is selected."""
        from tui.app.screens.dialogs.tags_dialog import TagsScreen

        subject = self._screen.subject()
        rows = subject.rows
        if not rows:
            self._screen.say(_NOTHING)
            return
        # Of several entries those tags are shown that all of them have.
        present = [
            name
            for name in rows[0].tags
            if all(tag_key(name) in map(tag_key, row.tags) for row in rows)
        ]

        def answered(names: tuple[str, ...] | None) -> None:
            if names is not None:
                self._tag(subject, present, names)

        known = [tag.name for tag in self._newsroom.library.tags()]
        self._screen.push(TagsScreen(subject.title, present, known), answered)

    def _tag(self, subject: Selection, present: Sequence[str], names: tuple[str, ...]) -> None:
        gone = {tag_key(name) for name in present} - {tag_key(name) for name in names}
        after: dict[EntryId, tuple[str, ...]] = {}
        for row in subject.rows:
            tags = {tag_key(name): name for name in row.tags if tag_key(name) not in gone}
            for name in names:
                tags.setdefault(tag_key(name), name)
            if tags.keys() != {tag_key(name) for name in row.tags}:
                after[row.entry_id] = tuple(tags[key] for key in sorted(tags))
        if not after:
            self._screen.say("The tags are as they were")
            return
        before = {row.entry_id: row.tags for row in subject.rows if row.entry_id in after}

        def tag() -> None:
            self._marking.set_tags(after)
            self._marking.remember("Tags as before", lambda: self._marking.set_tags(before))

        words = " ".join(f"#{name}" for name in names)
        self._did(f"Tagged {words}:" if words else "Without tags:", subject, tuple(after), tag)

    def rename_tag(self, name: str) -> None:
        """Ask what a tag is to be called, or whether it is to go."""
        from tui.app.screens.dialogs.tags_dialog import RenameTagScreen

        def answered(new: str | None) -> None:
            if new is not None and new != name:
                self._rename(name, new)

        self._screen.push(RenameTagScreen(name), answered)

    def _rename(self, name: str, new: str) -> None:
        before: list[Tags] = []

        def renamed() -> None:
            if self._screen.view.scope is Scope.TAG and tag_key(
                self._screen.view.subject
            ) == tag_key(name):
                self._screen.open_view(View(scope=Scope.TAG, subject=new))

        def take_back() -> None:
            def put_back(store: "Store") -> None:
                if new and tag_key(new) == tag_key(name):
                    store.kept.rename_tag(new, name)
                for tags in before:
                    store.kept.set_tags(tags)

            self._marking.write(put_back)

        self._marking.write(
            lambda store: before.append(store.kept.rename_tag(name, new)), then=renamed
        )
        self._marking.remember(f"#{name} is back", take_back)
        words = f"#{name} is now #{new}" if new else f"#{name} deleted"
        self._screen.say(f"{words} · {self._screen.key_of('undo')} takes it back")

    # Notes.

    def edit_note(self) -> None:
        """Write a note on the article, or on all articles of the story."""
        from tui.app.screens.dialogs.note_dialog import NoteScreen

        subject = self._screen.subject()
        if not subject.rows:
            self._screen.say(_NOTHING)
            return
        before = {row.entry_id: self._note_of(row.entry_id) for row in subject.rows}
        first = next(filter(None, before.values()), "")

        def answered(text: str | None) -> None:
            if text is not None and text != first:
                self._write_note(subject, before, first, text)

        self._screen.push(NoteScreen(subject.title, first), answered)

    def _note_of(self, entry_id: EntryId) -> str:
        detail = self._newsroom.library.detail(entry_id)
        return detail.kept_note if detail is not None else ""

    def _write_note(
        self, subject: Selection, before: Mapping[EntryId, str], first: str, text: str
    ) -> None:
        """Put a note on the articles that had the first one, or none: other notes stay."""
        ids = tuple(entry_id for entry_id, note in before.items() if note in {"", first})

        def write(notes: Mapping[EntryId, str]) -> None:
            for entry_id, note in notes.items():
                self._marking.set_note(entry_id, note)

        def act() -> None:
            write(dict.fromkeys(ids, text))
            old = {entry_id: before[entry_id] for entry_id in ids}
            self._marking.remember("The note is as before", lambda: write(old))

        self._did("Note saved on" if text else "Note taken from", subject, ids, act)


def _ids(subject: Selection, is_changed: Callable[[EntryRow], bool]) -> tuple[EntryId, ...]:
    return tuple(row.entry_id for row in subject.rows if is_changed(row))
