"""The site of the documentation: its pages are all listed, and its reference is the program's."""

import re
from pathlib import Path

from tools.write_reference import write_reference

REPOSITORY = Path(__file__).parents[2]
DOCS = REPOSITORY / "docs"


def test_every_page_is_in_the_navigation(tmp_path: Path) -> None:
    listed = set(
        re.findall(r": ([\w/-]+\.md)$", (REPOSITORY / "mkdocs.yml").read_text(), re.MULTILINE)
    )
    made = {f"reference/{path.name}" for path in write_reference(tmp_path)}
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}

    assert listed == made | {it for it in written if not it.startswith("reference/")}


def test_the_reference_has_commands_settings_and_fields(tmp_path: Path) -> None:
    write_reference(tmp_path)

    assert "`nutgraf fetch [-h]" in (tmp_path / "commands.md").read_text("utf-8")
    assert "- `timeout_seconds = 30`: " in (tmp_path / "configuration.md").read_text("utf-8")
    assert "- `said:`: " in (tmp_path / "query.md").read_text("utf-8")


def test_the_locks_name_no_host() -> None:
    for lock in REPOSITORY.glob("*.lock"):
        assert not re.search(r"https?:|--\S*index|--find-links", lock.read_text("utf-8")), lock
