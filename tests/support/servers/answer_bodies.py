"""Bodies of answers, wherever they are kept."""

from fetch.spool import Spool


def as_bytes(body: bytes | Spool) -> bytes:
    """Return a body in memory."""
    return b"".join(body.pieces()) if isinstance(body, Spool) else body
