"""Prose and what stands around it."""

import pytest

from summarise.text.paragraphs import ParagraphKind, is_boilerplate, split_paragraphs


@pytest.mark.parametrize(
    "line",
    [
        "Image source, Getty Images",
        "The harbour wall after the storm (file photo)",
        "By Ann Smith",
        "Read more: How the vote works",
        "Sign up for our newsletter",
        "Reporting by Ann Smith; Editing by Bob Jones",
        "Ann Smith in Leeds contributed to this report.",
        "Compiled by Ann Smith",
        "Bob Jones, science correspondent",
        "© 2024 The Daily Example",
        "Fishermen mend nets at the quay in Whitby, Yorkshire, June 3, 2024.",
        "Anna Berg (above wiping away tears with her daughter) will not be tried again.",
        "The owner's brother (above) came to see the ferry leave the island for good.",
        "A ferry that belongs to the island is seen in the harbour of Holm May 8, 2014.",
    ],
)
def test_captions_credits_and_promotion_are_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The report was read by ministers on Monday.",
        "More people than ever watch the race from the bridge.",
        "The image of the firm has suffered since the trial, its chairman said.",
        "The air was hot (above 40 degrees) when the ferry left the island on Monday.",
        "More ferries sink than ever before, figures compiled by the harbour board suggest.",
        "He was pictured with the mayor at the opening of the new library last week.",
    ],
)
def test_sentences_with_the_same_words_are_prose(line: str) -> None:
    assert not is_boilerplate(line)


MANY_SENTENCES = (
    "The ferry left at noon. Anna Berg (left) stood at the rail with her brother. Nobody was hurt. "
    "The harbour office opened an inquiry on Monday"
)


@pytest.mark.parametrize(
    "block", [MANY_SENTENCES, MANY_SENTENCES + ". The crew spoke to the office. " * 40]
)
def test_a_mark_of_captions_does_not_condemn_a_block_of_many_sentences(block: str) -> None:
    assert [p.kind for p in split_paragraphs(block)] == [ParagraphKind.PROSE]


def test_short_lines_without_an_end_are_headings() -> None:
    kinds = [
        p.kind for p in split_paragraphs("What happened?\n\nThe bridge fell at noon.\n\nNext steps")
    ]

    assert kinds == [ParagraphKind.HEADING, ParagraphKind.PROSE, ParagraphKind.HEADING]


def test_paragraph_spans_leave_white_space_out() -> None:
    text = "  One here.  \n\n \n Two here.\n"

    assert [p.span.of(text) for p in split_paragraphs(text)] == ["One here.", "Two here."]
