"""Entries and stories as JSON: the documented schema of briefs, with metadata."""

import msgspec

from cache.values.list_rows import EntryDetail, EntryRow
from cache.values.story_rows import StoryDetail
from summarise.brief.brief_json import brief_to_json
from summarise.stories.story_json import story_to_json
from tui.headless.printing.story_document import articles_of
from tui.headless.words.notices import describe_failure

Fields = dict[str, object]


def as_json(value: object) -> str:
    """Return a value as an indented document, with a line feed at its end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1).decode() + "\n"


def row_fields(row: EntryRow) -> Fields:
    """Return an entry as lists of entries have it."""
    return {
        "id": row.entry_id,
        "title": row.title,
        "feed": row.feed_title,
        "author": row.author,
        "url": row.url,
        "published": row.sort_at if row.has_published else None,
        "is_read": row.is_read,
        "is_starred": row.is_starred,
        "is_later": row.is_later,
        "has_note": row.has_note,
        "tags": list(row.tags),
        "words": row.word_count,
        "lead": row.lead,
    }


def entry_fields(detail: EntryDetail) -> Fields:
    """Return an entry with its text and brief."""
    article = detail.article
    return {
        **row_fields(detail.row),
        "summary": detail.summary,
        "byline": article.byline if article else "",
        "language": article.language if article else "",
        "text": article.text if article else None,
        "layout": article.layout if article else None,
        "extractor": article.extractor if article else None,
        "note": article.note if article else "",
        "page_failure": describe_failure(detail.page_failure) if detail.page_failure else None,
        "enclosures": [
            {"url": it.url, "media_type": it.media_type, "bytes": it.byte_count}
            for it in detail.enclosures
        ],
        "brief": brief_to_json(detail.brief) if detail.brief else None,
    }


def story_fields(story: StoryDetail) -> Fields:
    """Return a story with the lines of its articles."""
    return {
        "id": f"s{story.row.story_id}",
        "updated": story.row.updated_at,
        "is_unread": story.row.is_unread,
        "story": story_to_json(story.brief),
        "articles": [row_fields(row) for row in articles_of(story)],
    }
