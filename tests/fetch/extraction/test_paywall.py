import json

import pytest

from fetch.errors import ParseError
from fetch.extraction.paywall import is_consent_page
from fetch.model import Extractor
from tests.support.samples.sample_pages import BODY, PARAGRAPHS, TITLE, extract, page

_BANNER = (
    "<h1>We value your privacy</h1><p>We and our 812 partners store and access information on a "
    "device, such as unique identifiers, to show you advertising that we think you will like and "
    "to count how often it was seen.</p><p>You can withdraw your consent at any time with the "
    "button at the foot of each page.</p><button>Accept all</button><button>Reject all</button>"
)
_BANNER_ALONE = f"<html lang='en'><body><div>{_BANNER}</div></body></html>".encode()


def _json_ld(**fields: object) -> str:
    data = {"@type": "NewsArticle", **fields}
    return f"<script type='application/ld+json'>{json.dumps(data)}</script>"


@pytest.mark.parametrize(
    "wall",
    [
        "Diesen Artikel lesen Sie mit einem Abo.",
        "Um diesen Artikel weiterzulesen, melden Sie sich an.",
        "Cet article est réservé aux abonnés",
        "Il vous reste 72.5% de cet article à lire.",
        "Suscríbete para seguir leyendo",
        "Questo articolo è riservato agli abbonati",
        "Assine para continuar lendo",
        "Dit artikel is exclusief voor abonnees",
        "Ten artykuł jest dostępny tylko dla prenumeratorów",
        "この記事は有料会員限定です",
    ],
)
def test_a_wall_is_known_in_several_languages(wall: str) -> None:
    article = extract(page(BODY, tail=f"<div class='offer'><p>{wall}</p></div>"))

    assert article.note == f"Only the first {article.word_count} words are public."


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:content_tier' content='locked'>",
        _json_ld(
            isAccessibleForFree=True,
            hasPart={"@type": "WebPageElement", "isAccessibleForFree": False},
        ),
        _json_ld(hasPart=[{"@type": "WebPageElement", "isAccessibleForFree": "False"}]),
    ],
)
def test_a_page_that_declares_its_wall_is_believed(head: str) -> None:
    assert "words are public" in extract(page(BODY, head=head)).note


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        ("<meta property='article:content_tier' content='metered'>", ""),
        ("<meta property='article:content_tier' content='free'>", ""),
        # A label on the teaser of another article.
        ("", "<aside><a href='/b'>Exklusiv für Abonnenten: Der neue Hafen</a></aside>"),
        (_json_ld(hasPart={"@type": "WebPageElement", "isAccessibleForFree": True}), ""),
    ],
)
def test_a_page_that_is_free_to_read_carries_no_note(head: str, tail: str) -> None:
    assert extract(page(BODY, head=head, tail=tail)).note == ""


def test_a_long_text_is_whole_whatever_is_offered_below_it() -> None:
    article = extract(page(BODY * 2 + "<p>Other ferries sail, too.</p>" * 2, tail="<p>Hello</p>"))
    longer = "".join(f"<p>{text} The mate agreed, at pier {n}.</p>"
                     for n, text in enumerate(PARAGRAPHS * 3))  # fmt: skip
    offered = extract(page(longer, tail="<p>Subscribe to continue reading other stories.</p>"))

    assert article.note == ""
    assert offered.note == ""


def test_the_feeds_text_is_preferred_to_a_shorter_public_part() -> None:
    part = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[:7])
    wall = "<p>Subscribe to continue reading.</p>"

    article = extract(page(part, tail=wall), title=TITLE, feed_html=BODY)

    assert article.extractor is Extractor.FEED_CONTENT
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.note == ""


def test_a_consent_page_is_no_article() -> None:
    with pytest.raises(ParseError, match="asks for consent before it shows the article"):
        extract(_BANNER_ALONE)


def test_behind_a_consent_page_the_feeds_text_is_the_article_and_that_is_said() -> None:
    article = extract(_BANNER_ALONE, title=TITLE, feed_summary="The ferry sails again.")

    assert article.text == "The ferry sails again."
    assert article.extractor is Extractor.FEED_SUMMARY
    assert article.note == "The page asks for consent before it shows the article."


def test_a_banner_above_an_article_hides_nothing() -> None:
    article = extract(page(BODY, tail=f"<div class='consent'>{_BANNER}</div>"))

    assert PARAGRAPHS[0] in article.text
    assert article.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "Wir und unsere 140 Partner speichern Informationen auf Ihrem Gerät.\n\nAlle akzeptieren",
        "Nous et nos partenaires utilisent des cookies.\n\nTout accepter\n\nTout refuser",
        "Noi e i nostri 30 partner utilizziamo i cookie.\n\nAccetta tutti",
    ],
)
def test_consent_is_asked_for_in_several_languages(text: str) -> None:
    assert is_consent_page(text)


def test_an_article_about_cookies_is_an_article() -> None:
    lines = [
        f"On day {n} the court heard that the shop had set its use of cookies without a word, and "
        "that no visitor could reject all of them."
        for n in range(14)
    ]

    assert not is_consent_page("\n\n".join(lines))
    assert not is_consent_page("The court said that a shop must ask before it may use cookies.")
