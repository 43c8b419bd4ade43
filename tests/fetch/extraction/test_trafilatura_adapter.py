import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fetch.errors import ParseError
from fetch.model import Extractor
from fetch.text.identity import fingerprint
from tests.support.samples.clean_characters import is_clean
from tests.support.samples.sample_pages import BODY, PARAGRAPHS, TITLE, extract, page
from tests.support.scale import full_or


def test_the_article_is_taken_out_of_its_page() -> None:
    boilerplate = "<p>Sign up for our newsletter and get the news in your inbox</p><p>Comments</p>"

    article = extract(page(BODY + boilerplate), title=TITLE, byline="Ann")

    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.extractor is Extractor.PAGE
    assert (article.title, article.byline, article.language) == (TITLE, "Ann", "en")
    assert article.fingerprint == fingerprint(TITLE, article.text)
    assert article.note == ""


@pytest.mark.parametrize("reference", ["&#27;", "&#x1b;", "&#7;", "&#xFFFE;", "&#xD800;", "\x1b"])
def test_one_control_character_does_not_lose_the_article(reference: str) -> None:
    article = extract(page(BODY.replace("office", f"off{reference}ice", 1)))

    assert article.text == "\n\n".join(PARAGRAPHS)


def test_links_inside_a_paragraph_do_not_cut_it() -> None:
    linked = BODY.replace("harbour office", "<a href='/office'>harbour <b>office</b></a>")

    assert extract(page(linked)).text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("intro", ["", "<p>All reports of the board are in this list.</p>"])
def test_a_page_that_is_a_list_of_links_keeps_them(intro: str) -> None:
    menu = "<nav><ul><li><a href='/'>Home</a></li></ul></nav>"
    reports = [f"Report {number} of the harbour board" for number in range(500)]
    items = "".join(f"<li><a href='/{number}'>{it}</a></li>" for number, it in enumerate(reports))

    article = extract(page(f"{menu}{intro}<ul>{items}</ul>"))

    assert len(article.layout.links) == 500
    assert article.text.split("\n\n")[-500:] == reports
    assert "Home" not in article.text


def test_a_long_list_of_headlines_beside_an_article_is_no_part_of_it() -> None:
    items = "".join(
        f"<li><a href='/{number}'>Headline {number} of another story</a></li>"
        for number in range(100)
    )

    assert extract(page(f"{BODY}<ul>{items}</ul>")).text == "\n\n".join(PARAGRAPHS)


def test_a_body_split_over_containers_is_put_together() -> None:
    half = len(PARAGRAPHS) // 2
    parts = [PARAGRAPHS[:half], PARAGRAPHS[half:]]
    split = "".join(
        "<div class='row'><div class='story body'>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in part)
        + "</div></div><aside class='ad'>Buy</aside>"
        for part in parts
    )

    assert all(paragraph in extract(page(split)).text for paragraph in PARAGRAPHS)


def test_the_pages_own_data_completes_a_short_body() -> None:
    data = {"@graph": [{"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)}]}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    short = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:3])

    article = extract(page(short, head=head))

    assert article.extractor is Extractor.PAGE_DATA
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_data_about_something_else_completes_nothing() -> None:
    other = "Another story altogether, about trains and not about ships. " * 40
    data = {"@type": "NewsArticle", "articleBody": other}
    head = f"<script type='application/ld+json'>{json.dumps(data)}</script>"

    assert extract(page(BODY, head=head)).extractor is Extractor.PAGE


def test_the_feeds_content_is_used_if_the_page_gives_less() -> None:
    article = extract(
        page(f"<p>{PARAGRAPHS[0]}</p>"), title=TITLE, feed_html=BODY, feed_summary="Short."
    )

    assert article.extractor is Extractor.FEED_CONTENT
    assert article.text == "\n\n".join(PARAGRAPHS)


def test_content_of_which_the_summary_was_made_is_content() -> None:
    article = extract(b"", title=TITLE, feed_html=BODY, feed_summary="\n\n".join(PARAGRAPHS))

    assert article.extractor is Extractor.FEED_CONTENT


def test_the_page_is_used_if_it_gives_more_than_the_feed() -> None:
    article = extract(page(BODY), feed_html=f"<p>{PARAGRAPHS[0]}</p>", feed_summary="Short.")

    assert article.extractor is Extractor.PAGE


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", ""),
        (b"%PDF-1.4\n\x00\x01", "application/pdf"),
        (b"\x89PNG\r\n", ""),
        (b"x" * 100, "image/png"),
        (b"<html><body><div id=root></div><noscript>You need to enable JavaScript to run this app."
         b"</noscript></body></html>", "text/html"),
        (b"<html><body><h1>We value your privacy</h1><p>We and our partners use cookies to store"
         b" information on a device.</p></body></html>", "text/html"),
        (b"<div>" * 1000 + b"deep", "text/html"),
        (b"\x00" * 50, "text/html"),
    ],
)  # fmt: skip
def test_without_a_readable_page_the_feeds_summary_is_the_article(
    body: bytes, content_type: str
) -> None:
    article = extract(body, content_type=content_type, feed_summary="The ferry sails again.")

    assert article.extractor is Extractor.FEED_SUMMARY
    assert article.text == "The ferry sails again."


def test_without_any_text_there_is_no_article() -> None:
    with pytest.raises(ParseError):
        extract(b"<html></html>")


@pytest.mark.parametrize(
    "wall",
    [
        "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "wordCount": 900,'
        ' "isAccessibleForFree": "False"}</script>',
    ],
)
def test_a_paywall_is_said_to_be_one(wall: str) -> None:
    article = extract(page(BODY, tail=wall))

    assert article.note == f"Only the first {article.word_count} words are public."


def test_free_articles_carry_no_note() -> None:
    data = '{"@type": "NewsArticle", "isAccessibleForFree": true}'
    head = f"<script type='application/ld+json'>{data}</script>"

    assert extract(page(BODY, head=head)).note == ""


def test_a_page_added_by_its_address_speaks_for_itself() -> None:
    head = (
        "<meta name='author' content='Ann Author'>"
        "<meta property='article:published_time' content='2026-11-20T08:00:00Z'>"
    )

    article = extract(page(BODY, head=head), wants_metadata=True)

    assert article.title == TITLE  # without the name of the site that the <title> has
    assert article.byline == "Ann Author"
    assert article.published is not None
    assert article.published.isoformat() == "2026-11-20T08:00:00+00:00"


def test_what_the_feed_says_wins_over_the_page() -> None:
    published = datetime(2026, 11, 1, tzinfo=UTC)

    article = extract(
        page(BODY), title="As the feed has it", published=published, wants_metadata=True
    )

    assert (article.title, article.published) == ("As the feed has it", published)


def test_the_declared_encoding_of_a_page_is_read() -> None:
    body = page(BODY.replace("harbour", "hàrbour")).decode().replace("utf-8", "iso-8859-1")

    assert "hàrbour" in extract(body.encode("latin-1")).text


def test_scripts_styles_and_drawings_leave_no_text() -> None:
    active = "<script>alert('x')</script><style>p{}</style><svg><text>drawn</text></svg>"

    text = extract(page(active + BODY)).text

    assert not any(word in text for word in ("alert", "p{}", "drawn"))


@settings(max_examples=full_or(20, 60), deadline=None)
@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_any_page_gives_a_clean_article_or_a_parse_error(
    body: bytes, title: str, summary: str
) -> None:
    try:
        article = extract(page(BODY)[:900] + body, title=title, feed_summary=summary)
    except ParseError:
        return
    assert is_clean(article.text)
    assert is_clean(article.title)
    assert article.text
