"""What the app uses of Textual's own: it is there, and all of it is listed."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui.app
from tui.app.textual_private import OVERRIDDEN, USED

FOLDER = Path(inspect.getfile(tui.app)).parent
_OWN = re.compile(r"_[a-z]\w*")


def classes_of_the_app() -> Iterator[type]:
    for found in pkgutil.walk_packages(tui.app.__path__, "tui.app."):
        for value in vars(importlib.import_module(found.name)).values():
            if inspect.isclass(value) and value.__module__ == found.name:
                yield value


def is_of_textual(base: type) -> bool:
    return base.__module__.partition(".")[0] == "textual"


@pytest.mark.parametrize("name", sorted(f"{owner}.{own}" for owner, own in OVERRIDDEN | USED))
def test_what_is_relied_on_is_there(name: str) -> None:
    owner_name, _, own = name.rpartition(".")
    owner: type = pkgutil.resolve_name(owner_name)

    # Some are set by `__init__` alone.
    sources = (inspect.getsource(it) for it in owner.__mro__ if is_of_textual(it))
    assert hasattr(owner, own) or any(f"self.{own}" in source for source in sources)


def test_no_class_of_the_app_defines_over_a_private_name_that_is_not_listed() -> None:
    """A method that happens to be called like one of Textual's would break it, too."""
    listed = {name for _, name in OVERRIDDEN}
    found = {
        f"{own.__qualname__}.{name}"
        for own in classes_of_the_app()
        for name in vars(own)
        if _OWN.fullmatch(name) and name not in listed
        for base in own.__mro__[1:]
        if is_of_textual(base)
        and name in vars(base)
        # What Textual puts into every class, and `__init_subclass__` makes anew.
        and (inspect.isfunction(vars(own)[name]) or isinstance(vars(own)[name], property))
    }

    assert found == set()


def test_no_module_uses_a_private_name_that_is_not_listed() -> None:
    listed = {name for _, name in OVERRIDDEN | USED}
    paths = [path for path in FOLDER.rglob("*.py") if path.name != "textual_private.py"]
    trees = {path: ast.parse(path.read_text("utf-8")) for path in paths}
    own = {name for tree in trees.values() for name in names_made(tree)}

    strangers = {
        f"{path.relative_to(FOLDER)}: {name}"
        for path, tree in trees.items()
        for name in private_names_used(tree)
        if name not in own | listed
    }

    assert strangers == set()


def names_made(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()) | ast.Name(id=name, ctx=ast.Store()):
                yield name
            case _:
                pass


def private_names_used(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module=str(module)) if re.match(r"(textual|rich)\b.*\._", module):
                yield module
            case ast.Attribute(attr=name) if _OWN.fullmatch(name):
                yield name
            case _:
                pass
