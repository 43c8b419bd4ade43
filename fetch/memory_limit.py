"""Limit the memory of a worker process."""

import resource
import sys

MEMORY_MIB = 1024
"""Address space of one worker: the hungriest page measured took a third of it."""


def limit_memory(mib: int = MEMORY_MIB) -> None:
    """Bound the address space of this process."""
    if sys.platform != "linux":  # elsewhere the limit is not kept, or refused
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = mib * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard < 0 else min(limit, hard), hard))
