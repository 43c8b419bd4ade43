"""`nutgraf export --all`, and taking it back whole on another machine."""

import json
import zipfile
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from cache.db.connection import open_writer
from cache.feeds.feed_options import FeedOptions
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.upkeep.retention import Limits
from cache.values.export_records import EntryRecord, ExportEnd, ExportHead, FeedRecord, KnownRecord
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import EntryId, Scope, View
from cache.values.rule_rows import RuleActions
from fetch.feeds.made.saved_pages import SavedPage
from fetch.model import FeedTarget, Outline, PageList, Program
from fetch.rules import PageRules
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_entries,
    make_entry,
    make_refreshed,
)
from tests.support.shell import Shell

LONG_AGO = NOW - timedelta(days=300)


def put_everything(path: Path) -> None:
    """Fill a cache with one of each thing that a reader can say or do."""
    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        fill(Archive(store, library))
        first, second, third, *_ = (
            row.entry_id for row in library.lists.page(View(scope=Scope.ALL), 0, 10)
        )
        feeds = library.feeds.rows()
    store.marks.set_starred([first], True, now=NOW)
    store.marks.set_read([first, second], True, now=NOW)
    store.kept.set_later([third], True)
    store.kept.set_tags({first: ("law", "to do")})
    store.kept.set_note(first, "Ask Ann.", now=NOW)
    options = FeedOptions(interval_minutes=30, pages=PageRules(strip=".ad"), latest_count=50)
    store.feeds.set_options(feeds[0].feed_id, options)
    outline = Outline(url="exec:/usr/bin/myfeed", title="Mine")
    store.feeds.add_made(outline, Program(arguments=("/usr/bin/myfeed",)), now=NOW)
    page = Outline(url="https://list.example/", title="List", folder="Made")
    store.feeds.add_made(page, PageList(items="li.item"), now=NOW)
    put = store.saved.put(
        [
            SavedPage(url="https://saved.example/1", title="Saved one", is_later=True, tags=("x",)),
            SavedPage(url="https://saved.example/2", is_read=True, is_fetched=False),
        ],
        now=NOW,
    )
    store.articles.save(put.entry_ids[0], make_article(), None, now=NOW)
    store.interests.follow_actor("Jane Poe", now=NOW)
    store.interests.follow_search(parse("storm is:unread"), title="Storms", now=NOW)
    store.interests.mute(MuteRule(kind=MuteKind.PHRASE, pattern="horoscope"), now=NOW)
    store.interests.mute(
        MuteRule(kind=MuteKind.AUTHOR, pattern="Bot", feed_id=feeds[0].feed_id), now=NOW
    )
    store.rules.add("title:budget", RuleActions(stars=True, tags=("money",)), now=NOW)
    store.rules.add("title:quake", RuleActions(command=("notify-me",)), now=NOW)
    given_up = FeedTarget(
        feed_id=store.feeds.subscribe("https://gone.example/feed", now=NOW),
        url="https://gone.example/feed",
    )
    outcome = make_refreshed(given_up, make_entries(2, start=50))
    kept, _ = store.entries.save_outcome(outcome, now=NOW).new_entries
    store.marks.set_starred([kept], True, now=NOW)
    store.feeds.unsubscribe(given_up.feed_id)  # type: ignore[arg-type]  # a number, as all have it
    connection.close()


def contents(path: Path) -> list[dict[str, object]]:
    """Return all that a cache holds, without numbers that differ between machines."""
    with Library(path) as library:
        assert library.problems() == ()
        records = list(library.export.records())
    addresses = {it.number: it.url for it in records if isinstance(it, FeedRecord)}
    told = []
    for record in records:
        plain = json.loads(json.dumps(_plain(record), default=str, sort_keys=True))
        for name in ("number", "feed"):
            if plain.get(name) is not None:
                plain[name] = addresses[plain[name]]
        told.append(plain)
    return sorted(told, key=lambda it: json.dumps(it, sort_keys=True))


def _plain(record: object) -> object:
    return msgspec.to_builtins(record)


