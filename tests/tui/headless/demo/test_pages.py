"""The pages as a reader's extractor meets them."""

import re
from collections import Counter
from html import escape

import pytest
import trafilatura

from tests.tui.headless.demo.client import ARTICLES, PAPERS, article_id, request, url_of
from tui.headless.demo.demo_papers import DemoArticle, Paper
from tui.headless.demo.demo_server import DemoServer

OPEN_ARTICLES = [(paper, article) for paper, article in ARTICLES if not article.paywalled]
EXTRACTION_FLOOR = 0.9
BOILERPLATE = ("Share on", "Most read", "Related|Read more", "ookies", "©|Copyright", "omment")


def four_grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def f1(expected: str, actual: str) -> float:
    wanted, got = four_grams(expected), four_grams(actual)
    return 2 * (wanted & got).total() / (wanted.total() + got.total())


@pytest.mark.parametrize(("paper", "article"), OPEN_ARTICLES, ids=article_id)
def test_page_holds_the_whole_article(demo: DemoServer, paper: Paper, article: DemoArticle) -> None:
    answer = request(url_of(demo, paper, article))

    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert escape(article.title) in answer.text
    assert escape(article.blocks[0].text) in answer.text
    assert escape(article.blocks[-1].text) in answer.text


@pytest.mark.parametrize(("paper", "article"), OPEN_ARTICLES, ids=article_id)
def test_article_can_be_taken_out_of_its_page(
    demo: DemoServer, paper: Paper, article: DemoArticle
) -> None:
    page = request(url_of(demo, paper, article)).text
    body = "\n".join(block.text for block in article.blocks)

    extracted = trafilatura.extract(page, include_comments=False) or ""

    assert f1(body, extracted) >= EXTRACTION_FLOOR


@pytest.mark.parametrize("paper", PAPERS, ids=article_id)
def test_page_has_the_boilerplate_of_a_publisher(demo: DemoServer, paper: Paper) -> None:
    page = request(url_of(demo, paper, paper.articles[0])).text

    assert [part for part in BOILERPLATE if not re.search(part, page)] == []
    assert 'rel="canonical"' in page
    assert 'property="og:title"' in page


def test_two_papers_describe_their_articles_in_json_ld(demo: DemoServer) -> None:
    described = {
        paper.id
        for paper in PAPERS
        if '"@type": "NewsArticle"' in request(url_of(demo, paper, paper.articles[0])).text
    }

    assert described == {"courier", "orrery"}


def test_pages_leave_no_placeholder_unfilled(demo: DemoServer) -> None:
    pages = [request(url_of(demo, paper, article)).text for paper, article in ARTICLES]

    assert [match for page in pages for match in re.findall(r"\$[a-z_]+", page)] == []


@pytest.mark.parametrize("paper", PAPERS, ids=article_id)
def test_home_page_leads_to_feeds_and_articles(demo: DemoServer, paper: Paper) -> None:
    home = f"{demo.base_url}/{paper.id}/"

    page = request(home).text

    assert all(f'href="{home}{feed.path}"' in page for feed in paper.feeds)
    assert all(f'href="{home}{article.path}"' in page for article in paper.articles)


@pytest.mark.parametrize("paper", PAPERS, ids=article_id)
def test_every_link_and_picture_of_a_page_is_answered(demo: DemoServer, paper: Paper) -> None:
    page = request(url_of(demo, paper, paper.articles[0])).text

    addresses = set(re.findall(r'(?:href|src)="(http://127[^"]+)"', page))

    assert {request(address).status for address in addresses} == {200}
