"""Which link leads to the next page of an article, and not to another one."""

import pytest
from lxml import html  # type: ignore[import-untyped]  # no stubs

from fetch.extraction.next_part import is_same_article, next_part_url, part_number

STORY = "https://h.example/sea/ferry-sails"


@pytest.mark.parametrize(
    ("first", "other", "number"),
    [
        (STORY, f"{STORY}/2", 2),
        (STORY, f"{STORY}/2/", 2),
        (f"{STORY}/", f"{STORY}/page/3/", 3),
        (STORY, f"{STORY}/seite-2", 2),
        ("https://h.example/page", "https://h.example/page/2", 2),
        (f"{STORY}/1", f"{STORY}/2", 2),
        (STORY, f"{STORY}?page=2", 2),
        (f"{STORY}?page=1", f"{STORY}?page=2", 2),
        (f"{STORY}?id=7", f"{STORY}?id=7&seite=4", 4),
        (f"{STORY}?utm_source=rss", f"{STORY}?page=2", 2),
        (f"{STORY}.html", f"{STORY}-2.html", 2),
        (f"{STORY}.html", f"{STORY},2.html", 2),
        (f"{STORY}.html", f"{STORY}-page-2.html", 2),
        (f"{STORY}-1.html", f"{STORY}-2.html", 2),
        ("http://www.h.example/a", "https://h.example/a/2", 2),
        (STORY, f"{STORY}#comments", 1),
    ],
)
def test_the_address_of_a_part_is_the_first_ones_with_a_number(
    first: str, other: str, number: int
) -> None:
    assert part_number(first, other) == number


@pytest.mark.parametrize(
    "other",
    [
        "https://h.example/sea/storm-ends",
        "https://h.example/sea/2",
        "https://other.example/sea/ferry-sails/2",
        f"{STORY}-2",  # a blog's second article of this name
        f"{STORY}-part-2",  # the next of a series
        f"{STORY}/200",
        f"{STORY}/photos/2",
        f"{STORY}?cpage=2",  # of its comments
        f"{STORY}?page=2&sort=newest",
        f"{STORY}?page=all",
        "javascript:next()",
        "",
    ],
)
def test_other_addresses_are_other_pages(other: str) -> None:
    assert part_number(STORY, other) is None


def test_a_blogs_second_article_of_a_title_is_no_part() -> None:
    assert (
        part_number("https://b.example/2026/weekly.html", "https://b.example/2026/weekly_2.html")
        is None
    )


def next_url(markup: str, *, url: str = STORY) -> str:
    return next_part_url(html.document_fromstring(f"<p>Text</p>{markup}"), url, STORY)


@pytest.mark.parametrize(
    "markup",
    [
        "<a rel='next' href='/sea/ferry-sails/2'>On to the crew</a>",
        "<link rel='next' href='https://h.example/sea/ferry-sails/2'>",
        "<nav>1 <a href='/sea/ferry-sails/2'>2</a> <a href='/sea/ferry-sails/3'>3</a></nav>",
        "<a href='ferry-sails/2'>Next page »</a>",
        "<a href='ferry-sails/2'>Nächste Seite</a>",
        "<a href='ferry-sails/2' aria-label='Page 2'><svg></svg></a>",
        "<a href='/sea/ferry-sails/2'>Seite 2</a>",
    ],
)
def test_a_link_leads_on(markup: str) -> None:
    assert next_url(f"<base href='https://h.example/sea/'>{markup}").endswith("/ferry-sails/2")


@pytest.mark.parametrize(
    "markup",
    [
        "<a rel='next' href='/sea/storm-ends'>Storm ends</a>",
        "<a href='/sea/ferry-sails/3'>3</a>",
        "<a href='/sea/ferry-sails/2'>Deck 2 in pictures</a>",
        "<div id='comments'><a rel='next' href='/sea/ferry-sails/2'>2</a></div>",
        "<a rel='next' href='http://['>2</a>",
    ],
)
def test_other_links_do_not(markup: str) -> None:
    assert next_url(markup) == ""


def test_a_later_part_leads_to_the_one_after_it() -> None:
    markup = "".join(f"<a href='/sea/ferry-sails/{number}'>{number}</a>" for number in (1, 2, 3))

    assert next_url(markup, url=f"{STORY}/2") == f"{STORY}/3"
    assert next_url(markup, url=f"{STORY}/3") == ""


@pytest.mark.parametrize(
    "other",
    [
        "Ferry sails again",
        "Ferry sails again (page 2 of 3)",
        "Ferry sails again – Seite 2",
        "Page 2: Ferry sails again",
        "FERRY SAILS AGAIN, 2/3",
    ],
)
def test_parts_have_one_headline(other: str) -> None:
    assert is_same_article(("Ferry sails again", "Harbour News"), (other,))


def test_other_headlines_are_other_articles() -> None:
    assert not is_same_article(("Ferry sails again",), ("Storm ends",))
    assert not is_same_article((), ())
