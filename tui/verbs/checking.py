"""The verb `check`: the configuration with its sources, the cache, the model and the terminal."""

import argparse
import os
import shlex
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata

from cache.backup import find_backups
from cache.errors import CacheError
from cache.retention import Sizes
from fetch.imaging import is_installed
from fetch.options import MIB
from summarise.version import pipeline_version
from tui.commands.table import COMMANDS
from tui.config import Config
from tui.exits import EXIT_CACHE, EXIT_DONE, version
from tui.keymap import keys_of, resolve_keys
from tui.notices import describe_error, plural
from tui.paths import has_no_color, terminal_name
from tui.services.picturing import HOW_TO_GET
from tui.verbs.repairing import mend
from tui.verbs.session import Session, open_session, put_json, put_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    topic: str
    name: str
    value: str
    is_good: bool = True
    source: str = ""


def check(arguments: argparse.Namespace) -> int:
    """Print what the program finds; 3 if the cache can't be used."""
    session = open_session(arguments)
    if arguments.repair:
        return mend(session)
    findings = [
        Finding(topic="program", name="version", value=version()),
        Finding(topic="program", name="python", value=sys.version.split()[0]),
        Finding(topic="program", name="briefs", value=pipeline_version()),
        Finding(topic="program", name="pictures", value=_pictures()),
        *_settings(session),
        *_cache(session),
        *_terminal(),
    ]
    if arguments.json:
        put_json(findings)
    else:
        topic = ""
        for finding in findings:
            if finding.topic != topic:
                topic = finding.topic
                put_line(f"[{topic}]")
            mark = "" if finding.is_good else "! "
            source = f"  ({finding.source})" if finding.source else ""
            put_line(f"  {mark}{finding.name}: {finding.value}{source}")
    return EXIT_DONE if all(finding.is_good for finding in findings) else EXIT_CACHE


def _pictures() -> str:
    if not is_installed():
        return f"none in the terminal; to see them, {HOW_TO_GET}"
    return f"read by Pillow {metadata.version('pillow')}"


def _settings(session: Session) -> list[Finding]:
    config = session.config
    path = session.paths.config
    findings = [
        Finding(
            topic="configuration",
            name="file",
            value=f"{path}" if path.exists() else f"{path} (none; the defaults hold)",
        )
    ]
    for name, source in sorted(config.sources.items()):
        table, _, key = name.partition(".")
        if table != "keys":
            value = _setting(config, table, key)
            findings.append(Finding(topic="configuration", name=name, value=value, source=source))
    # Raises ConfigError for an action or a key that does not exist.
    keys = keys_of(config.app.keymap, config.app.keys, COMMANDS)
    for command in resolve_keys(COMMANDS, keys):
        source = config.sources.get(f"keys.{command.name}", "default")
        value = ", ".join(command.keys)
        findings.append(Finding(topic="keys", name=command.name, value=value, source=source))
    return findings


def _setting(config: Config, table: str, key: str) -> str:
    """Return a setting as a reader writes it; a program to send to in one line."""
    if table == "commands" and key.startswith("send."):
        name = key.removeprefix("send.")
        sender = next(it for it in config.commands.send if it.name == name)
        command = shlex.join(sender.command)
        return f"{command} ({sender.format}, at most {plural(sender.seconds, 'second')})"
    if table == "commands" and key == "open":
        return shlex.join(config.commands.open) or "none"
    return repr(getattr(getattr(config, table), key))


def _cache(session: Session) -> list[Finding]:
    path = session.paths.cache
    findings = [Finding(topic="cache", name="file", value=str(path))]
    if not path.exists():
        return [*findings, Finding(topic="cache", name="state", value="none yet")]
    try:
        with session.writer(), session.library() as library:
            counts = library.counts()
            problems = library.problems()
            sizes = library.sizes()
    except CacheError as error:
        state = Finding(topic="cache", name="state", value=describe_error(error), is_good=False)
        return [*findings, state]
    return [
        *findings,
        *_sizes(session, sizes),
        Finding(topic="cache", name="feeds", value=plural(counts.feeds, "feed")),
        Finding(topic="cache", name="entries", value=plural(counts.entries, "entry", "entries")),
        Finding(
            topic="cache",
            name="integrity",
            value="; ".join(problems[:5]) or "ok",
            is_good=not problems,
        ),
    ]


def _sizes(session: Session, sizes: Sizes) -> list[Finding]:
    settings = session.config.cache
    backups = find_backups(session.paths.cache)
    of_all = f"{sizes.used / MIB:,.1f} MiB"
    if settings.max_mib:
        of_all += f" of {settings.max_mib:,}"
    is_small = not settings.max_mib or sizes.used <= settings.max_mib * MIB
    if not is_small:
        of_all += "; what is left is unread or kept, so nothing more is dropped"
    return [
        Finding(topic="cache", name="size", value=of_all),
        Finding(
            topic="cache", name="free", value=f"{sizes.free / MIB:,.1f} MiB, for what comes next"
        ),
        Finding(
            topic="cache",
            name="backups",
            value=f"{len(backups)}, the newest {backups[0]}" if backups else "none yet",
        ),
    ]


def _terminal() -> list[Finding]:
    size = shutil.get_terminal_size()
    names = {
        "TERM": terminal_name() or "not set",
        "colours": "none (NO_COLOR)" if has_no_color() else "as the terminal offers",
        "encoding": (sys.stdout.encoding or "unknown").lower(),
        "size": f"{size.columns} columns, {size.lines} rows" if os.isatty(1) else "not a terminal",
    }
    return [Finding(topic="terminal", name=name, value=value) for name, value in names.items()]
