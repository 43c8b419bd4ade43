"""Mute: hide articles like the selected one; each step can be undone."""

from typing import Protocol

from cache.values.interest_rows import Mute, MuteId, MuteKind, MuteRule
from cache.values.list_rows import EntryRow
from tui.app.screens.main_ports import Asks, HasSelection, Waits, Writes
from tui.headless.commands.command import Context
from tui.headless.words.notices import describe_mute, plural

_MINUTE = 60.0


class MutePort(Writes, Asks, HasSelection, Waits, Protocol):
    """What muting needs of the screen."""

    @property
    def context(self) -> Context:
        """Where the focus is."""
        ...

    @property
    def selected_actor(self) -> str:
        """The actor that is selected on the page one reads, "" for none."""
        ...


class MuteArticles:
    """Mutes and unmutes, and ends the mutes whose time is over."""

    def __init__(self, screen: MutePort) -> None:
        self._screen = screen
        self._newsroom = screen.newsroom
        self._marking = screen.marking

    def start(self) -> None:
        """End the mutes whose time is over, now and as time goes by."""
        self._end_mutes()
        self._screen.set_interval(_MINUTE, self._end_mutes)

    def _end_mutes(self) -> None:
        now = self._newsroom.clock()
        ends = (mute.rule.expires_at for mute in self._newsroom.library.interests.mutes())
        if any(end is not None and end <= now for end in ends):
            self._marking.write(lambda store: store.interests.expire_mutes(now))

    def toggle(self) -> None:
        """Hide articles like the current one, or say why it is hidden."""
        row = self._screen.current()
        hidden_by = (
            self._newsroom.library.interests.mute_of(row.entry_id) if row is not None else None
        )
        if hidden_by is not None:
            self._explain(hidden_by)
        elif row is not None:
            self._ask_for_mute(row)
        else:
            self._screen.say("There is no article here to mute others by")

    def _ask_for_mute(self, row: EntryRow) -> None:
        from tui.app.screens.dialogs.mute_dialog import MuteScreen

        detail = self._newsroom.library.detail(row.entry_id)
        actors = detail.brief.actors if detail is not None and detail.brief is not None else ()
        selected = self._screen.selected_actor if self._screen.context is Context.READER else ""
        screen = MuteScreen(row, actors, selected=selected, now=self._newsroom.clock())
        self._screen.push(screen, self._mute)

    def _mute(self, rule: MuteRule | None) -> None:
        if rule is None:
            return
        made: list[MuteId] = []
        now = self._newsroom.clock()
        words = f"“{rule.pattern}”" if rule.kind is MuteKind.PHRASE else rule.pattern

        def muted() -> None:
            rows = self._newsroom.library.interests.mutes()
            count = sum(row.entry_count for row in rows if row.mute_id in made)
            hidden = plural(count, "article")
            self._screen.say(
                f"Muted {words}: {hidden} hidden · {self._screen.key_of('undo')} takes it back"
            )

        self._marking.write(
            lambda store: made.append(store.interests.mute(rule, now=now)), then=muted
        )
        self._marking.remember(
            f"{words} is shown again",
            lambda: self._marking.write(lambda store: [store.interests.unmute(it) for it in made]),
        )

    def _explain(self, mute: Mute) -> None:
        from tui.app.screens.dialogs.confirm_dialog import ConfirmScreen

        def answered(is_certain: bool | None) -> None:  # noqa: FBT001  # Textual's callback
            if is_certain:
                self._unmute(mute)

        words = describe_mute(mute)
        question = f"This is hidden because you muted {words}. Show such articles again?"
        self._screen.push(ConfirmScreen(question, yes="Unmute"), answered)

    def _unmute(self, mute: Mute) -> None:
        now = self._newsroom.clock()
        words = describe_mute(mute)
        self._marking.write(lambda store: store.interests.unmute(mute.mute_id))
        self._screen.say(f"No longer muted: {words} · {self._screen.key_of('undo')} takes it back")
        self._marking.remember(
            f"Muted again: {words}",
            lambda: self._marking.write(lambda store: store.interests.mute(mute.rule, now=now)),
        )
