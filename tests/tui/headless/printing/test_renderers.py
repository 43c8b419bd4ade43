"""One document in each format, against texts written by hand."""

from datetime import UTC, datetime

import msgspec

from cache.values.list_rows import EntryDetail
from fetch.layout import Layout, Link, Picture, Piece, PieceKind
from fetch.model import Article, Extractor
from tests.support.caches.newsdesk import Desk, place
from tui.headless.printing.article_document import Parts, article_document, page_document
from tui.headless.printing.document import Document
from tui.headless.printing.html_page import as_html
from tui.headless.printing.json_fields import as_json, entry_fields
from tui.headless.printing.markdown import as_markdown
from tui.headless.printing.plain_text import as_text
from tui.headless.printing.screen_reader_text import as_plain

TEXT = """The ferry stopped at noon.

What follows

Two boats wait [in harbour].

Bring food

Tea

It will *not* sail, she said.

Port | Boats

Arn | 2

while x < 3:
    wait()

See the timetable."""


def at(words: str) -> tuple[int, int]:
    span = place(words, TEXT)
    return span.start, span.end


def piece(kind: PieceKind, words: str, **values: int) -> Piece:
    start, end = at(words)
    return Piece(kind=kind, start=start, end=end, **values)


def link(words: str, url: str) -> Link:
    start, end = at(words)
    return Link(start=start, end=end, url=url)


LAYOUT = Layout(
    pieces=(
        piece(PieceKind.HEADING, "What follows", level=1),
        piece(PieceKind.ITEM, "Bring food", number=1),
        piece(PieceKind.ITEM, "Tea", level=2),
        piece(PieceKind.QUOTE, "It will *not* sail, she said."),
        piece(PieceKind.ROW, "Port | Boats", table=0),
        piece(PieceKind.ROW, "Arn | 2", table=0),
        piece(PieceKind.CODE, "while x < 3:\n    wait()"),
    ),
    links=(
        link("timetable", "https://example.org/times?a=1&b=(2)"),
        link("Two boats", "javascript:alert(1)"),
    ),
    pictures=(
        Picture(at=at("Two boats")[0], url="https://example.org/p.png", caption="Boats & sea"),
    ),
)

ARTICLE = Article(
    url="https://example.org/ferry",
    title="No ferry <today>",
    byline="Ana Holm",
    published=datetime(2026, 3, 4, 12, tzinfo=UTC),
    language="en",
    text=TEXT,
    extractor=Extractor.PAGE,
    fingerprint="1",
    layout=LAYOUT,
)

MARKDOWN = """# No ferry \\<today\\>

Ana Holm · 4 March 2026 · [https\\://example.org/ferry](https://example.org/ferry)

The ferry stopped at noon.

### What follows

Picture: [Boats \\& sea](https://example.org/p.png)

Two boats wait \\[in harbour\\].

1. Bring food
    - Tea

> It will \\*not\\* sail, she said.

| Port | Boats |
| --- | --- |
| Arn | 2 |

```
while x < 3:
    wait()
```

See the [timetable](https://example.org/times?a=1&b=%282%29).
"""

PLAIN = """No ferry <today>
Ana Holm · 4 March 2026 · https://example.org/ferry

The ferry stopped at noon.

What follows

Picture: Boats & sea [1]

Two boats wait [in harbour].

  1. Bring food
    - Tea

> It will *not* sail, she said.

Port | Boats
Arn | 2

    while x < 3:
        wait()

See the timetable [2].

[1] https://example.org/p.png
[2] https://example.org/times?a=1&b=(2)
"""

SPOKEN = """No ferry <today>
Ana Holm · 4 March 2026 · https://example.org/ferry
The ferry stopped at noon.
Heading: What follows
Picture: Boats & sea, link 1
Two boats wait [in harbour].
1: Bring food
Level 2: Tea
Quotation: It will *not* sail, she said.
Row 1: Port: Arn; Boats: 2
Code:
while x < 3:
    wait()
End of code.
See the timetable, link 2.
Link 1: https://example.org/p.png
Link 2: https://example.org/times?a=1&b=(2)
"""

