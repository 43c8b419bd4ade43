"""How property tests run, and that no run of the tests writes into the reader's own log.

Property tests run afresh at every developer's run, the same each time before a landing.
"""

import os
import tempfile
from pathlib import Path

from hypothesis import settings

from tui.paths import is_ci

# No deadline: a machine that is busy with something else is no fault of the code.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if is_ci() else "developer")

os.environ.setdefault("NUTGRAF_LOG", str(Path(tempfile.gettempdir()) / "nutgraf-tests.log"))
