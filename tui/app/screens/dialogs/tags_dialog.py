"""The dialogs for tags: which tags entries have, and renaming one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Input, Static

from cache.text.tag_names import clean_tag, tag_key
from tui.app.fault_containment import Contained
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable


class _TagSuggester(Suggester):
    """Completes the tag that is being typed, after the last comma."""

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._known = known

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole value as it may become."""
        typed = value.rpartition(",")[2].lstrip()
        if not typed:
            return None
        found = (it for it in self._known if it.casefold().startswith(typed.casefold()))
        name = next(found, None)
        return None if name is None else value + drawable(name[len(typed) :])


class _Chip(Contained, Static):
    """A tag that entries have; a click takes it away."""

    def __init__(self, name: str) -> None:
        super().__init__(Content(f"#{drawable(name)} ✕"), markup=False, classes="chip")
        self.tag = name

    def on_click(self, event: events.Click) -> None:
        """Take the tag away."""
        event.stop()
        if isinstance(self.screen, TagsScreen):
            self.screen.take_away(self.tag)


class TagsScreen(NewsDialog[tuple[str, ...]]):
    """Lets the reader put tags on what is selected; the answer is all that it is to have."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]

    def __init__(self, about: str, present: Sequence[str], known: Sequence[str]) -> None:
        super().__init__()
        self._about = about
        self._present = list(present)
        self._known = known

    def compose(self) -> ComposeResult:
        """Lay out the present tags and the line for others."""
        with Vertical(classes="dialog"):
            yield Static("Tags", classes="title", markup=False)
            yield Static(Content(drawable(self._about)), classes="label", markup=False)
            yield VerticalScroll(*(_Chip(name) for name in self._present), classes="chips")
            yield Input(
                placeholder="a tag, or several with commas", suggester=_TagSuggester(self._known)
            )
            yield Static(
                "Enter saves · → completes · ⌫ in the empty line takes the last one away",
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin with typing."""
        chips = self.query_one(VerticalScroll)
        chips.can_focus = False
        chips.display = bool(self._present)
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Take the last tag away with backspace, where there is nothing else to delete."""
        if event.key == "backspace" and not self.query_one(Input).value and self._present:
            event.stop()
            self.take_away(self._present[-1])

    def take_away(self, name: str) -> None:
        """Remove a tag from those that are to be."""
        self._present.remove(name)
        for chip in self.query(_Chip):
            if chip.tag == name:
                chip.remove()
        self.query_one(VerticalScroll).display = bool(self._present)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the tags."""
        tags = {tag_key(name): name for name in self._present}
        # A tag that there is keeps its spelling.
        spellings = {tag_key(name): name for name in self._known}
        for typed in filter(None, map(clean_tag, event.value.split(","))):
            tags.setdefault(tag_key(typed), spellings.get(tag_key(typed), typed))
        self.dismiss(tuple(tags.values()))


class RenameTagScreen(NewsDialog[str]):
    """Asks what a tag is to be called; "" deletes it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Cancel")]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._tag = name

    def compose(self) -> ComposeResult:
        """Lay out the line."""
        with Vertical(classes="dialog"):
            yield Static("Rename or delete a tag", classes="title", markup=False)
            yield Input(value=drawable(self._tag))
            yield Static(
                "Enter renames · Enter in the empty line deletes the tag, not its articles · "
                "Esc cancels",
                classes="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        """Begin with typing."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the name."""
        self.dismiss(clean_tag(event.value))
