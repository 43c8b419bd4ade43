import json

import pytest

from fetch.extraction.lines.glued_text import part_glued, without_glued_heads
from fetch.text.blocks import Block
from tests.support.samples.sample_pages import BODY, PARAGRAPHS, TITLE, extract, page


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        (
            "The ferry sailed at noon on Monday.A crowd of two hundred cheered from the quay.",
            ["The ferry sailed at noon on Monday.",
             "A crowd of two hundred cheered from the quay."],
        ),
        (
            "He called it “the best day of the year.”Nobody on the quay would disagree with that.",
            ["He called it “the best day of the year.”",
             "Nobody on the quay would disagree with that."],
        ),
        (
            "Die Fähre fährt seit Montag wieder um zwölf.Über zweihundert Menschen waren am Kai.",
            ["Die Fähre fährt seit Montag wieder um zwölf.",
             "Über zweihundert Menschen waren am Kai."],
        ),
    ],
)  # fmt: skip
def test_glued_paragraphs_are_parted(glued: str, parts: list[str]) -> None:
    assert list(part_glued(glued)) == parts


@pytest.mark.parametrize(
    "whole",
    [
        "The harbour of the U.S.A. lost 4.2 million a year, its head, Dr.Berg, told reporters "
        "there.",
        "It sailed on Monday. A crowd of two hundred cheered from the quay, and then it went home.",
    ],
)
def test_what_only_looks_glued_stays_whole(whole: str) -> None:
    assert list(part_glued(whole)) == [whole]


def test_the_data_of_a_page_has_its_paragraphs() -> None:
    data = {"@type": "NewsArticle", "articleBody": "".join(PARAGRAPHS)}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"

    assert extract(page("<p>Loading …</p>", head=head)).text == "\n\n".join(PARAGRAPHS)
    assert extract(page(BODY[: BODY.index("On day 3")], head=head)).text == "\n\n".join(PARAGRAPHS)


STORY = "The ferry that had lain at the quay since Friday sailed again, to loud cheers."


@pytest.mark.parametrize(
    ("glued", "text"),
    [
        (f"{TITLE}by Ann AuthorMonday, 18 November", ""),
        (f"{TITLE}By Ann Author and Bob Editor{STORY}", STORY),
        (f"{TITLE}by Ann AuthorMonday, 18 November 2026{STORY}", STORY),
        (f"{TITLE} By Ann Author | 18 November 2026", ""),
        (f"{TITLE}{STORY}", STORY),
        (f"By Ann AuthorNov 18, 2026{STORY}", STORY),
        (
            f"{TITLE} had stopped, and nobody asked why.",
            f"{TITLE} had stopped, and nobody asked why.",
        ),
        ("Passengers cheer on the quayBy Ann Author18/11/2026", "Passengers cheer on the quay"),
        ("They stood by Ann Author on Monday.", "They stood by Ann Author on Monday."),
        ("The islands play in the Rugby Sea Cup", "The islands play in the Rugby Sea Cup"),
        ("The islands left the Rugby Sea League.", "The islands left the Rugby Sea League."),
        (STORY, STORY),
        (
            "By Monday Ann Author had seen enough of it.",
            "By Monday Ann Author had seen enough of it.",
        ),
    ],
)
def test_headline_byline_and_date_are_freed_from_the_first_paragraph(glued: str, text: str) -> None:
    kept = without_glued_heads([Block(text=glued), Block(text="It was noon.")], (TITLE,))

    assert [block.text for block in kept] == [*filter(None, [text]), "It was noon."]


def test_a_headline_is_freed_from_the_byline_in_its_element() -> None:
    glued = f"<h1>{TITLE}<span>by Ann Author</span><span>Monday, 18 November</span></h1>"
    body = page(BODY).replace(f"<h1>{TITLE}</h1>".encode(), glued.encode())

    article = extract(body, wants_metadata=True)

    assert article.title == TITLE
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_text_is_parted_into_no_more_paragraphs_than_an_article_has() -> None:
    glued = "The harbour is open to all boats." * 5000

    parts = list(part_glued(glued))

    assert len(parts) < 3100
    assert "".join(parts) == glued
