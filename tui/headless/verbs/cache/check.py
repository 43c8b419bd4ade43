"""The verb `check`: report the state of program, cache and feeds, and list settings."""

import argparse
import shlex
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from fetch.options import MIB
from tui.headless.cli.exit_codes import EXIT_CACHE, EXIT_DONE, EXIT_USAGE
from tui.headless.cli.session import Session, open_session, put_json, put_line
from tui.headless.commands.command_table import COMMANDS
from tui.headless.services.files.picture_store import HOW_TO_GET
from tui.headless.services.model_check import ModelState
from tui.headless.settings.config import Config
from tui.headless.settings.key_overrides import KeysError, keys_and_commands, theme_problem
from tui.headless.settings.theme_names import THEME_NAMES
from tui.headless.verbs.cache.installation_report import (
    CacheState,
    has_pictures,
    in_mib,
    library_versions,
    missing_programs,
    model_lines,
    model_problems,
    models,
    program_facts,
    shared_packages,
    state_of_cache,
    terminal_facts,
    verify_models,
)
from tui.headless.verbs.cache.repair import mend
from tui.headless.words.notices import clock_ahead_words, count_failures, plural

_PROBLEMS_SHOWN = 5
_PROGRAMS = ("commands.open", "notify.command", "hooks.after_fetch", "hooks.on_entry")


class Setting(Struct, frozen=True, kw_only=True):
    """A value of the configuration, as a reader writes it, and the file that it is from."""

    name: str
    value: str
    source: str


def check(arguments: argparse.Namespace) -> int:
    """Print what the program finds; 2 if the configuration is wrong, 3 if the cache is.

    Models that are not used, packages that are another distribution's, too, and programs that are
    not there are problems that one may live with: 0.
    """
    session = open_session(arguments)
    if arguments.repair:
        return mend(session)
    cache = state_of_cache(session, was_named=arguments.cache is not None)
    wrong, settings = _settings(session.config)
    states = verify_models(session.paths.state)
    shared = (*shared_packages(), *missing_programs(session.config))
    problems = (*wrong, *cache.problems, *model_problems(states), *shared)
    if arguments.json:
        put_json(_document(session, cache, problems, settings))
    else:
        _print_report(session, cache, problems, states)
        if arguments.keys:
            _print_settings(settings)
    if wrong:
        return EXIT_USAGE
    return EXIT_CACHE if cache.problems else EXIT_DONE


# For people.


def _print_report(
    session: Session,
    cache: CacheState,
    problems: tuple[str, ...],
    states: tuple[ModelState, ...],
) -> None:
    program = program_facts()
    _section("program", program)
    _section("cache", _cache_lines(session, cache))
    failed = count_failures(cache.failures)
    _section(
        "feeds",
        {
            "subscribed": f"{cache.feed_count:,}",
            "failing": f"{failed}; `nutgraf feeds --failing` lists them" if failed else "none",
        },
    )
    if cache.accounts:
        _section("accounts", cache.accounts)
    put_line("[problems]")
    for problem in problems[:_PROBLEMS_SHOWN]:
        put_line(f"  ! {problem}")
    if len(problems) > _PROBLEMS_SHOWN:
        put_line(f"  ! and {len(problems) - _PROBLEMS_SHOWN:,} more")
    if not problems:
        put_line("  none")
    _section("models", model_lines(states))
    _section("pictures", {"in the terminal": _pictures()})
    _section("terminal", terminal_facts())
    _section("configuration", _configuration_lines(session))


def _section(name: str, lines: dict[str, str]) -> None:
    put_line(f"[{name}]")
    for key, value in lines.items():
        put_line(f"  {key}: {value}")


def _cache_lines(session: Session, cache: CacheState) -> dict[str, str]:
    if cache.state == "none yet" or not cache.used_bytes:
        return {"file": str(cache.path), "state": cache.state}
    most = session.config.cache.max_mib
    size = in_mib(cache.used_bytes) + (f" of {most:,}" if most else "")
    if most and cache.used_bytes > most * MIB:
        size += "; what is left is unread or kept, so nothing more is deleted"
    backups = cache.backups
    return {
        "file": str(cache.path),
        "integrity": "ok" if not cache.problems else "damaged",
        "size": size,
        "free": f"{in_mib(cache.free_bytes)}, for new entries",
        "entries": plural(cache.entry_count, "entry", "entries"),
        "backups": f"{len(backups)}, the newest {backups[0]}" if backups else "none yet",
        **({"clock": clock_ahead_words(cache.clock_ahead_days)} if cache.clock_ahead_days else {}),
    }


