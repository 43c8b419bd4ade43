import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fetch.html.markup import (
    clean_html,
    drop_bad_references,
    html_to_text,
    picture_title,
    title_to_line,
)
from tests.support.samples.clean_characters import is_clean

BASE = "http://h.example/a/"


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\n\nTwo & three"),
        ("One<br>two<br><br>three", "One two\n\nthree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\n\nTwo"),
        ("<div>a<script>alert(1)</script>b<style>x{}</style></div>", "ab"),
        ("plain text,\nwrapped\n\nsecond", "plain text, wrapped\n\nsecond"),
        ("AT&amp;T &#8211; 5 &lt; 6", "AT&T – 5 < 6"),
        ("<p>in<b>li</b>ne <!-- no --> text</p>", "inline text"),
        ("<p>unclosed <b>tags", "unclosed tags"),
        ("<p>tail</p> after", "tail\n\nafter"),
        ("<iframe src=x></iframe><img src=y alt=z>", ""),
        ("a &#27;[31m b<p>", "a [31m b"),
        ("<p>R&D and Q&notes, see p&para=3</p>", "R&D and Q&notes, see p&para=3"),
        ("Fish&Chips &copy 2026, x&lt=1", "Fish&Chips © 2026, x&lt=1"),
        ("<table><tr><th>Day</th><th>Boats</th></tr></table>", "Day | Boats"),
        ("<table><tr><td></td><td>Boats</td></tr></table>", "Boats"),
        ("<table><tr><td><p>Left</p></td><td><p>Right</p></td></tr></table>", "Left\n\nRight"),
        ("", ""),
    ],
)
def test_html_becomes_paragraphs(fragment: str, text: str) -> None:
    assert html_to_text(fragment) == text


def test_html_nested_beyond_reason_keeps_its_words() -> None:
    fragment = "<div>" * 5000 + "words" + "</div>" * 5000

    assert html_to_text(fragment) == "words"


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("<b>Bold</b> &amp; plain", "Bold & plain"),
        ("escaped &amp;amp; twice", "escaped & twice"),
        ("vector<int> is a template", "vector<int> is a template"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        ("[Video] what [/] is this", "[Video] what [/] is this"),
        ("two\nlines", "two lines"),
        ("Above<br/>below<BR>the <i>line</i>", "Above below the line"),
        ("<p>One</p><p>two</p>", "One two"),
        ("S&P, Q&As and A&E", "S&P, Q&As and A&E"),
    ],
)
def test_titles_lose_markup_and_keep_their_words(title: str, line: str) -> None:
    assert title_to_line(title) == line


def test_a_literal_title_is_not_read_as_html() -> None:
    assert title_to_line("<b> &amp; co", is_literal=True) == "<b> &amp; co"


@pytest.mark.parametrize(
    ("fragment", "cleaned"),
    [
        ('<p onclick="x()" style="y">a</p>', "<p>a</p>"),
        ('<a href="../b">c</a>', '<a href="http://h.example/b">c</a>'),
        ('<a href="javascript:x">c</a>', '<a href="">c</a>'),
        ("a<script>x</script>b", "ab"),
        ("no markup", "no markup"),
    ],
)
def test_kept_html_is_harmless(fragment: str, cleaned: str) -> None:
    assert clean_html(fragment, BASE) == cleaned


def test_references_to_no_character_go() -> None:
    text = "&#27;&#x1b;&#0;&#xD800;&#xFFFE;&#x110000;&#99999999;a&#65;&#x1F600;&#10;"

    assert drop_bad_references(text) == "a&#65;&#x1F600;&#10;"


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=100))
@example("\u2028")
def test_any_fragment_becomes_clean_text(fragment: str) -> None:
    assert is_clean(html_to_text(fragment))
    assert is_clean(title_to_line(fragment))
    assert is_clean(clean_html("<p>" + fragment, BASE))


@given(st.lists(st.sampled_from(["<p>", "</p>", "<div", ">", "<!--", "-->", "&", "x", "<", "]]>"])))
def test_any_soup_is_read(pieces: list[str]) -> None:
    assert is_clean(html_to_text("".join(pieces)))


@pytest.mark.parametrize(
    ("fragment", "title"),
    [
        ("<p><img src=a.png alt='A heron &amp; its nest'></p>", "A heron & its nest"),
        ('<img alt="" src="pixel.gif"><img src="b.png" alt="Low tide">', "Low tide"),
        ("<img src=c.png alt=Harbour>", "Harbour"),
        ("<img src=d.png>", ""),
        ("no picture, alt='x'", ""),
    ],
)
def test_a_picture_is_titled_by_what_it_is_said_to_show(fragment: str, title: str) -> None:
    assert picture_title(fragment) == title


def test_parameters_of_links_are_no_entities() -> None:
    cleaned = clean_html("<a href='/s?a=1&copy=2&lt=3&amp;reg=4'>x</a>", BASE)

    assert cleaned == '<a href="http://h.example/s?a=1&amp;copy=2&amp;lt=3&amp;reg=4">x</a>'
