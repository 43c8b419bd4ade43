"""How property tests run: afresh at every developer's run, the same each time before a landing."""

from hypothesis import settings

from tui.paths import is_ci

# No deadline: a machine that is busy with something else is no fault of the code.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if is_ci() else "developer")
