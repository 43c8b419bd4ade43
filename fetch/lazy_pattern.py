"""Regular expressions that are compiled when they are first used.

Compiling takes 0.3 to 3 ms each; what the first frame does not need must not wait for it.
"""

import re
from typing import Any, cast


class _LazyPattern:
    """Stands for a pattern, and keeps each of its methods once it was asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # `re` itself keeps what it compiled.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what can be used like `re.compile(source, flags)`, by its methods."""
    return cast("re.Pattern[str]", _LazyPattern(source, flags))
