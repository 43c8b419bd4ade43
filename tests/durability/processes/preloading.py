"""What the process that others are forked from imports first.

The library leaves out in silence what can't be imported, and before Python 3.11.9 it doesn't pass
on where modules are looked for: each fork then loads everything anew, which takes seconds.
"""

try:
    import tests.durability.processes.preloaded  # noqa: F401 - it is there in each fork
except ImportError as error:
    message = "the process that others are forked from can't load what they need"
    raise RuntimeError(message) from error
