"""Rooms that one finds things in: not too many modules, none too long, each name once."""

import ast
from collections import Counter
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PACKAGES = ("tui", "cache", "summarise", "fetch")
MOST_MODULES = 16
MOST_LINES = 350

everywhere = pytest.mark.parametrize("package", PACKAGES)


def modules(package: str) -> list[Path]:
    """Return the modules of a package, without those that only make a folder a package."""
    found = sorted((REPOSITORY / package).rglob("*.py"))
    assert found
    return [path for path in found if path.name != "__init__.py"]


@pytest.mark.parametrize("package", [*PACKAGES, "tests", "benchmarks", "tools"])
def test_no_folder_holds_too_many_modules(package: str) -> None:
    counts = Counter(path.parent.relative_to(REPOSITORY) for path in modules(package))

    assert {str(it): count for it, count in counts.items() if count > MOST_MODULES} == {}


@everywhere
def test_no_module_is_too_long(package: str) -> None:
    lengths = {
        str(path.relative_to(REPOSITORY)): len(path.read_text("utf-8").splitlines())
        for path in modules(package)
    }

    assert {it: length for it, length in lengths.items() if length > MOST_LINES} == {}


@everywhere
def test_a_name_is_unique_in_its_package(package: str) -> None:
    names = Counter(path.stem for path in modules(package))

    assert [name for name, count in names.items() if count > 1] == []


@everywhere
def test_what_makes_a_folder_a_package_holds_no_code(package: str) -> None:
    for path in (REPOSITORY / package).rglob("__init__.py"):
        body = ast.parse(path.read_text("utf-8")).body
        docstring = isinstance(body[0], ast.Expr) if body else True

        assert docstring, path
        assert len(body) <= 1, path
