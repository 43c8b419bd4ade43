"""Imported once by the process that victims are forked from: they begin with the model loaded."""

from tests.durability.victims import HERE

HERE.prepare()
