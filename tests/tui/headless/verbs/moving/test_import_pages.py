"""`nutgraf import --from` a read-later service."""

from pathlib import Path

from cache.library import Library
from tests.support.shell import Shell

POCKET = """title,url,time_added,tags,status
"Hello, world",https://example.org/1,1601900000,law|to do,unread
Second,https://example.org/2,1601900100,,archive
Bad,javascript:alert(1),1601900100,,archive
"""


def test_pages_are_saved_to_read_later_or_as_read(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET)

    answer = shell("import", "--from", "pocket", str(file))

    assert answer.status == 0
    assert "2 pages saved: 1 to read later, 1 as read." in answer.err
    assert "Skipped: pocket.csv, line 4: javascript:alert(1): not an http" in answer.err
    assert "Hello, world" in shell("search", "is:later").out
    assert "Hello, world" in shell("search", 'tag:"to do"').out
    assert "Second" in shell("search", "is:read").out
    assert "`nutgraf fetch` gets the articles to read later." in answer.err
    with Library(tmp_path / "cache.db") as library:
        pending = library.queue.entries_without_article(10)
    assert [it.entry.title for it in pending] == ["Hello, world"]


def test_archived_pages_are_fetched_when_asked_for(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET)

    shell("import", "--from", "pocket", "--archived", str(file))

    with Library(tmp_path / "cache.db") as library:
        assert library.queue.count_without_article() == 2


def test_a_second_time_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET)
    shell("import", "--from", "pocket", str(file))

    answer = shell("import", "--from", "pocket", str(file))

    assert "0 pages saved: 0 to read later, 0 as read. 2 pages were saved already" in answer.err


def test_what_is_no_export_is_said_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "wallabag.json"
    file.write_text("{}")

    answer = shell("import", "--from", "wallabag", str(file))

    assert answer.status == 2
    assert "wallabag.json: expected a list of pages" in answer.err
    assert shell("import", "--from", "pocket", str(tmp_path / "none.csv")).status == 2
    assert "a file is needed" in shell("import", "--from", "pocket").err


def test_the_feed_of_saved_pages_is_in_no_opml(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "pocket.csv"
    file.write_text(POCKET)
    shell("import", "--from", "pocket", str(file))

    answer = shell("export")

    assert answer.status == 0
    assert "saved:" not in answer.out


def test_opml_of_other_readers_is_read_as_ever(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<opml version="2.0"><body><outline text="News"><outline type="rss" text="A"'
        ' xmlUrl="https://example.org/feed"/></outline></body></opml>'
    )

    answer = shell("import", "--from", "netnewswire", str(file))

    assert answer.status == 0
    assert "1 new feed, 0 known feeds." in answer.err
