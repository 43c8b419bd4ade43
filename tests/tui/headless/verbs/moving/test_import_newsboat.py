"""`nutgraf import --from newsboat`: its files are found, read, and never written to."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.library import Library
from cache.store import Store
from fetch.model import EntryKey, FeedTarget
from tests.support.samples.builders import NOW, make_entry, make_refreshed
from tests.support.shell import Shell

URLS = """https://example.org/feed news "~The Example"
https://example.org/noise noise !
"exec:printf hello" local
"filter:short.sh:https://example.org/long"
"query:Mine:unread = \\"yes\\" and title =~ \\"storm\\""
"query:Odd:enclosure_url =~ \\"mp3\\""
"""
CONFIG = """# settings
reload-time 30
bind-key J next
bind-key ^N next-unread
bind-key x delete-article
bind-key j down
bind-key k up
bind-key ^D pagedown
macro o open-in-browser
"""
SCHEMA = """CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
 guid VARCHAR(64) NOT NULL, title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL,
 url VARCHAR(1024) NOT NULL, feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL,
 content VARCHAR(65535) NOT NULL, unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024),
 enclosure_type VARCHAR(1024), enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),
 deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT "",
 content_mime_type VARCHAR(255) NOT NULL DEFAULT "");"""
FEED = "https://example.org/feed"


def add_item(database: sqlite3.Connection, number: int, **changes: object) -> None:
    row: dict[str, object] = {
        "guid": f"guid-{number}",
        "title": f"Storm {number}",
        "author": "A. Writer",
        "url": f"https://example.org/{number}",
        "feedurl": FEED,
        "pubDate": 1_601_900_000 + number,
        "content": f"<p>What storm {number} did.</p>",
        "unread": 0,
        "flags": "",
        "deleted": 0,
    } | changes
    names = ", ".join(row)
    places = ", ".join("?" * len(row))
    database.execute(
        f"INSERT INTO rss_item ({names}) VALUES ({places})",  # noqa: S608 - names of this test
        tuple(row.values()),
    )


@pytest.fixture
def newsboat(tmp_path: Path) -> Path:
    """Return newsboat's folder in the home that the shell has."""
    folder = tmp_path / "home" / ".newsboat"
    folder.mkdir(parents=True)
    (folder / "urls").write_text(URLS)
    (folder / "config").write_text(CONFIG)
    with closing(sqlite3.connect(folder / "cache.db")) as database:
        database.executescript(SCHEMA)
        add_item(database, 1, unread=1)
        add_item(database, 2)
        add_item(database, 3, flags="as")
        add_item(database, 4, unread=1, deleted=1)
        add_item(database, 5, feedurl="https://elsewhere.example/feed")
        database.commit()
    return folder


@pytest.fixture(autouse=True)
def no_other_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)


def test_everything_is_found_and_said(shell: Shell, newsboat: Path) -> None:
    before = {path.name: path.read_bytes() for path in newsboat.iterdir()}

    answer = shell("import", "--from", "newsboat")

    assert answer.status == 0
    assert "3 new feeds (1 hidden there and quiet here, 1 program), 0 known feeds." in answer.err
    assert "1 search followed." in answer.err
    assert "2 unread or flagged articles taken, 1 known as read" in answer.err
    assert "1 article of feeds that are not in the list left out." in answer.err
    assert "Skipped: line 4: filter:short.sh:https://example.org/long" in answer.err
    assert "Skipped: line 6: the search Odd: no query says enclosure_url" in answer.err
    assert (
        "config, line 5: bind-key x delete-article: nutgraf has nothing like delete-article"
        in answer.err
    )
    assert "1 other setting of newsboat's configuration not taken" in answer.err
    assert 'keymap = "newsboat"' in answer.out
    assert 'next_unread = "n,ctrl+n"' in answer.out
    assert "bind-key j down" not in answer.err
    assert 'list_page_down = "pagedown,ctrl+f,ctrl+d"' in answer.out
    assert {path.name: path.read_bytes() for path in newsboat.iterdir()} == before


def test_marks_are_those_of_newsboat(shell: Shell, newsboat: Path) -> None:
    shell("import", "--from", "newsboat")

    assert "Storm 1" in shell("search", "is:unread").out
    assert "Storm 3" in shell("search", "is:starred tag:flag-a").out
    assert "Storm 2" not in shell("search", "storm").out
    feeds = shell("feeds").out
    assert "The Example" in feeds
    assert "printf hello" in feeds


def test_marks_of_a_program_that_prints_a_feed_are_taken(shell: Shell, newsboat: Path) -> None:
    with closing(sqlite3.connect(newsboat / "cache.db")) as database:
        add_item(database, 6, feedurl="exec:printf hello", unread=1)
        add_item(database, 7, feedurl="exec:printf hello", flags="b")
        database.commit()

    shell("import", "--from", "newsboat")

    assert "Storm 6" in shell("search", "is:unread").out
    assert "Storm 7" in shell("search", "is:starred tag:flag-b").out


