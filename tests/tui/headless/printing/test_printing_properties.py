"""Whatever a text holds, it is printed as itself: no markup, no missing words."""

import re
import zipfile
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from fetch.text.clean import strip_controls
from tui.headless.printing.document import (
    Code,
    Document,
    Heading,
    Item,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Weight,
    Words,
    one_line,
    plain,
)
from tui.headless.printing.epub import as_epub
from tui.headless.printing.html_page import as_html
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.plain_text import as_text

MADE_AT = datetime(2026, 1, 1, tzinfo=UTC)
SIGNS = st.text(alphabet="<>&\"'*_`#[](){}|~\\-+=!.1 ab\n:/@$", max_size=40)
TEXTS = SIGNS | st.text(max_size=40)
URLS = st.one_of(st.just("https://example.org/a?b=c&d=(e)"), st.just("javascript:alert(1)"), TEXTS)
WORDS = st.builds(Words, text=TEXTS, weight=st.sampled_from(Weight), url=URLS)
LINES = st.lists(WORDS, max_size=3).map(tuple)
BLOCKS = st.one_of(
    st.builds(Heading, words=LINES, level=st.integers(2, 6)),
    st.builds(Paragraph, words=LINES, is_quiet=st.booleans()),
    st.builds(Quotation, words=LINES, level=st.integers(1, 3)),
    st.builds(
        Listing,
        items=st.lists(
            st.builds(
                Item, words=LINES, level=st.integers(1, 4), number=st.none() | st.integers(1, 20)
            ),
            min_size=1,
            max_size=5,
        ).map(tuple),
    ),
    st.builds(
        Table,
        rows=st.lists(
            st.lists(TEXTS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=3
        ).map(tuple),
    ),
    st.builds(Code, text=TEXTS),
    st.builds(Picture, url=st.just("https://example.org/p"), caption=TEXTS),
)
DOCUMENTS = st.builds(
    Document, title=TEXTS, blocks=st.lists(BLOCKS, max_size=4).map(tuple), language=st.just("en")
)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page


@given(TEXTS)
def test_markdown_says_a_text_as_it_is(text: str) -> None:
    """Read by a Markdown parser with every extension that makes something of plain signs."""
    document = Document(title="", blocks=(Paragraph(words=plain(text)),))
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

    page = parsed(parser.render(as_markdown([document])))

    assert set(page.tags) <= {"p"}
    assert one_line("".join(page.words)) == one_line(strip_controls(text))


@given(DOCUMENTS)
def test_markdown_leads_only_to_the_web(document: Document) -> None:
    page = parsed(MarkdownIt("commonmark", {"html": True}).render(as_markdown([document])))

    assert {"script", "img", "iframe"}.isdisjoint(page.tags)
    assert all(re.match("https?://", it) for it in page.addresses)


@given(st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_a_page_has_no_markup_but_its_own(documents: list[Document]) -> None:
    page = parsed(as_html(documents))

    assert {"script", "img", "iframe", "form"}.isdisjoint(page.tags)
    assert all(re.match("https?://", it) for it in page.addresses)


@given(st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_every_page_of_a_book_is_well_formed(documents: list[Document]) -> None:
    book = zipfile.ZipFile(BytesIO(as_epub("A <book>", documents, made_at=MADE_AT)))

    for name in book.namelist():
        if name.endswith((".xhtml", ".opf", ".xml")):
            ET.fromstring(book.read(name))  # noqa: S314 - our own


@given(DOCUMENTS)
def test_text_never_drives_a_terminal(document: Document) -> None:
    text = as_text([document])

    assert strip_controls(text) == text
