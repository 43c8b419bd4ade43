"""Read exports in HTML: lists of links under headings, and bookmarks as browsers write them."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]  # no stubs
from lxml import html as lxml_html

from fetch.errors import unreadable
from fetch.moving.list_rows import ListRow, folder_marks, time_of
from fetch.text.decoding import decode

_HEADINGS = frozenset({"h1", "h2", "h3"})


def read_html(data: bytes) -> Iterator[ListRow]:
    """Yield the links of a file. Raises ParseError: there are none."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(decode(data).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise unreadable("it is no page with links") from error
    heading = ""
    number = 0
    for element in root.iter(*_HEADINGS, "a"):
        if element.tag in _HEADINGS:
            heading = "".join(element.itertext())
        elif element.get("href"):
            number += 1
            yield _row(element, heading, number)
    if not number:
        raise unreadable("it has no links")


def _row(link: Any, heading: str, number: int) -> ListRow:
    marks = folder_marks(heading)
    is_starred = "1" in {link.get("data-important"), link.get("favorite")}
    tags = (tag.strip() for tag in (link.get("tags") or "").split(","))
    return ListRow(
        place=f"link {number}",
        url=link.get("href").strip(),
        title="".join(link.itertext()),
        saved_at=time_of(link.get("time_added") or link.get("add_date")),
        tags=(*filter(None, tags), *marks.tags),
        is_archived=marks.is_archived,
        is_starred=marks.is_starred or is_starred,
    )
