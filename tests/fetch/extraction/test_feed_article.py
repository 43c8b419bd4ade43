import pytest

from fetch.extraction.feed_article import feed_article
from fetch.layout import PieceKind
from fetch.model import Article
from fetch.ports import PageRequest

LONG = (
    "All of the boats were back before the storm came in over the sound, and nobody was hurt."
    " The harbour master counted them twice in the dark and then went home to his supper."
)


def article(markup: str, title: str = "A title of its own") -> Article:
    request = PageRequest(url="http://h.example/1", body=b"", content_type="", feed_html=markup)
    found = feed_article(request, title)
    assert found is not None
    return found


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Dear friends", "Nets", "Ropes", LONG, "Yours", "Mia"),
        ("Nets", "Ropes", "Tar"),
        ("Roses are red", "Boats are blue", LONG, "Boats are blue"),
    ],
)
def test_short_lines_of_a_letter_or_list_stay(lines: tuple[str, ...]) -> None:
    assert article(paragraphs(*lines)).text == "\n\n".join(lines)


def test_labels_and_the_repeated_title_go() -> None:
    markup = paragraphs(
        "Boats are back", LONG, "Advertisement", "Share this", LONG[::-1], "Read more"
    )

    assert article(markup, "Boats are back").text == f"{LONG}\n\n{LONG[::-1]}"


def test_what_is_nothing_but_a_label_is_kept() -> None:
    assert article("<p>Comments</p>").text == "Comments"


def test_short_text_keeps_its_structure() -> None:
    markup = (
        "<h2>You need</h2><ol><li>a net</li></ol><table><tr><td>tar</td><td>2 kg</td></tr></table>"
        '<pre>row\n  faster</pre><p>See <a href="/tar">tar</a>.</p>'
    )

    found = article(markup)

    assert found.text == "You need\n\na net\n\ntar | 2 kg\n\nrow\n  faster\n\nSee tar."
    assert [piece.kind for piece in found.layout.pieces] == [
        PieceKind.HEADING,
        PieceKind.ITEM,
        PieceKind.ROW,
        PieceKind.CODE,
    ]
    assert [link.url for link in found.layout.links] == ["http://h.example/tar"]
