import pytest

from fetch.extraction.lay_structure import lay_out
from fetch.html.markup import fragment_structure, html_to_text

BASE = "http://h.example/a"
LONG = "The pilot said that he had seen the light from the bridge, and that it was green. " * 6


def told(markup: str) -> str:
    return lay_out(html_to_text(markup), fragment_structure(markup, BASE))[0]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<div style='color: red; Display : NONE'><p>{}</p></div>",
        "<p style='visibility:hidden'>{}</p>",
        "<section aria-hidden='true'><p>{}</p></section>",
        "<span class='sr-only'>{}</span>",
        "<p class='note visually-hidden'>{}</p>",
        "<p class='screen-reader-text'>{}</p>",
        "<p style='font-size: 0'>{}</p>",
        "<template><p>{}</p></template>",
    ],
)
def test_what_a_page_hides_is_no_text(hidden: str) -> None:
    assert told(f"<p>{LONG}</p>{hidden.format('Not for eyes.')}<p>The end.</p>") == (
        f"{LONG.strip()}\n\nThe end."
    )


def test_what_is_only_hidden_from_screen_readers_is_read_in_its_line() -> None:
    drop_cap = "<p><span aria-hidden='true'>T</span>he ferry sails.</p>"

    assert told(drop_cap) == "The ferry sails."


def test_a_page_that_hides_most_of_its_text_is_read() -> None:
    assert told(f"<p>Short.</p><div style='display:none'><p>{LONG}</p></div>").endswith("green.")


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>The tide<a href='#tide'>#</a></h2>",
        "<h2><a class='anchor' href='#tide'>¶</a> The tide</h2>",
        "<h3>The tide <a class='headerlink' href='#tide'>Link to this heading</a></h3>",
        "<h3><a href='#tide'>The tide</a></h3>",
        "<h3><a href='/tide'>The tide</a></h3>",
    ],
)
def test_a_heading_has_its_words_and_no_sign(heading: str) -> None:
    assert told(f"{heading}<p>It rises.</p>") == "The tide\n\nIt rises."


def test_the_arrow_back_from_a_footnote_is_no_text() -> None:
    assert told("<ol><li>Told on Monday. <a href='#r1'>↩</a></li></ol>") == "Told on Monday."


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("3 · 10<sup>8</sup> m", "3 · 10⁸ m"),
        ("10<sup>-3</sup> g", "10⁻³ g"),
        ("2<sup>k+1</sup> boats", "2^k+1 boats"),
        ("12 km<sup>2</sup>", "12 km²"),
        ("the 21<sup>st</sup> pier", "the 21st pier"),
        ("said so.<sup><a href='#n'>[3]</a></sup>", "said so.[3]"),
        ("<math><mi>v</mi><mo>=</mo><mn>2</mn></math> knots", "v=2 knots"),
    ],
)
def test_powers_and_formulas_keep_their_sense(markup: str, text: str) -> None:
    assert told(f"<p>{markup}</p>") == text


@pytest.mark.parametrize(
    "code",
    [
        "<pre>sail(1)\n\n  tack(2)\nmoor(3)</pre>",
        "<pre><code>sail(1)<br><br>  tack(2)<br>moor(3)</code></pre>",
        "<pre><code><span class='line'>sail(1)</span>\n\n<span>  tack(2)</span>\nmoor(3)</code>"
        "</pre>",
        "<pre><div>sail(1)</div><div>\n</div><div>  tack(2)</div><div>moor(3)</div></pre>",
        "<table><tr><td class='gutter'><pre>1\n2\n3\n4</pre></td><td class='code'><pre>sail(1)\n\n"
        "  tack(2)\nmoor(3)</pre></td></tr></table>",
        "<pre><span class='lineno'>1</span>sail(1)\n<span class='lineno'>2</span>\n"
        "<span class='lineno'>3</span>  tack(2)\n<span class='lineno'>4</span>moor(3)</pre>",
    ],
)
def test_code_has_its_lines_and_no_numbers(code: str) -> None:
    assert told(f"<p>Do this.</p>{code}<p>Done.</p>") == (
        "Do this.\n\nsail(1)\n \n  tack(2)\nmoor(3)\n\nDone."
    )


def test_a_table_for_layout_is_its_paragraphs() -> None:
    cells = f"<td><a href='/'>Home</a></td><td><h2>Noon</h2><p>{LONG}</p><p>The end.</p></td>"

    text = told(f"<table><tr>{cells}</tr></table>")

    assert text.split("\n\n") == ["Home", "Noon", LONG.strip(), "The end."]


def test_a_table_of_figures_keeps_its_rows() -> None:
    markup = "<table><tr><th>Ferry</th><th>Seats</th></tr><tr><td>Anna</td><td>40</td></tr></table>"

    text, layout = lay_out(html_to_text(markup), fragment_structure(markup, BASE))

    assert text == "Ferry | Seats\n\nAnna | 40"
    assert [it.table for it in layout.pieces] == [0, 0]
