"""Extract articles from pages with trafilatura: its only importer.

After extraction, boilerplate is removed (`fetch.extraction.boilerplate`). If the page's metadata or
the feed has clearly more text, that is used.
"""

import html
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html
from trafilatura import bare_extraction

from fetch.errors import ParseError, unreadable
from fetch.extraction.article_notes import CONSENT_NOTE
from fetch.extraction.boilerplate import without_furniture
from fetch.extraction.feed_article import feed_article
from fetch.extraction.lay_structure import lay_out
from fetch.extraction.live_json import before_blog, misses_updates, update_blocks, with_update_parts
from fetch.extraction.live_pages import blog_blocks, mark_updates
from fetch.extraction.next_part import next_part_url
from fetch.extraction.page_data import PageData, read_page_data, without_site_name
from fetch.extraction.paywall import (
    consent_asked,
    is_consent_page,
    is_for_consent,
    public_part_note,
)
from fetch.extraction.siblings import PlacedBlock, complete, link_list, placed_blocks
from fetch.extraction.tree_blocks import blocks_of
from fetch.html.markup import drop_bad_references
from fetch.html.selectors import apply_rules
from fetch.html.structure import Structure, read_structure
from fetch.model import Article, Extractor
from fetch.ports import ExtractedPage, PageRequest
from fetch.text import dates
from fetch.text.blocks import Block, count_words, join_blocks, letters_of, total_words
from fetch.text.clean import clean_line
from fetch.text.decoding import decode
from fetch.text.identity import fingerprint
from fetch.text.shared_wording import Wording

# It tells of every page it cannot read; that is in the result.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

LONGER_BY = 1.25
"""What the page's own data has replaces what was extracted if it has it, and is so much longer."""
MIN_WORDS = 25
"""Less than this on a page is a notice, not an article."""
_AN_ARTICLE = 80
"""More words than this beside a long list of links are what the page is about."""

_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"ID3")
# Only what lxml cannot take: a page is a hundred times its article, which is cleaned in full.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")
_TEXT_TYPE = re.compile(r"html|xml|text/|^$|octet-stream", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The text found on a page, and where on it."""

    blocks: list[Block]
    extractor: Extractor = Extractor.PAGE

    @property
    def text(self) -> str:
        return join_blocks(self.blocks)


def _page_text(request: PageRequest) -> str:
    body = request.body
    if body.startswith(_BINARY) or not _TEXT_TYPE.search(request.content_type):
        raise unreadable("not a web page")
    return drop_bad_references(_CONTROLS.sub("", decode(body, request.content_type)))


def _parse_page(text: str) -> Any:
    """Return the tree of a page, None if nothing can be read."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8", "replace")
    try:
        return lxml_html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _run_trafilatura(text: str, *, wants_metadata: bool, url: str) -> Any:
    try:
        return bare_extraction(
            text,
            url=url or None,
            include_comments=False,
            include_links=True,
            with_metadata=wants_metadata,
        )
    except MemoryError:
        raise
    # It promises nothing about what it raises on damaged pages.
    except Exception as error:
        detail = f"the page is damaged ({type(error).__name__})"
        raise unreadable(detail) from error


def _is_more_complete(candidate: str, current: str) -> bool:
    longer = count_words(candidate) >= LONGER_BY * count_words(current)
    return longer and Wording(candidate).has(current)


def _data_blocks(data: PageData) -> list[Block]:
    return [Block(text=part) for part in data.body.split("\n\n") if part.strip()]


def _more_complete(
    reading: _Reading, placed: list[PlacedBlock], data: PageData, titles: tuple[str, ...]
) -> _Reading:
    alike = without_furniture(complete(reading.blocks, placed), titles=titles)
    if _is_more_complete(join_blocks(alike), reading.text):
        reading = _Reading(blocks=alike, extractor=Extractor.PAGE_FALLBACK)
    if misses_updates(reading.text, data.updates):
        told = before_blog(reading.blocks, update_blocks(data.updates))
        return _Reading(blocks=told, extractor=Extractor.PAGE_DATA)
    own = without_furniture(_data_blocks(data), titles=titles)
    if _is_more_complete(join_blocks(own), reading.text):
        reading = _Reading(blocks=own, extractor=Extractor.PAGE_DATA)
    return reading


def _language(*labels: str) -> str:
    for label in labels:
        code = re.split(r"[-_]", label.strip().lower())[0]
        if re.fullmatch(r"[a-z]{2}", code):
            return code
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metadata:
    title: str = ""
    byline: str = ""
    published: datetime | None = None


def _metadata(document: Any, data: PageData, *, now: datetime) -> _Metadata:
    authors = (part.strip() for part in (getattr(document, "author", None) or "").split(";"))
    title = getattr(document, "title", None) or (data.titles[0] if data.titles else "")
    # The extractor knows the day only; the page's own data often knows the hour.
    day = dates.from_text(getattr(document, "date", None) or "", now=now)
    moment = dates.from_text(data.published, now=now)
    return _Metadata(
        title=without_site_name(clean_line(html.unescape(title)), data),
        byline=", ".join(data.authors)
        or clean_line(", ".join(dict.fromkeys(name for name in authors if name))),
        published=moment or day,
    )


def _shown_text(reading: _Reading, root: Any) -> str:
    """Return the text that was found or, if it was all boilerplate, that of the page."""
    if total_words(reading.blocks) >= MIN_WORDS:
        return reading.text
    pieces = (text for tag in ("h1", "h2", "p", "li", "button", "a") for text in _texts(root, tag))
    return "\n\n".join(pieces)


