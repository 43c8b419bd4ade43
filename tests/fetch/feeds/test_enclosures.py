"""Files that come with entries, as each dialect has them, with whatever is wrong about them."""

from datetime import UTC, datetime

import pytest

from fetch.feeds.enclosures import MAX_ENCLOSURES
from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import Enclosure

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
RSS = (
    "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><title>T</title>"
    "<link>http://h.example/</link><item><title>One</title><guid>tag:1</guid>{}</item>"
    "</channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><link href='http://h.example/'/>"
    "<entry><id>tag:1</id><title>One</title>{}</entry></feed>"
)
JSON = (
    '{{"version": "https://jsonfeed.org/version/1.1", "title": "T",'
    ' "home_page_url": "http://h.example/", "items": [{{"id": "1", "attachments": [{}]}}]}}'
)
EPISODE = Enclosure(url="http://h.example/e.mp3", media_type="audio/mpeg", byte_count=4200)


def files(document: str) -> tuple[Enclosure, ...]:
    (entry,) = parse_document(document.encode(), "http://h.example/feed", "", now=NOW).entries
    return entry.enclosures


@pytest.mark.parametrize(
    "document",
    [
        RSS.format("<enclosure url='http://h.example/e.mp3' type='audio/mpeg' length='4200'/>"),
        RSS.format("<enclosure url='/e.mp3' type='Audio/MPEG; x=y' length=' 4200 '/>"),
        RSS.format(
            "<enclosure url='http://h.example/e.mp3' type='audio/mpeg' length='0'/>"
            "<media:content url='http://h.example/e.mp3' type='audio/mpeg' fileSize='4200'/>"
        ),
        RSS.format(
            "<media:group><media:content url='http://h.example/e.mp3' medium='audio'"
            " fileSize='4200'/></media:group>"
        ),
        ATOM.format("<link rel='enclosure' href='http://h.example/e.mp3' length='4200'/>"),
        ATOM.format("<link rel='enclosure' href='e.mp3' type='audio/mpeg' length='4200'/>"),
        JSON.format(
            '{"url": "http://h.example/e.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 4200}'
        ),
    ],
)
def test_every_dialect_gives_the_same_file(document: str) -> None:
    assert files(document) == (EPISODE,)


@pytest.mark.parametrize("length", ["", "0", "1", "-3", "unknown", "9" * 40, "1.5e6", "٤٢"])
def test_a_length_that_nobody_knows_is_none(length: str) -> None:
    (found,) = files(RSS.format(f"<enclosure url='http://h.example/e.mp3' length='{length}'/>"))

    assert found == Enclosure(url="http://h.example/e.mp3", media_type="audio/mpeg")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", "http://[bad"])
def test_what_is_no_address_of_the_web_is_no_file(url: str) -> None:
    assert files(RSS.format(f"<enclosure url='{url}' type='audio/mpeg' length='9'/>")) == ()


def test_a_media_type_that_is_none_is_guessed_from_the_name() -> None:
    (found,) = files(RSS.format("<enclosure url='http://h.example/a.pdf?x=1' type='rm -rf /'/>"))

    assert found.media_type == "application/pdf"


def test_pictures_of_media_rss_illustrate_and_are_no_files() -> None:
    assert files(RSS.format("<media:content url='http://h.example/p.jpg' medium='image'/>")) == ()


def test_a_feed_with_endless_files_gives_a_few() -> None:
    many = "".join(f"<enclosure url='http://h.example/{n}.mp3'/>" for n in range(500))

    assert len(files(RSS.format(many))) == MAX_ENCLOSURES
