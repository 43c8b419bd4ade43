"""The agents of launchd: a property list for each command."""

import plistlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from tui.headless.services.timers.timer_plan import TimerPlan


def launchd_agents(plan: TimerPlan, *, log: Path) -> dict[str, str]:
    """Return the text of each agent by the name of its file; they complain into the log."""
    every: Mapping[str, object] = {"StartInterval": plan.every_minutes * 60}
    agents = {"nutgraf.fetch.plist": _agent("nutgraf.fetch", plan.fetch_command, every, log)}
    if plan.brief_command:
        # A time that the machine slept over comes when it wakes up.
        at = {"StartCalendarInterval": {"Hour": plan.brief_hour, "Minute": plan.brief_minute}}
        agents["nutgraf.brief.plist"] = _agent("nutgraf.brief", plan.brief_command, at, log)
    return agents


def _agent(label: str, command: Sequence[str], time: Mapping[str, object], log: Path) -> str:
    content = {
        "Label": label,
        "ProgramArguments": list(command),
        "ProcessType": "Background",
        "StandardErrorPath": str(log),
        **time,
    }
    return plistlib.dumps(content).decode()
