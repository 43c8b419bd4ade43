"""Whether the files of a language model are those that the program was measured with.

The English models on the package index are uploads by others than their makers. What they must
consist of is data (`model_hashes.toml`). Imports nothing of a model.
"""

import hashlib
import importlib.util
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from msgspec import Struct

from summarise.lexicon.vocabulary import read_data

_COMPILED = "__pycache__"
_CHUNK_BYTES = 1 << 20


class ModelFiles(Struct, frozen=True, kw_only=True, eq=False):
    """What a package must consist of.

    Attributes:
        package: its name on the index.
        hashes: SHA-256 of each file by its path inside the package.
    """

    package: str
    version: str
    hashes: Mapping[str, str]


@cache
def known_models() -> Mapping[str, ModelFiles]:
    """Return the models whose files are known, by import name."""
    table = tomllib.loads(read_data("model_hashes.toml"))
    return {
        name: ModelFiles(package=it["package"], version=it["version"], hashes=it["files"])
        for name, it in table.items()
    }


def model_folder(name: str) -> Path | None:
    """Return where an installed model is, None if it is no package in a folder."""
    spec = importlib.util.find_spec(name)
    places = [] if spec is None else [*(spec.submodule_search_locations or ())]
    return Path(places[0]) if places else None


def look_of(folder: Path, known: ModelFiles) -> str:
    """Return a word that changes if files of a model may have: no file is read for it.

    Raises:
        OSError: a file can't be looked at.
    """
    look = hashlib.sha256(repr((str(folder), sorted(known.hashes.items()))).encode())
    for path in _files(folder):
        facts = path.stat()
        look.update(repr((str(path), facts.st_size, facts.st_mtime_ns)).encode())
    return look.hexdigest()


def changed_files(folder: Path, known: ModelFiles) -> tuple[str, ...]:
    """Return the files that are missing, other than they must be, or too many.

    Raises:
        OSError: a file can't be read.
    """
    there = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
    differing = {
        name
        for name, path in there.items()
        if name in known.hashes and _hash(path) != known.hashes[name]
    }
    return tuple(sorted(differing | (there.keys() ^ known.hashes.keys())))


def _files(folder: Path) -> list[Path]:
    return sorted(
        path for path in folder.rglob("*") if not path.is_dir() and _COMPILED not in path.parts
    )


def _hash(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            found.update(chunk)
    return found.hexdigest()
