"""How much is repeated: a small sample, or all with `NUTGRAF_TESTS=full` (`make test-all`)."""

import os
from typing import TypeVar

T = TypeVar("T")

IS_FULL = os.environ.get("NUTGRAF_TESTS") == "full"
"""What protects behaviour is in both; what only happens more often there is in the full run."""


def full_or(sample: T, everything: T) -> T:
    """Return everything in the full run, else the sample."""
    return everything if IS_FULL else sample
