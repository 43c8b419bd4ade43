"""The last messages that the app has shown."""

from collections import deque
from datetime import datetime

from msgspec import Struct

_KEPT = 200


class Said(Struct, frozen=True, kw_only=True):
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
