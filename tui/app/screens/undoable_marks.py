"""Marks that show at once, are written in the background, and can be undone."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from cache.errors import CacheReadOnly
from cache.values.list_rows import EntryId, View
from cache.writer import Writer
from tui.app.screens.entry_pages import Change
from tui.app.work_messages import WriteDone
from tui.headless.services.app_services import Clock
from tui.headless.settings.log import log_error

if TYPE_CHECKING:
    from concurrent.futures import Future

    from cache.store import Store

_T = TypeVar("_T")
_UNDO_LIMIT = 50


class _Step(Struct, frozen=True, kw_only=True):
    """Something that can be taken back, and what to say then."""

    words: str
    take_back: Callable[[], None]


class UndoableMarks:
    """Writes marks, tags and notes; `changes` holds what is not written yet."""

    def __init__(self, writer: Writer, clock: Clock, post: Callable[[WriteDone], object]) -> None:
        self.changes: dict[EntryId, Change] = {}
        self._writer = writer
        self._clock = clock
        self._post = post
        self._count = 0
        self._all_read: dict[int, _Step] = {}
        self._under_way: dict[int, dict[EntryId, Change]] = {}
        self._steps: list[_Step] = []
        self._afterwards: dict[int, Callable[[], None]] = {}
        self._is_refused = False

    def set_read(self, entry_ids: Sequence[EntryId], *, is_read: bool, undo: str = "") -> None:
        """Mark entries; `undo` says what taking it back does, "" for what can't be taken back."""
        if undo:
            self.remember(undo, lambda: self.set_read(entry_ids, is_read=not is_read))
        now = self._clock()
        self._write(
            lambda store: store.marks.set_read(entry_ids, is_read, now=now),
            dict.fromkeys(entry_ids, Change(is_read=is_read)),
        )

    def set_starred(
        self, entry_ids: Sequence[EntryId], *, is_starred: bool, undo: str = ""
    ) -> None:
        """Put stars on entries, or take them away."""
        if undo:
            self.remember(undo, lambda: self.set_starred(entry_ids, is_starred=not is_starred))
        now = self._clock()
        self._write(
            lambda store: store.marks.set_starred(entry_ids, is_starred, now=now),
            dict.fromkeys(entry_ids, Change(is_starred=is_starred)),
        )

    def set_later(self, entry_ids: Sequence[EntryId], *, is_later: bool, undo: str = "") -> None:
        """Keep entries for later, or no longer."""
        if undo:
            self.remember(undo, lambda: self.set_later(entry_ids, is_later=not is_later))
        self._write(
            lambda store: store.kept.set_later(entry_ids, is_later),
            dict.fromkeys(entry_ids, Change(is_later=is_later)),
        )

    def set_tags(self, tags: Mapping[EntryId, tuple[str, ...]]) -> None:
        """Give entries exactly these tags."""
        changes = {entry_id: Change(tags=names) for entry_id, names in tags.items()}
        self._write(lambda store: store.kept.set_tags(tags), changes)

    def set_note(self, entry_id: EntryId, text: str) -> None:
        """Give an entry a note, "" for none."""
        now = self._clock()
        self._write(
            lambda store: store.kept.set_note(entry_id, text, now=now),
            {entry_id: Change(has_note=bool(text))},
        )

    def mark_all_read(self, view: View, *, until: EntryId | None) -> None:
        """Mark all entries of a view as read, up to the newest one that the reader could see."""
        now = self._clock()
        marked: list[EntryId] = []

        def mark(store: "Store") -> tuple[EntryId, ...]:
            marked.extend(store.marks.mark_all_read(view, until=until, now=now))
            return tuple(marked)

        # Remembered at once: what is done before it is written comes after it when taken back.
        # The writer works in order, so it knows what was marked by the time it takes it back.
        number = self._write(mark, {}, reports=True)
        self._all_read[number] = self.remember(
            "Marked unread again",
            lambda: self.write(lambda store: store.marks.set_read(marked, is_read=False, now=now)),
        )

    def write(
        self, work: Callable[["Store"], object], *, then: Callable[[], None] | None = None
    ) -> None:
        """Write something else that the reader did, and do `then` when it is written."""
        number = self._write(work, {})
        if then is not None:
            self._afterwards[number] = then

    def note(self, work: Callable[["Store"], object]) -> None:
        """Write what shows in no list and is nothing to tell: nothing is drawn anew for it."""
        if self._writer.refusal is None:
            self._writer.submit(work).add_done_callback(_log_failure)

    @property
    def refusal(self) -> CacheReadOnly | None:
        """Why what was just asked for is not kept: of the act that is being done, not of others."""
        return self._writer.refusal if self._is_refused else None

    def is_mark_all(self, message: WriteDone) -> bool:
        """Whether a write marked a whole list, which is spoken of only when it is done."""
        return message.number in self._all_read

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._steps)

    def undo(self) -> str | None:
        """Take the last step back and say so; None if there is nothing to take back."""
        if not self._steps:
            return None
        step = self._steps.pop()
        step.take_back()
        return step.words

    def done(self, message: WriteDone) -> None:
        """Forget a change that the cache knows now, or that failed."""
        for entry_id, change in self._under_way.pop(message.number, {}).items():
            if self.changes.get(entry_id) is change:
                del self.changes[entry_id]
        step = self._all_read.pop(message.number, None)
        if step in self._steps and not message.entry_ids:
            # Nothing was unread: there is nothing to take back.
            self._steps.remove(step)
        then = self._afterwards.pop(message.number, None)
        if then is not None and message.error is None:
            then()

    def remember(self, words: str, take_back: Callable[[], None]) -> _Step:
        """Let something be taken back; `words` say that it was."""
        step = _Step(words=words, take_back=take_back)
        if self._writer.refusal is not None:
            return step
        self._steps.append(step)
        del self._steps[:-_UNDO_LIMIT]
        return step

    def _write(
        self,
        work: Callable[["Store"], _T],
        changes: dict[EntryId, Change],
        *,
        reports: bool = False,
    ) -> int:
        self._count += 1
        number = self._count
        if self._writer.refusal is not None:
            self._is_refused = True
            asyncio.get_running_loop().call_soon(self._forget_refusal)
        merged: dict[EntryId, Change] = {}
        for entry_id, change in changes.items():
            merged[entry_id] = change.over(self.changes.get(entry_id, Change()))
        self.changes.update(merged)
        self._under_way[number] = merged
        future = self._writer.submit(work)
        future.add_done_callback(lambda done: self._post(_message(number, done, reports=reports)))
        return number

    def _forget_refusal(self) -> None:
        self._is_refused = False


def _log_failure(future: "Future[object]") -> None:
    error = None if future.cancelled() else future.exception()
    if error is not None:
        log_error("a note of what was opened", error)


def _message(number: int, future: "Future[_T]", *, reports: bool) -> WriteDone:
    error = CancelledError() if future.cancelled() else future.exception()
    if error is not None:
        return WriteDone(number, error=error)
    result = future.result()
    return WriteDone(number, entry_ids=result if reports and isinstance(result, tuple) else ())