def test_a_hidden_program_is_quiet(shell: Shell, newsboat: Path, tmp_path: Path) -> None:
    (newsboat / "urls").write_text('"exec:printf hello" local !')

    answer = shell("import", "--from", "newsboat")

    assert "1 new feed (1 hidden there and quiet here, 1 program)" in answer.err
    with Library(tmp_path / "cache.db") as library:
        (feed,) = library.feeds.rows()
        assert library.feeds.options()[feed.feed_id].is_quiet


def test_articles_with_one_address_and_names_below_it_stay_apart(
    shell: Shell, newsboat: Path
) -> None:
    with closing(sqlite3.connect(newsboat / "cache.db")) as database:
        for number in (21, 22):
            add_item(
                database,
                number,
                url="https://example.org/",
                guid=f"https://example.org/shows/{number}.mp3",
                title="A show",
                unread=1,
            )
        database.commit()

    answer = shell("import", "--from", "newsboat")

    assert "4 unread or flagged articles taken" in answer.err


def test_what_was_read_there_comes_in_as_read(shell: Shell, newsboat: Path, tmp_path: Path) -> None:
    shell("import", "--from", "newsboat")
    connection = open_writer(tmp_path / "cache.db")
    store = Store(connection)
    target = FeedTarget(feed_id=store.feeds.subscribe(FEED, now=NOW), url=FEED)
    entries = [
        make_entry(number, key=EntryKey(f"guid-{number}"), title=f"Storm {number}")
        for number in (1, 2, 3, 9)
    ]
    store.entries.save_outcome(make_refreshed(target, entries), now=NOW)
    connection.close()

    unread = shell("search", "is:unread").out
    assert [number for number in (1, 2, 3, 9) if f"Storm {number}" in unread] == [1, 9]
    read = shell("search", "is:read").out
    assert "Storm 2" in read
    assert "Storm 3" in read
    with Library(tmp_path / "cache.db") as library:
        assert library.problems() == ()


def test_a_second_time_changes_nothing(shell: Shell, newsboat: Path) -> None:
    shell("import", "--from", "newsboat")

    answer = shell("import", "--from", "newsboat", str(newsboat))

    assert "0 new feeds (0 hidden there and quiet here, 0 programs), 3 known feeds." in answer.err
    assert "0 unread or flagged articles taken, 0 known as read" in answer.err
    assert "marks of 0 articles here changed" in answer.err


def test_a_database_that_is_locked_is_said(shell: Shell, newsboat: Path) -> None:
    with closing(sqlite3.connect(newsboat / "cache.db", isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        answer = shell("import", "--from", "newsboat")

    assert answer.status == 1
    assert "close newsboat and try again. Its marks were not taken" in answer.err


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"this is no database, but long enough to be looked at " * 30, "it is no database"),
        (b"", "it is not newsboat's database (no rss_item)"),
    ],
)
def test_what_is_no_database_is_said(shell: Shell, newsboat: Path, data: bytes, words: str) -> None:
    (newsboat / "cache.db").write_bytes(data)

    answer = shell("import", "--from", "newsboat")

    assert answer.status == 1
    assert words in answer.err
    assert "3 new feeds" in answer.err


def test_a_schema_that_only_looks_like_it_is_refused(shell: Shell, newsboat: Path) -> None:
    (newsboat / "cache.db").unlink()
    with closing(sqlite3.connect(newsboat / "cache.db")) as database:
        database.execute(
            "CREATE VIEW rss_item AS SELECT 1 guid, 1 title, 1 author, 1 url, 1 feedurl, "
            "1 pubDate, 1 content, 1 unread, 1 flags, 0 deleted"
        )

    assert "it is not newsboat's database" in shell("import", "--from", "newsboat").err


def test_hostile_texts_are_cleaned(shell: Shell, newsboat: Path) -> None:
    with closing(sqlite3.connect(newsboat / "cache.db")) as database:
        add_item(
            database,
            7,
            unread=1,
            title="Storm \x1b[31mred",
            url="javascript:alert(1)",
            pubDate=1 << 60,
            content=b"<p>\xff\xfe</p>",
        )
        database.commit()

    answer = shell("import", "--from", "newsboat")

    assert answer.status == 0
    found = shell("search", "red").out
    assert "\x1b" not in found
    assert "javascript" not in found


def test_the_folders_of_the_desktop_are_looked_in_first(
    shell: Shell, newsboat: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "home" / ".config" / "newsboat"
    folder.mkdir(parents=True)
    (folder / "urls").write_text("https://other.example/feed\n")

    answer = shell("import", "--from", "newsboat")

    assert "1 new feed (" in answer.err
    assert "No marks: there is no database at" in answer.err


def test_no_newsboat_is_said(shell: Shell) -> None:
    answer = shell("import", "--from", "newsboat")

    assert answer.status == 2
    assert "newsboat's list of feeds was looked for at" in answer.err
