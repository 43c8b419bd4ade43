"""One article as a document: facts, summary and text."""

from datetime import datetime
from enum import StrEnum

from cache.values.list_rows import EntryDetail
from fetch.model import Article, Enclosure
from summarise.model import Brief
from tui.headless.browser import is_web_address
from tui.headless.printing.brief_document import sentence_marks, summary_blocks
from tui.headless.printing.document import (
    Block,
    Document,
    Heading,
    Line,
    Paragraph,
    Words,
    joined,
    one_line,
    plain,
)
from tui.headless.printing.text_blocks import body_blocks
from tui.headless.words.file_sizes import describe_enclosure
from tui.headless.words.notices import describe_extractor, describe_failure

UNTITLED = "(without a title)"


class Parts(StrEnum):
    """What of an article is printed."""

    SUMMARY = "summary"
    TEXT = "text"
    BOTH = "both"


def article_document(
    detail: EntryDetail, parts: Parts = Parts.BOTH, *, is_whole: bool = True
) -> Document:
    """Return an entry: its summary, its text or both; the feed's words if there is no article.

    Args:
        is_whole: give key points as whole sentences, not shortened.
    """
    row, article, brief = detail.row, detail.article, detail.brief
    title = one_line(row.title or (article.title if article else "")) or UNTITLED
    published = row.sort_at if row.has_published else None
    byline = one_line(row.author or (article.byline if article else ""))
    blocks = _facts(byline, row.feed_title, published, row.url)
    blocks += [_file(number, it) for number, it in enumerate(detail.enclosures, 1)]
    has_summary = brief is not None and parts is not Parts.TEXT
    has_text = article is not None and parts is not Parts.SUMMARY
    marks = sentence_marks(brief, article.text) if article is not None and has_text else {}
    if brief is not None and has_summary:
        blocks += summary_blocks(brief, marks, is_whole=is_whole)
    if article is not None and has_text:
        if has_summary:
            blocks.append(Heading(words=plain("Text")))
        blocks += _notes(
            describe_extractor(article.extractor, has_page=is_web_address(row.url)), article.note
        )
        blocks += body_blocks(article, marks)
    if article is None or not (has_summary or has_text):
        blocks += [Paragraph(words=plain(it)) for it in detail.summary.split("\n\n") if it.strip()]
    if detail.page_failure is not None:
        blocks += _notes(f"The page: {describe_failure(detail.page_failure)}")
    return Document(
        title=title,
        blocks=tuple(blocks),
        language=article.language if article is not None else "",
        published=published,
        source=one_line(row.feed_title),
        url=row.url if is_web_address(row.url) else "",
    )


def page_document(article: Article) -> Document:
    """Return an article that is in no feed: what was taken out of a page."""
    return Document(
        title=one_line(article.title),
        blocks=(
            *_facts(article.byline, "", article.published, article.url),
            *_notes(article.note),
            *body_blocks(article, {}),
        ),
        language=article.language,
        published=article.published,
        url=article.url if is_web_address(article.url) else "",
    )


def summary_document(
    article: Article, brief: Brief, *, source: str = "", is_whole: bool = True
) -> Document:
    """Return the summary of an article that is in no feed.

    Args:
        article: what was summarised.
        brief: its brief.
        source: where it came from, for what has no address.
        is_whole: whether its key points are not shortened.
    """
    source = "" if is_web_address(article.url) else one_line(source)
    return Document(
        title=one_line(article.title) or UNTITLED,
        blocks=(
            *_facts(article.byline, source, article.published, article.url),
            *summary_blocks(brief, is_whole=is_whole),
        ),
        language=brief.language,
        published=article.published,
        source=source,
        url=article.url if is_web_address(article.url) else "",
    )


def day_of(moment: datetime) -> str:
    """Return a day in words: "1 December 2024"."""
    return f"{moment.day} {moment:%B %Y}"


def _facts(byline: str, source: str, published: datetime | None, url: str) -> list[Block]:
    # A newsletter's feed is called as its sender is.
    names = dict.fromkeys((one_line(byline), one_line(source)))
    facts: list[Line] = [plain(it) for it in names if it]
    if published is not None:
        facts.append(plain(day_of(published)))
    if is_web_address(url):
        facts.append((Words(text=url, url=url),))
    return [Paragraph(words=joined(facts, " · "), is_quiet=True)] if facts else []


def _file(number: int, enclosure: Enclosure) -> Block:
    words = plain(f"File {number}: {describe_enclosure(enclosure)}, ")
    return Paragraph(words=(*words, Words(text=enclosure.url, url=enclosure.url)), is_quiet=True)


def _notes(*notes: str) -> list[Block]:
    return [Paragraph(words=plain(it), is_quiet=True) for it in notes if it]
