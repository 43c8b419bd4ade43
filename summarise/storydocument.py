"""Convert a story's brief to JSON values."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from types import GenericAlias, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from summarise.model import Span
from summarise.stories import StoryBrief

STORY_SCHEMA = 1


class UnknownStorySchemaError(ValueError):
    """A document of a schema that this program does not read."""

    def __init__(self, schema: object) -> None:
        super().__init__(f"story: expected schema {STORY_SCHEMA}, got {schema!r}")
        self.schema = schema


def story_to_json(story: StoryBrief) -> dict[str, Any]:
    """Return the story as JSON values, schema 1: names as in `summarise.stories`.

    Spans are "start" and "end" of their citation, in code points of the text of the article that
    it names.
    """
    return {"schema": STORY_SCHEMA, **_value(story)}


def _value(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if is_dataclass(value):
        made = {field.name: _value(getattr(value, field.name)) for field in fields(value)}
        span = made.pop("span", None)
        return {**made, **span} if span is not None else made
    return value


def story_from_json(document: Mapping[str, Any]) -> StoryBrief:
    """Return the story that `story_to_json` made the document of.

    Raises:
        UnknownStorySchemaError: the document is of another schema.
    """
    if document.get("schema") != STORY_SCHEMA:
        raise UnknownStorySchemaError(document.get("schema"))
    story: StoryBrief = _made(StoryBrief, document)
    return story


def _made(kind: Any, value: Any) -> Any:
    """Return the value of a type that a JSON value stands for."""
    if isinstance(kind, UnionType):
        if value is None:
            return None
        [kind] = (each for each in get_args(kind) if each is not type(None))
    if isinstance(kind, GenericAlias) or get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(  # type: ignore[operator]  # a class, not an instance of one
            **{
                field.name: Span(start=value["start"], end=value["end"])
                if hints[field.name] is Span
                else _made(hints[field.name], value[field.name])
                for field in fields(kind)
            }
        )
    if kind in (datetime, date):
        return kind.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
