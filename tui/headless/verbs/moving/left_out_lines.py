"""Say on standard error what an import left out."""

import sys
from collections.abc import Sequence

_MOST_NAMED = 20
"""Named one by one."""


def name_left_out(lines: Sequence[str]) -> None:
    """Say what was left out, the first by name."""
    for line in lines[:_MOST_NAMED]:
        sys.stderr.write(f"Skipped: {line}\n")
    if len(lines) > _MOST_NAMED:
        sys.stderr.write(f"Skipped: {len(lines) - _MOST_NAMED:,} more like these\n")
