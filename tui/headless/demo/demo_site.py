"""Everything the demo server can answer with, rendered once in memory."""

import gzip
import hashlib
from datetime import datetime
from email.utils import format_datetime

from msgspec import Struct

from tui.headless.demo.demo_feeds import CONTENT_TYPES, feed_bytes
from tui.headless.demo.demo_pages import article_page, home_page, index_page
from tui.headless.demo.demo_papers import Paper
from tui.headless.demo.demo_pictures import stand_in

_HTML = "text/html; charset=utf-8"


class Resource(Struct, frozen=True, kw_only=True):
    """One answer: its bytes, plain and packed, and what a client may compare."""

    body: bytes
    packed: bytes
    content_type: str
    etag: str
    last_modified: str


class Site(Struct, frozen=True, kw_only=True):
    """The addresses of the demo: what is there, and what has moved for good."""

    resources: dict[str, Resource]
    redirects: dict[str, str]


def build_site(papers: tuple[Paper, ...], base_url: str) -> Site:
    """Render every page, picture and feed for a server at `base_url`."""
    newest = max(paper.articles[0].published for paper in papers)
    resources = {"/": _resource(index_page(papers, base_url), _HTML, newest)}
    redirects: dict[str, str] = {}
    for paper in papers:
        root = f"/{paper.id}/"
        resources |= _paper_resources(paper, root, base_url + root)
        redirects |= {root + old: base_url + root + new for old, new in paper.redirects.items()}
        redirects[root.rstrip("/")] = base_url + root
    return Site(resources=resources, redirects=redirects)


def _paper_resources(paper: Paper, root: str, paper_url: str) -> dict[str, Resource]:
    newest = paper.articles[0].published
    resources = {root: _resource(home_page(paper, paper_url), _HTML, newest)}
    for feed in paper.feeds:
        resources[root + feed.path] = _resource(
            feed_bytes(paper, feed, paper_url),
            CONTENT_TYPES[feed.format],
            paper.articles_in(feed)[0].published,
        )
    for article in paper.articles:
        resources[root + article.path] = _resource(
            article_page(paper, article, paper_url), _HTML, article.published
        )
        resources[f"{root}images/{article.slug}.png"] = _resource(
            stand_in(article.slug), "image/png", article.published
        )
    return resources


def _resource(body: bytes, content_type: str, modified: datetime) -> Resource:
    return Resource(
        body=body,
        packed=gzip.compress(body, mtime=0),
        content_type=content_type,
        # Weak: the same mark stands for the plain and the packed bytes.
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:16]}"',
        last_modified=format_datetime(modified, usegmt=True),
    )
