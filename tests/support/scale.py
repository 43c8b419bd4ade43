"""How much is repeated: a small sample, or all with `NUTGRAF_TESTS=full` (`make test-all`)."""

import os
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

IS_FULL = os.environ.get("NUTGRAF_TESTS") == "full"
"""What protects behaviour is in both; what only happens more often there is in the full run."""


def full_or(sample: T, everything: T) -> T:
    """Return everything in the full run, else the sample."""
    return everything if IS_FULL else sample


def share(items: Sequence[T], number: int, of: int) -> list[T]:
    """Return the so-manieth of `of` equal shares of the items; in the full run, all of them.

    Several tests that do the same at other places or sizes take a share each: together they still
    do it with every item.
    """
    return list(items) if IS_FULL else list(items[number % of :: of])
