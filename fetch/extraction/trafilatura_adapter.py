"""Extract articles from pages with trafilatura: its only importer.

After extraction, boilerplate is removed (`fetch.extraction.boilerplate`). If the page's metadata or
the feed has clearly more text, that is used.
"""

import logging
import re
from datetime import datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html
from msgspec import Struct
from msgspec.structs import replace
from trafilatura import bare_extraction

from fetch.errors import ParseError, unreadable
from fetch.extraction.boilerplate import sift
from fetch.extraction.feed_article import feed_article
from fetch.extraction.gaps import fill_gaps, heads_of, surroundings
from fetch.extraction.lay_structure import lay_out, with_removed
from fetch.extraction.lines.glued_text import part_glued, without_glued_heads
from fetch.extraction.lines.sifted_blocks import Sifted
from fetch.extraction.live_json import before_blog, misses_updates, update_blocks, with_update_parts
from fetch.extraction.live_pages import blog_blocks, mark_updates
from fetch.extraction.next_part import next_part_url
from fetch.extraction.page_data import PageData, read_page_data
from fetch.extraction.paywall import is_consent_page, public_part_note
from fetch.extraction.siblings import PlacedBlock, complete, link_list, placed_blocks
from fetch.extraction.statements.not_an_article import (
    PageSigns,
    Refusal,
    is_story,
    note_of,
    read_signs,
    refusal_of,
)
from fetch.extraction.statements.page_metadata import language_of, page_metadata
from fetch.extraction.statements.stated_date import stated_date
from fetch.extraction.teasers import drop_teasers, unnest_lists
from fetch.extraction.tree_blocks import blocks_of
from fetch.html.markup import drop_bad_references
from fetch.html.selectors import apply_rules
from fetch.html.structure import Structure, read_structure
from fetch.html.tidy_tree import tidy_tree
from fetch.model import Article, Extractor
from fetch.ports import ExtractedPage, PageRequest
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


class _Reading(Struct, frozen=True, kw_only=True):
    """The text found on a page, where on it, and what was left out of it."""

    sifted: Sifted
    extractor: Extractor = Extractor.PAGE

    @property
    def blocks(self) -> list[Block]:
        return self.sifted.kept

    @property
    def text(self) -> str:
        return join_blocks(self.blocks)


def _whole(blocks: list[Block], extractor: Extractor) -> _Reading:
    return _Reading(sifted=Sifted(kept=blocks), extractor=extractor)


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
    parts = [part for part in data.body.split("\n\n") if part.strip()]
    return [Block(text=piece) for part in parts for piece in part_glued(part)]


def _parted(found: list[Block], data: PageData) -> list[Block]:
    """Return blocks of which those that the extractor took from the page's data are parted."""
    letters = letters_of(data.body)
    parted: list[Block] = []
    for block in found:
        parts = list(part_glued(block.text)) if letters else []
        if len(parts) > 1 and letters_of(block.text) in letters:
            parted += [replace(block, text=part) for part in parts]
        else:
            parted.append(block)
    return parted


def _longer(
    blocks: list[Block], extractor: Extractor, reading: _Reading, titles: tuple[str, ...]
) -> _Reading:
    """Return what `blocks` tell, if that is clearly more complete than a reading, or else that."""
    if total_words(blocks) < LONGER_BY * total_words(reading.blocks):
        return reading  # sifting them takes long, and leaves no more of them
    candidate = _Reading(sifted=sift(blocks, titles=titles), extractor=extractor)
    return candidate if _is_more_complete(candidate.text, reading.text) else reading


def _more_complete(
    reading: _Reading, placed: list[PlacedBlock], data: PageData, titles: tuple[str, ...]
) -> _Reading:
    alike = complete(reading.blocks, placed)
    reading = _longer(alike, Extractor.PAGE_FALLBACK, reading, titles)
    if misses_updates(reading.text, data.updates):
        told = before_blog(reading.blocks, update_blocks(data.updates))
        return _whole(told, Extractor.PAGE_DATA)
    return _longer(_data_blocks(data), Extractor.PAGE_DATA, reading, titles)


def _shown_text(reading: _Reading, root: Any) -> str:
    """Return the text that was found or, if it was all boilerplate, that of the page."""
    if total_words(reading.blocks) >= MIN_WORDS:
        return reading.text
    shown = (it for tag in ("h1", "h2", "p", "li", "button", "a") for it in root.iter(tag))
    return "\n\n".join(" ".join(element.text_content().split()) for element in shown)


