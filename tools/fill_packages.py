"""Fill the files of Arch and Homebrew in for a release.

    python -m tools.fill_packages REPOSITORY SOURCE dist/nutgraf-1.2.0.tar.gz FOLDER

REPOSITORY is the address of the project, SOURCE the address that the sdist is published at.
"""

import hashlib
import sys
from pathlib import Path

_PACKAGING = Path(__file__).parents[1] / "packaging"
_TEMPLATES = ("aur/PKGBUILD", "homebrew/nutgraf.rb")


def filled(template: str, values: dict[str, str]) -> str:
    """Return a template with its values.

    Raises:
        ValueError: a value would end the quotation that it stands in.
    """
    for name, value in values.items():
        if not value or any(it in value for it in "'\"\\$`#\n"):
            message = f"{name}: expected an address, a version or a hash, got {value!r}"
            raise ValueError(message)
        template = template.replace(f"@{name}@", value)
    return template


def fill(repository: str, source: str, sdist: Path, folder: Path) -> list[Path]:
    """Write the files; return where they are."""
    values = {
        "REPOSITORY": repository,
        "SOURCE": source,
        "VERSION": sdist.name.removeprefix("nutgraf-").removesuffix(".tar.gz"),
        "SHA256": hashlib.sha256(sdist.read_bytes()).hexdigest(),
    }
    written = []
    for name in _TEMPLATES:
        template = _PACKAGING / f"{name}.in"
        path = folder / Path(name).name
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(filled(template.read_text(encoding="utf-8"), values), encoding="utf-8")
        written.append(path)
    return written


if __name__ == "__main__":
    try:
        _, repository, source, sdist, folder = sys.argv
    except ValueError:
        sys.exit(__doc__)
    for path in fill(repository, source, Path(sdist), Path(folder)):
        sys.stdout.write(f"{path}\n")
