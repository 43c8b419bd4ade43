"""Hints that appear a few times in each place, until their key was used. Pure."""

from collections.abc import Callable

from msgspec import Struct

from tui.headless.commands.command import Context

MOST_TIMES = 3
_USED = "used"


class Hint(Struct, frozen=True, kw_only=True):
    """What a reader may not know yet.

    Attributes:
        name: under which it is remembered.
        words: with the key for "{}".
        command: whose key it is; who used it needs no hint.
    """

    name: str
    words: str
    command: str
    context: Context


HINTS = (
    Hint(
        name="point",
        words="{} to 9 show where a key point stands in the text",
        command="key_point_1",
        context=Context.READER,
    ),
    Hint(
        name="name",
        words="{} goes to the next name in the text, Enter there shows who it is",
        command="next_name",
        context=Context.READER,
    ),
    Hint(
        name="alone",
        words="{} shows the text alone",
        command="immerse",
        context=Context.READER,
    ),
    Hint(
        name="source",
        words="{} to 9 open the article that a point is from, at its sentence",
        command="story_point_1",
        context=Context.STORY,
    ),
    Hint(
        name="why",
        words="{} shows why a story has its rank",
        command="why",
        context=Context.STORY,
    ),
    Hint(
        name="select",
        words="{} selects a row, to mark, tag or export several together",
        command="list_select",
        context=Context.LIST,
    ),
    Hint(
        name="find",
        words="{} searches everything that is stored",
        command="search_all",
        context=Context.LIST,
    ),
)


def setting_of(hint: Hint) -> str:
    """Return the name of the setting that remembers a hint."""
    return f"hint.{hint.name}"


def next_hint(context: Context, setting: Callable[[str], str]) -> Hint | None:
    """Return the hint to show, the one that was shown least; None if all have faded."""
    counts = {hint.name: setting(setting_of(hint)) for hint in HINTS if hint.context is context}
    fresh = [
        hint
        for hint in HINTS
        if hint.name in counts
        and (counts[hint.name] or "0").isdecimal()
        and _is_fresh(counts, hint)
    ]
    return min(fresh, key=lambda hint: int(counts[hint.name] or 0), default=None)


def _is_fresh(counts: dict[str, str], hint: Hint) -> bool:
    return int(counts[hint.name] or 0) < MOST_TIMES


def shown_again(value: str) -> str:
    """Return what to remember of a hint that is shown once more."""
    return str(int(value or 0) + 1) if (value or "0").isdecimal() else value


def used() -> str:
    """Return what to remember of a hint whose command was used."""
    return _USED


def hints_of(command: str) -> tuple[Hint, ...]:
    """Return the hints that tell of a command."""
    family = command.rstrip("0123456789")
    return tuple(hint for hint in HINTS if hint.command.rstrip("0123456789") == family)
