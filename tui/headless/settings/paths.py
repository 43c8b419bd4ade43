"""The program's paths; the only module that reads the environment."""

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs
from msgspec import Struct

_NAME = "nutgraf"
CREDENTIAL_PREFIX = "NUTGRAF_CREDENTIAL_"


class Paths(Struct, frozen=True, kw_only=True):
    """The files of one reader.

    Attributes:
        config: the reader's configuration; need not exist, is never written.
        cache: the database.
        log: the log of the last runs.
        state: the folder of what the program notes for itself, and can do without.
    """

    config: Path
    cache: Path
    log: Path
    state: Path


def reader_paths() -> Paths:
    """Return the files of the reader who runs the program.

    `NUTGRAF_CONFIG`, `NUTGRAF_CACHE` and `NUTGRAF_LOG` name other files, `NUTGRAF_STATE` another
    folder.
    """
    usual = default_paths()
    return Paths(
        config=Path(os.environ.get("NUTGRAF_CONFIG") or usual.config),
        cache=Path(os.environ.get("NUTGRAF_CACHE") or usual.cache),
        log=Path(os.environ.get("NUTGRAF_LOG") or usual.log),
        state=Path(os.environ.get("NUTGRAF_STATE") or usual.state),
    )


def default_paths() -> Paths:
    """Return the files of a reader who named no others."""
    return Paths(
        config=platformdirs.user_config_path(_NAME, appauthor=False) / "config.toml",
        cache=platformdirs.user_data_path(_NAME, appauthor=False) / "cache.db",
        log=platformdirs.user_log_path(_NAME, appauthor=False) / "nutgraf.log",
        state=platformdirs.user_state_path(_NAME, appauthor=False),
    )


class NewsboatFiles(Struct, frozen=True, kw_only=True):
    """Where newsboat keeps what it knows; none of them need exist."""

    urls: Path
    config: Path
    cache: Path


def newsboat_files(named: Path | None = None) -> NewsboatFiles:
    """Return newsboat's files: where the reader says, or where newsboat itself looks for them.

    Args:
        named: its folder, or its list of feeds in that.
    """
    if named is not None:
        folder = named if named.is_dir() else named.parent
        urls = folder / "urls" if named.is_dir() else named
        return NewsboatFiles(urls=urls, config=folder / "config", cache=folder / "cache.db")
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "newsboat"
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "newsboat"
    if not (config / "urls").exists() and (home / ".newsboat" / "urls").exists():
        config = data = home / ".newsboat"
    return NewsboatFiles(urls=config / "urls", config=config / "config", cache=data / "cache.db")


def systemd_folder() -> Path:
    """Return where systemd looks for the units of the reader."""
    return platformdirs.user_config_path() / "systemd" / "user"


def launchd_folder() -> Path:
    """Return where launchd looks for the agents of the reader."""
    return Path.home() / "Library" / "LaunchAgents"


def has_no_color() -> bool:
    """Whether the reader asked for no colour (no-color.org: set and not empty)."""
    return bool(os.environ.get("NO_COLOR"))


def is_served() -> bool:
    """Whether a server draws the app in a browser: Textual is told so, and there is no terminal."""
    return bool(os.environ.get("TEXTUAL_DRIVER"))


def terminal_name() -> str:
    """Return the value of TERM, "" if unset."""
    return os.environ.get("TERM", "")


def has_shell() -> bool:
    """Whether the program was started by a shell on its terminal, which can wake it again."""
    return os.getppid() > 1 and os.getsid(os.getppid()) == os.getsid(0)


def browser_variable() -> str:
    """Return which browser the reader wants, as other programs are told: BROWSER, "" if unset."""
    return os.environ.get("BROWSER", "")


def secret_in_environment(variable: str) -> str:
    """Return the credential that a variable holds, "" if it is unset or not one for that."""
    return os.environ.get(variable, "") if variable.startswith(CREDENTIAL_PREFIX) else ""


def environment_with(more: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a child that is told something more."""
    return {**os.environ, **more}


def terminal_program() -> str:
    """Return what the terminal calls itself, "" if it does not say."""
    return os.environ.get("TERM_PROGRAM", "")


def multiplexer() -> str:
    """Return what stands between the program and the terminal: "tmux", "screen" or ""."""
    name = terminal_name()
    if os.environ.get("TMUX") or name.startswith("tmux"):
        return "tmux"
    # Over ssh only TERM is left; tmux of old calls itself screen, too.
    return "screen" if os.environ.get("STY") or name.startswith("screen") else ""
