"""The verb `show`: one entry or one story, on standard output."""

import argparse

from cache.model import EntryDetail, EntryId
from summarise.document import brief_to_json
from summarise.stories import StoryId
from tui.exits import EXIT_DONE, EXIT_USAGE, complain
from tui.notices import describe_extractor, describe_failure
from tui.plain import article_as_text, brief_as_text
from tui.verbs.edition import show_story
from tui.verbs.reading import row_fields
from tui.verbs.session import open_session, put_json, put_line


def show(arguments: argparse.Namespace) -> int:
    """Print one entry, its brief, then its text; or one story ("s12")."""
    words: str = arguments.entry
    if words.startswith("s") and words[1:].isdecimal():
        return show_story(arguments, StoryId(words[1:]))
    session = open_session(arguments)
    with session.reader() as library:
        detail = library.detail(EntryId(int(words))) if words.isdecimal() else None
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
        **row_fields(detail.row),
        "summary": detail.summary,
        "text": article.text if article else None,
        "extractor": article.extractor if article else None,
        "note": article.note if article else "",
        "page_failure": describe_failure(detail.page_failure) if detail.page_failure else None,
        "brief": brief_to_json(detail.brief) if detail.brief else None,
    }
