"""What is run when, whichever system runs it."""

from pathlib import Path

from msgspec import Struct

FETCH = ("fetch", "--due", "--quiet")
_SAVING = (
    'mkdir -p "$(dirname "$0")"; "$@" > "$0.part" || { s=$?; rm -f "$0.part"; exit $s; }; '
    'mv "$0.part" "$0"'
)
"""Run a command with its output in the file $0; one that fails leaves the file as it was."""


class TimerError(Exception):
    """What was asked for can't be scheduled; the message says why."""


class TimerPlan(Struct, frozen=True, kw_only=True):
    """The two commands and their times.

    Attributes:
        program: the program with the options of its files.
        every_minutes: between fetches.
        fetch_options: more options of `fetch`.
        brief_hour, brief_minute: when the brief is made each day.
        brief_options: options of `brief`.
        brief_file: the file that it is saved as; None without a brief.
    """

    program: tuple[str, ...]
    every_minutes: int
    fetch_options: tuple[str, ...]
    brief_hour: int
    brief_minute: int
    brief_options: tuple[str, ...]
    brief_file: Path | None

    def __post_init__(self) -> None:
        """Refuse what no file of a system can hold.

        Raises:
            TimerError: a word has a control character.
        """
        for word in (*self.fetch_command, *self.brief_command):
            if any(ord(it) < ord(" ") or it == "\x7f" for it in word):
                message = f"{word!r} has a control character, which can't be scheduled"
                raise TimerError(message)

    @property
    def fetch_command(self) -> tuple[str, ...]:
        """What is run every few minutes."""
        return (*self.program, *FETCH, *self.fetch_options)

    @property
    def brief_command(self) -> tuple[str, ...]:
        """What is run in the morning; () for nothing."""
        if self.brief_file is None:
            return ()
        saving = ("/bin/sh", "-c", _SAVING, str(self.brief_file))
        return (*saving, *self.program, "brief", *self.brief_options)

    @property
    def brief_time(self) -> str:
        """When the brief is made, as a clock shows it."""
        return f"{self.brief_hour:02}:{self.brief_minute:02}"
