"""Where the tests run."""

import os


def is_ci() -> bool:
    """Whether the tests run under continuous integration."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
