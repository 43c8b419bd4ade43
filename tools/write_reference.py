"""Write the pages of the documentation that are made from the program.

python -m tools.write_reference docs/reference
"""

import sys
from pathlib import Path

from tui.headless.cli.exit_codes import version
from tui.headless.cli.main import build_parser
from tui.headless.reference.manual import manual_pages
from tui.headless.reference.plain_page import as_markdown

NAMES = {
    "nutgraf": ("commands.md", "Commands and keys"),
    "nutgraf-config": ("configuration.md", "Configuration"),
    "nutgraf-query": ("query.md", "The query language"),
}
"""The file and the title of each page, by its name in the manual."""


def write_reference(folder: Path) -> list[Path]:
    """Write a page for each page of the manual; return where they are."""
    defaults = (Path(__file__).parents[1] / "config.toml").read_text(encoding="utf-8")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in manual_pages(build_parser(), defaults=defaults, version=version()):
        name, title = NAMES[page.name]
        path = folder / name
        path.write_text(as_markdown(page, title=title), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    for path in write_reference(Path(sys.argv[1])):
        sys.stdout.write(f"{path}\n")
