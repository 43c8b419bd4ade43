"""A headline and the page's dates on the line of the first sentence."""

import pytest

from summarise.text.document_text import read_document
from summarise.text.paragraphs import ParagraphKind, split_paragraphs

TITLE = "Ferry aground off Whitmouth"
SENTENCE = "A ferry with 40 people on board ran aground on Monday."


def first_sentence(text: str, title: str = TITLE) -> str:
    return read_document(text, title).sentences[0].span.of(text)


@pytest.mark.parametrize(
    "stamp",
    [
        "",
        "Published May 4, 2026 ",
        "Posted: 05 / 04 / 2026 11: 10 am EDT ",
        "Mon May 4 2026, 01: 19 hrs ",
        "PUBLISHED: 22: 07 GMT, 4 May 2026 UPDATED: 22: 17 GMT, 4 May 2026 ",
        "4 May 2026 | 5.03pm ",
    ],
)
def test_what_is_told_begins_after_headline_and_date(stamp: str) -> None:
    assert first_sentence(f"{TITLE} {stamp}{SENTENCE}") == SENTENCE


def test_headline_and_date_are_paragraphs_of_their_own() -> None:
    text = f"{TITLE}  Published May 4, 2026 {SENTENCE}"

    parts = split_paragraphs(text, TITLE)
    assert [(p.kind, p.span.of(text)) for p in parts] == [
        (ParagraphKind.HEADING, TITLE),
        (ParagraphKind.BOILERPLATE, "Published May 4, 2026"),
        (ParagraphKind.PROSE, SENTENCE),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A ferry ran aground. Nobody was hurt.", "A ferry ran aground."),
        ("Ferry aground off Whitmouth was all he said.", TITLE),
        ("Whitmouth Ferries ran aground.", "Whitmouth"),
        ("May 4, 2026 was a Monday in Whitmouth.", TITLE),
        ("On 4 May 2026 Whitmouth lost its ferry.", TITLE),
    ],
)
def test_a_sentence_keeps_its_words(text: str, title: str) -> None:
    [kind] = {p.kind for p in split_paragraphs(text, title)}

    assert kind is ParagraphKind.PROSE
    assert text.startswith(first_sentence(text, title))


def test_a_line_that_is_nothing_but_a_headline_stays_one_paragraph() -> None:
    assert len(split_paragraphs(TITLE, TITLE)) == 1
    assert len(split_paragraphs(f"{TITLE}\n\n{SENTENCE}", TITLE)) == 2
