"""The data of `nutgraf check`: program, cache, feeds, models and terminal."""

import os
import platform
import re
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from msgspec import Struct, field

from cache.db.backup import find_backups
from cache.db.connection import SQLITE_VERSION
from cache.errors import CacheError
from fetch.options import MIB
from fetch.pictures.pillow_adapter import is_installed
from fetch.text.clean import clean_line
from summarise.lexicon.language_table import language_table
from summarise.version import model_name, model_version, pipeline_version
from tui.headless.cli.exit_codes import version
from tui.headless.cli.session import Session, utc_now
from tui.headless.services.model_check import (
    ModelState,
    has_english_model,
    refuse_changed_models,
)
from tui.headless.settings.config import Config
from tui.headless.settings.external_programs import SPEAKERS
from tui.headless.settings.paths import has_no_color, multiplexer, terminal_name, terminal_program
from tui.headless.words.model_words import NO_ENGLISH
from tui.headless.words.notices import describe_error
from tui.headless.words.sync_words import account_failure, sync_status

_PACKAGES = ("tui", "cache", "summarise", "fetch")
_REQUIREMENT = re.compile(r"[A-Za-z0-9._-]+")


class CacheState(Struct, frozen=True, kw_only=True):
    """How the cache is.

    Attributes:
        state: "in order", "none yet", "missing" or "damaged"; the last two are problems.
        problems: a sentence each.
        failures: how many feeds fail, by kind.
        accounts: how each account at a reader server stands.
        clock_ahead_days: so far is the clock ahead of what servers said, 0 for less than 2.
    """

    path: Path
    state: str
    problems: tuple[str, ...] = ()
    used_bytes: int = 0
    free_bytes: int = 0
    backups: tuple[Path, ...] = ()
    feed_count: int = 0
    entry_count: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    clock_ahead_days: int = 0


def state_of_cache(session: Session, *, was_named: bool) -> CacheState:
    """Return how the cache is; every page of it is read.

    Args:
        session: whose cache it is.
        was_named: whether the command line names the file, which then has to be there.
    """
    path = session.paths.cache
    if not path.exists():
        if not was_named:
            return CacheState(path=path, state="none yet")
        problem = f"--cache: there is no file {path}"
        return CacheState(path=path, state="missing", problems=(problem,))
    try:
        with session.writer(), session.library() as library:
            problems, sizes, counts = library.problems(), library.sizes(), library.counts()
            now = utc_now()
            ahead = library.clock_ahead(now)
            accounts = {
                one.name: account_failure(one, now) or sync_status(one, now)
                for one in library.accounts.all()
            }
            failures = Counter(
                row.failure.kind.value for row in library.feeds.rows() if row.failure
            )
    except CacheError as error:
        return CacheState(path=path, state="damaged", problems=(describe_error(error),))
    return CacheState(
        path=path,
        state="damaged" if problems else "in order",
        problems=problems,
        used_bytes=sizes.used,
        free_bytes=sizes.free,
        backups=find_backups(path),
        feed_count=counts.feeds,
        entry_count=counts.entries,
        failures=dict(failures),
        accounts=accounts,
        clock_ahead_days=ahead.days,
    )


def program_facts() -> dict[str, str]:
    """Return which program runs on what."""
    return {
        "version": version(),
        "briefs": pipeline_version(),
        "python": platform.python_version(),
        "platform": platform.platform(),
    }


def library_versions() -> dict[str, str]:
    """Return the versions of the libraries that the program needs or can use, if installed."""
    found = {"sqlite": SQLITE_VERSION}
    for requirement in metadata.requires("nutgraf") or ():
        match = _REQUIREMENT.match(requirement)
        if match is not None:
            try:
                found[match[0]] = metadata.version(match[0])
            except metadata.PackageNotFoundError:
                continue
    return dict(sorted(found.items()))


def verify_models(state: Path) -> tuple[ModelState, ...]:
    """Verify the files of all models that are used, and do without those that were changed."""
    return refuse_changed_models(state, afresh=True)


def model_problems(states: Sequence[ModelState]) -> tuple[str, ...]:
    """Return a sentence for each model that is not used, and for a missing one of English."""
    missing = () if has_english_model() else (NO_ENGLISH,)
    return (*(it.problem for it in states if it.problem), *missing)


def models() -> dict[str, str]:
    """Return the language models by language, "" for one that is not installed."""
    return {code: model_version(it) for code, it in language_table().languages.items()}


def model_lines(states: Sequence[ModelState]) -> dict[str, str]:
    """Return what is said of each language's model."""
    verified = {it.name for it in states if it.is_known and not it.problem}
    lines = {}
    for code, language in language_table().languages.items():
        name = model_name(language)
        if not name:
            lines[code] = f"none; nutgraf[{language.extra}]" if language.extra else "none"
        else:
            how = "; its files are as they must be" if name in verified else ""
            lines[code] = f"{model_version(language)}{how}"
    return lines


def has_pictures() -> bool:
    """Whether pictures of articles can be shown."""
    return is_installed()


def terminal_facts() -> dict[str, str]:
    """Return what is known of the terminal without asking it."""
    size = shutil.get_terminal_size()
    return {
        "TERM": terminal_name() or "not set",
        "program": terminal_program() or "not said",
        "multiplexer": multiplexer() or "none",
        "colours": "none (NO_COLOR)" if has_no_color() else "as the terminal offers",
        "encoding": (sys.stdout.encoding or "unknown").lower(),
        "size": f"{size.columns} columns, {size.lines} rows" if os.isatty(1) else "not a terminal",
    }


def in_mib(count: int) -> str:
    """Return a number of bytes as MiB."""
    return f"{count / MIB:,.1f} MiB"


def shared_packages() -> tuple[str, ...]:
    """Return a sentence for each package of ours that another distribution has a part of, too."""
    owners = metadata.packages_distributions()
    return tuple(
        f"the package {package} is also one of {owner}: its files and nutgraf's are mixed; "
        "install nutgraf on its own, with `uv tool install nutgraf` or `pipx install nutgraf`"
        for package in _PACKAGES
        for owner in sorted(set(owners.get(package, ())) - {"nutgraf"})
    )


def _speaker(speak: str | tuple[str, ...]) -> tuple[str, ...]:
    """Return the program that reads aloud, if the configuration names one."""
    if isinstance(speak, str):
        return (speak,) if speak in SPEAKERS else ()
    return speak


def missing_programs(config: Config) -> tuple[str, ...]:
    """Return which programs of the configuration are not there to be started."""
    commands = {
        "[commands] open": config.commands.open,
        "[commands] speak": _speaker(config.commands.speak),
        "[notify] command": config.notify.command,
        "[hooks] after_fetch": config.hooks.after_fetch,
        "[hooks] on_entry": config.hooks.on_entry,
        **{f"[commands.send.{it.name}] command": it.command for it in config.commands.send},
    }
    return tuple(
        f"{name}: there is no program {clean_line(command[0], max_characters=80)}"
        for name, command in commands.items()
        if command and shutil.which(command[0]) is None
    )
