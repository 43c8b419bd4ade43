"""The last messages that the app has shown."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime

_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence.

    Attributes:
        at: aware.
    """

    at: datetime
    words: str
    is_error: bool


class Journal:
    """The last sentences, the latest last; one said again at once is only the later."""

    def __init__(self) -> None:
        self._said: deque[Said] = deque(maxlen=_KEPT)

    def add(self, words: str, *, at: datetime, is_error: bool) -> None:
        """Note a sentence."""
        if self._said and self._said[-1].words == words:
            self._said.pop()
        self._said.append(Said(at=at, words=words, is_error=is_error))

    @property
    def said(self) -> tuple[Said, ...]:
        """All that is kept, the latest first."""
        return tuple(reversed(self._said))
