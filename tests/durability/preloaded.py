"""Imported once by the process that victims are forked from: they begin with the model loaded."""

import cache.db.migrations  # noqa: F401 - for what kills migrations
from tests.durability.victims import HERE

HERE.prepare()