def test_everything_comes_back_whole_on_another_machine(
    shell: Shell, cache: Path, tmp_path: Path
) -> None:
    path = tmp_path / "one.db"
    put_everything(path)
    archive = tmp_path / "nutgraf.zip"

    gave = shell("--cache", str(path), "export", "--all", str(archive))
    other = tmp_path / "two.db"
    took = shell("--cache", str(other), "import", "--programs", str(archive))

    assert (gave.status, took.status) == (0, 0)
    assert "Passwords, the configuration and what can be fetched again are not in it." in gave.err
    assert contents(other) == contents(path)
    assert [it for it in tmp_path.iterdir() if it.suffix == ".part"] == []


def test_a_second_time_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    path, archive = tmp_path / "one.db", tmp_path / "nutgraf.zip"
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))
    before = contents(path)

    answer = shell("--cache", str(path), "import", "--programs", str(archive))

    assert "0 new feeds, 0 new articles" in answer.err
    assert "0 new rules. Marks of 0 articles that were here changed; 0 known" in answer.err
    assert contents(path) == before


def test_what_was_done_here_is_not_undone(shell: Shell, tmp_path: Path) -> None:
    path, archive = tmp_path / "one.db", tmp_path / "nutgraf.zip"
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))
    connection = open_writer(path)
    with Library(path) as library:
        entry_id = library.lists.page(View(scope=Scope.LATER), 0, 1)[0].entry_id
    Store(connection).kept.set_note(entry_id, "Mine.", now=NOW)
    Store(connection).marks.set_read([entry_id], True, now=NOW)
    connection.close()

    shell("--cache", str(path), "import", str(archive))

    with Library(path) as library:
        detail = library.detail(entry_id)
    assert detail is not None
    assert (detail.kept_note, detail.row.is_read) == ("Mine.", True)


def test_no_program_of_an_archive_is_run_unasked(shell: Shell, tmp_path: Path) -> None:
    path, archive, other = (tmp_path / it for it in ("one.db", "nutgraf.zip", "two.db"))
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))

    answer = shell("--cache", str(other), "import", str(archive))

    assert "Skipped: exec:/usr/bin/myfeed: runs a program; --programs takes it" in answer.err
    assert "Skipped: rule title:quake: its command; --programs takes it" in answer.err
    with Library(other) as library:
        assert all(
            target.source is None or isinstance(target.source, PageList)
            for target in library.feeds.targets()
        )
        assert [rule.query for rule in library.rules.all()] == ["title:budget"]


def test_what_was_dropped_stays_away(shell: Shell, tmp_path: Path) -> None:
    path, archive, other = (tmp_path / it for it in ("one.db", "nutgraf.zip", "two.db"))
    connection = open_writer(path)
    store = Store(connection)
    target = FeedTarget(
        feed_id=store.feeds.subscribe("https://a.example/f", now=LONG_AGO),
        url="https://a.example/f",
    )
    outcome = make_refreshed(target, make_entries(3))
    new = store.entries.save_outcome(outcome, now=LONG_AGO).new_entries
    store.marks.set_read(new, True, now=LONG_AGO)
    store.upkeep.retain(Limits(days=30), NOW)
    connection.close()
    shell("--cache", str(path), "export", "--all", str(archive))

    shell("--cache", str(other), "import", str(archive))

    connection = open_writer(other)
    store = Store(connection)
    target = FeedTarget(feed_id=store.feeds.subscribe(target.url, now=NOW), url=target.url)
    back = store.entries.save_outcome(make_refreshed(target, make_entries(3)), now=NOW)
    connection.close()
    assert back.new_entries == ()


def test_the_archive_holds_opml_for_other_readers(shell: Shell, tmp_path: Path) -> None:
    path, archive = tmp_path / "one.db", tmp_path / "nutgraf.zip"
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))

    with zipfile.ZipFile(archive) as file:
        opml = file.read("feeds.opml").decode()

    assert "https://list.example/" in opml
    assert "exec:" not in opml
    assert "saved:" not in opml


