"""Apply and check the reader's own keys: no unknown names, no conflicts."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tui.headless.commands.command import PANES, Command, Context
from tui.headless.commands.key_names import key_name
from tui.headless.settings.config import AppOptions, ConfigError
from tui.headless.settings.config_positions import did_you_mean
from tui.headless.settings.keymaps.keymap_table import KEYMAPS

_FORMERLY = {
    "actor_stories": "actor_articles",
    "next_story": "next_article",
    "previous_story": "previous_article",
}
"""Names that actions had: a configuration may have them still."""


class KeysError(ConfigError):
    """The [keys] table can't be used; the message says which action or key."""


def keys_and_commands(
    options: AppOptions, table: Sequence[Command]
) -> tuple[dict[str, str], tuple[Command, ...]]:
    """Return the keys that a configuration asks for, and the table with them.

    Raises:
        KeysError: they can't be used; the message says in which line of the file, if it does.
    """
    try:
        keys = keys_of(options.keymap, options.keys, table)
        return keys, resolve_keys(table, keys)
    except KeysError as error:
        name, _, words = str(error).partition(": ")
        message = f"{options.places.get(name, name)}: {words}"
        raise KeysError(message) from error


def theme_problem(options: AppOptions, known: Iterable[str]) -> str:
    """Return what is wrong with the theme of a configuration, "" if nothing is."""
    names = tuple(known)
    if not options.theme or options.theme in names:
        return ""
    place = options.places.get("app.theme", "[app] theme")
    return f'{place}: there is no theme "{options.theme}"{did_you_mean(options.theme, names)}'


def keys_of(name: str, own: Mapping[str, str], table: Sequence[Command]) -> dict[str, str]:
    """Return the keys of a keymap with the reader's own over them.

    Raises:
        KeysError: there is no such keymap.
    """
    if name not in KEYMAPS:
        guess = did_you_mean(name, KEYMAPS)
        message = f"app.keymap: expected one of {', '.join(KEYMAPS)}, got {name!r}{guess}"
        raise KeysError(message)
    known = {command.name for command in table}
    own = {_FORMERLY.get(action, action): keys for action, keys in own.items()}
    shipped = {action: keys for action, keys in KEYMAPS[name].items() if action in known}
    return {**shipped, **own}


def resolve_keys(table: Sequence[Command], overrides: Mapping[str, str]) -> tuple[Command, ...]:
    """Return the table with the reader's keys in place of its own.

    Args:
        overrides: action to keys separated by commas; "" takes all keys away.

    Raises:
        KeysError: an unknown action or key, or one key for two actions that are live together.
    """
    known = {command.name for command in table}
    for name in overrides:
        if name not in known:
            message = f"keys.{name}: there is no such action{did_you_mean(name, known)}"
            raise KeysError(message)
    resolved = tuple(
        replace(command, keys=_parse(command.name, overrides[command.name]))
        if command.name in overrides
        else command
        for command in table
    )
    for pane in PANES:
        _refuse_clashes(resolved, (Context.APP, Context.EVERY_PANE, pane), overrides)
    _refuse_clashes(resolved, (Context.APP, Context.ACTOR), overrides)
    _refuse_clashes(resolved, (Context.APP, Context.FEEDS), overrides)
    return resolved


def _parse(name: str, text: str) -> tuple[str, ...]:
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    for key in keys:
        try:
            key_name(key)
        except ValueError as error:
            message = f"keys.{name}: {error}"
            raise KeysError(message) from None
    return keys


def _refuse_clashes(
    table: Sequence[Command], live: Sequence[Context], overrides: Mapping[str, str]
) -> None:
    """Refuse a key with two actions in contexts that are live together; the last is named."""
    owners: dict[str, str] = {}
    for command in table:
        if command.context not in live:
            continue
        for key in command.keys:
            name = key_name(key)
            other = owners.setdefault(name, command.name)
            if other != command.name:
                first, second = sorted((other, command.name), key=lambda it: it not in overrides)
                message = f"keys.{first}: {key!r} is already the key of {second}, {live[-1]}"
                raise KeysError(message)
