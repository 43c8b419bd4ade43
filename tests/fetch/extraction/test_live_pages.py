"""Live blogs: updates stay in the page's order, each with its time."""

import json

import pytest

from fetch.extraction.live_json import Update, read_updates, times_of
from fetch.layout import PieceKind
from fetch.model import Article, Extractor
from tests.support.samples.sample_pages import BODY, extract, page

UPDATES = (
    (
        "2026-11-22T14:05:00+01:00",
        "First ferry leaves Holm",
        "The first ferry left the quay of Holm with eighty people on board, its captain said.",
    ),
    (
        "2026-11-22T12:40:00+01:00",
        "Engineers reach the sluice",
        "Two engineers reached the sluice in the morning and found the lower gate broken in half.",
    ),
    (
        "2026-11-22T09:15:00+01:00",
        "School takes in families",
        "The school of Holm took in forty families whose cellars the water had filled overnight.",
    ),
)


def told(*, has_headlines: bool = True) -> str:
    """Return what the page says of its updates to machines."""
    updates = [
        {"@type": "BlogPosting", "datePublished": at, "articleBody": text}
        | ({"headline": headline} if has_headlines else {})
        for at, headline, text in UPDATES
    ]
    document = {
        "@type": "LiveBlogPosting",
        "headline": "Ferry sails again after the storm",
        "datePublished": "2026-11-22T08:00:00+01:00",
        "liveBlogUpdate": updates,
    }
    return f"<script type='application/ld+json'>{json.dumps(document)}</script>"


def shown(
    *, has_headlines: bool = True, container: str = "div class='post'", time: str = ""
) -> str:
    """Return the updates as the page shows them."""
    tag = container.split(maxsplit=1)[0]
    pieces = []
    for at, headline, text in UPDATES:
        heading = f"<h3>{headline}</h3>" if has_headlines else ""
        pieces.append(f"<{container}>{time.format(at=at)}{heading}<p>{text}</p></{tag}>")
    return "".join(pieces)


def headings(article: Article) -> list[str]:
    pieces = (it for it in article.layout.pieces if it.kind is PieceKind.HEADING)
    return [article.text[it.start : it.end] for it in pieces]


TIMED = [
    "14:05 First ferry leaves Holm",
    "12:40 Engineers reach the sluice",
    "09:15 School takes in families",
]


def test_each_update_has_its_time_in_the_pages_order() -> None:
    article = extract(page(BODY + shown(), head=told()))

    assert headings(article) == TIMED
    assert article.extractor is not Extractor.PAGE_DATA
    assert article.text.index("eighty people") < article.text.index("forty families")


def test_an_update_without_headline_gets_its_time_for_one() -> None:
    article = extract(page(BODY + shown(has_headlines=False), head=told(has_headlines=False)))

    assert headings(article) == ["14:05", "12:40", "09:15"]


def test_updates_that_the_extractor_loses_are_told() -> None:
    article = extract(page(BODY + shown(container="div class='post'"), head=told()))

    assert headings(article) == TIMED
    assert article.text.count("Two engineers reached") == 1


def test_updates_that_only_machines_are_told_of_follow_the_text() -> None:
    intro = "".join(BODY.partition("</p>")[:2])

    article = extract(page(intro, head=told()))

    assert article.extractor is Extractor.PAGE_DATA
    assert headings(article) == TIMED
    assert article.text.startswith("On day 1 the harbour office")
    assert article.text.count("Two engineers reached") == 1


@pytest.mark.parametrize(
    "container",
    ["article class='liveblog-post'", "div class='x live-update'", "li id='live-entry'"],
)
@pytest.mark.parametrize("has_headlines", [True, False])
def test_containers_made_alike_are_updates(container: str, *, has_headlines: bool) -> None:
    time = "<time datetime='{at}'>5 minutes ago</time>"
    blog = shown(has_headlines=has_headlines, container=container, time=time)

    article = extract(page(BODY + blog))

    assert headings(article) == (TIMED if has_headlines else ["14:05", "12:40", "09:15"])
    assert "minutes ago" not in article.text


def test_other_times_of_a_page_are_left_alone() -> None:
    time = "<time datetime='{at}'>5 minutes ago</time>"

    article = extract(page(BODY + shown(container="div class='part'", time=time)))

    assert headings(article) == [headline for _, headline, _ in UPDATES]


def test_a_time_that_is_never_closed_takes_nothing_away() -> None:
    blog = shown(container="div class='live-post'", time="<time datetime='{at}'>")

    article = extract(page(BODY + blog))

    assert "eighty people" in article.text
    assert "forty families" in article.text


def test_what_each_update_says_of_its_author_is_left_out() -> None:
    article = extract(page(BODY + shown(time="<p>Ann Lee</p><a href='#'>Share</a>"), head=told()))

    assert headings(article) == TIMED
    assert "Ann Lee" not in article.text
    assert "Share" not in article.text


def test_a_heading_that_says_its_time_says_it_once() -> None:
    blog = shown().replace("<h3>First", "<h3>14.05h: First").replace("14.05h", "14:05")

    assert headings(extract(page(BODY + blog, head=told())))[0] == "14:05: First ferry leaves Holm"


def test_days_are_named_where_there_are_several() -> None:
    assert times_of(["2026-11-22T14:05:00Z", "2026-11-21T23:50:00Z", "soon"]) == [
        "2026-11-22 14:05 UTC",
        "2026-11-21 23:50 UTC",
        "",
    ]


def test_times_are_those_of_the_pages_zone() -> None:
    assert times_of(["2026-11-22T00:05:00+09:00"]) == ["00:05"]


@pytest.mark.parametrize("value", [None, "text", 7, [None, 7, {}], {"articleBody": ["list"]}])
def test_damaged_updates_are_left_out(value: object) -> None:
    assert read_updates(value) == ()


def test_the_headline_of_an_article_is_not_that_of_an_update() -> None:
    article = extract(page(BODY + shown(), head=told()), wants_metadata=True)

    assert article.title == "Ferry sails again after the storm"
    assert read_updates({"headline": "<b>Ferry</b> leaves"}) == (Update(headline="Ferry leaves"),)
