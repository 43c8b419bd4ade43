"""Teasers are no part of an article, however they are marked up; what it says itself is."""

import pytest

from fetch.layout import RemovalReason
from tests.support.samples.sample_pages import BODY, PARAGRAPHS, extract, page

CARDS = {
    "articles": "<article><h3><a href='/s/{n}'>Story {n} of another coast</a></h3><p>{text}</p>"
    "</article>",
    "same class": "<article class='x'><h4><a href='/s/{n}'>Story {n} of another coast</a></h4>"
    "<p>{text}</p></article>",
    "items": "<li><h3><a href='/s/{n}'>Story {n} of another coast</a></h3><p>{text}</p></li>",
    "whole link": "<a href='/s/{n}' class='tile'><h3>Story {n} of another coast</h3><p>{text}"
    "</p></a>",
    "link inside": "<div class='tile'><a href='/s/{n}'><div>Story {n} of another coast</div>"
    "<p>{text}</p></a></div>",
    "link below": "<div><h3>Story {n} of another coast</h3><p>{text}</p><a href='/s/{n}'>Open"
    "</a></div>",
    "no headings": "<div><p><a href='/s/{n}'>Story {n} of another coast</a></p><p>{text}</p></div>",
    "flat": "<h3><a href='/s/{n}'>Story {n} of another coast</a></h3><p>{text}</p>",
}
TEXT = "The keeper of lighthouse {n} said that the lamp had been dark again, and nobody knew why."


def cards(kind: str, count: int) -> str:
    made = (CARDS[kind].format(n=n, text=TEXT.format(n=n)) for n in range(count))
    return f"<section>{''.join(made)}</section>"


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("count", [3, 12])
def test_teasers_below_an_article_are_left_out(kind: str, count: int) -> None:
    inside = page(BODY.replace("<p>", "<p>", 1), tail=cards(kind, count))
    if kind == "same class":
        inside = inside.replace(b"<article><h1>", b"<article class='x'><h1>")

    article = extract(inside)

    assert article.text == "\n\n".join(PARAGRAPHS)
    teasers = [it for it in article.layout.removed if it.reason is RemovalReason.TEASER]
    assert "Story 0 of another coast" in teasers[0].text


LINKED_ITEM = "<li><a href='/s/{n}'>Story {n} of another coast</a><p>{text}</p></li>"


def items(markup: str = LINKED_ITEM) -> str:
    made = (markup.format(n=n, text=TEXT.format(n=n)) for n in range(4))
    return f"<ul>{''.join(made)}</ul>"


@pytest.mark.parametrize(
    "tail",
    [
        items(),
        "".join(CARDS["whole link"].format(n=n, text=TEXT.format(n=n)) for n in range(4)),
        "".join(CARDS["link below"].format(n=n, text=TEXT.format(n=n)) for n in range(4)),
    ],
)
def test_teasers_in_the_element_of_the_story_itself_are_left_out(tail: str) -> None:
    assert extract(page(BODY + tail)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "body",
    [
        f"{BODY}<p>The keepers have written down what they saw:</p>{items()}",
        f"{items()}{BODY}",
    ],
)
def test_a_list_of_the_story_stays(body: str) -> None:
    assert TEXT.format(n=2) in extract(page(body)).text


def test_teasers_are_left_out_of_a_page_in_another_language() -> None:
    told = "Der Wärter von Turm {n} sagte, die Lampe sei wieder dunkel gewesen, keiner wisse warum."
    tail = "".join(
        f"<div class='k'><h3><a href='/s/{n}'>Die Küste, Teil {n}</a></h3><p>{told.format(n=n)}"
        "</p></div>"
        for n in range(9)
    )

    assert extract(page(BODY, tail=f"<div>{tail}</div>")).text == "\n\n".join(PARAGRAPHS)


def test_parts_of_a_story_with_linked_headings_stay() -> None:
    parts = "".join(
        f"<section><h3><a href='http://shop.example/{n}'>Lamp number {n}</a></h3>"
        f"<p>We lit lamp {n} for a week and found that it burned for {n + 3} hours a night.</p>"
        "</section>"
        for n in range(5)
    )

    text = extract(page(BODY + parts)).text

    assert "Lamp number 4" in text
    assert "We lit lamp 4" in text


def test_a_page_of_nothing_but_teasers_keeps_them() -> None:
    assert "lighthouse" in extract(page(cards("articles", 8))).text
