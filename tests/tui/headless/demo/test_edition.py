"""The articles as they are written: enough of them, long enough, clean."""

import unicodedata
from collections import defaultdict
from datetime import timedelta

import pytest

from tests.tui.headless.demo.client import ARTICLES, PAPERS, article_id
from tui.headless.demo.demo_papers import DemoArticle, FeedFormat, Paper, parse_article

OPENING_MARKS = ("\u2018", "\u201c")
MOST = 0.75
SAME_NEWS = timedelta(days=4)


def words(article: DemoArticle) -> list[str]:
    return [word for block in article.blocks if not block.heading for word in block.text.split()]


def everything_said(article: DemoArticle) -> str:
    said = (article.title, article.standfirst, article.byline, article.caption, article.credit)
    return "".join(said + tuple(block.text for block in article.blocks))


def test_there_are_enough_papers_feeds_and_articles() -> None:
    assert len(PAPERS) == 4
    assert sum(len(paper.feeds) for paper in PAPERS) >= 5
    assert len(ARTICLES) >= 26


def test_all_three_formats_are_offered() -> None:
    assert {feed.format for paper in PAPERS for feed in paper.feeds} == set(FeedFormat)


def test_most_events_are_told_by_two_papers() -> None:
    papers_of = defaultdict(set)
    for paper, article in ARTICLES:
        papers_of[article.event].add(paper.id)

    shared = [event for event, papers in papers_of.items() if len(papers) >= 2]

    assert len(papers_of) >= 10
    assert len(shared) >= MOST * len(papers_of)


def test_papers_tell_an_event_within_days_of_each_other() -> None:
    told_at = defaultdict(list)
    for _, article in ARTICLES:
        told_at[article.event].append(article.published)

    spans = {event: max(times) - min(times) for event, times in told_at.items()}

    assert {event: span for event, span in spans.items() if span > SAME_NEWS} == {}


def test_no_two_articles_share_an_address_or_title() -> None:
    assert len({(paper.id, article.path) for paper, article in ARTICLES}) == len(ARTICLES)
    assert len({article.title for _, article in ARTICLES}) == len(ARTICLES)


def test_one_article_is_behind_a_paywall() -> None:
    assert [article.slug for _, article in ARTICLES if article.paywalled] == ["wall-marks"]


@pytest.mark.parametrize(("paper", "article"), ARTICLES, ids=article_id)
def test_article_has_a_newspaper_length(paper: Paper, article: DemoArticle) -> None:
    assert 250 <= len(words(article)) <= 700


@pytest.mark.parametrize(("paper", "article"), ARTICLES, ids=article_id)
def test_article_quotes_somebody(paper: Paper, article: DemoArticle) -> None:
    body = " ".join(words(article))

    assert any(mark in body for mark in OPENING_MARKS)


@pytest.mark.parametrize(("paper", "article"), ARTICLES, ids=article_id)
def test_article_has_no_control_characters(paper: Paper, article: DemoArticle) -> None:
    text = everything_said(article)

    assert [char for char in text if unicodedata.category(char).startswith("C")] == []


@pytest.mark.parametrize(("paper", "article"), ARTICLES, ids=article_id)
def test_each_paper_keeps_its_own_quotation_marks(paper: Paper, article: DemoArticle) -> None:
    body = " ".join(words(article))

    single, double = OPENING_MARKS[0] in body, OPENING_MARKS[1] in body

    assert (single, double) == ((True, False) if paper.id == "courier" else (False, True))
    assert '"' not in body
    assert "'" not in body


def test_author_is_the_byline_without_place_or_post() -> None:
    source = (
        "---\ntitle: T\nstandfirst: S\nbyline: Dr Ann Lee in Oslo\nsection: World\nevent: e\n"
        "published: 1953-06-02T22:30:00Z\ncaption: C\ncredit: D\n---\nOne.\n\n## Two\n\nThree.\n"
    )

    article = parse_article("slug", source)

    assert article.author == "Dr Ann Lee"
    assert [block.heading for block in article.blocks] == [False, True, False]
    assert article.path == "1953/06/02/slug"
