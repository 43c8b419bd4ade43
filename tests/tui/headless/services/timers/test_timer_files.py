"""What systemd, launchd and cron are given: the same commands, each in its own quoting."""

import plistlib
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.headless.services.timers.cron_lines import cron_lines
from tui.headless.services.timers.launchd_agents import launchd_agents
from tui.headless.services.timers.owned_files import (
    FileState,
    marked,
    state_of,
    write_owned,
)
from tui.headless.services.timers.systemd_units import systemd_units
from tui.headless.services.timers.timer_plan import TimerError, TimerPlan

ODD = '/home/jane doe/50% $HOME/it\'s "odd" \\ `x`.md'
PLAN = TimerPlan(
    program=("/bin/true", "--cache", ODD),
    every_minutes=15,
    fetch_options=("--history", "50"),
    brief_hour=6,
    brief_minute=5,
    brief_options=("--markdown",),
    brief_file=Path(ODD),
)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path) -> None:
    for name, text in systemd_units(PLAN).items():
        write_owned(tmp_path / name, text)

    answer = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(it) for it in sorted(tmp_path.iterdir()))],
        env={"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_units_say_what_and_when() -> None:
    units = systemd_units(PLAN)

    assert "OnUnitActiveSec=15min\n" in units["nutgraf-fetch.timer"]
    assert "OnCalendar=*-*-* 06:05:00\nPersistent=true\n" in units["nutgraf-brief.timer"]
    (line,) = (
        it for it in units["nutgraf-fetch.service"].splitlines() if it.startswith("ExecStart=")
    )
    assert line == (
        'ExecStart="/bin/true" "--cache" '
        '"/home/jane doe/50%% $$HOME/it\'s \\"odd\\" \\\\ `x`.md" '
        '"fetch" "--due" "--quiet" "--history" "50"'
    )


def test_a_property_list_reads_back_as_the_command() -> None:
    agents = launchd_agents(PLAN, log=Path("/log & more"))

    fetch = plistlib.loads(marked(agents["nutgraf.fetch.plist"]).encode())
    brief = plistlib.loads(marked(agents["nutgraf.brief.plist"]).encode())

    assert fetch["ProgramArguments"] == [*PLAN.fetch_command]
    assert fetch["StartInterval"] == 900
    assert brief["ProgramArguments"] == [*PLAN.brief_command]
    assert brief["StartCalendarInterval"] == {"Hour": 6, "Minute": 5}
    assert brief["StandardErrorPath"] == "/log & more"


def test_a_line_of_cron_is_read_by_the_shell_as_the_command() -> None:
    fetch, brief = cron_lines(PLAN)

    assert fetch.startswith("*/15 * * * * ")
    assert brief.startswith("5 6 * * * ")
    for line, command in ((fetch, PLAN.fetch_command), (brief, PLAN.brief_command)):
        assert "%" not in line.replace("\\%", "")
        assert shlex.split(line.split(" ", 5)[5].replace("\\%", "%")) == [*command]


@pytest.mark.parametrize(
    ("minutes", "times"),
    [(5, "*/5 * * * *"), (60, "0 */1 * * *"), (240, "0 */4 * * *"), (1440, "0 0 * * *")],
)
def test_cron_counts_in_minutes_or_in_hours(minutes: int, times: str) -> None:
    assert cron_lines(replace(PLAN, every_minutes=minutes))[0].startswith(f"{times} /bin/true")


@pytest.mark.parametrize("minutes", [7, 45, 90, 2880])
def test_what_cron_can_not_do_is_refused(minutes: int) -> None:
    with pytest.raises(TimerError, match=f"every {minutes} minutes; take 5"):
        cron_lines(replace(PLAN, every_minutes=minutes))


def test_without_a_brief_there_is_only_the_fetch() -> None:
    plan = replace(PLAN, brief_file=None)

    assert [*systemd_units(plan)] == ["nutgraf-fetch.service", "nutgraf-fetch.timer"]
    assert [*launchd_agents(plan, log=Path("log"))] == ["nutgraf.fetch.plist"]
    assert len(cron_lines(plan)) == 1


def test_a_line_break_in_a_name_is_refused() -> None:
    with pytest.raises(TimerError, match="control character"):
        replace(PLAN, brief_file=Path("/a\nExecStart=/bin/evil"))


def test_the_brief_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "new folder" / "it's $HOME.md"
    said = replace(PLAN, program=("/bin/echo",), brief_file=file)
    failed = replace(PLAN, program=("/bin/sh", "-c", "echo half; exit 7"), brief_file=file)

    assert subprocess.run(said.brief_command, check=False).returncode == 0
    assert file.read_text() == "brief --markdown\n"
    assert subprocess.run(failed.brief_command, check=False).returncode == 7
    assert file.read_text() == "brief --markdown\n"
    assert [it.name for it in file.parent.iterdir()] == [file.name]


# Whose file it is.


@pytest.mark.parametrize("text", ["[Unit]\n", '<?xml version="1.0"?>\n<plist/>\n'])
def test_a_file_of_ours_is_known_until_somebody_changes_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "folder" / "unit"
    assert state_of(path) is FileState.ABSENT

    write_owned(path, text)
    assert state_of(path) is FileState.OURS

    path.write_text(path.read_text() + "# mine\n")
    assert state_of(path) is FileState.EDITED


def test_a_link_a_folder_and_a_file_of_others_are_not_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"\xff[Unit]\n")
    (tmp_path / "folder").mkdir()
    write_owned(tmp_path / "ours", "[Unit]\n")
    (tmp_path / "link").symlink_to(tmp_path / "ours")

    states = {state_of(tmp_path / name) for name in ("file", "folder", "link")}

    assert states == {FileState.FOREIGN}
