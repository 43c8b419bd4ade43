"""Two devices and one server: whatever happens in between, quiet syncs end with all three equal."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fetch.sync.sync_model import Mark, SyncError, SyncFailure, SyncFailureKind
from tests.support.samples.builders import NOW
from tests.support.scale import full_or
from tests.support.servers.memory_reader import Device, FakeReader, Faults, KilledError

LABEL = "later"
Key = tuple[str, Mark]


@dataclass
class Act:
    """What a reader did last on a device with a mark of an entry.

    Attributes:
        other: what waited on the other device at that time, None for nothing.
    """

    device: int
    value: bool
    other: bool | None


def at_call(number: int, end: Callable[[], None]) -> Callable[[str], None]:
    """Return a fault that happens at the so-manieth call."""
    seen = [0]

    def fault(_: str) -> None:
        seen[0] += 1
        if seen[0] == number:
            end()

    return fault


def kill() -> None:
    raise KilledError


def fail() -> None:
    raise SyncError(SyncFailure(kind=SyncFailureKind.TIMEOUT, detail="no answer"))


class TwoDevices(RuleBasedStateMachine):
    folder: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.server = FakeReader()
        self.feeds = [self.server.add_feed(f"http://{it}.example/feed") for it in "ab"]
        self.count = 0
        self.devices = [Device(self.folder / f"{it}.db", self.server) for it in range(2)]
        self.acts: dict[Key, list[Act]] = {}
        self.first: dict[Key, bool] = {}

    def teardown(self) -> None:
        try:
            self.settle()
        finally:
            for device in self.devices:
                device.close()
            for file in self.folder.iterdir():
                file.unlink()

    @rule(feed=st.integers(0, 1), is_starred=st.booleans())
    def publish(self, feed: int, is_starred: bool) -> None:
        self.count += 1
        self.server.publish(self.feeds[feed], self.count, is_starred=is_starred)
        title = f"Story {self.count}"
        self.first |= {
            (title, Mark.READ): False,
            (title, Mark.STAR): is_starred,
            (title, Mark.LABEL): False,
        }

    @rule(number=st.integers(0, 1), place=st.integers(0, 5), mark=st.sampled_from(Mark))
    def act(self, number: int, place: int, mark: Mark) -> None:
        titles = sorted(self.devices[number].rows)
        if titles:
            self.toggle(number, titles[place % len(titles)], mark)

    @rule(number=st.integers(0, 1), place=st.integers(0, 5))
    def take_back(self, number: int, place: int) -> None:
        """Toggle a mark that waits to be sent."""
        waiting = sorted(self.waiting(number))
        if waiting:
            self.toggle(number, *waiting[place % len(waiting)])

    def toggle(self, number: int, title: str, mark: Mark) -> None:
        device = self.devices[number]
        row = device.rows[title]
        waited = self.waiting(number).get((row.title, mark))
        value = not has(row, mark)
        if mark is Mark.READ:
            device.store.marks.set_read([row.entry_id], value, now=NOW)
        elif mark is Mark.STAR:
            device.store.marks.set_starred([row.entry_id], value, now=NOW)
        else:
            device.store.kept.set_tags({row.entry_id: [LABEL] if value else []})
        acts = self.acts.setdefault((row.title, mark), [])
        if (row.title, mark) in self.waiting(number):
            other = self.waiting(1 - number).get((row.title, mark))
            acts.append(Act(number, value, other))
        else:
            assert waited is not None
            # Taken back before it was sent: as if it had never been.
            last = max(at for at, it in enumerate(acts) if it.device == number)
            del acts[last]

    def waiting(self, number: int) -> dict[Key, bool]:
        device = self.devices[number]
        titles = {row.entry_id: row.title for row in device.rows.values()}
        rows = device.connection.rows(
            "SELECT entry_id, kind, value FROM sync_queue WHERE entry_id IS NOT NULL"
        )
        return {(titles[row[0]], Mark(row[1])): row[2] == "1" for row in rows}

    @rule(number=st.integers(0, 1))
    def sync(self, number: int) -> None:
        assert self.devices[number].sync().failure is None

    @rule(
        number=st.integers(0, 1),
        call=st.integers(1, 6),
        is_after=st.booleans(),
        is_kill=st.booleans(),
    )
    def sync_with_fault(self, number: int, call: int, is_after: bool, is_kill: bool) -> None:
        fault = at_call(call, kill if is_kill else fail)
        self.broken_sync(number, Faults(after=fault) if is_after else Faults(before=fault))

    @rule(number=st.integers(0, 1), write=st.integers(1, 12), is_after=st.booleans())
    def sync_killed_at_a_write(self, number: int, write: int, is_after: bool) -> None:
        fault = at_call(write, kill)
        writer = self.devices[number].writer
        if is_after:
            writer.after_write = lambda: fault("")
        else:
            writer.before_write = lambda: fault("")
        self.broken_sync(number, Faults())
        writer.before_write = writer.after_write = lambda: None

    @rule(
        number=st.integers(0, 1),
        other=st.integers(0, 1),
        call=st.integers(1, 4),
        place=st.integers(0, 5),
        mark=st.none() | st.sampled_from(Mark),
        is_after=st.booleans(),
    )
    def sync_while_somebody_reads(
        self, number: int, other: int, call: int, place: int, mark: Mark | None, is_after: bool
    ) -> None:
        def read() -> None:
            if mark is None:
                self.take_back(other, place)
            else:
                self.act(other, place, mark)

        fault = at_call(call, read)
        faults = Faults(after=fault) if is_after else Faults(before=fault)
        assert self.devices[number].sync(faults).failure is None

    def broken_sync(self, number: int, faults: Faults) -> None:
        device = self.devices[number]
        try:
            device.sync(faults)
        except KilledError:
            device.restart()

    @rule(number=st.integers(0, 1))
    def restart(self, number: int) -> None:
        self.devices[number].restart()

    @invariant()
    def what_waits_is_what_the_reader_sees(self) -> None:
        for number, device in enumerate(self.devices):
            for (title, mark), value in self.waiting(number).items():
                assert has(device.rows[title], mark) == value

    def settle(self) -> None:
        for _ in range(2):
            for device in self.devices:
                assert device.sync().failure is None
        on_server = {
            (one.entry.title, mark): value
            for one in self.server.entries.values()
            for mark, value in (
                (Mark.READ, one.is_read),
                (Mark.STAR, one.is_starred),
                (Mark.LABEL, LABEL in one.labels),
            )
        }
        for device in self.devices:
            assert device.waiting_count == 0
            for title, row in device.rows.items():
                for mark in Mark:
                    assert has(row, mark) == on_server[title, mark], (title, mark)
        for key, value in on_server.items():
            acts = self.acts.get(key, [])
            if not acts:
                assert value == self.first[key], key
            elif acts[-1].other is None:
                assert value == acts[-1].value, (key, acts)
            else:
                assert value in {acts[-1].value, acts[-1].other}, (key, acts)


def has(row: object, mark: Mark) -> bool:
    match mark:
        case Mark.READ:
            return bool(row.is_read)  # type: ignore[attr-defined]
        case Mark.STAR:
            return bool(row.is_starred)  # type: ignore[attr-defined]
        case Mark.LABEL:
            return LABEL in row.tags  # type: ignore[attr-defined]


def test_whatever_happens_both_sides_end_equal(tmp_path_factory: pytest.TempPathFactory) -> None:
    TwoDevices.folder = tmp_path_factory.mktemp("two")

    run_state_machine_as_test(
        TwoDevices,
        settings=settings(max_examples=full_or(15, 400), stateful_step_count=30, deadline=None),
    )
