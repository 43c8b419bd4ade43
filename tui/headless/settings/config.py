"""Read the configuration: the shipped defaults, overridden by the reader's file, both checked."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import get_type_hints

from tui.headless.settings.config_positions import (
    did_you_mean,
    no_section,
    not_in_a_section,
    place_of,
    placed,
)
from tui.headless.settings.external_programs import CommandSettings, commands_from


class ConfigError(Exception):
    """The configuration can't be used; the message says which file, key and value."""


_PICTURES = ("never", "asked", "always")


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """The [fetch] table."""

    concurrency: int
    concurrency_per_host: int
    pause_per_host_ms: int
    respect_robots: bool
    timeout_seconds: int
    max_body_mib: int
    full_articles: bool
    look_again_hours: int
    pictures: str
    use_proxy_environment: bool

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("fetch.concurrency", self.concurrency, 1, 256)
        _require("fetch.concurrency_per_host", self.concurrency_per_host, 1, 16)
        _require("fetch.pause_per_host_ms", self.pause_per_host_ms, 0, 60_000)
        _require("fetch.timeout_seconds", self.timeout_seconds, 1, 600)
        _require("fetch.max_body_mib", self.max_body_mib, 1, 1024)
        _require("fetch.look_again_hours", self.look_again_hours, 0, 168)
        _require_one("fetch.pictures", self.pictures, _PICTURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummariseSettings:
    """The [summarise] table."""

    workers: int
    key_points: int

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("summarise.workers", self.workers, 0, 64)
        _require("summarise.key_points", self.key_points, 3, 7)


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySettings:
    """The [stories] table: what is on the front page, and in which order."""

    days: int
    most: int
    breadth: float
    copy: float
    recency: float
    half_life_hours: float
    followed: float
    fresh_hours: float

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("stories.days", self.days, 1, 365)
        _require("stories.most", self.most, 1, 500)
        for name in ("breadth", "copy", "recency", "followed"):
            _require_number(f"stories.{name}", getattr(self, name), 0.0, 1000.0)
        for name in ("half_life_hours", "fresh_hours"):
            _require_number(f"stories.{name}", getattr(self, name), 0.1, 24.0 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheSettings:
    """The [cache] table: how much is kept."""

    keep_days: int
    max_mib: int
    max_picture_mib: int
    daily_backup: bool

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("cache.keep_days", self.keep_days, 0, 36_500)
        _require("cache.max_mib", self.max_mib, 0, 1_000_000)
        _require("cache.max_picture_mib", self.max_picture_mib, 0, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppOptions:
    """The [app] table, and [keys]: action to keys, as the reader wrote them.

    Attributes:
        places: where each of these stands in the reader's file: "config.toml: line 3: [app] theme".
    """

    theme: str
    highlight_entities: bool
    mark_read_on_open: bool
    refresh_on_start: bool
    refresh_minutes: int
    text_width: int
    keymap: str
    hints: bool
    keys: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("app.refresh_minutes", self.refresh_minutes, 0, 7 * 24 * 60)
        _require("app.text_width", self.text_width, 30, 200)


_FORMATS = ("markdown", "html", "json", "epub")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSettings:
    """The [export] table."""

    folder: str
    format: str

    def __post_init__(self) -> None:
        """Refuse formats that nobody writes."""
        _require_one("export.format", self.format, _FORMATS)


@dataclass(frozen=True, slots=True, kw_only=True)
class DownloadSettings:
    """The [downloads] table."""

    folder: str
    max_mib: int

    def __post_init__(self) -> None:
        """Refuse values out of range."""
        _require("downloads.max_mib", self.max_mib, 1, 1_000_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings; `sources["fetch.concurrency"]` is the file it came from, or "default"."""

    fetch: FetchSettings
    summarise: SummariseSettings
    stories: StorySettings
    cache: CacheSettings
    app: AppOptions
    export: ExportSettings
    downloads: DownloadSettings
    commands: CommandSettings
    sources: Mapping[str, str]


_Settings = (
    type[FetchSettings]
    | type[SummariseSettings]
    | type[StorySettings]
    | type[CacheSettings]
    | type[AppOptions]
    | type[ExportSettings]
    | type[DownloadSettings]
)

_TABLES: Mapping[str, _Settings] = {
    "fetch": FetchSettings,
    "summarise": SummariseSettings,
    "stories": StorySettings,
    "cache": CacheSettings,
    "app": AppOptions,
    "export": ExportSettings,
    "downloads": DownloadSettings,
}
_SECTIONS = (*_TABLES, "commands", "keys")
_DEFAULT, _OF_APP = "default", ("app.", "keys.")


def _require(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        message = f"{name}: expected a whole number from {low} to {high}, got {value}"
        raise ConfigError(message)


def _require_one(name: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        guess = did_you_mean(value, known)
        message = f"{name}: expected one of {', '.join(known)}, got {value!r}{guess}"
        raise ConfigError(message)


def _require_number(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        message = f"{name}: expected a number from {low:g} to {high:g}, got {value}"
        raise ConfigError(message)


def load_config(path: Path | None) -> Config:
    """Return the shipped defaults with the reader's file over them.

    Args:
        path: the reader's file; None or a file that does not exist changes nothing.

    Raises:
        ConfigError: a file can't be read, or holds an unknown key or a wrong value.
    """
    values: dict[str, object] = {}
    sources: dict[str, str] = {}
    _add_layer(values, sources, _DEFAULT, _shipped_text())
    if path is None or not path.exists():
        return _build(values, sources, {})
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = f"{path}: can't be read: {reason}"
        raise ConfigError(message) from error
    try:
        _add_layer(values, sources, str(path), text)
        own = (it for it in sources if sources[it] != _DEFAULT and it.startswith(_OF_APP))
        places = {it: place_of(str(path), text, it) for it in own}
        return _build(values, sources, places)
    except ConfigError as error:
        raise ConfigError(placed(str(path), text, str(error))) from error


def _shipped_text() -> str:
    packaged = resources.files("tui").joinpath("config.toml")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # In a checkout the defaults stand at the top of the repository.
    return Path(__file__).parents[3].joinpath("config.toml").read_text(encoding="utf-8")


def _add_layer(values: dict[str, object], sources: dict[str, str], source: str, text: str) -> None:
    try:
        layer = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"not valid TOML: {error}"
        raise ConfigError(message) from error
    for table, content in layer.items():
        if not isinstance(content, dict):
            raise ConfigError(not_in_a_section(table, _homes(table)))
        if table == "commands":
            _add_commands(values, sources, source, content)
            continue
        if table not in _SECTIONS and not content:
            raise ConfigError(no_section(table, table, (), _SECTIONS))
        for key, value in content.items():
            name = f"{table}.{key}"
            _check(table, key, value)
            values[name] = value
            sources[name] = source


def _add_commands(
    values: dict[str, object],
    sources: dict[str, str],
    source: str,
    content: Mapping[str, object],
) -> None:
    """Add [commands]; those of [commands.send] by name, one layer's beside the other's."""
    try:
        commands_from(content)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    for key, value in content.items():
        named = value if key == "send" and isinstance(value, dict) else {"": value}
        for name, each in named.items():
            full = f"commands.{key}.{name}" if name else f"commands.{key}"
            values[full] = each
            sources[full] = source


def _check(table: str, key: str, value: object) -> None:
    name = f"{table}.{key}"
    if table == "keys":
        if not isinstance(value, str):
            message = f"{name}: expected keys in quotation marks, got {value!r}"
            raise ConfigError(message)
        return
    settings = _TABLES.get(table)
    known = _known_keys(settings) if settings else {}
    if key not in known:
        homes = _homes(key)
        if settings is None:
            raise ConfigError(no_section(name, table, homes, _SECTIONS))
        hint = f"; it is a key of [{homes[0]}]" if homes else did_you_mean(key, known)
        message = f"{name}: there is no such key{hint}"
        raise ConfigError(message)
    # bool is an int to Python, not to a reader of the file; 2 is as good a number as 2.0.
    if type(value) is not known[key] and not (known[key] is float and type(value) is int):
        words = {
            bool: "true or false",
            int: "a whole number",
            float: "a number",
            str: "text in quotation marks",
        }
        message = f"{name}: expected {words[known[key]]}, got {value!r}"
        raise ConfigError(message)


def _homes(key: str) -> list[str]:
    """Return the sections that have a key."""
    return [table for table, settings in _TABLES.items() if key in _known_keys(settings)]


_OF_KEYS = ("keys", "places")


def _known_keys(settings: _Settings) -> dict[str, type]:
    hints = get_type_hints(settings)
    return {item.name: hints[item.name] for item in fields(settings) if item.name not in _OF_KEYS}


def _build(
    values: Mapping[str, object], sources: Mapping[str, str], places: Mapping[str, str]
) -> Config:
    tables: dict[str, dict[str, object]] = {table: {} for table in (*_TABLES, "keys")}
    commands: dict[str, object] = {}
    send: dict[str, object] = {}
    for name, value in values.items():
        table, _, key = name.partition(".")
        if table != "commands":
            tables[table][key] = value
        elif key.startswith("send."):
            send[key.removeprefix("send.")] = value
        else:
            commands[key] = value
    return Config(
        fetch=FetchSettings(**tables["fetch"]),  # type: ignore[arg-type]  # checked key by key
        summarise=SummariseSettings(**tables["summarise"]),  # type: ignore[arg-type]  # checked
        stories=StorySettings(**tables["stories"]),  # type: ignore[arg-type]  # checked
        cache=CacheSettings(**tables["cache"]),  # type: ignore[arg-type]  # checked
        app=AppOptions(**tables["app"], keys=tables["keys"], places=places),  # type: ignore[arg-type]  # checked
        export=ExportSettings(**tables["export"]),  # type: ignore[arg-type]  # checked
        downloads=DownloadSettings(**tables["downloads"]),  # type: ignore[arg-type]  # checked
        commands=commands_from({**commands, "send": send}),
        sources=dict(sources),
    )
