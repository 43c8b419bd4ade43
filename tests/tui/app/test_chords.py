"""Chords, counts and keymaps: what keys mean, by the rules and in the app."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.support.app.pilots import reading, screen_text, until
from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_sequences import MOST_REPEATS, Press, Typed, Typing
from tui.headless.settings.key_overrides import KeysError, keys_of, resolve_keys
from tui.headless.settings.keymaps.keymap_table import KEYMAPS

MakeApp = Callable[..., NutgrafApp]


def typing(**keys: str) -> Typing:
    return Typing(resolve_keys(COMMANDS, keys))


def typed(typing: Typing, *keys: str, context: Context = Context.LIST) -> list[Typed]:
    return [typing.take(key, context) for key in keys]


# The rules.


def test_a_key_is_itself() -> None:
    (answer,) = typed(typing(), "j")

    assert answer == Typed(presses=(Press(key="j"),))


def test_a_count_repeats_what_can_be_repeated() -> None:
    one, two, last = typed(typing(), "1", "2", "j")

    assert (one.pending, two.pending) == ("1", "12")
    assert last.presses == (Press(key="j", times=12),)


def test_a_count_before_the_last_row_is_a_row() -> None:
    assert typed(typing(), "1", "2", "G")[-1].presses == (Press(key="G", row=12),)


def test_a_count_is_bounded_and_means_nothing_to_a_star() -> None:
    keys = typing()

    assert typed(keys, *"99999999", "j")[-1].presses[0].times == MOST_REPEATS
    assert typed(keys, "5", "s")[-1].presses == (Press(key="s"),)


def test_digits_that_do_something_are_no_counts() -> None:
    (answer,) = typed(typing(), "5", context=Context.READER)

    assert answer.presses == (Press(key="5"),)


def test_zero_begins_no_count() -> None:
    assert typed(typing(), "0")[0].presses == (Press(key="0"),)
    assert typed(typing(), "1", "0", "j")[-1].presses[0].times == 10


def test_a_chord_waits_for_its_end() -> None:
    first, second = typed(typing(undo="z u", immerse=""), "z", "u")

    assert (first.presses, first.pending, first.is_timed) == ((), "z", False)
    assert second.presses == (Press(key="z u"),)


def test_a_key_that_begins_a_chord_and_does_something_is_done_in_time() -> None:
    keys = typing(undo="g u")
    first, second = typed(keys, "g", "j")

    assert first.is_timed
    assert second.presses == (Press(key="g"), Press(key="j"))
    typed(keys, "g")
    assert keys.release(Context.LIST).presses == (Press(key="g"),)


def test_twice_a_key_that_begins_a_chord() -> None:
    keys = typing(undo="g u")
    _, second = typed(keys, "g", "g")

    assert second.presses == (Press(key="g"),)
    assert second.pending == "g"


def test_an_unknown_chord_does_nothing() -> None:
    _, second = typed(typing(undo="z u", immerse=""), "z", "m")

    assert second == Typed()


def test_esc_forgets_what_was_begun_and_then_is_itself() -> None:
    keys = typing()
    _, forgotten, own = typed(keys, "4", "escape", "escape")

    assert forgotten == Typed()
    assert own.presses == (Press(key="escape"),)


def test_a_count_before_a_chord() -> None:
    answer = typed(typing(list_down="g j"), "3", "g", "j")[-1]

    assert answer.presses == (Press(key="g j", times=3),)


# Keymaps.


@pytest.mark.parametrize("name", KEYMAPS)
def test_every_keymap_is_free_of_clashes(name: str) -> None:
    resolved = resolve_keys(COMMANDS, keys_of(name, {}, COMMANDS))

    assert len(resolved) == len(COMMANDS)
    essential = {"next_unread", "toggle_star", "toggle_read", "undo", "search", "help", "quit"}
    assert all(it.keys for it in resolved if it.name in essential)


def test_the_readers_own_keys_go_over_the_keymap() -> None:
    keys = keys_of("newsboat", {"toggle_read": "x"}, COMMANDS)

    assert keys["toggle_read"] == "x"
    assert keys["previous_unread"] == "p"


def test_an_unknown_keymap_is_refused_with_the_names_of_all() -> None:
    with pytest.raises(KeysError, match="expected one of default, newsboat, netnewswire, got 'vi'"):
        keys_of("vi", {}, COMMANDS)


# In the app.


async def test_counts_in_the_list(make_app: MakeApp) -> None:
    async with make_app().run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)

        await pilot.press("3")
        assert " 3 " in screen_text(pilot).splitlines()[-2]
        await pilot.press("j")
        await until(pilot, lambda: screen.entry_list.cursor == 3)
        await pilot.press("2", "G")
        await until(pilot, lambda: screen.entry_list.cursor == 1)


async def test_a_chord_in_the_list_and_a_key_that_waits(make_app: MakeApp) -> None:
    async with make_app(keys={"toggle_star": "g s"}).run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)
        await pilot.press("G")
        last = screen.entry_list.cursor

        await pilot.press("g", "s")
        await until(pilot, lambda: "Starred" in screen_text(pilot))
        assert screen.entry_list.cursor == last

        await pilot.press("g")
        await until(pilot, lambda: screen.entry_list.cursor == 0)


async def test_newsboats_keys(make_app: MakeApp) -> None:
    async with make_app(keymap="newsboat").run_test(size=(100, 30)) as pilot:
        screen = reading(pilot)

        await pilot.press("enter", "3", "j")
        await pilot.press("q")
        await until(pilot, lambda: screen.focused is screen.entry_list)
        row = screen.entry_list.selected
        assert row is not None
        assert row.is_read
        await pilot.press("N")
        await until(pilot, lambda: "Marked as unread" in screen_text(pilot))


async def test_netnewswires_keys(make_app: MakeApp) -> None:
    async with make_app(keymap="netnewswire").run_test(size=(100, 30)) as pilot:
        await pilot.press("r")
        await until(pilot, lambda: "Marked as read" in screen_text(pilot))
        await pilot.press("k")
        await until(pilot, lambda: "marked as read" in screen_text(pilot))


async def test_a_dialog_gets_plain_keys(desk: Desk, jobs: FakeJobs) -> None:
    newsroom = newsroom_of(desk, jobs)
    desk.feed("BBC News")
    async with NutgrafApp(replace(newsroom)).run_test(size=(100, 30)) as pilot:
        await pilot.press("slash", *"12 j")

        assert "12 j" in screen_text(pilot)
