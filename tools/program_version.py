"""Return the version of the program: from the tag, or from what an sdist says of itself.

hatchling runs this file and evaluates `program_version(...)`: it needs git at most.
"""

import os
import re
import subprocess
from pathlib import Path

_DESCRIBED = re.compile(r"v(?P<tag>[0-9][0-9a-z.]*)-(?P<count>[0-9]+)-g(?P<commit>[0-9a-f]+)")
_HEADING = re.compile(r"^## (?P<version>[0-9][0-9a-z.]*)", re.MULTILINE)
_STATED = re.compile(r"^Version: (?P<version>\S+)$", re.MULTILINE)


def program_version(root: Path) -> str:
    """Return the version of the sources in a folder.

    On the tag v1.2.0 it is 1.2.0. Elsewhere it is the version at the top of the changelog, as a
    development release with the number of commits since the last tag.
    """
    stated = root / "PKG-INFO"
    if stated.is_file():
        match = _STATED.search(stated.read_text(encoding="utf-8"))
        if match is not None:
            return match["version"]
    if not (root / ".git").exists():
        # An archive of the repository, which has no history.
        return f"{_next_version(root)}.dev0"
    described = _DESCRIBED.fullmatch(
        _git(root, "describe", "--tags", "--long", "--match", "v[0-9]*")
    )
    if described is None:
        count, commit = _git(root, "rev-list", "--count", "HEAD"), _git(root, "rev-parse", "HEAD")
    else:
        if described["count"] == "0":
            return described["tag"]
        count, commit = described["count"], described["commit"]
    return f"{_next_version(root)}.dev{count or 0}" + (f"+g{commit[:7]}" if commit else "")


def _next_version(root: Path) -> str:
    match = _HEADING.search((root / "CHANGELOG.md").read_text(encoding="utf-8"))
    if match is None:
        message = "CHANGELOG.md: expected a heading such as `## 1.2.0`"
        raise ValueError(message)
    return match["version"]


def _git(root: Path, *arguments: str) -> str:
    """Return what git says, "" if it says nothing or is not there."""
    # A hook of git sets variables that would lead it to another repository.
    environment = {name: it for name, it in os.environ.items() if not name.startswith("GIT_")}
    try:
        answer = subprocess.run(
            ["git", "-C", str(root), *arguments],  # noqa: S607 - git, wherever it is
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""
