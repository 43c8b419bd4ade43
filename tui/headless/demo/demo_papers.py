"""Load the papers, feeds and articles of the demo edition from the package's data."""

import re
import tomllib
from datetime import UTC, datetime
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from msgspec import Struct, field

EDITION = files("tui.headless.demo") / "edition"
"""Where the sources and page templates lie."""

_FENCE = "---\n"
_HEADING = "## "
_AFTER_AUTHOR = re.compile(r", | in | at ")


class FeedFormat(StrEnum):
    """The formats the demo's feeds come in."""

    RSS = "rss"
    ATOM = "atom"
    JSON = "json"


class FeedBody(StrEnum):
    """How much of an article a feed's item holds."""

    SUMMARY = "summary"
    FULL = "full"


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph of an article, or a heading between paragraphs."""

    text: str
    heading: bool = False


class DemoArticle(Struct, frozen=True, kw_only=True):
    """One article as its paper's staff filed it."""

    slug: str
    title: str
    standfirst: str
    byline: str
    published: datetime
    section: str
    event: str
    caption: str
    credit: str
    blocks: tuple[Block, ...]
    paywalled: bool = False

    @property
    def author(self) -> str:
        """The reporter's name, without the place or post."""
        return _AFTER_AUTHOR.split(self.byline)[0]

    @property
    def path(self) -> str:
        """The address of its page below its paper."""
        return f"{self.published:%Y/%m/%d}/{self.slug}"


class PaperFeed(Struct, frozen=True, kw_only=True):
    """One feed that a paper offers; without sections it carries the whole paper."""

    path: str
    title: str
    folder: str
    format: FeedFormat
    body: FeedBody
    sections: tuple[str, ...] = ()
    html_titles: bool = False
    relative_links: bool = False


class Paper(Struct, frozen=True, kw_only=True):
    """A made-up newspaper, its articles newest first."""

    id: str
    title: str
    tagline: str
    footer: str
    feeds: tuple[PaperFeed, ...]
    articles: tuple[DemoArticle, ...]
    redirects: dict[str, str] = field(default_factory=dict)

    @property
    def sections(self) -> tuple[str, ...]:
        """Its sections, in the order of its newest articles."""
        return tuple(dict.fromkeys(article.section for article in self.articles))

    def articles_in(self, feed: PaperFeed) -> tuple[DemoArticle, ...]:
        """List what one of its feeds carries, newest first."""
        return tuple(
            article
            for article in self.articles
            if not feed.sections or article.section in feed.sections
        )


def load_papers() -> tuple[Paper, ...]:
    """Read every paper of the edition."""
    described = tomllib.loads((EDITION / "papers.toml").read_text("utf-8"))
    return tuple(_paper(entry) for entry in described["papers"])


def parse_article(slug: str, source: str) -> DemoArticle:
    """Read one article: front matter between two fences, then blocks parted by blank lines."""
    _, front, body = source.split(_FENCE, 2)
    fields = dict(line.split(": ", 1) for line in front.splitlines())
    return DemoArticle(
        slug=slug,
        title=fields["title"],
        standfirst=fields["standfirst"],
        byline=fields["byline"],
        published=datetime.fromisoformat(fields["published"]).astimezone(UTC),
        section=fields["section"],
        event=fields["event"],
        caption=fields["caption"],
        credit=fields["credit"],
        paywalled=fields.get("paywall") == "yes",
        blocks=tuple(_block(text) for text in body.strip().split("\n\n")),
    )


def _block(text: str) -> Block:
    heading = text.startswith(_HEADING)
    return Block(text=text.removeprefix(_HEADING), heading=heading)


def _paper(entry: dict[str, Any]) -> Paper:
    sources = sorted((EDITION / entry["id"]).iterdir(), key=lambda source: source.name)
    articles = [_read(source) for source in sources if source.name.endswith(".txt")]
    return Paper(
        id=entry["id"],
        title=entry["title"],
        tagline=entry["tagline"],
        footer=entry["footer"],
        feeds=tuple(_feed(feed) for feed in entry["feeds"]),
        articles=tuple(sorted(articles, key=lambda article: article.published, reverse=True)),
        redirects={each["path"]: each["to"] for each in entry.get("redirects", ())},
    )


def _read(source: Traversable) -> DemoArticle:
    return parse_article(source.name.removesuffix(".txt"), source.read_text("utf-8"))


def _feed(entry: dict[str, Any]) -> PaperFeed:
    return PaperFeed(
        path=entry["path"],
        title=entry["title"],
        folder=entry["folder"],
        format=FeedFormat(entry["format"]),
        body=FeedBody(entry["body"]),
        sections=tuple(entry.get("sections", ())),
        html_titles=entry.get("html_titles", False),
        relative_links=entry.get("relative_links", False),
    )
