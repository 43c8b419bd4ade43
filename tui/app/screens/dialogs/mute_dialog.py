"""The dialog of a mute: words, actor, author or feed; where it applies, and for how long."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from cache.text.folding import folded
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryRow
from summarise.model import Actor
from tui.app.fault_containment import Contained
from tui.app.screens.base_screen import NewsDialog
from tui.app.widgets.text.drawable_text import drawable, fit
from tui.app.widgets.typesetting.brief_panels import KIND_MARKS

_ACTORS = 6
_LONGEST = 60
_SHORT = 28
"""Lines of a terminal below which the choices scroll."""
_PERIODS = (("for ever", None), ("for a week", 7), ("for a month", 30))


class _Choice(Struct, frozen=True):
    """Something of the article to mute."""

    label: str
    kind: MuteKind
    pattern: str


class Setting(Contained, Static):
    """A line that a click changes."""

    class Clicked(Message):
        """The reader wants the next value."""

        def __init__(self, setting: "Setting") -> None:
            super().__init__()
            self.setting = setting

    def on_click(self, event: events.Click) -> None:
        """Ask for the next value."""
        event.stop()
        self.post_message(self.Clicked(self))


class MuteScreen(NewsDialog[MuteRule]):
    """Gives the rule, nothing if the reader thinks better of it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "dismiss", "Cancel"),
        ("ctrl+t", "change_period", "How long"),
        ("ctrl+o", "change_place", "Where"),
        ("down", "move('down')", "Down"),
        ("up", "move('up')", "Up"),
    ]

    def __init__(
        self, row: EntryRow, actors: Sequence[Actor], *, selected: str, now: datetime
    ) -> None:
        super().__init__()
        self._row = row
        self._now = now
        self._choices = _choices(row, actors, selected)
        self._period = 0
        self._is_everywhere = True
        self._has_selected = bool(selected)

    def compose(self) -> ComposeResult:
        """Lay out words, choices and settings."""
        with Vertical(classes="dialog"):
            yield Static("Mute", classes="title", markup=False)
            yield Static("Words of titles and descriptions", classes="label", markup=False)
            yield Input(placeholder="transfer window")
            yield Static("or something of this article", classes="label", markup=False)
            yield OptionList(
                *(Option(Content(fit(choice.label, _LONGEST))) for choice in self._choices)
            )
            yield Setting(id="period", markup=False)
            yield Setting(id="place", markup=False)
            yield Static(classes="problem", markup=False)
            yield Static("Enter mutes · ↑ ↓ choose · Esc cancels", classes="hint", markup=False)

    def on_mount(self) -> None:
        """Begin with the words, or with the actor that was selected."""
        self.query_one(".problem").display = False
        options = self.query_one(OptionList)
        options.highlighted = 0
        (options if self._has_selected else self.query_one(Input)).focus()
        self._show_settings()

    def on_resize(self, event: events.Resize) -> None:
        """Leave the settings in sight on a short terminal."""
        self.set_class(event.size.height < _SHORT, "-short")

    def _show_settings(self) -> None:
        place = "everywhere" if self._is_everywhere else f"only in {self._row.feed_title}"
        period = f"Ctrl+T  {_PERIODS[self._period][0]}"
        self.query_one("#period", Static).update(Content(period))
        self.query_one("#place", Static).update(Content(f"Ctrl+O  {drawable(place)}"))

    def on_setting_clicked(self, message: Setting.Clicked) -> None:
        """Change what was clicked."""
        if message.setting.id == "period":
            self.action_change_period()
        else:
            self.action_change_place()

    def action_change_period(self) -> None:
        """Take the next period."""
        self._period = (self._period + 1) % len(_PERIODS)
        self._show_settings()

    def action_change_place(self) -> None:
        """Mute everywhere, or in the article's feed only."""
        self._is_everywhere = not self._is_everywhere
        self._show_settings()

    def action_move(self, direction: str) -> None:
        """Move from the words into the choices, and back up."""
        options = self.query_one(OptionList)
        if direction == "down" and self.focused is not options:
            options.focus()
        elif direction == "up" and self.focused is not options:
            return
        elif direction == "up":
            self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Leave the choices upwards at the first one."""
        options = self.query_one(OptionList)
        if event.key == "up" and self.focused is options and not options.highlighted:
            event.stop()
            event.prevent_default()
            self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Mute words."""
        event.stop()
        if folded(event.value):
            self._answer(MuteKind.PHRASE, event.value.strip())
            return
        line = self.query_one(".problem", Static)
        line.update("Type the words to mute, or choose below.")
        line.display = True

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mute what was chosen."""
        event.stop()
        choice = self._choices[event.option_index]
        self._answer(choice.kind, choice.pattern)

    def _answer(self, kind: MuteKind, pattern: str) -> None:
        days = _PERIODS[self._period][1]
        is_narrow = kind is MuteKind.FEED or not self._is_everywhere
        self.dismiss(
            MuteRule(
                kind=kind,
                pattern=pattern,
                feed_id=self._row.feed_id if is_narrow else None,
                expires_at=None if days is None else self._now + timedelta(days=days),
            )
        )


def _choices(row: EntryRow, actors: Sequence[Actor], selected: str) -> list[_Choice]:
    """Return what can be muted of an article, the selected actor first."""
    first = sorted(actors, key=lambda actor: actor.name != selected)[:_ACTORS]
    choices = [
        _Choice(f"{KIND_MARKS[actor.kind]} {actor.name}", MuteKind.ACTOR, actor.name)
        for actor in first
        if folded(actor.name)
    ]
    if folded(row.author):
        choices.append(_Choice(f"✎ {row.author}, the author", MuteKind.AUTHOR, row.author))
    choices.append(_Choice(f"All of {row.feed_title}", MuteKind.FEED, row.feed_title))
    return choices
