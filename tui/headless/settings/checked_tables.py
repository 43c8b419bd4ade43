"""A table of the configuration as a msgspec Struct; what is wrong in it becomes a sentence.

msgspec decides what is wrong. The words come from the Struct's own types, so that a bound stands
in one place.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import inspect, structs

from tui.headless.settings.config_positions import did_you_mean

_Table = TypeVar("_Table", bound=msgspec.Struct)
_FIELD = re.compile(r" - at `\$\.(\w+)[^`]*`$")
_ARGUMENTS = 'a list such as ["w3m", "{url}"]'


def read_table(
    name: str,
    content: Mapping[str, object],
    shape: type[_Table],
    *,
    home_of: Callable[[str], str] = lambda _: "",
) -> _Table:
    """Return a table of the configuration, checked.

    Args:
        name: what it is called in the file, without brackets.
        home_of: the table that a key belongs to, "" if there is none.

    Raises:
        ValueError: the message begins with the key: "fetch.concurrency: expected …".
    """
    try:
        return msgspec.convert(content, shape)
    except msgspec.ValidationError as error:
        message = f"{name}.{_sentence(content, shape, str(error), home_of)}"
        raise ValueError(message) from error


def _sentence(
    content: Mapping[str, object],
    shape: type[msgspec.Struct],
    error: str,
    home_of: Callable[[str], str],
) -> str:
    """Return what is wrong in a table: the key and what was expected there."""
    fields = {it.name: it for it in structs.fields(shape)}
    place = _FIELD.search(error)
    if place is not None:
        key = place[1]
        return f"{key}: {_expected(fields[key].type, content[key])}"
    for key in content:
        if key not in fields:
            home = home_of(key)
            hint = f"; it is a key of [{home}]" if home else did_you_mean(key, fields)
            return f"{key}: there is no such key{hint}"
    missing = next(key for key, it in fields.items() if it.required and key not in content)
    return f"{missing}: is missing"


def _expected(annotation: Any, value: object) -> str:
    """Return what a value should have been, what it is, and which right one is like it."""
    guess = ""
    match inspect.type_info(annotation):
        case inspect.BoolType():
            words = "true or false"
        case inspect.IntType(ge=low, le=high):
            words = "a whole number" + (f" from {low} to {high}" if type(value) is int else "")
        case inspect.FloatType(ge=low, le=high):
            is_number = type(value) in {int, float}
            words = "a number" + (f" from {low:g} to {high:g}" if is_number else "")
        case inspect.LiteralType() | inspect.EnumType():
            known = [str(it) for it in get_args(annotation) or annotation]
            words = f"one of {', '.join(known)}"
            guess = did_you_mean(value, known) if isinstance(value, str) else ""
        case inspect.VarTupleType():
            words = _ARGUMENTS
        case _:
            words = "text in quotation marks"
    return f"expected {words}, got {value!r}{guess}"