def rewritten(archive: Path, change: str) -> None:
    with zipfile.ZipFile(archive) as file:
        lines = file.read("nutgraf.jsonl").splitlines(keepends=True)
    match change:
        case "cut":
            lines = lines[:-2]
        case "later":
            lines[0] = b'{"record":"nutgraf-export","version":9,"made_at":"2026-01-01T00:00:00Z"}\n'
        case "garbage":
            lines[2] = b"\xff\x00{\n"
        case "naive":
            lines[0] = b'{"record":"nutgraf-export","version":1,"made_at":"2026-01-01T00:00:00"}\n'
        case "missing":
            del lines[3]
        case _:
            lines = lines[1:]
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("nutgraf.jsonl", b"".join(lines))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("cut", "it was cut off after"),
        ("later", "a later version of nutgraf made it (format 9, this one reads 1)"),
        ("garbage", "nutgraf.jsonl, line 3:"),
        ("naive", "nutgraf.jsonl, line 1:"),
        ("missing", "records of"),
        ("headless", "it does not begin as an export of nutgraf does"),
    ],
)
def test_nothing_is_taken_of_a_damaged_archive(
    shell: Shell, tmp_path: Path, change: str, words: str
) -> None:
    path, archive, other = (tmp_path / it for it in ("one.db", "nutgraf.zip", "two.db"))
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))
    rewritten(archive, change)

    answer = shell("--cache", str(other), "import", str(archive))

    assert answer.status == 2
    assert words in answer.err
    assert "Nothing was taken." in answer.err
    assert not other.exists()


def test_an_archive_of_which_only_the_beginning_came_is_said_to_be_damaged(
    shell: Shell, tmp_path: Path
) -> None:
    path, archive, other = (tmp_path / it for it in ("one.db", "nutgraf.zip", "two.db"))
    put_everything(path)
    shell("--cache", str(path), "export", "--all", str(archive))
    archive.write_bytes(archive.read_bytes()[:900])

    answer = shell("--cache", str(other), "import", str(archive))

    assert answer.status == 2
    assert "the archive is damaged" in answer.err
    assert not other.exists()


def test_a_forged_archive_is_cleaned(shell: Shell, tmp_path: Path) -> None:
    evil = make_entry(1, title="Red \x1b[31m", url="javascript:alert(1)", summary="a\x9bb")
    records = [
        ExportHead(version=1, made_at=NOW),
        FeedRecord(number=1, url="https://a.example/f", title="\x1b]0;x\x07", interval_minutes=-5),
        FeedRecord(number=2, url="file:///etc/passwd"),
        EntryRecord(
            feed=1,
            entry=evil,
            first_seen_at=NOW,
            is_later=True,
            article=make_article("A text with \x1b[31m in it."),
        ),
        EntryRecord(feed=2, entry=evil, first_seen_at=NOW),
        KnownRecord(feed=7, key_hash=1, sort_at=1, first_seen_at=1),
        ExportEnd(record_count=5),
    ]
    archive, other = tmp_path / "nutgraf.zip", tmp_path / "two.db"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("nutgraf.jsonl", b"".join(msgspec.json.encode(it) + b"\n" for it in records))

    answer = shell("--cache", str(other), "import", str(archive))

    assert answer.status == 0
    assert "Skipped: file:///etc/passwd: no address that a feed can have" in answer.err
    with Library(other) as library:
        (feed,) = library.feeds.managed()
        detail = library.detail(EntryId(1))
    assert (feed.given_title, feed.options.interval_minutes) == ("]0;x", None)
    assert detail is not None
    assert (detail.row.title, detail.row.url, detail.article) == ("Red [31m", "", None)


def test_an_export_to_a_full_place_is_said(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    put_everything(path)

    answer = shell("--cache", str(path), "export", "--all", str(tmp_path / "none" / "a.zip"))

    assert answer.status == 2
    assert "can't be written: No such file or directory" in answer.err


def test_an_export_replaces_an_archive_and_no_other_file(shell: Shell, tmp_path: Path) -> None:
    path, archive, other = tmp_path / "one.db", tmp_path / "a.zip", tmp_path / "thesis.txt"
    put_everything(path)
    other.write_text("Ten years of work.")

    statuses = [
        shell("--cache", str(path), "export", "--all", str(target)).status
        for target in (archive, archive, other)
    ]

    assert statuses == [0, 0, 2]
    assert other.read_text() == "Ten years of work."