BODY = """<h1>No ferry &lt;today&gt;</h1>
<p class="by">Ana Holm · 4 March 2026 · <a href="https://example.org/ferry" rel="noreferrer">\
https://example.org/ferry</a></p>
<p>The ferry stopped at noon.</p>
<h3>What follows</h3>
<p class="by">Picture: <a href="https://example.org/p.png" rel="noreferrer">Boats &amp; sea</a></p>
<p>Two boats wait [in harbour].</p>
<ol><li value="1">Bring food<ul><li>Tea</li></ul></li></ol>
<blockquote><p>It will *not* sail, she said.</p></blockquote>
<table>
<tr><th>Port</th><th>Boats</th></tr>
<tr><td>Arn</td><td>2</td></tr>
</table>
<pre><code>while x &lt; 3:
    wait()</code></pre>
<p>See the <a href="https://example.org/times?a=1&amp;b=(2)" rel="noreferrer">timetable</a>.</p>
</body></html>
"""


def page() -> Document:
    return page_document(ARTICLE)


def test_lines_to_listen_to() -> None:
    assert as_plain([page()]) == SPOKEN


def test_markdown() -> None:
    assert as_markdown([page()]) == MARKDOWN


def test_plain_text() -> None:
    assert as_text([page()]) == PLAIN


def test_a_web_page() -> None:
    html = as_html([page()])

    assert html.partition("<body>\n")[2] == BODY
    assert "default-src 'none'" in html


def detail_of(desk: Desk) -> EntryDetail:
    detail = desk.library.detail(desk.ids()[0])
    assert detail is not None
    return detail


def test_a_key_point_leads_to_its_sentence(filled: Desk) -> None:
    html = as_html([article_document(detail_of(filled))])

    assert '<li value="1"><a href="#point-1">Rebels have taken most of Aleppo' in html
    assert '<span id="point-1">Rebels have taken most of Aleppo' in html
    assert '<span id="point-2">The United Nations said more than' in html


def test_marks_do_not_cut_the_words_of_markdown(filled: Desk) -> None:
    assert "15 people dead.\n" in as_markdown([article_document(detail_of(filled))])


def test_every_panel_is_printed(filled: Desk) -> None:
    text = as_text([article_document(detail_of(filled))])

    for line in (
        "Rebels take Aleppo",
        "Key points",
        "  - Abbas Araghchi, Iran’s foreign minister (person): flew to Damascus on Sunday",
        "  - said: “The groups launched a broad attack” — the army",
        "  - at least 15 people: dead",
        "  - 2024-12-01: flew to Damascus on Sunday to meet Mr Assad",
        "Text",
    ):
        assert line in text.splitlines()
    quote = "told reporters: “I reassured him that we firmly support the army” — Abbas Araghchi"
    assert quote in " ".join(text.split())


def test_a_summary_to_listen_to_has_a_thought_a_line(filled: Desk) -> None:
    words = as_plain([article_document(detail_of(filled))])

    assert not set("•▸─│>[]") & set(words)
    assert all(words.rstrip().splitlines())
    assert "Heading: Actors" in words


def test_what_is_not_wanted_is_left_out(filled: Desk) -> None:
    detail = detail_of(filled)

    summary = as_markdown([article_document(detail, Parts.SUMMARY)])
    text = as_markdown([article_document(detail, Parts.TEXT)])

    assert "Key points" in summary
    assert "It was the first time since" not in summary
    assert "Key points" not in text
    assert "It was the first time since" in text


def test_an_entry_without_an_article_has_the_words_of_its_feed(filled: Desk) -> None:
    detail = filled.library.detail(filled.ids()[1])
    assert detail is not None

    assert "The feed's own words." in as_text([article_document(detail)])


def test_json_holds_the_documented_brief(filled: Desk) -> None:
    made = msgspec.json.decode(as_json(entry_fields(detail_of(filled))))

    assert made["brief"]["schema"] == 1
    assert made["title"] == "Rebels take Aleppo"
    assert made["feed"] == "BBC News"
    assert made["brief"]["key_points"][0]["start"] == 0


def test_a_piece_that_overlaps_another_is_passed_over() -> None:
    pieces = (
        Piece(kind=PieceKind.HEADING, start=0, end=26),
        Piece(kind=PieceKind.QUOTE, start=5, end=20),
        Piece(kind=PieceKind.CODE, start=20, end=9999),
    )
    article = Article(
        text=TEXT, extractor=Extractor.PAGE, fingerprint="1", layout=Layout(pieces=pieces)
    )

    assert as_text([page_document(article)]).split() == TEXT.split()
