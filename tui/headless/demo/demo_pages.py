"""Render a paper's articles and home page from its HTML templates."""

import json
from collections.abc import Iterable
from datetime import datetime
from html import escape
from string import Template

from tui.headless.demo.demo_papers import EDITION, Block, DemoArticle, FeedFormat, Paper

_PARAGRAPHS_BEFORE_PITCH = 4
_PARAGRAPHS_BEFORE_PAYWALL = 2
_RELATED_COUNT = 3
_MOST_READ_COUNT = 5

_FEED_TYPES = {
    FeedFormat.RSS: "application/rss+xml",
    FeedFormat.ATOM: "application/atom+xml",
    FeedFormat.JSON: "application/feed+json",
}


def iso(moment: datetime) -> str:
    """Write a moment as feeds and page metadata do."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def article_html(blocks: Iterable[Block]) -> str:
    """Render an article's own text, without boilerplate."""
    return "\n".join(
        f"<h2>{escape(block.text)}</h2>" if block.heading else f"<p>{escape(block.text)}</p>"
        for block in blocks
    )


def article_page(paper: Paper, article: DemoArticle, paper_url: str) -> bytes:
    """Render one article in its paper's template, with everything a publisher puts around it."""
    before, after = _divided(article)
    gate = _template(paper.id, "gate.html").substitute(paper=escape(paper.title))
    others = [other for other in paper.articles if other is not article]
    page = _template(paper.id, "page.html").substitute(
        title=escape(article.title),
        standfirst=escape(article.standfirst),
        byline=escape(article.byline),
        author=escape(article.author),
        published=iso(article.published),
        published_words=_day(article.published),
        section=escape(article.section),
        url=paper_url + article.path,
        home=paper_url,
        paper=escape(paper.title),
        footer=escape(paper.footer),
        year=article.published.year,
        feed_links=feed_links((paper,), (paper_url,)),
        json_ld=_json_ld(paper, article, paper_url),
        navigation=_section_links(paper, paper_url),
        image=f"{paper_url}images/{article.slug}.png",
        caption=escape(article.caption),
        credit=escape(article.credit),
        before=article_html(before),
        after=article_html(after),
        gate=gate if article.paywalled else "",
        related=_links(_near(article, others)[:_RELATED_COUNT], paper_url),
        read_more=_links(_near(article, others)[-1:], paper_url),
        most_read=_links(
            sorted(others, key=lambda other: other.slug)[:_MOST_READ_COUNT], paper_url
        ),
    )
    return page.encode()


def home_page(paper: Paper, paper_url: str) -> bytes:
    """Render a paper's front: what it carries and where its feeds are."""
    page = Template((EDITION / "home.html").read_text("utf-8")).substitute(
        title=escape(paper.title),
        tagline=escape(paper.tagline),
        feed_links=feed_links((paper,), (paper_url,)),
        articles=_links(paper.articles, paper_url),
        footer=escape(paper.footer),
    )
    return page.encode()


def index_page(papers: Iterable[Paper], base_url: str) -> bytes:
    """Render the page at the server's root: the papers and all their feeds."""
    papers = tuple(papers)
    urls = [f"{base_url}/{paper.id}/" for paper in papers]
    page = Template((EDITION / "home.html").read_text("utf-8")).substitute(
        title="The demo edition",
        tagline="Made-up papers about real events",
        feed_links=feed_links(papers, urls),
        articles="\n".join(
            f'<li><a href="{url}">{escape(paper.title)}</a></li>'
            for paper, url in zip(papers, urls, strict=True)
        ),
        footer="nutgraf",
    )
    return page.encode()


def feed_links(papers: Iterable[Paper], paper_urls: Iterable[str]) -> str:
    """Render the links in a page's head by which a reader finds the feeds."""
    return "\n".join(
        f'<link rel="alternate" type="{_FEED_TYPES[feed.format]}"'
        f' title="{escape(feed.title)}" href="{url}{feed.path}">'
        for paper, url in zip(papers, paper_urls, strict=True)
        for feed in paper.feeds
    )


def _divided(article: DemoArticle) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    if article.paywalled:
        return article.blocks[:_PARAGRAPHS_BEFORE_PAYWALL], ()
    return article.blocks[:_PARAGRAPHS_BEFORE_PITCH], article.blocks[_PARAGRAPHS_BEFORE_PITCH:]


def _near(article: DemoArticle, others: Iterable[DemoArticle]) -> list[DemoArticle]:
    """Order a paper's other articles by how near in time they are."""
    return sorted(others, key=lambda other: abs(other.published - article.published))


def _links(articles: Iterable[DemoArticle], paper_url: str) -> str:
    return "\n".join(
        f'<li><a href="{paper_url}{article.path}">{escape(article.title)}</a></li>'
        for article in articles
    )


def _section_links(paper: Paper, paper_url: str) -> str:
    return "\n".join(
        f'<li><a href="{paper_url}">{escape(section)}</a></li>' for section in paper.sections
    )


def _json_ld(paper: Paper, article: DemoArticle, paper_url: str) -> str:
    document = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.standfirst,
        "datePublished": iso(article.published),
        "author": [{"@type": "Person", "name": article.author}],
        "publisher": {"@type": "Organization", "name": paper.title, "url": paper_url},
        "mainEntityOfPage": paper_url + article.path,
        "image": [f"{paper_url}images/{article.slug}.png"],
        "articleSection": article.section,
    }
    # A page must not be able to end its own script element.
    return json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _template(paper_id: str, name: str) -> Template:
    source = EDITION / paper_id / name
    return Template(source.read_text("utf-8") if source.is_file() else "")
