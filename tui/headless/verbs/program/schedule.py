"""The verb `schedule`: show, write or remove the files that run the program at set times."""

import argparse
import os
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from tui.headless.cli.exit_codes import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.headless.cli.main import build_parser
from tui.headless.cli.session import Session, open_session, put_line
from tui.headless.services.timers.cron_lines import cron_lines
from tui.headless.services.timers.launchd_agents import launchd_agents
from tui.headless.services.timers.owned_files import (
    FileState,
    marked,
    not_ours,
    state_of,
    write_owned,
)
from tui.headless.services.timers.systemd_units import systemd_units, timer_names
from tui.headless.services.timers.timer_plan import TimerError, TimerPlan
from tui.headless.settings.paths import default_paths, launchd_folder, systemd_folder

_BRIEF_FILE = "today.md"


def schedule(arguments: argparse.Namespace) -> int:
    """Show the files for the system's timers, write or remove them; 1 if one is not ours."""
    session = open_session(arguments)
    system = arguments.system or _this_system()
    try:
        plan = _plan(session, arguments)
        if system == "cron":
            return _tell_cron(plan, arguments.action)
    except TimerError as error:
        complain(str(error))
        return EXIT_USAGE
    if system == "systemd":
        folder, texts = systemd_folder(), systemd_units(plan)
        everything = systemd_units(_whole(plan))
    else:
        log = session.paths.log.with_name("timers.log")
        folder, texts = launchd_folder(), launchd_agents(plan, log=log)
        everything = launchd_agents(_whole(plan), log=log)
    if arguments.action == "remove":
        return _remove(system, [folder / name for name in everything])
    files = {folder / name: text for name, text in texts.items()}
    if arguments.action == "install":
        unwanted = [folder / name for name in everything if name not in texts]
        status = _install(system, plan, files)
        if status == EXIT_DONE and any(state_of(it) is FileState.OURS for it in unwanted):
            return _remove(system, unwanted)
        return status
    for path, text in files.items():
        put_line(f"# {path} ({state_of(path).value})")
        put_line(marked(text))
    put_line(_explained(plan))
    put_line("`nutgraf schedule install` writes these files.")
    return EXIT_DONE


def _this_system() -> str:
    if sys.platform == "darwin":
        return "launchd"
    return "systemd" if shutil.which("systemctl") else "cron"


def _plan(session: Session, arguments: argparse.Namespace) -> TimerPlan:
    """Return the plan that was asked for.

    Raises:
        TimerError: a command can't be scheduled.
    """
    fetch_options = _words("--fetch-options", arguments.fetch_options)
    brief_options = _words("--brief-options", arguments.brief_options)
    # A slip in the options is told now, not every few minutes in a log.
    build_parser().parse_args(["fetch", *fetch_options])
    build_parser().parse_args(["brief", *brief_options])
    file = arguments.brief_file or Path(session.config.export.folder, _BRIEF_FILE)
    return TimerPlan(
        program=(*_program(), *_file_options(session)),
        every_minutes=arguments.every,
        fetch_options=fetch_options,
        brief_hour=arguments.brief_at[0],
        brief_minute=arguments.brief_at[1],
        brief_options=brief_options,
        brief_file=None if arguments.no_brief else Path(file).expanduser().absolute(),
    )


def _words(flag: str, words: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(words))
    except ValueError as error:
        message = f"{flag}: {words!r}: {error}"
        raise TimerError(message) from error


def _whole(plan: TimerPlan) -> TimerPlan:
    """Return a plan with a brief: what is removed does not depend on how it was installed."""
    return replace(plan, brief_file=plan.brief_file or Path(_BRIEF_FILE))


def _program() -> tuple[str, ...]:
    """Return how this program is started from anywhere."""
    started_as = Path(sys.argv[0])
    if started_as.name == "nutgraf" and started_as.is_file():
        return (str(started_as.absolute()),)
    found = shutil.which("nutgraf")
    return (found,) if found else (sys.executable, "-m", "tui")


def _file_options(session: Session) -> tuple[str, ...]:
    """Return options for files of the reader's own: a timer has not the reader's environment."""
    usual = default_paths()
    options: list[str] = []
    for flag, own, default in (
        ("--config", session.paths.config, usual.config),
        ("--cache", session.paths.cache, usual.cache),
    ):
        if own.absolute() != default.absolute():
            options += [flag, str(own.absolute())]
    return tuple(options)


def _explained(plan: TimerPlan) -> str:
    words = f"Every {plan.every_minutes} minutes the feeds that are due are fetched."
    if plan.brief_file is not None:
        words += f" At {plan.brief_time} the edition of the day is saved as {plan.brief_file}."
    return words


def _tell_cron(plan: TimerPlan, action: str) -> int:
    for line in cron_lines(plan):
        put_line(line)
    sys.stderr.write(f"{_explained(plan)}\n")
    if action == "remove":
        sys.stderr.write("Remove these lines with `crontab -e`.\n")
    else:
        sys.stderr.write("Nothing is written: add these lines with `crontab -e`.\n")
    return EXIT_DONE


def _install(system: str, plan: TimerPlan, files: Mapping[Path, str]) -> int:
    others = not_ours(files)
    for path, state in others.items():
        complain(f"{path} {state.value}; move it away, then install again")
    if others:
        complain("nothing was written")
        return EXIT_SOME_FAILED
    for path, text in files.items():
        write_owned(path, text)
        put_line(f"Wrote {path}")
    put_line(_explained(plan))
    put_line("Switch it on with:")
    if system == "systemd":
        timers = " ".join(timer_names([path.name for path in files]))
        put_line("  systemctl --user daemon-reload")
        put_line(f"  systemctl --user enable --now {timers}")
        put_line("`systemctl --user list-timers` shows the next times, `journalctl --user -u")
        put_line("nutgraf-fetch` what was said. Without a login it runs only after")
        put_line("`loginctl enable-linger`.")
    else:
        for path in files:
            put_line(f"  launchctl bootstrap gui/{os.getuid()} {shlex.quote(str(path))}")
        put_line("`launchctl list | grep nutgraf` shows whether it runs.")
    return EXIT_DONE


def _remove(system: str, paths: Sequence[Path]) -> int:
    there = [path for path in paths if state_of(path) is not FileState.ABSENT]
    if not there:
        complain(f"nothing to remove: there is none of these files in {paths[0].parent}")
        return EXIT_SOME_FAILED
    others = not_ours(there)
    for path, state in others.items():
        complain(f"{path} stays: it {state.value}")
    gone = [path for path in there if path not in others]
    for path in gone:
        _remove_links(path)
        path.unlink()
        put_line(f"Removed {path}")
    commands = [f"launchctl bootout gui/{os.getuid()}/{path.stem}" for path in gone]
    if system == "systemd":
        timers = timer_names([path.name for path in gone])
        commands = [f"systemctl --user stop {' '.join(timers)}"] if timers else []
        commands.append("systemctl --user daemon-reload")
    if gone:
        put_line("Switch off what still runs with:")
        put_line("\n".join(f"  {command}" for command in commands))
    return EXIT_SOME_FAILED if others else EXIT_DONE


def _remove_links(unit: Path) -> None:
    """Remove what `systemctl enable` made: a link to a file that is gone is complained about."""
    link = unit.parent / "timers.target.wants" / unit.name
    if link.is_symlink() and link.resolve() == unit.resolve():
        link.unlink()
