"""Export articles and stories to files, for the app and the verb `save`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from cache.library import Library
from cache.values.list_rows import EntryId
from summarise.stories.story_model import StoryId
from tui.headless.printing.article_document import Parts, article_document
from tui.headless.printing.document import Document
from tui.headless.printing.epub import as_epub
from tui.headless.printing.html_page import as_html
from tui.headless.printing.json_fields import Fields, as_json, entry_fields, story_fields
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.output_files import SaveError, save
from tui.headless.printing.story_document import story_document


class Format(StrEnum):
    """What a file is written as."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    EPUB = "epub"


ENDINGS = {
    Format.MARKDOWN: ".md",
    Format.HTML: ".html",
    Format.JSON: ".json",
    Format.EPUB: ".epub",
}


class ExportRequest(Struct, frozen=True, kw_only=True):
    """How and where to write.

    Attributes:
        parts: of each article; a story has its own summary, and the texts are its articles'.
    """

    format: Format
    folder: Path
    parts: Parts = Parts.BOTH


class Publication(Struct, frozen=True, kw_only=True):
    """One article, or a story with its articles, ready to be printed.

    Attributes:
        day: when the article, or the latest of the story, was published, in the reader's zone.
    """

    title: str
    day: date
    documents: tuple[Document, ...]
    fields: Fields


Target = EntryId | StoryId
"""Numbers are entries, words are stories."""


def export(
    library: Library,
    targets: Sequence[Target],
    request: ExportRequest,
    *,
    now: datetime,
    on_progress: Callable[[int], bool] = lambda _: True,
) -> list[Path]:
    """Write what is asked for and return the new files; several make one book as EPUB.

    Args:
        library: in the thread that opened it.
        targets: what is no longer in the cache is passed over.
        request: how and where.
        now: the time.
        on_progress: is told how many are read or written, and returns whether to go on.

    Raises:
        SaveError: a file could not be written; those before it are there.
    """
    if request.format is Format.EPUB:
        return _one_book(_publications(library, targets, request, on_progress), request, now)
    paths: list[Path] = []
    for publication in _publications(library, targets, request, on_progress):
        content = _printed(publication, request.format).encode("utf-8", "replace")
        ending = ENDINGS[request.format]
        paths.append(save(request.folder, publication.title, ending, content, day=publication.day))
    return paths


def _publications(
    library: Library,
    targets: Sequence[Target],
    request: ExportRequest,
    on_progress: Callable[[int], bool],
) -> Iterator[Publication]:
    for number, target in enumerate(targets):
        if not on_progress(number):
            raise ExportStopped
        made = publication_of(library, target, request.parts)
        if made is not None:
            yield made


class ExportStopped(Exception):  # noqa: N818 - nothing went wrong: the reader wished it
    """The reader stopped it; files that were finished stay."""


def publication_of(library: Library, target: Target, parts: Parts) -> Publication | None:
    """Return an article or a story as it is printed; None if it is gone."""
    if isinstance(target, str):
        return _story(library, StoryId(target), parts)
    detail = library.detail(target)
    if detail is None:
        return None
    document = article_document(detail, parts)
    return Publication(
        title=document.title,
        day=detail.row.sort_at.astimezone().date(),
        documents=(document,),
        fields=entry_fields(detail),
    )


def _story(library: Library, story_id: StoryId, parts: Parts) -> Publication | None:
    story = library.stories.detail(story_id)
    if story is None:
        return None
    summary = story_document(story)
    details = (library.detail(row.entry_id) for row in story.entries)
    articles = [it for it in details if it is not None]
    fields = story_fields(story)
    documents = [] if parts is Parts.TEXT else [summary]
    if parts is not Parts.SUMMARY:
        documents += [article_document(it, Parts.TEXT) for it in articles]
        fields["articles"] = [entry_fields(it) for it in articles]
    return Publication(
        title=summary.title,
        day=story.row.updated_at.astimezone().date(),
        documents=tuple(documents),
        fields=fields,
    )


def _printed(publication: Publication, format_: Format) -> str:
    match format_:
        case Format.MARKDOWN:
            return as_markdown(publication.documents)
        case Format.HTML:
            return as_html(publication.documents)
        case Format.JSON | Format.EPUB:
            return as_json(publication.fields)


def _one_book(
    publications: Iterable[Publication], request: ExportRequest, now: datetime
) -> list[Path]:
    made = list(publications)
    documents = [document for it in made for document in it.documents]
    if not documents:
        return []
    first = made[0].title
    title = first if len(made) == 1 else f"{first} and {len(made) - 1} more"
    day = made[0].day if len(made) == 1 else now.astimezone().date()
    book = as_epub(title, documents, made_at=now)
    return [save(request.folder, title, ENDINGS[Format.EPUB], book, day=day)]


__all__ = [
    "ENDINGS",
    "ExportRequest",
    "ExportStopped",
    "Format",
    "Publication",
    "SaveError",
    "Target",
    "export",
    "publication_of",
]
