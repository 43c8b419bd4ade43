"""The screen's part that selects rows and keeps what is selected: stars, later, tags, notes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cache.model import EntryId, EntryRow, Scope, View
from cache.tags import tag_key
from tui.commands.model import Command, Context
from tui.screens.searching import SearchingScreen
from tui.services.newsroom import Newsroom
from tui.widgets.entry_list import EntryList

if TYPE_CHECKING:
    from cache.keeping import Tags
    from cache.store import Store

_ON_ARTICLES = "is put on articles: open the story and select one of them"


class KeepingScreen(SearchingScreen):
    """Acts on the selected rows, or on the one under the cursor; each act is one step of undo."""

    def __init__(self, newsroom: Newsroom, commands: tuple[Command, ...]) -> None:
        super().__init__(newsroom, commands)
        self._chosen: dict[EntryId, None] = {}

    # Selecting.

    def selected_ids(self) -> tuple[EntryId, ...]:
        """Return what is selected in the list, or else the article that a command is about."""
        if self._chosen and self.context is Context.LIST and not self.shows_stories:
            return tuple(self._chosen)
        row = self.current()
        return (row.entry_id,) if row is not None else ()

    def selected_rows(self) -> tuple[EntryRow, ...]:
        """Return the lines of `selected_ids`, as they are with what is not written yet."""
        return tuple(map(self.pages.changed, self.newsroom.library.rows(self.selected_ids())))

    def on_entry_list_selection_toggled(self, message: EntryList.SelectionToggled) -> None:
        """Select a row, or no longer."""
        if self._chosen.pop(message.entry_id, self) is self:
            self._chosen[message.entry_id] = None
        self._show_selection()

    def on_entry_list_all_toggled(self) -> None:
        """Select all rows that are loaded, or none."""
        loaded = dict.fromkeys(self.pages.loaded_ids())
        self._chosen = {} if loaded.keys() <= self._chosen.keys() else loaded
        self._show_selection()

    def on_story_list_selection_asked(self) -> None:
        """Say what can be selected."""
        self.say("Articles can be selected: open the story, or go to another section")

    def select_none(self) -> bool:
        """Select nothing; whether something was."""
        was_selected = bool(self._chosen)
        self._chosen = {}
        self._show_selection()
        return was_selected

    def open_view(self, view: View) -> None:
        """Show another view; what was selected in the last one is not."""
        self._chosen = {}
        self.entry_list.show_selection(self._chosen.keys())
        super().open_view(view)

    def _show_selection(self) -> None:
        self.entry_list.show_selection(self._chosen.keys())
        self.show_status()

    def _position(self) -> str:
        if self._chosen and self.context is Context.LIST:
            return f"{len(self._chosen):,} selected · {self.key_of('leave')} selects none"
        return super()._position()

    # Marks.

    def toggle_rows_read(self) -> None:
        """Mark the selected articles as read, or as unread if all are."""
        rows = self.selected_rows()
        is_read = not all(row.is_read for row in rows)
        ids = _ids(rows, lambda row: row.is_read != is_read)
        if ids:
            self.keep(ids)
            undo = "Marked unread again" if is_read else "Marked read again"
            self.marking.set_read(ids, is_read=is_read, undo=undo)
            self._did("Marked as read" if is_read else "Marked as unread", ids)

    def action_toggle_star(self) -> None:
        """Put a star on what is selected, or take it away if all have one."""
        rows = self.selected_rows()
        is_starred = not all(row.is_starred for row in rows)
        ids = _ids(rows, lambda row: row.is_starred != is_starred)
        if not ids:
            self.say(f"A star {_ON_ARTICLES}")
            return
        undo = "Star taken away again" if is_starred else "Star put back"
        self.marking.set_starred(ids, is_starred=is_starred, undo=undo)
        self._did("Starred" if is_starred else "Star taken away", ids)

    def action_read_later(self) -> None:
        """Keep what is selected for later, or no longer if all is."""
        rows = self.selected_rows()
        is_later = not all(row.is_later for row in rows)
        ids = _ids(rows, lambda row: row.is_later != is_later)
        if not ids:
            self.say(f"“Later” {_ON_ARTICLES}")
            return
        undo = "No longer kept for later" if is_later else "Kept for later again"
        self.marking.set_later(ids, is_later=is_later, undo=undo)
        self._did("Kept for later" if is_later else "No longer kept for later", ids)

    def _did(self, words: str, ids: Sequence[EntryId]) -> None:
        self.entry_list.refresh()
        count = f": {len(ids):,} stories" if len(ids) > 1 else ""
        self.say(f"{words}{count}")

    # Tags.

    def action_edit_tags(self) -> None:
        """Ask for the tags of what is selected."""
        from tui.screens.tags import TagsScreen

        rows = self.selected_rows()
        if not rows:
            self.say(f"A tag {_ON_ARTICLES}")
            return
        # Of several entries those tags are shown that all of them have.
        present = [
            name
            for name in rows[0].tags
            if all(tag_key(name) in map(tag_key, row.tags) for row in rows)
        ]

        def answered(names: tuple[str, ...] | None) -> None:
            if names is not None:
                self._tag(rows, present, names)

        about = rows[0].title if len(rows) == 1 else f"{len(rows):,} stories"
        known = [tag.name for tag in self.newsroom.library.tags()]
        self.app.push_screen(TagsScreen(about, present, known), answered)

    def _tag(
        self, rows: Sequence[EntryRow], present: Sequence[str], names: tuple[str, ...]
    ) -> None:
        gone = {tag_key(name) for name in present} - {tag_key(name) for name in names}
        after: dict[EntryId, tuple[str, ...]] = {}
        for row in rows:
            tags = {tag_key(name): name for name in row.tags if tag_key(name) not in gone}
            for name in names:
                tags.setdefault(tag_key(name), name)
            if tags.keys() != {tag_key(name) for name in row.tags}:
                after[row.entry_id] = tuple(tags[key] for key in sorted(tags))
        if not after:
            return
        before = {row.entry_id: row.tags for row in rows if row.entry_id in after}
        self.marking.set_tags(after)
        self.marking.remember("Tags as before", lambda: self.marking.set_tags(before))
        words = " ".join(f"#{name}" for name in names)
        self._did(f"Tagged {words}" if words else "Tags taken away", tuple(after))

    def rename_tag(self, name: str) -> None:
        """Ask what a tag is to be called, or whether it is to go."""
        from tui.screens.tags import RenameTagScreen

        def answered(new: str | None) -> None:
            if new is not None and new != name:
                self._rename(name, new)

        self.app.push_screen(RenameTagScreen(name), answered)

    def _rename(self, name: str, new: str) -> None:
        before: list[Tags] = []

        def renamed() -> None:
            if self.view.scope is Scope.TAG and tag_key(self.view.subject) == tag_key(name):
                self.open_view(View(scope=Scope.TAG, subject=new))

        def take_back() -> None:
            def put_back(store: "Store") -> None:
                if new and tag_key(new) == tag_key(name):
                    store.kept.rename_tag(new, name)
                for tags in before:
                    store.kept.set_tags(tags)

            self.marking.write(put_back)

        self.marking.write(
            lambda store: before.append(store.kept.rename_tag(name, new)), then=renamed
        )
        self.marking.remember(f"#{name} is back", take_back)
        words = f"#{name} is now #{new}" if new else f"#{name} deleted"
        self.say(f"{words} · {self.key_of('undo')} takes it back")

    def show_tag(self, name: str) -> None:
        """Show what has a tag."""
        view = View(scope=Scope.TAG, subject=name)
        self.section_list.select(view)
        self.open_view(view)
        self.go_to(self.entry_list)

    # Notes.

    def action_edit_note(self) -> None:
        """Write a note on the article."""
        from tui.screens.note import NoteScreen

        row = self.current()
        if row is None:
            self.say(f"A note {_ON_ARTICLES}")
            return
        detail = self.newsroom.library.detail(row.entry_id)
        before = detail.kept_note if detail is not None else ""

        def answered(text: str | None) -> None:
            if text is None or text == before:
                return
            self.marking.set_note(row.entry_id, text)
            self.marking.remember(
                "The note is as before", lambda: self.marking.set_note(row.entry_id, before)
            )
            self._did("Note saved" if text else "Note taken away", (row.entry_id,))

        self.app.push_screen(NoteScreen(row.title, before), answered)


def _ids(rows: Sequence[EntryRow], is_changed: Callable[[EntryRow], bool]) -> tuple[EntryId, ...]:
    return tuple(row.entry_id for row in rows if is_changed(row))
