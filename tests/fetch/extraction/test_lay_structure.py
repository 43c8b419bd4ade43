"""The structure of articles: what becomes of each construct, and what holds for every page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from fetch.extraction.lay_structure import MAX_LINKS, lay_out
from fetch.html.markup import fragment_structure, html_to_text
from fetch.layout import Layout, PieceKind, RemovalReason
from fetch.model import Article, Extractor
from tests.support.samples.sample_pages import BODY, PARAGRAPHS, extract, page
from tests.support.scale import full_or

BASE = "http://h.example/news/a"


def kinds(article: Article) -> list[tuple[str, str]]:
    return [(it.kind.value, article.text[it.start : it.end]) for it in article.layout.pieces]


def links(article: Article) -> list[tuple[str, str]]:
    return [(article.text[it.start : it.end], it.url) for it in article.layout.links]


def with_structure(markup: str) -> Article:
    return extract(page(BODY + markup + BODY.replace("day", "night")))


def laid(fragment: str) -> tuple[str, Layout]:
    return lay_out(html_to_text(fragment), fragment_structure(fragment, BASE))


def test_plain_paragraphs_have_no_layout() -> None:
    assert replace(extract(page(BODY)).layout, removed=()) == Layout()


def test_headings_keep_their_level() -> None:
    article = with_structure("<h3>What the harbour master wants</h3>")

    assert kinds(article) == [("heading", "What the harbour master wants")]
    assert article.layout.pieces[0].level == 3


def test_items_are_nested_and_numbered() -> None:
    article = with_structure(
        "<ol start='4'><li>Check the ropes twice.<ul><li>Do so at low tide.</li></ul></li>"
        "<li>Call the harbour office.</li></ol><ul><li>Bring a lamp along.</li></ul>"
    )

    told = [(it.level, it.number) for it in article.layout.pieces]
    assert kinds(article) == [
        ("item", "Check the ropes twice."),
        ("item", "Do so at low tide."),
        ("item", "Call the harbour office."),
        ("item", "Bring a lamp along."),
    ]
    assert told == [(1, 4), (2, None), (1, 5), (1, None)]


def test_each_paragraph_of_a_quotation_is_one() -> None:
    article = with_structure(
        "<blockquote><p>“We sail at noon,” the master wrote.</p>"
        "<p>“Rain or shine.”</p></blockquote>"
    )

    assert kinds(article) == [
        ("quote", "“We sail at noon,” the master wrote."),
        ("quote", "“Rain or shine.”"),
    ]


def test_rows_belong_to_their_table() -> None:
    table = "<table><tr><th>Ferry</th><th>Seats</th></tr><tr><td>Anna</td><td>40</td></tr></table>"
    article = with_structure(f"{table}<p>Then came winter and all ferries stayed.</p>{table}")

    rows = [it for it in article.layout.pieces if it.kind is PieceKind.ROW]
    assert [article.text[it.start : it.end] for it in rows][:2] == ["Ferry | Seats", "Anna | 40"]
    assert rows[0].table == rows[1].table


def test_code_keeps_its_lines_and_its_indent() -> None:
    article = with_structure("<pre><code>def sail():\n\n    return tide &gt; 2</code></pre>")

    assert kinds(article) == [("code", "def sail():\n \n    return tide > 2")]


def test_links_are_absolute_and_lie_on_their_words() -> None:
    linked = BODY.replace("harbour office", "<a href='/office?b=c'>harbour <b>office</b></a>", 1)
    article = extract(page(linked))

    assert links(article) == [("harbour office", "http://h.example/office?b=c")]
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_a_page_may_name_the_base_of_its_addresses() -> None:
    linked = BODY.replace("harbour", "<a href='b'>harbour</a>", 1)

    article = extract(page(linked, head="<base href='http://base.example/c/'>"))

    assert links(article) == [("harbour", "http://base.example/c/b")]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vscode://f/x", ""]
)
def test_only_web_addresses_are_links(address: str) -> None:
    linked = BODY.replace("harbour", f"<a href='{address}'>harbour</a>", 1)

    assert extract(page(linked)).layout.links == ()


def test_what_is_boilerplate_has_no_links() -> None:
    article = extract(page(BODY + "<p><a href='/x'>Sign up for our newsletter</a> today</p>"))

    assert article.layout.links == ()


def test_a_picture_stands_where_the_page_has_it() -> None:
    article = with_structure(
        "<figure><img src='/p/ferry.jpg' alt='A boat' width='640'>"
        "<figcaption>The ferry at noon.</figcaption></figure>"
    )

    (picture,) = article.layout.pictures
    assert (picture.url, picture.caption) == ("http://h.example/p/ferry.jpg", "The ferry at noon.")
    assert article.text[picture.at :].startswith(PARAGRAPHS[0].replace("day", "night"))


@pytest.mark.parametrize(
    "image",
    [
        "<img src='/p/a.jpg' width='1' height='1'>",
        "<img src='/p/logo.png'>",
        "<img class='author-avatar' src='/p/ann.jpg'>",
        "<img src='https://sb.scorecardresearch.com/p?c1=2'>",
        "<img src='data:image/png;base64,AAAA'>",
        "<img src='/p/map.svg'>",
        "<a href='/other-story'><img src='/p/other.jpg'></a>",
    ],
)
def test_beacons_faces_and_teasers_are_no_pictures(image: str) -> None:
    assert with_structure(f"<p>{image}</p>").layout.pictures == ()


def test_a_picture_that_is_loaded_late_has_its_own_address() -> None:
    article = with_structure("<img src='data:image/gif;base64,R0' data-src='/p/ferry.webp' alt=''>")

    assert [it.url for it in article.layout.pictures] == ["http://h.example/p/ferry.webp"]


def test_the_feeds_content_has_a_layout_too() -> None:
    article = extract(
        feed_html=f"<h2>What was said at sea</h2>{BODY}"
        "<ul><li>Bring <a href='b'>ropes</a> and lamps, all of you.</li></ul>"
    )

    assert article.extractor is Extractor.FEED_CONTENT
    assert ("heading", "What was said at sea") in kinds(article)
    assert links(article) == [("ropes", "http://h.example/b")]


def test_links_are_bounded() -> None:
    count = MAX_LINKS + 9
    _, layout = laid(
        "".join(f"<p><a href='/{it}'>Ferry number {it}</a></p>" for it in range(count))
    )

    assert len(layout.links) == MAX_LINKS


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/{n}'>Ferry number {n}</a> ",
        "<a href='/{n}'>Ferry number {n}</a><br>",
        "<p><a href='/{n}'>Ferry number {n}</a></p>",
        "<p><a href='/{n}'>The next ferry</a></p>",
    ],
    ids=["a run", "lines", "paragraphs", "the same words"],
)
def test_no_link_of_many_that_stand_alone_is_lost(link: str) -> None:
    article = with_structure("".join(link.format(n=n) for n in range(200)))

    assert [it.url for it in article.layout.links] == [f"http://h.example/{n}" for n in range(200)]


TAGS = (
    *("<p>", "</p>", "<ul>", "<ol>", "<li>", "</li>", "</ul>", "<blockquote>", "</blockquote>"),
    *("<a href='/x'>", "<a href='javascript:x'>", "</a>", "<pre>", "</pre>", "<table>", "<tr>"),
    *("<td>", "</table>", "<h2>", "</h2>", "<img src='/a.jpg'>", "<br>", "<figure>", "</figure>"),
)
WORDS = (
    "words of a line",
    "İstanbul Straße ΣΑΣ",
    "日本語",
    "… “",
    "”",
    "x",
    "\n\n",
    "e\u0301",
    "42 ",
)
BITS = st.sampled_from(TAGS + WORDS)


@settings(max_examples=full_or(40, 150), deadline=None)
@given(st.lists(BITS, max_size=40).map("".join))
def test_pieces_and_links_slice_the_text_in_order(fragment: str) -> None:
    text, layout = laid(fragment)

    for row in (layout.pieces, layout.links):
        end = 0
        for part in row:
            assert end <= part.start < part.end <= len(text)
            assert text[part.start : part.end].strip()
            end = part.end
    places = [picture.at for picture in layout.pictures]
    assert places == sorted(places)
    assert all(0 <= at <= len(text) for at in places)
    assert all(link.url.startswith("http://h.example/") for link in layout.links)


@settings(max_examples=full_or(30, 100), deadline=None)
@given(st.lists(BITS.filter(lambda it: "pre" not in it), max_size=40).map("".join))
def test_without_code_the_text_stays_as_it_is(fragment: str) -> None:
    assert laid(fragment)[0] == html_to_text(fragment)


def test_every_line_that_is_left_out_is_known_with_its_place_and_reason() -> None:
    paragraphs = BODY.split("</p>")
    offer = "<p>Sign up for our newsletter, and get the tides in your inbox"
    body = "</p>".join([*paragraphs[:3], offer, *paragraphs[3:]])

    article = extract(page(f"{body}<p>Comments</p>"))

    title, found, label = article.layout.removed
    assert (title.reason, title.at) == (RemovalReason.TITLE, 0)
    assert found.reason is RemovalReason.OFFER
    assert article.text[found.at :].startswith("On day 4 ")
    assert (label.text, label.reason, label.at) == (
        "Comments",
        RemovalReason.LABEL,
        len(article.text),
    )


def test_lines_below_code_keep_their_places() -> None:
    code = "<pre>sail(1)\n\nsail(2)\nsail(3)</pre>"
    offer = "<p>Sign up for our newsletter, and get the tides in your inbox</p>"

    article = extract(
        page(f"{code}{BODY}{offer}<p>It was the last day of the season for them.</p>")
    )

    offered = next(it for it in article.layout.removed if it.reason is RemovalReason.OFFER)
    assert article.text[offered.at :] == "It was the last day of the season for them."
