"""Contain faults (bugs) where the rest can go on without the part that failed."""

from collections.abc import Callable
from typing import TypeVar

from cache.errors import CacheError
from tui.headless.settings.log import log_error

Made = TypeVar("Made")


def attempt(where: str, make: Callable[[], Made], otherwise: Callable[[], Made]) -> Made:
    """Return what `make` makes; if that fails, log it and return what `otherwise` makes.

    Args:
        where: what is attempted, for the log.

    Raises:
        CacheError: the cache can't be used; that is no bug, and the caller's to answer.
    """
    try:
        return make()
    except CacheError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever failed, what stands beside it is shown
        log_error(where, error)
        return otherwise()
