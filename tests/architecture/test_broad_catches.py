"""The places that catch every exception are those that docs/design.md lists with their reasons."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "design.md"
_ROW = re.compile(r"^\| `(?P<module>[\w/]+\.py)` `(?P<function>[\w.]+)` \|", re.MULTILINE)
_BROAD = {"Exception", "BaseException"}


def is_broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler takes every exception, and doesn't only clean up and raise it again."""
    named = (
        {it.id for it in ast.walk(handler.type) if isinstance(it, ast.Name)} & _BROAD
        if handler.type
        else _BROAD
    )
    last = handler.body[-1]
    is_raised_again = isinstance(last, ast.Raise) and last.exc is None
    return bool(named) and not is_raised_again


def broad_catches(module: Path) -> set[tuple[str, str]]:
    """Return each function of a module that catches everything."""
    found: set[tuple[str, str]] = set()

    def look(node: ast.AST, inside: tuple[str, ...]) -> None:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            inside = (*inside, node.name)
        if isinstance(node, ast.ExceptHandler) and is_broad(node):
            found.add((module.relative_to(ROOT).as_posix(), ".".join(inside)))
        for child in ast.iter_child_nodes(node):
            look(child, inside)

    look(ast.parse(module.read_text(encoding="utf-8")), ())
    return found


def test_the_list_of_broad_catches_is_true() -> None:
    text = PAGE.read_text(encoding="utf-8")
    listed = {(it["module"], it["function"]) for it in _ROW.finditer(text)}
    modules = [
        module
        for package in ("tui", "cache", "summarise", "fetch")
        for module in (ROOT / package).rglob("*.py")
    ]

    assert listed == set().union(*map(broad_catches, modules))
