"""The lines of a crontab."""

import shlex
from collections.abc import Sequence

from tui.headless.services.timers.timer_plan import TimerError, TimerPlan

_HOUR = 60
_DAY = 24 * _HOUR


def cron_lines(plan: TimerPlan) -> tuple[str, ...]:
    """Return a line for each command.

    Raises:
        TimerError: cron can't run a command so often.
    """
    lines = [f"{_times(plan.every_minutes)} {_command(plan.fetch_command)}"]
    if plan.brief_command:
        at = f"{plan.brief_minute} {plan.brief_hour} * * *"
        lines.append(f"{at} {_command(plan.brief_command)}")
    return tuple(lines)


def _times(minutes: int) -> str:
    if minutes < _HOUR and _HOUR % minutes == 0:
        return f"*/{minutes} * * * *"
    if minutes % _HOUR == 0 and _DAY % minutes == 0:
        return f"0 */{minutes // _HOUR} * * *" if minutes < _DAY else "0 0 * * *"
    message = (
        f"--every: cron can't run a command every {minutes} minutes; take 5, 10, 15, 20, 30, "
        "60, 120, 180 or 240"
    )
    raise TimerError(message)


def _command(command: Sequence[str]) -> str:
    # To cron a % ends the line.
    return shlex.join(command).replace("%", "\\%")
