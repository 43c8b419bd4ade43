"""Keyrings for tests: one that forgets everything, one that a child process can share."""

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Keeps passwords in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring leaves it bare
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class FileKeyring(MemoryKeyring):
    """Keeps passwords in the file that MEMORY_KEYRING names, from process to process."""

    def __init__(self) -> None:
        super().__init__()
        self._path = Path(os.environ.get("MEMORY_KEYRING", os.devnull))
        if self._path.is_file():
            lines = json.loads(self._path.read_text())
            self.kept = {(service, name): secret for service, name, secret in lines}

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        lines = [[*key, secret] for key, secret in self.kept.items()]
        self._path.write_text(json.dumps(lines))
