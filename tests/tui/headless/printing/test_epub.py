"""The structure of a book: what EPUB 3 asks for, part by part."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from tui.headless.printing.document import Document, Paragraph, Words, plain
from tui.headless.printing.epub import as_epub

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
HTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


def document(title: str, language: str = "en") -> Document:
    words = (Words(text="First.", mark="point-1"),)
    blocks = (Paragraph(words=(Words(text="go", to="point-1"),)), Paragraph(words=words))
    return Document(title=title, blocks=blocks, language=language, source="A Paper")


@pytest.fixture
def book() -> zipfile.ZipFile:
    documents = [document("One & only"), document("Zwei", "de"), document("<Three>", "")]
    made = as_epub("One and 2 more", documents, made_at=datetime(2026, 3, 4, 5, 6, tzinfo=UTC))
    return zipfile.ZipFile(BytesIO(made))


Tree = Callable[[str], ET.Element]


@pytest.fixture
def tree(book: zipfile.ZipFile) -> Tree:
    return lambda name: ET.fromstring(book.read(name))  # noqa: S314 - our own


def test_the_type_comes_first_and_uncompressed(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert first.extra == b""
    assert book.read(first) == b"application/epub+zip"


def test_the_container_leads_to_the_package(tree: Tree, book: zipfile.ZipFile) -> None:
    (root,) = tree("META-INF/container.xml").iter(
        "{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"
    )

    assert root.get("full-path") in book.namelist()


def test_the_manifest_names_every_part_once(tree: Tree, book: zipfile.ZipFile) -> None:
    items = list(tree("EPUB/package.opf").iter(f"{OPF}item"))

    named = [f"EPUB/{item.get('href')}" for item in items]
    there = [name for name in book.namelist() if name.startswith("EPUB/")]
    assert sorted([*named, "EPUB/package.opf"]) == sorted(there)
    assert [item.get("id") for item in items if item.get("properties") == "nav"] == ["nav"]


def test_the_spine_has_the_chapters_in_order(tree: Tree) -> None:
    package = tree("EPUB/package.opf")

    hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    spine = [hrefs[it.get("idref")] for it in package.iter(f"{OPF}itemref")]
    assert spine == [f"chapter-000{number}.xhtml" for number in (1, 2, 3)]


def test_the_facts_of_the_book(tree: Tree) -> None:
    package = tree("EPUB/package.opf")

    identity = package.find(f".//{DC}identifier")
    assert identity is not None
    assert identity.get("id") == package.get("unique-identifier")
    assert [it.text for it in package.iter(f"{DC}language")] == ["en", "de"]
    assert [it.text for it in package.iter(f"{DC}title")] == ["One and 2 more"]
    assert [it.text for it in package.iter(f"{OPF}meta")] == ["2026-03-04T05:06:00Z"]


def test_the_contents_lead_to_the_chapters(tree: Tree, book: zipfile.ZipFile) -> None:
    nav = tree("EPUB/nav.xhtml").find(f".//{HTML}nav")

    assert nav is not None
    assert nav.get(EPUB_TYPE) == "toc"
    links = [(it.get("href"), it.text) for it in nav.iter(f"{HTML}a")]
    assert [title for _, title in links] == ["One & only", "Zwei", "<Three>"]
    assert all(f"EPUB/{href}" in book.namelist() for href, _ in links)


def test_links_inside_a_chapter_have_their_ends(tree: Tree) -> None:
    chapter = tree("EPUB/chapter-0001.xhtml")

    ids = {it.get("id") for it in chapter.iter()}
    ends = [it.get("href", "") for it in chapter.iter(f"{HTML}a")]
    assert ends == ["#point-1"]
    assert {it.removeprefix("#") for it in ends} <= ids


def test_a_book_of_no_language_says_so() -> None:
    made = as_epub(
        "x",
        [Document(title="x", blocks=(Paragraph(words=plain("y")),))],
        made_at=datetime(2026, 1, 1, tzinfo=UTC),
    )

    assert b"<dc:language>und</dc:language>" in zipfile.ZipFile(BytesIO(made)).read(
        "EPUB/package.opf"
    )