def _texts(root: Any, tag: str) -> Iterator[str]:
    return (" ".join(element.text_content().split()) for element in root.iter(tag))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tree:
    """What a page's tree tells before the extractor, which changes the tree, has run.

    Attributes:
        is_chosen: the reader's own selectors left nothing but the article in the tree.
        blog: the updates of a live blog; empty on other pages.
        placed: the blocks of text with their places in the tree.
    """

    source: str
    root: Any
    data: PageData
    is_chosen: bool
    blog: list[Block]
    placed: list[PlacedBlock]
    structure: Structure


def _read_tree(request: PageRequest) -> _Tree:
    """Parse a page and read its tree. Raises ParseError if there is none."""
    source = _page_text(request)
    root = _parse_page(source)
    if root is None:
        raise unreadable("the page is empty")
    data = read_page_data(root)
    # What the reader does not want goes first; all else is read from what is left.
    is_chosen = apply_rules(root, request.rules)
    blog = blog_blocks(mark_updates(root, data.updates))
    return _Tree(
        source=source,
        root=root,
        data=data,
        is_chosen=is_chosen,
        blog=blog,
        placed=placed_blocks(root),
        structure=read_structure(root, request.url),
    )


def _choose_reading(found: list[Block], tree: _Tree, titles: tuple[str, ...]) -> _Reading:
    """Return the text of the article: what was extracted, or what is clearly more complete."""
    if tree.blog:
        found = before_blog(found, tree.blog)
    reading = _Reading(blocks=without_furniture(found, titles=titles))
    if not tree.is_chosen:
        return _with_link_list(_more_complete(reading, tree.placed, tree.data, titles), tree.placed)
    # The reader says where the article stands: no guess may leave a part of that out.
    chosen = _Reading(blocks=[piece.block for piece in tree.placed])
    return reading if Wording(reading.text).has(chosen.text) else chosen


def _with_link_list(reading: _Reading, placed: list[PlacedBlock]) -> _Reading:
    """Return a page that is little else than a list of links with that list, an item a block.

    The extractor takes such a list for a menu, or for one paragraph that begins with the menu.
    """
    listed = link_list(placed)
    if not listed:
        return reading
    first = letters_of(listed[0].text)
    others = [block for block in reading.blocks if first not in letters_of(block.text)]
    if total_words(others) > _AN_ARTICLE:
        return reading
    return _Reading(blocks=[*others, *listed], extractor=Extractor.PAGE_FALLBACK)


def _require_article(reading: _Reading, tree: _Tree) -> None:
    """Raise ParseError for a consent page, and for too few words to be an article."""
    if not tree.is_chosen and is_consent_page(_shown_text(reading, tree.root)):
        raise consent_asked()
    if total_words(reading.blocks) < MIN_WORDS:
        raise unreadable("no article was found on the page")


def _extracted_page(request: PageRequest, *, now: datetime) -> ExtractedPage:
    """Return what the page gives. Raises ParseError if it holds no article."""
    tree = _read_tree(request)
    root, data = tree.root, tree.data
    language = _language(request.language, root.get("lang") or "", data.language)
    document = _run_trafilatura(root, wants_metadata=request.wants_metadata, url=request.url)
    if document is None or document.body is None:
        if is_consent_page(_shown_text(_Reading(blocks=[]), root)):
            raise consent_asked()
        raise unreadable("no article was found on the page")
    metadata = _metadata(document, data, now=now)
    title = clean_line(request.title) or metadata.title
    reading = _choose_reading(blocks_of(document.body), tree, (title, *data.titles))
    _require_article(reading, tree)
    structure = tree.structure
    if data.updates and reading.extractor is Extractor.PAGE_DATA:
        structure = with_update_parts(structure, data.updates)
    text, layout = lay_out(reading.text, structure)
    note = public_part_note(tree.source, data, total_words(reading.blocks))
    # Behind a wall there is nothing.
    next_url = "" if note else next_part_url(root, request.url, request.first_url or request.url)
    article = Article(
        url=request.url,
        title=title,
        byline=clean_line(request.byline) or metadata.byline,
        published=request.published or metadata.published,
        language=language,
        text=text,
        extractor=reading.extractor,
        fingerprint=fingerprint(title, text),
        note=note,
        layout=layout,
    )
    return ExtractedPage(article=article, headlines=data.headlines, next_url=next_url)


def extract_article(request: PageRequest, *, now: datetime) -> ExtractedPage:
    """Return the best text that page and feed give together, and the feed's own beside it.

    Raises:
        ParseError: neither of them gives any. Nothing else is raised.
    """
    failure: ParseError | None = None
    page: ExtractedPage | None = None
    if request.body:
        try:
            page = _extracted_page(request, now=now)
        except ParseError as error:
            failure = error
    title = page.article.title if page else clean_line(request.title)
    from_feed = feed_article(request, title, language=_language(request.language))
    if page is None:
        if from_feed is None:
            raise failure or unreadable("there is no text")
        note = CONSENT_NOTE if is_for_consent(failure) else ""
        return ExtractedPage(article=replace(from_feed, note=note))
    if page.next_url:
        # One of several pages is not yet what the feed is to be compared with.
        return replace(page, feed_article=from_feed)
    # A page that shows its beginning only has nothing that a longer text of the feed lacks.
    factor = 1 if page.article.note else LONGER_BY
    if from_feed and from_feed.word_count > factor * page.article.word_count:
        return ExtractedPage(article=from_feed)
    return page


__all__ = ["ParseError", "extract_article"]
