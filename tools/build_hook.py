"""Add the manual pages and the completion scripts to the wheel, made from the argument parser.

Runs where the wheel is built, with hatchling, msgspec and the standard library alone.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReferenceHook(BuildHookInterface):  # type: ignore[type-arg] # it takes any configuration
    """Write the files before a wheel is built, and remove them afterwards."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to what the wheel puts below the prefix of its environment."""
        if version == "editable":
            # `nutgraf man` makes them; an old copy beside a changed checkout would only mislead.
            return
        sys.path.insert(0, self.root)
        try:
            from tui.headless.cli.main import build_parser  # noqa: PLC0415 - found from here on
            from tui.headless.reference.files import reference_files  # noqa: PLC0415 - likewise
        finally:
            sys.path.remove(self.root)
        self._folder = tempfile.TemporaryDirectory(prefix="nutgraf-reference-")
        defaults = Path(self.root, "config.toml").read_text(encoding="utf-8")
        release = self.metadata.version
        files = reference_files(build_parser(), defaults=defaults, version=release)
        for number, (place, text) in enumerate(files.items()):
            path = Path(self._folder.name, str(number))
            path.write_text(text, encoding="utf-8")
            build_data["shared_data"][str(path)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the files."""
        del build_data, artifact_path
        if version != "editable":
            self._folder.cleanup()
