"""Real and hostile documents that lie beside the repository; skipped where they do not."""

import html
import json
import lzma
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fetch.errors import ParseError
from fetch.feeds.feedparser_adapter import parse_document
from fetch.model import Feed
from fetch.ports import PageRequest
from fetch.worker import extract_page
from tests.support.samples.clean_characters import is_clean
from tests.support.shared_data import require_shared, shared_folder

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HEALTHY = "Healthy neighbour"
TITLE_SHARE = 0.995


def parse(body: bytes) -> Feed:
    return parse_document(body, "http://feed.example/f", "", now=NOW)


def hostile_feeds() -> list[Path]:
    folder = shared_folder()
    if folder is None:
        return []
    return sorted((folder / "hostile" / "feeds").glob("*"))


def plain(title: str) -> str:
    return " ".join(html.unescape(html.unescape(title)).split())


def test_every_captured_feed_gives_its_items_and_titles() -> None:
    folder = require_shared("eval", "feeds")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wrong_counts: dict[str, tuple[int, int]] = {}
    same = known = 0

    for name, truth in manifest.items():
        try:
            entries = parse(lzma.decompress((folder / name).read_bytes())).entries
        except ParseError:
            entries = ()
        if len(entries) != truth["items_best"]:
            wrong_counts[name] = (len(entries), truth["items_best"])
        titles = [
            (entry.title, title)
            for entry, title in zip(entries, truth["titles"], strict=False)
            if title and "<" not in title
        ]
        known += len(titles)
        same += sum(plain(ours) == plain(theirs) for ours, theirs in titles)

    assert wrong_counts == {}
    assert same >= TITLE_SHARE * known


@pytest.mark.parametrize("path", hostile_feeds(), ids=lambda path: path.name)
def test_a_hostile_feed_gives_clean_entries_or_a_parse_error(path: Path) -> None:
    try:
        feed = parse(path.read_bytes())
    except ParseError:
        return
    for entry in feed.entries:
        assert all(map(is_clean, (entry.key, entry.title, entry.author, entry.url)))
        assert all(map(is_clean, (entry.summary, entry.content_html, *entry.categories)))
    if HEALTHY in path.read_text("utf-8", "replace"):
        assert HEALTHY in [entry.title for entry in feed.entries]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("enc-latin1-claims-utf8.xml", "héllo"),
        ("enc-mixed-utf8-latin1.xml", "hé"),
        ("enc-sjis.xml", "日本"),
        ("enc-utf16le-nobom.xml", "héllo"),
    ],
)
def test_encodings_that_lie_are_read(name: str, title: str) -> None:
    body = require_shared("hostile", "feeds", name).read_bytes()

    assert parse(body).entries[0].title == title


@pytest.mark.parametrize("name", ["not-html-page.html", "not-json-error.json", "truncated.xml"])
def test_no_entry_is_made_of_what_is_no_feed(name: str) -> None:
    body = require_shared("hostile", "feeds", name).read_bytes()

    with pytest.raises(ParseError):
        parse(body)


def test_a_move_to_https_keeps_the_alternate_keys() -> None:
    folder = require_shared("hostile", "feeds")
    before = parse((folder / "guid-change-1-http.xml").read_bytes())
    after = parse((folder / "guid-change-2-https.xml").read_bytes())

    def keys(feed: Feed) -> list[str]:
        return [entry.alternate_key for entry in feed.entries]

    assert all(keys(before))
    assert keys(before) == keys(after)


@pytest.mark.parametrize("name", ["charref-esc.html", "raw-controls.html", "script-svg-style.html"])
def test_six_paragraphs_come_out_of_a_hostile_page(name: str) -> None:
    body = require_shared("hostile", "pages", name).read_bytes()

    request = PageRequest(body=body, content_type="text/html", feed_summary="Feed.")
    article = extract_page(request).article

    assert all(f"Paragraph {number} " in article.text for number in range(6))
    assert is_clean(article.text)


def test_a_page_nested_too_deep_falls_back_to_the_feed() -> None:
    body = require_shared("hostile", "pages", "deep-div-1000.html").read_bytes()

    request = PageRequest(body=body, content_type="text/html", feed_summary="Feed.")
    article = extract_page(request).article

    assert article.text == "Feed."
