"""Hashes as SQLite stores them: 64 bits, signed. Stored hashes must not change. Pure."""

import hashlib


def hash_of(*parts: str) -> int:
    """Return 64 bits for `parts`, kept apart from one another, as SQLite stores integers."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), signed=True)
