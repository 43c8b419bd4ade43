"""Natural sort order: "World 2" before "World 10". Pure."""

import re

_DIGITS = re.compile(r"([0-9]+)")


def natural_key(title: str) -> tuple[object, ...]:
    """Return what sorts titles as people count: "World 2" before "World 10"; case is no matter."""
    parts: list[object] = list(_DIGITS.split(title.casefold()))
    for at in range(1, len(parts), 2):
        digits = str(parts[at]).lstrip("0")
        # By length, then digit by digit: no number is too long to be compared.
        parts[at] = (len(digits), digits)
    return (tuple(parts), title)
