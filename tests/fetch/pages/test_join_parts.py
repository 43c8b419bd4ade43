"""Articles of several pages: what is joined, what is said once, and where the layout goes."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from fetch.layout import Layout, Link, Picture, Piece, PieceKind, RemovalReason, Removed
from fetch.model import Article, Extractor
from fetch.pages.join_parts import joined, keep_paragraphs, with_missing

LEAD = "The ferry sails again after the storm, the harbour says."
FIRST = f"{LEAD}\n\nPassengers had waited on the quay since Monday morning."
CREW = "The crew of nine\n\nThey had slept on board for three nights, their captain said."


def article(text: str, layout: Layout | None = None, note: str = "") -> Article:
    return Article(
        title="Ferry",
        text=text,
        extractor=Extractor.PAGE,
        fingerprint="1",
        note=note,
        layout=layout or Layout(),
    )


def test_a_part_follows_the_text_before_it() -> None:
    whole = joined(article(FIRST), article(CREW))

    assert whole is not None
    assert whole.text == f"{FIRST}\n\n{CREW}"
    assert whole.fingerprint != "1"


def test_what_every_page_repeats_is_said_once() -> None:
    whole = joined(article(FIRST), article(f"{LEAD}\n\n{CREW}"))

    assert whole is not None
    assert whole.text == f"{FIRST}\n\n{CREW}"


def test_short_lines_may_be_repeated() -> None:
    whole = joined(article(f"Why?\n\n{FIRST}"), article(f"Why?\n\n{CREW}"))

    assert whole is not None
    assert whole.text.count("Why?") == 2


def test_the_same_page_again_is_no_part() -> None:
    assert joined(article(FIRST), article(FIRST)) is None


def test_the_layout_moves_with_its_text() -> None:
    row = Piece(kind=PieceKind.ROW, start=0, end=len(LEAD), table=0)
    first = article(FIRST, Layout(pieces=(row,), pictures=(Picture(at=0, url="http://h/1"),)))
    second_text = f"{LEAD}\n\n{CREW}"
    at = len(LEAD) + 2
    second = article(
        second_text,
        Layout(
            pieces=(
                Piece(kind=PieceKind.HEADING, start=at, end=at + 16, level=2),
                replace(row, start=at + 18, end=len(second_text)),
            ),
            links=(Link(start=at + 4, end=at + 8, url="http://h/crew"),),
            pictures=(Picture(at=at, url="http://h/2"), Picture(at=0, url="http://h/1")),
        ),
    )

    whole = joined(first, second)

    assert whole is not None
    layout = whole.layout
    assert [whole.text[it.start : it.end] for it in layout.pieces] == [LEAD, *CREW.split("\n\n")]
    assert [it.table for it in layout.pieces] == [0, -1, 1]
    assert [whole.text[it.start : it.end] for it in layout.links] == ["crew"]
    assert [(it.url, it.at) for it in layout.pictures] == [
        ("http://h/1", 0),
        ("http://h/2", whole.text.index("The crew")),
    ]


def test_a_wall_on_a_later_page_is_one_of_the_whole() -> None:
    whole = joined(article(FIRST), article(CREW, note="Only the first 14 words are public."))

    assert whole is not None
    assert whole.note == f"Only the first {whole.word_count} words are public."


def test_missing_pages_are_said() -> None:
    assert (
        with_missing(article(FIRST), 1).note == "Only the first page of this article could be read."
    )
    assert with_missing(article(FIRST), 4).note.startswith("Only the first 4 pages of")


@given(st.lists(st.tuples(st.text("abc é", min_size=1, max_size=9), st.booleans()), max_size=9))
def test_each_piece_still_has_its_words(paragraphs: list[tuple[str, bool]]) -> None:
    marked = [
        (f"{number}{words.strip()}", is_kept) for number, (words, is_kept) in enumerate(paragraphs)
    ]
    text = "\n\n".join(words for words, _ in marked)
    kept = {words for words, is_kept in marked if is_kept}
    starts = [text.index(words) for words, _ in marked]
    pieces = tuple(
        Piece(kind=PieceKind.QUOTE, start=start, end=start + len(words))
        for start, (words, _) in zip(starts, marked, strict=True)
    )

    new_text, layout = keep_paragraphs(text, Layout(pieces=pieces), kept.__contains__)

    assert new_text == "\n\n".join(words for words, is_kept in marked if is_kept)
    told = [new_text[it.start : it.end] for it in layout.pieces]
    assert told == [words for words, is_kept in marked if is_kept]


def test_lines_that_were_left_out_keep_their_places() -> None:
    first = Layout(removed=(Removed(at=len(LEAD) + 2, text="Share", reason=RemovalReason.LABEL),))
    second = Layout(removed=(Removed(at=len(CREW), text="Tags", reason=RemovalReason.LABEL),))

    whole = joined(article(FIRST, first), article(CREW, second))

    assert whole is not None
    share, tags = whole.layout.removed
    assert whole.text[share.at :].startswith("Passengers")
    assert tags.at == len(whole.text)
