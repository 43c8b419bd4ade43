"""The verbs `search` and `show`: what the cache holds, on standard output."""

import argparse
from datetime import UTC

from cache.model import EntryDetail, EntryId, EntryRow, Scope, View
from summarise.document import brief_to_json
from tui.exits import EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, complain
from tui.notices import describe_extractor, describe_failure
from tui.plain import article_as_text, brief_as_text
from tui.verbs.session import open_session, put_json, put_line


def search(arguments: argparse.Namespace) -> int:
    """Print the entries that a query finds, newest first; 1 if there are none."""
    if arguments.limit < 1:
        complain(f"--limit: expected a number above 0, got {arguments.limit}")
        return EXIT_USAGE
    session = open_session(arguments)
    view = View(scope=Scope.ALL, query=" ".join(arguments.query))
    with session.writer(), session.library() as library:
        rows = library.page(view, 0, arguments.limit)
    if arguments.json:
        put_json([_row_fields(row) for row in rows])
    else:
        for row in rows:
            day = row.sort_at.astimezone(UTC).date().isoformat()
            put_line(f"{row.entry_id:>7}  {day}  {row.title}  ({row.feed_title})")
    if not rows:
        complain("nothing found")
        return EXIT_SOME_FAILED
    return EXIT_DONE


def _row_fields(row: EntryRow) -> dict[str, object]:
    return {
        "id": row.entry_id,
        "title": row.title,
        "feed": row.feed_title,
        "author": row.author,
        "url": row.url,
        "published": row.sort_at if row.has_published else None,
        "is_read": row.is_read,
        "is_starred": row.is_starred,
        "words": row.word_count,
        "lead": row.lead,
    }


def show(arguments: argparse.Namespace) -> int:
    """Print one entry: its brief, then its text."""
    session = open_session(arguments)
    with session.writer(), session.library() as library:
        detail = library.detail(EntryId(arguments.entry))
    if detail is None:
        complain(f"{arguments.entry}: there is no such entry; `nutgraf search` finds some")
        return EXIT_USAGE
    if arguments.json:
        put_json(_detail_fields(detail))
        return EXIT_DONE
    if detail.brief is not None:
        put_line(brief_as_text(detail.brief))
    if detail.article is not None:
        put_line(describe_extractor(detail.article.extractor))
        put_line(article_as_text(detail.article))
    else:
        put_line(detail.row.title)
        put_line()
        put_line(detail.summary)
    if detail.page_failure is not None:
        put_line(f"The page: {describe_failure(detail.page_failure)}")
    return EXIT_DONE


def _detail_fields(detail: EntryDetail) -> dict[str, object]:
    article = detail.article
    return {
        **_row_fields(detail.row),
        "summary": detail.summary,
        "text": article.text if article else None,
        "extractor": article.extractor if article else None,
        "note": article.note if article else "",
        "page_failure": describe_failure(detail.page_failure) if detail.page_failure else None,
        "brief": brief_to_json(detail.brief) if detail.brief else None,
    }
