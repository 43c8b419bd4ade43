"""Convert a story's brief to JSON values."""

from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

from msgspec import Struct

from summarise.stories.story_model import StoryBrief

STORY_SCHEMA = 1


def story_to_json(story: StoryBrief) -> dict[str, Any]:
    """Return the story as JSON values, schema 1: names as in `summarise.stories.story_model`.

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
    if isinstance(value, Struct):
        made = {name: _value(getattr(value, name)) for name in value.__struct_fields__}
        span = made.pop("span", None)
        return {**made, **span} if span is not None else made
    return value
