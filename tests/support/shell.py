"""The command line, run in the process of a test."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run came to."""

    status: int
    out: str
    err: str


Shell = Callable[..., Answer]