def _configuration_lines(session: Session) -> dict[str, str]:
    path, sources = session.paths.config, session.config.sources
    own = [name for name, source in sources.items() if source != "default"]
    return {
        "file": f"{path}" if path.exists() else f"{path} (none; the defaults are used)",
        "changed": f"{', '.join(own) or 'nothing'}; `nutgraf check --keys` lists every setting",
    }


def _pictures() -> str:
    if not has_pictures():
        return f"none; to see them, {HOW_TO_GET}"
    return f"read by Pillow {metadata.version('pillow')}"


def _print_settings(settings: tuple[Setting, ...]) -> None:
    table = ""
    for setting in settings:
        name, _, key = setting.name.partition(".")
        if name != table:
            table = name
            put_line(f"[{table}]")
        put_line(f"  {key}: {setting.value}  ({setting.source})")


# The settings.


def _settings(config: Config) -> tuple[tuple[str, ...], tuple[Setting, ...]]:
    """Return what is wrong with the configuration, and every setting by name."""
    wrong = [problem for problem in (theme_problem(config.app, THEME_NAMES),) if problem]
    settings = []
    for name, source in sorted(config.sources.items()):
        table, _, key = name.partition(".")
        if table != "keys":
            value = _setting(config, table, key)
            settings.append(Setting(name=name, value=value, source=source))
    try:
        commands = keys_and_commands(config.app, COMMANDS)[1]
    except KeysError as error:
        return (*wrong, str(error)), tuple(settings)
    for command in commands:
        source = config.sources.get(f"keys.{command.name}", "default")
        value = ", ".join(command.keys)
        settings.append(Setting(name=f"keys.{command.name}", value=value, source=source))
    return tuple(wrong), tuple(settings)


def _setting(config: Config, table: str, key: str) -> str:
    """Return a setting as a reader writes it; a program to send to in one line."""
    if table == "commands" and key.startswith("send."):
        name = key.removeprefix("send.")
        sender = next(it for it in config.commands.send if it.name == name)
        command = shlex.join(sender.command)
        return f"{command} ({sender.format}, at most {plural(sender.seconds, 'second')})"
    value = getattr(getattr(config, table), key)
    return shlex.join(value) or "none" if isinstance(value, tuple) else repr(value)


# For a bug report: no secrets, no addresses, no name of the reader.


def _document(
    session: Session, cache: CacheState, problems: tuple[str, ...], settings: tuple[Setting, ...]
) -> dict[str, object]:
    return {
        **program_facts(),
        "libraries": library_versions(),
        "terminal": terminal_facts(),
        "cache": {
            "path": _homeless(str(cache.path)),
            "state": cache.state,
            "bytes": cache.used_bytes,
            "free_bytes": cache.free_bytes,
            "max_mib": session.config.cache.max_mib,
            "entries": cache.entry_count,
            "backups": len(cache.backups),
        },
        "feeds": {
            "subscribed": cache.feed_count,
            "failing": sum(cache.failures.values()),
            "failures": cache.failures,
        },
        "accounts": cache.accounts,
        "models": models(),
        "pictures": has_pictures(),
        "problems": [_homeless(problem) for problem in problems],
        "keys": [
            {
                "name": it.name,
                "value": _unspoken(it),
                "source": _homeless(it.source),
            }
            for it in settings
        ],
    }


def _homeless(words: str) -> str:
    """Return words without the reader's home folder, which often has the reader's name."""
    home = str(Path.home())
    return words.replace(home, "~") if home != "/" else words


def _unspoken(setting: Setting) -> str:
    """Return a value; of the reader's own programs, whose arguments may be secret, the name."""
    if setting.name in _PROGRAMS or setting.name.startswith("commands.send."):
        program, _, arguments = setting.value.partition(" ")
        return f"{Path(program).name} …" if arguments else setting.value
    return _homeless(setting.value)
