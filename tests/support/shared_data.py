"""Evaluation data that lies beside the repository, never inside it: found, or skipped in a line."""

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[2]


def shared_folder() -> Path | None:
    """Return the folder named by NUTGRAF_SHARED, or `shared` beside the repository."""
    named = os.environ.get("NUTGRAF_SHARED")
    folder = Path(named) if named else _REPOSITORY.parent / "shared"
    return folder if folder.is_dir() else None


def require_shared(*parts: str) -> Path:
    """Return a path below the shared folder; skip the test if it is not there."""
    folder = shared_folder()
    path = folder.joinpath(*parts) if folder else None
    if path is None or not path.exists():
        pytest.skip(f"no shared data: {'/'.join(parts)} (set NUTGRAF_SHARED)")
    return path
