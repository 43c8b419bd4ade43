"""Read exports in JSON: wallabag's and Omnivore's. Fields are known by their names."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct, field

from fetch.errors import unreadable
from fetch.moving.list_rows import ListRow, folder_marks, time_of

_LONGEST_CONTENT = 2_000_000


class _Item(Struct, kw_only=True):
    """What either service says of a page, of any type: nothing of it is trusted."""

    url: Any = ""
    given_url: Any = ""
    title: Any = ""
    # wallabag
    is_archived: Any = 0
    is_starred: Any = 0
    tags: Any = ()
    created_at: Any = ""
    content: Any = ""
    annotations: Any = ()
    # Omnivore
    state: Any = ""
    labels: Any = ()
    saved_at: Any = field(name="savedAt", default="")
    description: Any = ""


def read_json(data: bytes) -> Iterator[ListRow]:
    """Yield the pages of a file. Raises ParseError: it is not such a file."""
    try:
        items = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=list[_Item])
    except msgspec.ValidationError as error:
        detail = f"expected a list of pages ({str(error).lower()})"
        raise unreadable(detail) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        detail = f"it is no JSON: {str(error).lower()}"
        raise unreadable(detail) from error
    for number, item in enumerate(items, 1):
        yield _row(item, number)


def _row(item: _Item, number: int) -> ListRow:
    state = folder_marks(_text(item.state))
    return ListRow(
        place=f"item {number}",
        url=_text(item.url) or _text(item.given_url),
        title=_text(item.title),
        saved_at=time_of(item.created_at or item.saved_at),
        excerpt=_text(item.description),
        content_html=_text(item.content)[:_LONGEST_CONTENT],
        tags=(*_names(item.tags), *_names(item.labels)),
        is_archived=state.is_archived or item.is_archived in {1, "1"},
        is_starred=item.is_starred in {1, "1"},
        note="\n\n".join(filter(None, map(_remark, _list(item.annotations)))),
    )


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _names(value: object) -> tuple[str, ...]:
    """Return tags, which are words or objects with a name."""
    names = (
        _text(it.get("label") or it.get("name")) if isinstance(it, dict) else _text(it)
        for it in _list(value)
    )
    return tuple(filter(None, names))


def _remark(annotation: object) -> str:
    """Return a passage that was marked, and what was written beside it."""
    if not isinstance(annotation, dict):
        return ""
    quote, words = _text(annotation.get("quote")), _text(annotation.get("text"))
    return "\n".join(filter(None, (f"“{quote}”" if quote else "", words)))
