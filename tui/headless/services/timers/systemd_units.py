"""The units of systemd: a service and a timer for each command."""

from collections.abc import Sequence

from tui.headless.services.timers.timer_plan import TimerPlan

_NAMES = ("fetch", "brief")


def systemd_units(plan: TimerPlan) -> dict[str, str]:
    """Return the text of each unit by the name of its file."""
    units = {
        "nutgraf-fetch.service": _service(
            "Fetch the feeds that are due",
            plan.fetch_command,
            # 1: some feeds failed; 4: another fetch was running. Neither is the unit's failure.
            successes="1 4",
        ),
        "nutgraf-fetch.timer": _timer(
            f"Fetch the feeds that are due, every {plan.every_minutes} minutes",
            "OnStartupSec=1min",
            f"OnUnitActiveSec={plan.every_minutes}min",
            "RandomizedDelaySec=30s",
        ),
    }
    if plan.brief_command:
        units["nutgraf-brief.service"] = _service(
            "Save the edition of today",
            plan.brief_command,
            # 1: nothing was found.
            successes="1",
            more=("Wants=nutgraf-fetch.service", "After=nutgraf-fetch.service"),
        )
        units["nutgraf-brief.timer"] = _timer(
            f"Save the edition of today at {plan.brief_time}",
            f"OnCalendar=*-*-* {plan.brief_time}:00",
            # After a night's sleep of the machine it is made when that wakes up.
            "Persistent=true",
        )
    return units


def timer_names(units: Sequence[str]) -> tuple[str, ...]:
    """Return the units that are switched on."""
    return tuple(name for name in units if name.endswith(".timer"))


def _service(
    words: str, command: Sequence[str], *, successes: str, more: Sequence[str] = ()
) -> str:
    return "\n".join(
        [
            "[Unit]",
            f"Description=nutgraf: {words}",
            *more,
            "",
            "[Service]",
            "Type=oneshot",
            f"ExecStart={' '.join(map(_quoted, command))}",
            f"SuccessExitStatus={successes}",
            "Nice=10",
            "",
        ]
    )


def _timer(words: str, *times: str) -> str:
    return "\n".join(
        [
            "[Unit]",
            f"Description=nutgraf: {words}",
            "",
            "[Timer]",
            *times,
            "",
            "[Install]",
            "WantedBy=timers.target",
            "",
        ]
    )


def _quoted(word: str) -> str:
    """Return an argument as systemd reads it: it knows %, $ and backslashes, and no other signs."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("%", "%%").replace("$", "$$") + '"'
