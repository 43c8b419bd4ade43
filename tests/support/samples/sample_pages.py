"""Pages written for the tests of extraction, and the article that comes out of one."""

from datetime import UTC, datetime

from fetch.extraction.trafilatura_adapter import extract_article
from fetch.model import Article
from fetch.ports import PageRequest

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TITLE = "Ferry sails again after the storm"
PARAGRAPHS = tuple(
    f"On day {number} the harbour office said that ferry {number} would sail at noon, and that "
    f"passengers who had waited since the storm would be the first on board."
    for number in range(1, 9)
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
_NAVIGATION = "<nav><a href='/'>Home</a> <a href='/sea'>Sea</a></nav>"


def page(article: str, *, head: str = "", tail: str = "") -> bytes:
    """Return a page with an article between its boilerplate."""
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'><title>{TITLE} | Harbour"
        f"</title>{head}</head><body>{_NAVIGATION}<article><h1>{TITLE}</h1>{article}</article>"
        f"{tail}</body></html>"
    ).encode()


def extract(body: bytes = b"", **fields: object) -> Article:
    """Return what is taken out of a page, or of what a feed gives."""
    request = PageRequest(
        **{"url": "http://h.example/a", "body": body, "content_type": "text/html"} | fields  # type: ignore[arg-type]  # any field
    )
    return extract_article(request, now=NOW).article
