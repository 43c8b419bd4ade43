"""Print the table `summarise/lexicon/data/model_hashes.toml` for the wheels of models.

    python -m tools.hash_models WHEEL... > summarise/lexicon/data/model_hashes.toml

Take a new version of a model only after `make quality` has passed with it.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

_HEAD = """\
# The files of the English models that the package index has, which others than their makers
# uploaded: SHA-256 by path inside the package. Written by tools/hash_models.py; docs/models.md.
"""


def table_of(wheel: Path) -> str:
    """Return the table of one wheel, which holds one package."""
    package, version = wheel.name.split("-")[:2]
    lines = ["", f"[{package}]", f'package = "{package.replace("_", "-")}"']
    lines += [f'version = "{version}"', "", f"[{package}.files]"]
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            top, _, path = name.partition("/")
            if top == package and path and not path.endswith("/"):
                lines.append(f'"{path}" = "{hashlib.sha256(archive.read(name)).hexdigest()}"')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(_HEAD + "".join(table_of(Path(it)) for it in sys.argv[1:]))
