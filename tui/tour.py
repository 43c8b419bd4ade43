"""The two-minute tour: what a reader does, step by step, over the demo edition. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_KEY = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to try.

    Attributes:
        words: what to do; a command's name in braces stands for its key.
        commands: doing one of them completes the step; a name ends in "*" for all that begin so.
    """

    words: str
    commands: tuple[str, ...]

    def is_done_by(self, command: str) -> bool:
        """Tell whether a command is what the step asks for."""
        return any(
            command.startswith(name[:-1]) if name.endswith("*") else command == name
            for name in self.commands
        )


STEPS = (
    Step(
        words="Stories that several papers tell. {list_down} goes down, {list_up} up.",
        commands=("list_down", "list_up"),
    ),
    Step(
        words="{list_enter} opens a story: what the papers say, together.", commands=("list_enter",)
    ),
    Step(
        words="Every line leads to its source: {story_point_1} opens the first point's sentence.",
        commands=("story_point*", "story_follow"),
    ),
    Step(words="{next_name} goes to the next name in the text.", commands=("next_name",)),
    Step(
        words="Who is it? {next_unread} walks the mentions of the selected name.",
        commands=("next_unread",),
    ),
    Step(words="{leave} lets go again, and leads out of everything.", commands=("leave",)),
    Step(words="{toggle_star} stars the article …", commands=("toggle_star",)),
    Step(words="… and {undo} takes it back, like everything here.", commands=("undo",)),
    Step(
        words="{search_all} searches everything: try said:Mandela, and Esc to come back.",
        commands=("search_all",),
    ),
    Step(words="{help} shows all keys, wherever you are. Enjoy your news.", commands=("help",)),
)


class Tour:
    """Where a reader is in the tour."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Begin.

        Args:
            keys: of each command, as the screen shows it.
        """
        self._keys = keys
        self._at = 0

    @property
    def is_over(self) -> bool:
        """Whether all has been done."""
        return self._at >= len(STEPS)

    @property
    def progress(self) -> str:
        """Which step of how many this is."""
        return f"{min(self._at + 1, len(STEPS))}/{len(STEPS)}"

    @property
    def words(self) -> str:
        """What to do now, "" when all has been done."""
        if self.is_over:
            return ""
        return _KEY.sub(lambda match: self._keys.get(match[1], "–"), STEPS[self._at].words)

    def done(self, command: str) -> bool:
        """Take notice of a command; True if it completed this step or one that comes later."""
        ahead = range(self._at, len(STEPS))
        found = next((number for number in ahead if STEPS[number].is_done_by(command)), None)
        if found is None:
            return False
        self._at = found + 1
        return True
