"""The text with its structure: what each construct looks like, and that offsets hold."""

from collections.abc import Sequence

import pytest
from rich.cells import cell_len

from fetch.extraction.lay_structure import lay_out
from fetch.html.markup import fragment_structure, html_to_text
from fetch.layout import Layout, Picture, RemovalReason, Removed
from tui.app.widgets.typesetting.article_body import set_body
from tui.app.widgets.typesetting.line_setter import Setter
from tui.app.widgets.typesetting.typeset_page import Ink, Line, Page, Run

BASE = "http://h.example/news/a"
TABLE = "Ferry | Seats\n\nAnna | 40\n\nOld Bertha | 120"
EVERYTHING = (
    "<p>The ferry sails <a href='/noon'>at noon</a>, the <a href='http://o.example/'>office</a> "
    "said, and <a href='/noon'>noon</a> it will be.</p><h2>What to bring</h2>"
    "<ul><li>Ropes of every length, for nobody knows how high the tide will be tonight."
    "<ol><li>Thin ones</li><li>Thick ones</li></ol></li><li>日本語のランプ</li></ul>"
    "<blockquote><p>Rain or shine, we sail; whoever waits for a dry day waits for ever.</p>"
    "</blockquote><pre>if tide &gt; 2:\n    sail()</pre>"
    "<figure><img src='/p/a.jpg'><figcaption>The ferry [bold]at noon[/]</figcaption></figure>"
    "<p>Nobody was hurt.</p>"
)


def laid(fragment: str) -> tuple[str, Layout]:
    return lay_out(html_to_text(fragment), fragment_structure(fragment, BASE))


def lines_of(text: str, layout: Layout, width: int = 60, runs: Sequence[Run] = ()) -> list[Line]:
    setter = Setter(width, frozenset())
    set_body(setter, text, layout, list(runs))
    return setter.lines


def words_of(fragment: str, width: int = 60) -> list[str]:
    return [line.text for line in lines_of(*laid(fragment), width)]


def table_lines(width: int) -> list[Line]:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row.split(" | ")) + "</tr>"
        for row in TABLE.split("\n\n")
    )
    return lines_of(*lay_out(TABLE, fragment_structure(f"<table>{rows}</table>", BASE)), width)


def test_headings_have_their_ink_and_space() -> None:
    lines = lines_of(*laid("<p>One.</p><h2>Two words</h2><p>Three.</p>"))

    assert [line.text for line in lines] == ["One.", "", "Two words", "", "Three.", ""]
    assert lines[2].ink is Ink.SUBHEADING


def test_items_hang_behind_bullets_and_numbers() -> None:
    words = words_of(EVERYTHING, 30)

    first = next(n for n, line in enumerate(words) if line.startswith("• "))
    assert words[first : first + 2] == [
        "• Ropes of every length, for",
        "  nobody knows how high the",
    ]
    assert "  1. Thin ones" in words
    assert "  2. Thick ones" in words
    assert "• 日本語のランプ" in words


def test_a_quotation_has_a_bar_on_every_line() -> None:
    barred = [line for line in words_of(EVERYTHING, 40) if line.startswith("▎ ")]

    assert "".join(barred).count("▎") == len(barred) == 2


def test_code_keeps_its_indent_and_is_cut_where_it_is_too_wide() -> None:
    words = words_of("<pre>def f():\n    return 'a string that is far too long for it'</pre>", 30)

    assert words[:2] == ["  def f():", "      return 'a string that "]
    assert words[2].startswith("  ↪ is far")


def test_links_are_numbered_by_their_address_and_listed_below() -> None:
    lines = lines_of(*laid(EVERYTHING))

    assert lines[0].text.startswith("The ferry sails at noon[1], the office[2] said, and noon[1]")
    assert [lines[0].text[a:b] for a, b in lines[0].links] == ["at noon", "office", "noon"]
    assert [line.text for line in lines[-3:]] == ["1 h.example/noon", "2 o.example", ""]


def test_a_picture_is_a_line_with_its_caption_and_host() -> None:
    picture = Picture(at=6, url="http://h.example/p/a.jpg", caption="The ferry [bold]at noon[/]")

    words = [line.text for line in lines_of("Noon.\n\nNight.", Layout(pictures=(picture,)))]

    assert words == ["Noon.", "", "▣ The ferry [bold]at noon[/] · h.example", "", "Night.", ""]


def test_a_table_that_fits_stands_in_columns() -> None:
    words = [line.text for line in table_lines(40)]

    assert words[:4] == [
        "Ferry       Seats",
        "─────────────────",
        "Anna           40",
        "Old Bertha    120",
    ]


def test_a_table_that_does_not_fit_has_a_line_for_each_value() -> None:
    words = [line.text for line in table_lines(14)]

    assert words[:2] == ["Ferry", "Seats"]
    assert words[3:5] == ["Ferry: Anna", "Seats: 40"]
    assert words[6:9] == ["Ferry: Old", "  Bertha", "Seats: 120"]


@pytest.mark.parametrize("width", [14, 24, 45, 60, 120])
@pytest.mark.parametrize("fragment", [EVERYTHING, "table"])
def test_every_offset_is_where_its_line_says(fragment: str, width: int) -> None:
    text, lines = (TABLE, table_lines(width))
    if fragment != "table":
        text, layout = laid(fragment)
        lines = lines_of(text, layout, width)
    page = Page(lines, [], text_line=0, text_width=width)

    shown: set[int] = set()
    for line in lines:
        for stretch in line.stretches:
            end = stretch.offset + stretch.size
            drawn = line.text[stretch.column : stretch.column + stretch.size]
            assert drawn == text[stretch.offset : end]
            shown.update(range(stretch.offset, end))
    for offset, character in enumerate(text):
        if character.isalnum():
            assert offset in shown
            line = lines[page.line_of(offset)]
            ((start, end),) = line.columns_of(offset, offset + 1)
            assert line.text[start:end] == character
    assert all(cell_len(line.text) <= width for line in lines if width >= 24)


def test_names_stay_inked_on_their_words() -> None:
    text, layout = laid(EVERYTHING)
    at = text.index("office")

    lines = lines_of(text, layout, runs=[Run(at, at + 6, Ink.ORGANISATION)])

    inked = [
        line.text[it.start : it.end]
        for line in lines
        for it in line.runs
        if it.ink is Ink.ORGANISATION
    ]
    assert inked == ["office"]


def test_lines_that_were_left_out_stand_dimmed_in_their_places() -> None:
    text = "The ferry sails at noon.\n\nNobody was hurt."
    removed = (
        Removed(at=26, text="Sign up for [bold]our[/] letter", reason=RemovalReason.OFFER),
        Removed(at=len(text), text="Comments", reason=RemovalReason.LABEL),
    )

    lines = lines_of(text, Layout(removed=removed), 80)

    assert [line.text for line in lines if line.text] == [
        "2 lines of the page were left out of the article.",
        "The ferry sails at noon.",
        "╌ Sign up for [bold]our[/] letter · an offer to readers",
        "Nobody was hurt.",
        "╌ Comments · a button or a marker of the page",
    ]
    offer = next(line for line in lines if "letter" in line.text)
    assert offer.at < 0
    assert {run.ink for run in offer.runs} <= {Ink.FADED, Ink.DIM}
