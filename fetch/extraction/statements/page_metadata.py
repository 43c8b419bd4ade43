"""Read title, byline and date of a page that was added by its address."""

import html
import re
from datetime import datetime
from typing import Any

from msgspec import Struct

from fetch.extraction.lines.glued_text import without_glued_byline
from fetch.extraction.page_data import PageData, without_site_name
from fetch.text import dates
from fetch.text.clean import clean_line


class PageMetadata(Struct, frozen=True, kw_only=True):
    """What a page says of its article beside the text."""

    title: str = ""
    byline: str = ""
    published: datetime | None = None


def page_metadata(
    document: Any, data: PageData, stated: datetime | None, *, now: datetime
) -> PageMetadata:
    """Return what a page says of its article.

    Arguments:
        document: what the extractor returned; its own guess at the date is not used.
        stated: the day that the page's tree states.
    """
    authors = (part.strip() for part in (getattr(document, "author", None) or "").split(";"))
    title = getattr(document, "title", None) or (data.titles[0] if data.titles else "")
    return PageMetadata(
        title=without_glued_byline(
            without_site_name(clean_line(html.unescape(title)), data), data.titles
        ),
        byline=", ".join(data.authors)
        or clean_line(", ".join(dict.fromkeys(name for name in authors if name))),
        published=dates.from_text(data.published, now=now) or stated,
    )


def language_of(*labels: str) -> str:
    """Return the code of the first label that names a language, "" for none."""
    for label in labels:
        code = re.split(r"[-_]", label.strip().lower())[0]
        if re.fullmatch(r"[a-z]{2}", code):
            return code
    return ""
