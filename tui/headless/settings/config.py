"""Read the configuration: the shipped defaults, overridden by the reader's file, both checked."""

import tomllib
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, structs

from tui.headless.settings.automation_settings import (
    HookSettings,
    NotifySettings,
    NotifyTable,
    hooks_from,
    notify_from,
)
from tui.headless.settings.checked_tables import read_table
from tui.headless.settings.config_positions import (
    no_section,
    not_in_a_section,
    place_of,
    placed,
)
from tui.headless.settings.external_programs import CommandSettings, commands_from


class ConfigError(Exception):
    """The configuration can't be used; the message says which file, key and value."""


Days = Annotated[int, Meta(ge=1, le=365)]
Weight = Annotated[float, Meta(ge=0, le=1000)]
Hours = Annotated[float, Meta(ge=0.1, le=24 * 365)]
MostMib = Annotated[int, Meta(ge=0, le=1_000_000)]


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [fetch] table."""

    concurrency: Annotated[int, Meta(ge=1, le=256)]
    concurrency_per_host: Annotated[int, Meta(ge=1, le=16)]
    pause_per_host_ms: Annotated[int, Meta(ge=0, le=60_000)]
    respect_robots: bool
    timeout_seconds: Annotated[int, Meta(ge=1, le=600)]
    max_body_mib: Annotated[int, Meta(ge=1, le=1024)]
    full_articles: bool
    look_again_hours: Annotated[int, Meta(ge=0, le=168)]
    pictures: Literal["never", "asked", "always"]
    use_proxy_environment: bool


class SummariseSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [summarise] table."""

    workers: Annotated[int, Meta(ge=0, le=64)]
    key_points: Annotated[int, Meta(ge=3, le=7)]


class StorySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [stories] table: what is on the front page, and in which order."""

    days: Days
    most: Annotated[int, Meta(ge=1, le=500)]
    breadth: Weight
    copy: Weight
    recency: Weight
    half_life_hours: Hours
    followed: Weight
    fresh_hours: Hours


class CacheSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [cache] table: how much is kept."""

    keep_days: Annotated[int, Meta(ge=0, le=36_500)]
    max_mib: MostMib
    max_picture_mib: MostMib
    daily_backup: bool


class AppSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [app] table."""

    theme: str
    highlight_entities: bool
    mark_read_on_open: bool
    refresh_on_start: bool
    refresh_minutes: Annotated[int, Meta(ge=0, le=7 * 24 * 60)]
    text_width: Annotated[int, Meta(ge=30, le=200)]
    keymap: str
    hints: bool


class AppOptions(AppSettings, frozen=True, kw_only=True):
    """The [app] table, and [keys]: action to keys, as the reader wrote them.

    Attributes:
        places: where each of these stands in the reader's file: "config.toml: line 3: [app] theme".
    """

    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    places: Mapping[str, str] = msgspec.field(default_factory=dict)


class ExportSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [export] table."""

    folder: str
    format: Literal["markdown", "html", "json", "epub"]


class DownloadSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The [downloads] table."""

    folder: str
    max_mib: Annotated[int, Meta(ge=1, le=1_000_000)]


class Config(Struct, frozen=True, kw_only=True):
    """All settings; `sources["fetch.concurrency"]` is the file it came from, or "default"."""

    fetch: FetchSettings
    summarise: SummariseSettings
    stories: StorySettings
    cache: CacheSettings
    app: AppOptions
    export: ExportSettings
    downloads: DownloadSettings
    commands: CommandSettings
    notify: NotifySettings
    hooks: HookSettings
    sources: Mapping[str, str]


_TABLES: Mapping[str, type[msgspec.Struct]] = {
    "fetch": FetchSettings,
    "summarise": SummariseSettings,
    "stories": StorySettings,
    "cache": CacheSettings,
    "app": AppSettings,
    "export": ExportSettings,
    "downloads": DownloadSettings,
    "notify": NotifyTable,
    "hooks": HookSettings,
}
_SECTIONS = (*_TABLES, "commands", "keys")
_DEFAULT, _OF_APP = "default", ("app.", "keys.")


def load_config(path: Path | None) -> Config:
    """Return the shipped defaults with the reader's file over them.

    Args:
        path: the reader's file; None or a file that does not exist changes nothing.

    Raises:
        ConfigError: a file can't be read, or holds an unknown key or a wrong value.
    """
    tables: dict[str, dict[str, object]] = {table: {} for table in _SECTIONS}
    sources: dict[str, str] = {}
    _add_layer(tables, sources, _DEFAULT, default_text())
    if path is None or not path.exists():
        return _build(tables, sources, {})
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"{path}: can't be read: {reason}"
        raise ConfigError(message) from error
    try:
        _add_layer(tables, sources, str(path), text)
        own = (it for it in sources if sources[it] != _DEFAULT and it.startswith(_OF_APP))
        places = {it: place_of(str(path), text, it) for it in own}
        return _build(tables, sources, places)
    except ValueError as error:
        raise ConfigError(placed(str(path), text, str(error))) from error


def default_text() -> str:
    """Return the config.toml that the program comes with."""
    packaged = Path(__file__).parents[2] / "config.toml"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # In a checkout the defaults stand at the top of the repository.
    return Path(__file__).parents[3].joinpath("config.toml").read_text(encoding="utf-8")


def _add_layer(
    tables: dict[str, dict[str, object]], sources: dict[str, str], source: str, text: str
) -> None:
    """Put what a file says over what there is; its values are checked when all are there.

    Raises:
        ValueError: it is not TOML, or something stands in no section.
    """
    try:
        layer = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"not valid TOML: {error}"
        raise ValueError(message) from error
    for table, content in layer.items():
        if not isinstance(content, dict):
            raise ValueError(not_in_a_section(table, _home_of(table)))  # noqa: TRY004 - of a file
        if table not in _SECTIONS:
            key = next(iter(content), "")
            name = f"{table}.{key}" if content else table
            raise ValueError(no_section(name, table, _home_of(key), _SECTIONS))
        for key, value in content.items():
            if table == "commands" and key == "send" and isinstance(value, dict):
                # One layer's programs stand beside the other's.
                tables[table][key] = {**_programs(tables), **value}
                sources.update({f"commands.send.{name}": source for name in value})
            else:
                tables[table][key] = value
                sources[f"{table}.{key}"] = source


def _programs(tables: Mapping[str, Mapping[str, object]]) -> dict[str, object]:
    programs = tables["commands"].get("send")
    return programs if isinstance(programs, dict) else {}


def _home_of(key: str) -> str:
    """Return the first section that has a key, "" if none has."""
    homes = (table for table, shape in _TABLES.items() if key in shape.__struct_fields__)
    return next(homes, "")


def _build(
    tables: Mapping[str, Mapping[str, object]],
    sources: Mapping[str, str],
    places: Mapping[str, str],
) -> Config:
    """Return the settings.

    Raises:
        ValueError: a value is wrong, or a key unknown; the message begins with "table.key: ".
    """
    read = partial(read_table, home_of=_home_of)
    app = read("app", tables["app"], AppSettings)
    return Config(
        fetch=read("fetch", tables["fetch"], FetchSettings),
        summarise=read("summarise", tables["summarise"], SummariseSettings),
        stories=read("stories", tables["stories"], StorySettings),
        cache=read("cache", tables["cache"], CacheSettings),
        app=AppOptions(**structs.asdict(app), keys=_keys_of(tables["keys"]), places=places),
        export=read("export", tables["export"], ExportSettings),
        downloads=read("downloads", tables["downloads"], DownloadSettings),
        commands=commands_from(tables["commands"]),
        notify=notify_from(tables["notify"]),
        hooks=hooks_from(tables["hooks"]),
        sources=dict(sources),
    )


def _keys_of(table: Mapping[str, object]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for action, value in table.items():
        if not isinstance(value, str):
            message = f"keys.{action}: expected keys in quotation marks, got {value!r}"
            raise ValueError(message)  # noqa: TRY004 - the value is wrong, not the program
        keys[action] = value
    return keys
