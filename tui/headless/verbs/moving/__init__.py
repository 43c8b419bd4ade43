"""The verbs that take over from other programs, and hand over to them."""
