"""The README's table of keys against the table of commands: every key is bound, and does that."""

import re
from pathlib import Path

import pytest

from tui.headless.commands.command import Context
from tui.headless.commands.command_table import COMMANDS
from tui.headless.commands.key_names import key_name, shown_key

README = Path(__file__).parents[4] / "README.md"
_ROW = re.compile(r"^\| (?P<keys>`.+?) \| (?P<does>.+) \|$")
_KEY = re.compile(r"`([^`]+)`")
_PANES = {Context.EVERY_PANE, Context.LIST, Context.READER, Context.STORY, Context.APP}

MEANINGS = {
    "down": {"down"}, "up": {"up"}, "first": {"first"}, "last": {"last"},
    "letters on all": {"jump"},
    "open, close": {"enter", "follow", "leave"}, "back to the results": {"leave"},
    "next page": {"read_on"},
    "next unread": {"next_unread"}, "previous unread": {"previous_unread"},
    "only unread": {"toggle_unread_only"},
    "key point": {"key_point", "point"}, "goes back": {"go_back"},
    "story of this article": {"coverage"}, "articles or": {"swap_text", "swap_articles"},
    "why it has": {"why"},
    "select an actor": {"next_item"}, "show it in the text": {"follow"},
    "highlighting": {"toggle_entities"},
    "read or unread": {"toggle_read"}, "all read": {"mark_all_read"}, "undoes": {"undo"},
    "star": {"toggle_star"},
    "later": {"read_later"}, "tags": {"edit_tags"}, "note": {"edit_note"},
    "selects several": {"select"},
    "next panel": {"next_panel"}, "previous panel": {"previous_panel"},
    "fold the summary": {"toggle_summary"},
    "links": {"links"}, "pictures": {"pictures"}, "text alone": {"immerse"},
    "text aloud": {"read_aloud"},
    "left out of": {"toggle_removed"},
    "refresh this feed": {"refresh_feed"}, "refresh all": {"refresh_all"},
    "add a feed": {"add_feed"}, "accounts at": {"manage_accounts"}, "manage": {"manage_feeds"},
    "actor's page": {"actor_page"}, "next name": {"next_name"}, "previous name": {"previous_name"},
    "follow": {"toggle_following"}, "mute": {"mute"},
    "rules that act": {"rules"},
    "search this list": {"search"}, "search everything": {"search_all"},
    "change the order": {"change_order"}, "row height": {"change_density"},
    "whole or short": {"toggle_points"},
    "narrower": {"narrow_sections"}, "wider": {"widen_sections"},
    "browser": {"open_in_browser"}, "another program": {"open_with_command"},
    "copy the address": {"copy_link"},
    "export": {"export"}, "quote": {"copy_quote"}, "send": {"send"},
    "help": {"help"}, "command palette": {"command_palette"}, "quit": {"quit"},
    "suspend": {"suspend_process"},
}  # fmt: skip
"""Words of the README and the actions that they stand for."""


def rows() -> list[tuple[list[str], str]]:
    text = README.read_text(encoding="utf-8").replace("\\|", "\x00")
    table = text[text.index("| key | does |") :].split("\n\n")[0]
    found = []
    for match in filter(None, map(_ROW.match, table.splitlines())):
        keys = match["keys"].replace("\x00", "|")
        does = match["does"].replace("\x00", "|")
        found.append(([*_KEY.findall(keys), *_KEY.findall(does)], does))
    return found


ROWS = rows()


def actions_of(key: str) -> set[str]:
    """Return what a key does in any pane."""
    names = {"Enter": "enter", "Esc": "escape", "Space": "space", "Tab": "tab", ",": "comma"}
    name = names.get(key) or key_name(key.replace("Ctrl", "ctrl").lower() if "Ctrl" in key else key)
    return {
        it.action.partition("(")[0]
        for it in COMMANDS
        if it.context in _PANES and name in map(key_name, it.keys)
    }


def test_the_table_is_found() -> None:
    assert len(ROWS) > 20


@pytest.mark.parametrize(("keys", "does"), ROWS, ids=lambda it: " ".join(it)[:20])
def test_every_key_of_the_readme_does_what_its_line_says(keys: list[str], does: str) -> None:
    said = set().union(*(them for words, them in MEANINGS.items() if words in does))
    for key in keys:
        if key in {'"a phrase"', "-not", "OR"} or ":" in key[1:] or key == "fg":
            continue  # what is typed, not pressed

        assert actions_of(key) & said, (shown_key(key), actions_of(key), said)


def test_every_meaning_is_of_an_action_that_there_is() -> None:
    actions = {it.action.partition("(")[0] for it in COMMANDS}

    assert set().union(*MEANINGS.values()) <= actions
