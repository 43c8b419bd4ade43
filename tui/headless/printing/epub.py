"""Render documents as one EPUB 3 book, one chapter each, with a table of contents."""

import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from tui.headless.printing.document import Document
from tui.headless.printing.html_markup import STYLE, blocks_as_markup, text_as_markup

_MIMETYPE = "application/epub+zip"
_FIRST_YEAR_OF_ZIP = 1980
_XML = '<?xml version="1.0" encoding="utf-8"?>'
_CONTAINER = (
    f'{_XML}\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
_UNKNOWN_LANGUAGE = "und"


def as_epub(title: str, documents: Sequence[Document], *, made_at: datetime) -> bytes:
    """Return a book.

    Args:
        title: of the whole.
        documents: the chapters, one at least.
        made_at: aware; what a reading program tells editions of one book apart by.
    """
    when = made_at.astimezone(UTC)
    stamp = (max(when.year, _FIRST_YEAR_OF_ZIP), *when.timetuple()[1:6])
    names = [f"chapter-{number:04}.xhtml" for number in range(1, len(documents) + 1)]
    parts = {
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(title, documents, names, when),
        "EPUB/nav.xhtml": _contents(title, documents, names),
        "EPUB/style.css": STYLE + "\n",
    }
    for name, document in zip(names, documents, strict=True):
        parts[f"EPUB/{name}"] = _chapter(document)
    book = BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        # First and uncompressed: so that the file can be told by its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", stamp), _MIMETYPE)
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)
    return book.getvalue()


def _package(
    title: str, documents: Sequence[Document], names: Sequence[str], when: datetime
) -> str:
    address = "\n".join([title, *(f"{it.url} {it.title}" for it in documents)])
    identity = uuid5(NAMESPACE_URL, address.encode("utf-8", "replace").decode())
    languages = dict.fromkeys(it.language for it in documents if it.language)
    creators = dict.fromkeys(it.source for it in documents if it.source)
    ids = [f"c{number}" for number in range(1, len(names) + 1)]
    manifest = [
        f'<item id="{it}" href="{name}" media-type="application/xhtml+xml"/>'
        for it, name in zip(ids, names, strict=True)
    ]
    return "\n".join(
        [
            _XML,
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>',
            f"<dc:title>{text_as_markup(title)}</dc:title>",
            *(
                f"<dc:language>{text_as_markup(it)}</dc:language>"
                for it in languages or (_UNKNOWN_LANGUAGE,)
            ),
            *(f"<dc:creator>{text_as_markup(it)}</dc:creator>" for it in creators),
            f'<meta property="dcterms:modified">{when:%Y-%m-%dT%H:%M:%SZ}</meta>',
            "</metadata>",
            "<manifest>",
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            '<item id="style" href="style.css" media-type="text/css"/>',
            *manifest,
            "</manifest>",
            "<spine>",
            *(f'<itemref idref="{it}"/>' for it in ids),
            "</spine>",
            "</package>",
            "",
        ]
    )


def _contents(title: str, documents: Sequence[Document], names: Sequence[str]) -> str:
    lines = [
        f'<li><a href="{name}">{text_as_markup(document.title)}</a></li>'
        for name, document in zip(names, documents, strict=True)
    ]
    body = [
        f"<h1>{text_as_markup(title)}</h1>",
        '<nav epub:type="toc" id="toc"><ol>',
        *lines,
        "</ol></nav>",
    ]
    return _page(title, "", body)


def _chapter(document: Document) -> str:
    heading = f"<h1>{text_as_markup(document.title)}</h1>"
    return _page(document.title, document.language, [heading, *blocks_as_markup(document.blocks)])


def _page(title: str, language: str, body: Sequence[str]) -> str:
    code = text_as_markup(language)
    languages = f' lang="{code}" xml:lang="{code}"' if code else ""
    return "\n".join(
        [
            _XML,
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"{languages}>',
            f'<head><title>{text_as_markup(title)}</title><meta charset="utf-8"/>'
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>',
            "<body>",
            *body,
            "</body></html>",
            "",
        ]
    )
