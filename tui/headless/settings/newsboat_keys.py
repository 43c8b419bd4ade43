"""Translate the key bindings of newsboat's configuration to [keys], where nutgraf has the like."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from fetch.feeds.subscription_files import line_tokens
from fetch.text.clean import clean_line
from tui.headless.commands.command import Command, Group
from tui.headless.settings.key_overrides import KeysError, keys_of, resolve_keys
from tui.headless.settings.keymaps.newsboat import NEWSBOAT

_ACTIONS: Mapping[str, str] = {
    "next-unread": "next_unread",
    "prev-unread": "previous_unread",
    "next": "next_article",
    "prev": "previous_article",
    "toggle-article-read": "toggle_read",
    "mark-feed-read": "mark_all_read",
    "open-in-browser": "open_in_browser",
    "show-urls": "links",
    "edit-flags": "edit_tags",
    "open": "list_enter",
    "quit": "leave",
    "hard-quit": "quit",
    "reload": "refresh_feed",
    "reload-all": "refresh_all",
    "open-search": "search",
    "save": "export",
    "pipe-to": "send",
    "sort": "change_order",
    "toggle-show-read-feeds": "toggle_unread_only",
    "help": "help",
}
"""newsboat's operations and the actions that are like them."""
_MOVEMENTS: Mapping[str, str] = {
    "down": "down",
    "up": "up",
    "home": "first",
    "end": "last",
    "pagedown": "page_down",
    "pageup": "page_up",
}
"""newsboat's movements, which are an action in each pane here."""
_KEYS = {
    "ENTER": "enter",
    "ESC": "escape",
    "TAB": "tab",
    "SPACE": "space",
    "BACKSPACE": "backspace",
}
_MOST_LINES = 2000
_MOST_CHARACTERS = 80


class TranslatedKeys(Struct, frozen=True, kw_only=True):
    """What becomes of a configuration.

    Attributes:
        keys: action to keys, for [keys] beside `keymap = "newsboat"`.
        skipped: bindings that nothing here is like, and why.
        other_settings: how many of its lines say something else.
    """

    keys: Mapping[str, str]
    skipped: tuple[str, ...] = ()
    other_settings: int = 0


def translated_keys(text: str, table: Sequence[Command]) -> TranslatedKeys:
    """Return the bindings of a configuration as [keys] takes them."""
    keys: dict[str, str] = {}
    skipped: list[str] = []
    other_settings = 0
    for number, line in enumerate(text.splitlines()[:_MOST_LINES], 1):
        words = [clean_line(token, max_characters=_MOST_CHARACTERS) for token in line_tokens(line)]
        match words:
            case [] | [""]:
                continue
            case ["bind-key", key, operation, *_]:
                problem = _bind(keys, key, operation, table)
            case ["bind-key" | "unbind-key" | "bind" | "macro" as kind, *_]:
                problem = f"nutgraf has nothing like {kind}; see [keys] in config.toml"
            case _:
                other_settings += 1
                continue
        if problem:
            shown = clean_line(line, max_characters=_MOST_CHARACTERS)
            skipped.append(f"config, line {number}: {shown}: {problem}")
    return TranslatedKeys(keys=keys, skipped=tuple(skipped), other_settings=other_settings)


def _bind(keys: dict[str, str], key: str, operation: str, table: Sequence[Command]) -> str:
    """Add a key for an operation; return why that can't be, "" if it can."""
    actions = _actions_like(operation, table)
    if not actions:
        return f"nutgraf has nothing like {operation}"
    known = {command.name: ",".join(command.keys) for command in table}
    wanted = _key(key)
    tried = dict(keys)
    for action in actions:
        before = keys.get(action) or NEWSBOAT.get(action) or known[action]
        if wanted not in before.split(","):
            tried[action] = f"{before},{wanted}" if before else wanted
    if tried == keys:
        return ""
    try:
        resolve_keys(table, keys_of("newsboat", tried, table))
    except KeysError as error:
        return str(error).partition(": ")[2]
    keys.clear()
    keys.update(tried)
    return ""


def _actions_like(operation: str, table: Sequence[Command]) -> tuple[str, ...]:
    movement = _MOVEMENTS.get(operation)
    if movement is not None:
        return tuple(it.name for it in table if it.group is Group.MOVE and it.action == movement)
    action = _ACTIONS.get(operation)
    return (action,) if action else ()


def _key(name: str) -> str:
    """Return a key's name as [keys] has it."""
    if len(name) == len("^R") and name.startswith("^"):
        return f"ctrl+{name[1].lower()}"
    return _KEYS.get(name, name if len(name) == 1 else name.lower())