class _Tree(Struct, frozen=True, kw_only=True):
    """What a page's tree tells before the extractor, which changes the tree, has run.

    Attributes:
        is_chosen: the reader's own selectors left nothing but the article in the tree.
        blog: the updates of a live blog; empty on other pages.
        placed: the blocks of text with their places in the tree.
        byline: the names that the feed gives.
        signs: of a page that is no article.
        teasers: the texts of those that were taken out of the tree.
    """

    source: str
    root: Any
    data: PageData
    is_chosen: bool
    blog: list[Block]
    placed: list[PlacedBlock]
    structure: Structure
    signs: PageSigns
    byline: list[str]
    teasers: list[str]


def _read_tree(request: PageRequest) -> _Tree:
    """Parse a page and read its tree. Raises ParseError if there is none."""
    source = _page_text(request)
    root = _parse_page(source)
    if root is None:
        raise unreadable("the page is empty")
    data = read_page_data(root)
    # What the reader does not want goes first; all else is read from what is left.
    is_chosen = apply_rules(root, request.rules)
    tidy_tree(root)
    blog = blog_blocks(mark_updates(root, data.updates))
    structure = read_structure(root, request.url)
    signs = read_signs(root)
    is_plain = not (blog or is_chosen or data.updates)
    teasers = drop_teasers(root, request.url) if is_plain else []
    unnest_lists(root)
    return _Tree(
        source=source,
        root=root,
        data=data,
        is_chosen=is_chosen,
        blog=blog,
        placed=placed_blocks(root),
        structure=structure,
        signs=signs,
        byline=re.split(r"\s*(?:,|;|&|\band\b)\s*", request.byline),
        teasers=teasers,
    )


def _choose_reading(found: list[Block], tree: _Tree, titles: tuple[str, ...]) -> _Reading:
    """Return the text of the article: what was extracted, or what is clearly more complete."""
    if tree.blog:
        found = before_blog(found, tree.blog)
    elif not tree.is_chosen:
        found = fill_gaps(found, tree.placed, heads_of(titles, tree.data.descriptions))
    found = without_glued_heads(_parted(found, tree.data), titles)
    # Each update of a live blog stands in an element of its own, with its author's name.
    placed = [] if tree.blog else tree.placed
    around = surroundings(found, placed, (*tree.data.authors, *tree.byline))
    reading = _Reading(sifted=sift(found, titles=titles, around=around))
    if not tree.is_chosen:
        return _with_link_list(_more_complete(reading, tree.placed, tree.data, titles), tree.placed)
    # The reader says where the article stands: no guess may leave a part of that out.
    chosen = _whole([piece.block for piece in tree.placed], Extractor.PAGE)
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
    return _whole([*others, *listed], Extractor.PAGE_FALLBACK)


def _require_article(reading: _Reading, tree: _Tree, request: PageRequest) -> None:
    """Raise ParseError for a page that shows no article, and for too few words to be one."""
    blocks = reading.blocks
    is_scant = total_words(blocks) < MIN_WORDS
    shown = _shown_text(reading, tree.root)
    if not tree.is_chosen:
        if is_consent_page(shown) and not is_story(blocks):
            raise unreadable(Refusal.CONSENT.value)
        if not (tree.data.body or tree.data.published):
            refusal = refusal_of(tree.signs, blocks, shown if is_scant else "", request)
            if refusal is not None:
                raise unreadable(refusal.value)
    if is_scant:
        raise unreadable("no article was found on the page")


def _extracted_page(request: PageRequest, *, now: datetime) -> ExtractedPage:
    """Return what the page gives. Raises ParseError if it holds no article."""
    tree = _read_tree(request)
    root, data = tree.root, tree.data
    labels = (request.language, root.get("lang") or "", data.language)
    stated = None
    if request.wants_metadata:
        stated = stated_date(root, request.url, language=root.get("lang") or data.language, now=now)
    document = _run_trafilatura(root, wants_metadata=request.wants_metadata, url=request.url)
    if document is None or document.body is None:
        _require_article(_whole([], Extractor.PAGE), tree, request)
    metadata = page_metadata(document, data, stated, now=now)
    title = clean_line(request.title) or metadata.title
    reading = _choose_reading(blocks_of(document.body), tree, (title, *data.titles))
    _require_article(reading, tree, request)
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
        language=language_of(*labels),
        text=text,
        extractor=reading.extractor,
        fingerprint=fingerprint(title, text),
        note=note,
        layout=with_removed(text, layout, reading.sifted, tree.teasers),
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
    from_feed = feed_article(request, title)
    if page is None:
        if from_feed is None:
            raise failure or unreadable("there is no text")
        note = note_of(failure.failure.detail) if failure else ""
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
