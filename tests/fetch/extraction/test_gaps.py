"""What stands between the paragraphs of a story belongs to it, and so does its beginning."""

import pytest

from tests.support.samples.sample_pages import BODY, PARAGRAPHS, TITLE, extract, page

MIDDLE = BODY.replace("</p><p>On day 5 ", "</p>{}<p>On day 5 ")


def texts(body: bytes) -> list[str]:
    return extract(body).text.split("\n\n")


def lines(article: list[str]) -> list[str]:
    return [line for line in article if line not in PARAGRAPHS]


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        (
            "<p>Read the papers:</p><ul><li><a href='/p/1'>Report of the divers</a></li>"
            "<li><a href='/p/2'>Letter to the county</a></li></ul>",
            ["Read the papers:", "Report of the divers", "Letter to the county"],
        ),
        (
            "<h3>Papers</h3><ol><li><a href='/p/1'>Report of the divers</a></li>"
            "<li><a href='/p/2'>Letter to the county</a></li></ol>",
            ["Papers", "Report of the divers", "Letter to the county"],
        ),
        ("<ul><li>Who paid? Nobody.</li><li>Who asked? The crew.</li></ul>",
         ["Who paid? Nobody.", "Who asked? The crew."]),
        ("<ul><li><a href='/p/1'>Report of the divers</a></li><li><a href='/p/2'>The plans</a></li>"
         "</ul>", ["Report of the divers", "The plans"]),
        ("<h2>The tide</h2>", ["The tide"]),
        ("<h2><a href='/tide'>What the tide does</a></h2>", ["What the tide does"]),
        ("<ol><li>Cast off.<ul><li>bow first</li></ul></li><li>Sail.</li></ol>",
         ["Cast off.", "bow first", "Sail."]),
        ("<p>Nobody spoke.</p>", ["Nobody spoke."]),
        ("<p>“No.”</p>", ["“No.”"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("has_article", [True, False])
def test_short_lines_and_lists_of_a_story_stay(
    markup: str, kept: list[str], *, has_article: bool
) -> None:
    body = page(MIDDLE.format(markup))
    if not has_article:
        body = body.replace(b"<article>", b"").replace(b"</article>", b"")

    article = texts(body)

    assert lines(article) == kept
    assert article.index(kept[0]) == 4


@pytest.mark.parametrize(
    "head",
    [
        "<div class='hero'><h1>{title}</h1><div class='intro'><p>{lead}</p></div></div>",
        "<header class='top'><h1>{title}</h1><p>{lead}</p></header>",
        "<section class='opener'><h1>{title}</h1><span>Sea</span><p class='lead'>{lead}</p>"
        "</section>",
    ],
)
def test_the_first_paragraph_stays_where_the_headline_is(head: str) -> None:
    lead = (
        "The ferry that had lain at the quay since Friday sailed again on Monday, to loud cheers."
    )
    markup = (
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head><body>"
        f"<header><a href='/'>Harbour</a></header>{head.format(title=TITLE, lead=lead)}"
        f"<div class='text'>{BODY}</div></body></html>"
    )

    assert texts(markup.encode()) == [lead, *PARAGRAPHS]


def test_what_the_page_says_of_its_article_stays_above_it() -> None:
    line = "Passengers cheer as the first boat leaves after four days of wind"
    head = f"<meta name='description' content='{line}'>"
    body = page(BODY, head=head).replace(
        b"</h1>", f"</h1><div class='x'><p>{line}</p></div>".encode()
    )

    assert texts(body) == [line, *PARAGRAPHS]


def test_the_lines_of_a_poem_stay() -> None:
    verses = ["The tide goes out", "I mend a net",
              "and nobody is here to see how slow I am, or why",
              "The lamp burns low on every stair of the old tower, and the keeper sleeps below",
              "The tide goes out"]  # fmt: skip

    assert texts(page("".join(f"<p>{line}</p>" for line in verses))) == verses


@pytest.mark.parametrize(
    "markup",
    [
        "<ul class='related'><li><a href='/1'>Storm closes port</a></li></ul>",
        "<p class='byline'>Ann Author</p>",
        "<ul><li><a href='/1'>Storm closes the port again</a></li>"
        "<li><a href='/2'>Budget of the harbour passes</a></li></ul>",
    ],
)
def test_what_only_stands_between_them_is_left_out(markup: str) -> None:
    assert lines(texts(page(MIDDLE.format(markup)))) == []


@pytest.mark.parametrize("heading", ["<a>What it says</a>", "<a href='/p'>What it says</a>", "Why"])
def test_a_heading_above_the_first_paragraph_stays(heading: str) -> None:
    words = "Why" if heading == "Why" else "What it says"

    assert texts(page(f"<h2>{heading}</h2>{BODY}")) == [words, *PARAGRAPHS]


@pytest.mark.parametrize(
    ("style", "is_shown"),
    [
        (".note { display: none }", False),
        ("p.note,#x{color:red;visibility:hidden!important}", False),
        ("/* .a{} */ .b{color:red} .note{display:none}", False),
        (".js .note{display:none}", True),
        ("@media print {.note{display:none}}", True),
        (".note{color:red}", True),
    ],
)
def test_what_the_styles_of_a_page_hide_is_no_text(style: str, is_shown: bool) -> None:
    hidden = "<p class='note'>The harbour office keeps this line for itself, it told us.</p>"
    body = page(BODY + hidden + BODY.replace("The", "A"))
    body = body.replace(b"</head>", f"<style>{style}</style></head>".encode())

    assert ("keeps this line" in extract(body).text) is is_shown


def test_a_first_paragraph_that_is_set_as_a_heading_stays() -> None:
    first = "The ferry that was taken out of service in May sails again from Monday on."
    body = page(BODY).replace(b"</h1>", f"</h1><h2>{first}</h2>".encode())

    assert extract(body).text.startswith(first)
