"""Every path, module, class and function that the guides and other pages name exists."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tools.write_reference import NAMES
from tui.headless.commands.command_table import COMMANDS

ROOT = Path(__file__).parents[2]
GUIDES = (
    *sorted((ROOT / "docs" / "guides").glob("*.md")),
    ROOT / "docs" / "architecture.md",
    ROOT / "docs" / "glossary.md",
)
PAGES = (
    *GUIDES,
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
)
BASES = {"summaries.md": ROOT / "summarise", "cache.md": ROOT / "cache"}
"""Where the short paths of a page begin."""
_QUOTED = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[\w-]*)?\)")
_BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"(?:[\w.-]+/)+[\w.*-]*|[\w-]+\.(?:py|toml|md)")
_NAME = re.compile(r"(?:\w+\.)*\w+")
_MADE = re.compile(r"\bdef (\w+)|\bname=\"(\w+)\"|^\s*([A-Z]+) = \"", re.MULTILINE)
"""What a guide's own code makes."""
_PLACEHOLDER = re.compile(r"\b(?:CODE|NAME|DATE|FILE)\b")


def prose_of(page: Path) -> str:
    """Return a page without its blocks of code."""
    return re.sub(
        r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


@cache
def names_in_code() -> frozenset[str]:
    """Return every name that the code and its tests define, alone and with its class."""
    found: set[str] = set()
    for package in ("fetch", "cache", "summarise", "tui", "tests"):
        for module in (ROOT / package).rglob("*.py"):
            look(ast.parse(module.read_text(encoding="utf-8")), "", found)
    return frozenset(found)


_BUILT = ("build/", "dist/")
"""Folders that are there only once something was built."""


def look(node: ast.AST, inside: str, found: set[str]) -> None:
    """Collect the names that a class or module defines."""
    for child in ast.iter_child_nodes(node):
        names: list[str] = []
        match child:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                names = [child.name]
                if isinstance(child, ast.ClassDef):
                    look(child, child.name, found)
                else:
                    names += [it.arg for it in (*child.args.args, *child.args.kwonlyargs)]
            case ast.Assign():
                names = [it.id for it in child.targets if isinstance(it, ast.Name)]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                pass
        found.update(names)
        found.update(f"{inside}.{name}" for name in names if inside)


@pytest.mark.parametrize("page", PAGES, ids=lambda it: it.name)
def test_every_path_exists(page: Path) -> None:
    bases = (ROOT, page.parent, *(it for it in (BASES.get(page.name),) if it))
    named = [it for it in _QUOTED.findall(prose_of(page)) if _PATH.fullmatch(it)]
    linked = _LINK.findall(prose_of(page))

    missing = [
        path
        for path in (*named, *linked)
        if not _PLACEHOLDER.search(path)
        and not path.startswith(_BUILT)
        and not any(is_there(base, path) for base in bases)
    ]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda it: it.name)
def test_no_heading_stands_twice(page: Path) -> None:
    headings = Counter(re.findall(r"^#+ .*", prose_of(page), re.MULTILINE))

    assert [it for it, count in headings.items() if count > 1] == []


def is_there(base: Path, path: str) -> bool:
    """Whether a path, or a module without its ending, exists or is made for the site."""
    is_made = path in {f"reference/{name}" for name, _ in NAMES.values()}
    is_stored = (base / path).exists() or (base / f"{path}.py").exists()
    return is_made or is_stored or any_in_data(path)


def any_in_data(path: str) -> bool:
    """Whether it is the bare name of a word list."""
    return (ROOT / "summarise" / "lexicon" / "data" / path).is_file()


def made_by(page: Path) -> set[str]:
    """Return the names that a guide's own code makes."""
    blocks = "\n".join(_BLOCK.findall(page.read_text(encoding="utf-8")))
    return {name for names in _MADE.findall(blocks) for name in names if name}


@pytest.mark.parametrize("page", GUIDES, ids=lambda it: it.name)
def test_every_name_of_the_guides_exists(page: Path) -> None:
    made = made_by(page)
    blocks = "\n".join(_BLOCK.findall(page.read_text(encoding="utf-8")))
    in_blocks = re.findall(r"\b[A-Z][A-Za-z]+(?:\.[A-Z_]+)?\b", re.sub(r"\"[^\"\n]*\"", "", blocks))
    in_prose = [it for it in _QUOTED.findall(prose_of(page)) if _NAME.fullmatch(it)]
    named = {
        name
        for name in (*in_blocks, *in_prose)
        if (re.search(r"_|[a-z][A-Z]|^[A-Z]\w*\.|^[A-Z]{5,}$", name)) and not _PATH.fullmatch(name)
    }

    known = names_in_code() | {command.name for command in COMMANDS}
    missing = {
        name
        for name in named
        if name not in known
        and not made & set(name.split("."))
        and not is_module(name)
        and not _PLACEHOLDER.search(name)
    }

    assert missing == set()


def is_module(name: str) -> bool:
    """Whether a dotted name is that of a module, or of something in one."""
    module, _, inside = name.rpartition(".")
    paths = [ROOT / f"{it.replace('.', '/')}.py" for it in (name, module)]
    return paths[0].is_file() or (paths[1].is_file() and inside in names_in_code())
