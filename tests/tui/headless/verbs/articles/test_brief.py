"""`nutgraf brief`, `stories`, `show` of a story and `rebuild`, run as a user runs them."""

import json
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from cache.values.list_rows import EntryId
from fetch.model import Article, Extractor
from summarise.stories.story_assembly import story_brief
from tests.support.caches.briefed_archive import Archive
from tests.support.caches.newsdesk import HOSTILE
from tests.support.caches.storydesk import place_all, plain_brief
from tests.support.samples.builders import make_entry, make_refreshed
from tests.world.world import Reader
from tui.headless.printing.markdown import escaped

FIRST = "The bridge at Torrel fell on Monday morning.\n\nThree lorries went into the river."
SECOND = "Torrel has lost its old bridge to the flood.\n\nDivers looked for a driver until dark."
ALONE = "Saffron prices rose to a record.\n\nThe harvest was poor."


def store_article(archive: Archive, feed: str, title: str, text: str, hours: float) -> EntryId:
    now = datetime.now(UTC)
    target = archive.feed(feed)
    entry = make_entry(int(hours * 10), title=title, published=now - timedelta(hours=hours))
    outcome = make_refreshed(target, [entry], title="")
    (entry_id,) = archive.store.entries.save_outcome(outcome, now=now).new_entries
    article = Article(text=text, extractor=Extractor.PAGE, fingerprint=f"{len(text)}{title}")
    archive.store.articles.save(entry_id, article, None, now=now)
    assert archive.store.articles.save_brief(entry_id, plain_brief(text, title))
    return entry_id


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    """A cache with a story of two papers, an article of its own, and hostile titles."""
    reader = Reader(folder=tmp_path)
    connection = open_writer(reader.cache)
    with Library(reader.cache) as library:
        archive = Archive(Store(connection), library)
        first = store_article(archive, "Morning Paper", "The bridge fell", FIRST, 3)
        second = store_article(archive, "Evening Paper", f"Bridge {HOSTILE[1]}", SECOND, 2)
        store_article(archive, "Evening Paper", "Saffron <script>x</script>", ALONE, 30)
        place_all(archive, {second: first})
        for story_id in library.stories.to_tell("x", 10):
            material = library.stories.material(story_id)
            assert material is not None
            brief = story_brief(story_id, material.articles)
            archive.store.stories.save_told(brief, revision=material.revision, pipeline="x")
    connection.close()
    return reader


def test_the_edition_of_the_day(reader: Reader) -> None:
    answer = reader.run("brief")

    text = answer.stdout.decode()
    assert answer.returncode == 0, answer.stderr.decode()
    assert "1 story of the last 24 h" in text
    assert "2 papers: Morning Paper, Evening Paper · 2 articles" in text
    assert "- Three lorries went into the river. [Morning Paper]" in text
    assert "Saffron" not in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 80


def test_single_articles_fill_a_longer_edition(reader: Reader) -> None:
    answer = json.loads(reader.run("brief", "--since", "3d", "--json").stdout)

    titles = [story["story"]["title"] for story in answer["stories"]]
    assert len(titles) == 2
    assert titles[1] == "Saffron <script>x</script>"
    assert len(json.loads(reader.run("brief", "--since", "3d", "--top", "1", "--json").stdout)
               ["stories"]) == 1  # fmt: skip
    assert answer["stories"][0]["reasons"][0] == "2 papers"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on")]


def test_html_holds_no_markup_from_outside(reader: Reader) -> None:
    page = reader.run("brief", "--since", "3d", "--html").stdout.decode()

    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.found
    assert "&lt;script&gt;" in page


def test_markdown_holds_no_markup_from_outside(reader: Reader) -> None:
    page = reader.run("brief", "--since", "3d", "--markdown").stdout.decode()

    assert "\\<script\\>" in page
    assert "\\[Video\\]" in page
    assert page.startswith("# ")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1. first", "1\\. first"),
        ("- item", "\\- item"),
        ("# no heading", "\\# no heading"),
        ("http://x.org and www.y.org", "http\\://x.org and www\\.y.org"),
        ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e)"),
        ("<f> ~g~ a@b", "\\<f\\> \\~g\\~ a\\@b"),
        ("At 4.5 % (or so) - well, yes!", "At 4.5 % (or so) - well, yes!"),
    ],
)  # fmt: skip
def test_signs_are_escaped_where_they_mean_something(text: str, wanted: str) -> None:
    assert escaped(text) == wanted


@pytest.mark.parametrize("arguments", [("--since", "soon"), ("--since", "0h"), ("--top", "0")])
def test_a_span_or_number_that_makes_no_sense_is_refused(
    reader: Reader, arguments: tuple[str, ...]
) -> None:
    assert reader.run("brief", *arguments).returncode == 2


def test_an_edition_without_news_says_so(reader: Reader) -> None:
    answer = reader.run("brief", "--since", "1h")

    assert answer.returncode == 0
    assert "no articles in the last" in answer.stderr.decode()


def test_stories_are_listed_and_shown(reader: Reader) -> None:
    (line,) = reader.run("stories").stdout.decode().splitlines()
    story_id = line.split()[0]

    assert story_id.startswith("s")
    shown = reader.run("show", story_id)
    assert "Three lorries" in shown.stdout.decode()
    assert json.loads(reader.run("show", story_id, "--json").stdout)["id"] == story_id
    spoken = reader.run("show", story_id, "--plain").stdout.decode()
    assert "Heading: Key points" in spoken
    assert all(spoken.splitlines())
    assert reader.run("show", story_id[1:]).returncode == 0
    assert reader.run("show", "s99").returncode == 2
    assert reader.run("show", "x").returncode == 2


def test_the_stories_are_json_with_ids_that_show_takes(reader: Reader) -> None:
    (story,) = json.loads(reader.run("stories", "--json").stdout)

    assert set(story) == {
        *("id", "title", "lead", "sources", "articles", "opened", "updated", "is_unread"),
        *("is_updated", "followed", "score", "reasons"),
    }
    assert reader.run("stories").stdout.decode().split()[0] == story["id"]
    shown = json.loads(reader.run("show", story["id"], "--json").stdout)
    assert shown["id"] == story["id"]
    assert len(shown["articles"]) == story["articles"]


def test_what_is_rebuilt_is_the_same_again(reader: Reader) -> None:
    reader.run("rebuild")
    before = reader.run("stories").stdout

    again = reader.run("rebuild", "--stories")

    assert again.returncode == 0, again.stderr.decode()
    assert "0 briefs and" in again.stderr.decode()
    assert reader.run("stories").stdout == before
