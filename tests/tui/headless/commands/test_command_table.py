"""The table of commands and the reader's own keys."""

import pytest

from tests.support.caches.newsdesk import Desk, FakeJobs, newsroom_of
from tui.app.application import NutgrafApp
from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_name, shown_key
from tui.headless.settings.config import ConfigError, load_config
from tui.headless.settings.key_overrides import KeysError, resolve_keys
from tui.headless.settings.key_overrides import keys_of as keys_from_config


def keys_of(name: str, overrides: dict[str, str]) -> tuple[str, ...]:
    return next(it.keys for it in resolve_keys(COMMANDS, overrides) if it.name == name)


def test_names_are_unique() -> None:
    names = [command.name for command in COMMANDS]

    assert len(names) == len(set(names))


def test_the_shipped_keys_do_not_clash() -> None:
    assert resolve_keys(COMMANDS, {}) == COMMANDS


def test_an_override_takes_the_place_of_all_keys() -> None:
    assert keys_of("next_unread", {"next_unread": "ctrl+n, f2"}) == ("ctrl+n", "f2")


def test_two_actions_can_swap_their_keys() -> None:
    overrides = {"toggle_star": "m", "toggle_read": "s"}

    assert keys_of("toggle_star", overrides) == ("m",)
    assert keys_of("toggle_read", overrides) == ("s",)


def test_an_empty_override_takes_the_keys_away() -> None:
    assert keys_of("add_feed", {"add_feed": ""}) == ()


def test_an_unknown_action_is_named() -> None:
    with pytest.raises(KeysError, match=r"keys\.fly: there is no such action"):
        resolve_keys(COMMANDS, {"fly": "f"})


@pytest.mark.parametrize("key", ["ctrl+", "hyper+x", "entr", "ab", "ctrl+shift+banana"])
def test_an_unknown_key_is_named(key: str) -> None:
    with pytest.raises(KeysError, match=r"keys\.undo: .* is not a key"):
        resolve_keys(COMMANDS, {"undo": key})


def test_one_key_for_two_actions_that_are_live_together_is_refused() -> None:
    with pytest.raises(KeysError, match=r"keys\.undo: 's' is already the key of toggle_star"):
        resolve_keys(COMMANDS, {"undo": "s"})


def test_one_key_for_actions_of_two_panes_is_fine() -> None:
    assert keys_of("expand", {"expand": "D"}) == ("D",)


def test_a_key_of_a_pane_may_not_hide_one_that_works_everywhere() -> None:
    with pytest.raises(KeysError, match=r"keys\.expand"):
        resolve_keys(COMMANDS, {"expand": "q"})


def test_signs_get_the_names_that_key_presses_have() -> None:
    assert key_name("?") == "question_mark"
    assert key_name("ctrl+z") == "ctrl+z"
    assert shown_key("ctrl+pagedown") == "Ctrl+PgDn"


def test_movements_are_called_alike_in_every_pane() -> None:
    downs = {it.action for it in COMMANDS if it.name.endswith("_down") and it.title == "Down"}

    assert downs == {"down"}


def test_numbered_commands_carry_their_number() -> None:
    actions = {it.name: it.action for it in COMMANDS if it.context is Context.READER}

    assert actions["key_point_7"] == "key_point(7)"


def test_the_app_refuses_keys_that_cannot_be_used(desk: Desk, jobs: FakeJobs) -> None:
    with pytest.raises(ConfigError, match=r"keys\.fly"):
        NutgrafApp(newsroom_of(desk, jobs, keys={"fly": "f"}))


def test_a_former_name_of_an_action_still_works() -> None:
    keys = keys_from_config(load_config(None).app.keymap, {"next_story": "f5"}, COMMANDS)
    assert keys["next_article"] == "f5"
    assert "next_story" not in keys
