"""Parse JSON Feed 1.x (jsonfeed.org), which feedparser does not support."""

import json
from collections.abc import Iterator, Mapping
from typing import cast

from fetch.errors import not_a_feed, unreadable
from fetch.feeds.enclosures import EnclosureDraft
from fetch.feeds.feed_drafts import Draft, FeedDraft

_VERSION = "jsonfeed.org/version/"
MAX_CATEGORIES = 20


def looks_like_json(text: str) -> bool:
    """Tell whether a document, its leading white space gone, is JSON rather than XML."""
    return text.startswith("{")


def _string(fields: Mapping[str, object], name: str) -> str:
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list):
        for element in value:
            if isinstance(element, dict):
                yield cast("dict[str, object]", element)


def _names(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the authors: `authors` of version 1.1, else `author` of version 1."""
    many = tuple(_string(author, "name") for author in _objects(fields.get("authors")))
    one = fields.get("author")
    if not any(many) and isinstance(one, dict):
        many = (_string(cast("dict[str, object]", one), "name"),)
    return tuple(name for name in many if name)


def _draft(item: Mapping[str, object], feed_authors: tuple[str, ...]) -> Draft:
    tags = item.get("tags")
    html = _string(item, "content_html")
    text = _string(item, "content_text")
    return Draft(
        guid=_string(item, "id"),
        url=_string(item, "url") or _string(item, "external_url"),
        title=_string(item, "title"),
        authors=_names(item) or feed_authors,
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        summary=_string(item, "summary"),
        content=html or text,
        is_content_plain=not html,
        is_summary_plain=True,
        is_title_literal=True,
        categories=tuple(str(tag) for tag in tags if isinstance(tag, str))[:MAX_CATEGORIES]
        if isinstance(tags, list)
        else (),
        enclosures=tuple(
            EnclosureDraft(
                url=_string(attachment, "url"),
                media_type=_string(attachment, "mime_type"),
                length=_string(attachment, "size_in_bytes"),
            )
            for attachment in _objects(item.get("attachments"))
        ),
    )


def read_json_feed(text: str) -> FeedDraft:
    """Return what a JSON Feed document says. Raises ParseError."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise unreadable("the JSON is damaged") from error
    if not isinstance(document, dict):
        raise not_a_feed("JSON, but not a feed")
    fields = cast("dict[str, object]", document)
    items = fields.get("items")
    if _VERSION not in _string(fields, "version") and not (
        isinstance(items, list) and _string(fields, "title")
    ):
        raise not_a_feed("JSON, but not a feed")
    authors = _names(fields)
    return FeedDraft(
        title=_string(fields, "title"),
        site_url=_string(fields, "home_page_url"),
        language=_string(fields, "language"),
        description=_string(fields, "description"),
        older_url=_string(fields, "next_url"),
        is_title_literal=True,
        drafts=tuple(_draft(item, authors) for item in _objects(items)),
    )
