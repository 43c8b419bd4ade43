"""Rules hide what is stored and what comes, are counted, explained, and taken back."""

from datetime import timedelta
from pathlib import Path

import pytest

from cache.db.connection import open_writer
from cache.errors import NothingToMatch
from cache.library import Library
from cache.reader.mutes import add_mute, apply_some
from cache.store import Store
from cache.values.interest_rows import MuteId, MuteKind, MuteRule
from cache.values.list_rows import Scope, View
from summarise.model import KeyPoint, Span
from tests.support.caches.briefed_archive import Archive, feed_of, fill, make_actor
from tests.support.samples.builders import NOW, make_article, make_entry, make_refreshed

MUTED = View(scope=Scope.MUTED)
ALL = View(scope=Scope.ALL)


def rule(kind: str, pattern: str, **changes: object) -> MuteRule:
    fields: dict[str, object] = {"kind": MuteKind(kind), "pattern": pattern}
    return MuteRule(**(fields | changes))  # type: ignore[arg-type] # by name


@pytest.mark.parametrize(
    ("kind", "pattern", "hidden"),
    [
        ("phrase", "cricket", "Cricket: rain stops play"),
        ("phrase", "RAIN", "Rain in the north|Cricket: rain stops play"),
        ("phrase", "rain stops", "Cricket: rain stops play"),
        ("phrase", "rai", ""),
        ("phrase", "north Ana", ""),
        ("actor", "ana nunez", "Bridge opens|Budget passed|Rain in the north"),
        ("actor", "Ben Okoro", "Bridge opens|A walk"),
        ("actor", "Okoro", "Bridge opens|A walk"),
        ("actor", "Nobody", ""),
        ("author", "zoe q", "A walk"),
        ("language", "fr", "A walk"),
    ],
)
def test_a_rule_hides_what_is_stored(
    kind: str, pattern: str, hidden: str, archive: Archive
) -> None:
    ids = fill(archive)

    archive.store.interests.mute(rule(kind, pattern), now=NOW)

    expected = hidden.split("|") if hidden else []
    assert archive.titles(MUTED) == expected
    assert len(archive.titles(ALL)) == len(ids) - len(expected)
    assert archive.library.counts().muted == len(expected)
    assert archive.library.counts().unread == len(ids) - len(expected)
    assert archive.library.interests.mutes()[0].entry_count == len(expected)
    assert archive.library.problems() == ()


def test_a_whole_feed_or_a_topic_of_one_feed(archive: Archive) -> None:
    fill(archive)
    gazette, paper = feed_of(archive, "Gazette"), feed_of(archive, "Morning Paper")

    topic = archive.store.interests.mute(rule("phrase", "rain", feed_id=paper), now=NOW)
    assert archive.titles(MUTED) == ["Rain in the north"]
    archive.store.interests.mute(rule("feed", "Gazette", feed_id=gazette), now=NOW)

    assert archive.titles(MUTED) == [
        "Budget passed",
        "Rain in the north",
        "Cricket: rain stops play",
    ]
    assert {feed.title: feed.entry_count for feed in archive.library.feeds.rows()} == {
        "A Blog": 1,
        "Gazette": 0,
        "Morning Paper": 1,
    }
    mutes = {mute.mute_id: mute for mute in archive.library.interests.mutes()}
    assert mutes[topic].feed_title == "Morning Paper"
    with pytest.raises(ValueError, match="needs the feed"):
        rule("feed", "Gazette")


def test_what_is_muted_is_in_no_search_but_its_own(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.interests.mute(rule("actor", "Ben Okoro"), now=NOW)

    assert archive.found("okoro OR bridge OR walk") == []
    assert archive.found("said:nunez") == ["Budget passed"]
    assert archive.found("actor:okoro is:muted") == ["Bridge opens", "A walk"]
    assert archive.found("is:muted") == ["Bridge opens", "A walk"]
    assert archive.found("walk", scope=Scope.MUTED) == ["A walk"]
    page = archive.library.interests.actor("Ana Nunez")
    assert page is not None
    assert page.entry_count == 1
    hidden_by = archive.library.interests.mute_of(ids["walk"])
    assert hidden_by is not None
    assert hidden_by.rule == rule("actor", "Ben Okoro")
    assert archive.library.interests.mute_of(ids["budget"]) is None


def test_what_comes_in_is_decided_at_once(archive: Archive) -> None:
    fill(archive)
    archive.store.interests.mute(rule("phrase", "transfer window"), now=NOW)
    archive.store.interests.mute(rule("actor", "Cleo Vance"), now=NOW)
    paper = archive.feed("Morning Paper")

    archive.entry(paper, 5, "The transfer-window opens")
    plain = archive.entry(paper, 6, "Theatre news")
    assert archive.titles(MUTED) == ["The transfer-window opens"]

    text = "Cleo Vance sang."
    archive.brief(plain, text, actors=(make_actor(text, "Cleo Vance"),))
    assert archive.titles(MUTED) == ["The transfer-window opens", "Theatre news"]


def test_the_line_that_lists_show_counts_as_well(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.interests.mute(rule("phrase", "fell in"), now=NOW)
    last = "Then Ben Okoro fell in."
    text = "Nothing happened for a while. " * 9 + last
    point = KeyPoint(text=last, span=Span(start=len(text) - len(last), end=len(text)))

    archive.store.articles.save(ids["walk"], make_article(text), None, now=NOW)
    assert archive.titles(MUTED) == []
    archive.brief(ids["walk"], text, key_points=(point,))

    assert archive.titles(MUTED) == ["A walk"]


def test_an_entry_that_changes_is_decided_again(archive: Archive) -> None:
    fill(archive)
    archive.store.interests.mute(rule("phrase", "draft"), now=NOW)
    paper = archive.feed("Morning Paper")
    first = make_entry(7, title="Draft of a story")
    archive.store.entries.save_outcome(make_refreshed(paper, [first]), now=NOW)
    assert archive.titles(MUTED) == ["Draft of a story"]

    again = make_entry(7, title="A story")
    stored = archive.store.entries.save_outcome(make_refreshed(paper, [again]), now=NOW)

    assert len(stored.changed_entries) == 1
    assert archive.titles(MUTED) == []
    assert "A story" in archive.titles(ALL)


def test_a_feed_that_comes_again_does_not_list_what_is_muted(archive: Archive) -> None:
    paper = archive.feed("Paper")
    entry = make_entry(1, title="Cricket")
    archive.store.entries.save_outcome(make_refreshed(paper, [entry]), now=NOW)
    archive.store.interests.mute(rule("phrase", "cricket"), now=NOW)

    stored = archive.store.entries.save_outcome(make_refreshed(paper, [entry]), now=NOW)

    assert stored.new_entries == ()
    assert archive.titles(ALL) == []
    assert archive.titles(MUTED) == ["Cricket"]


def test_unmuting_lists_again_unless_another_rule_hides_it(archive: Archive) -> None:
    ids = fill(archive)
    first = archive.store.interests.mute(rule("phrase", "rain"), now=NOW)
    second = archive.store.interests.mute(rule("phrase", "cricket"), now=NOW)

    assert archive.store.interests.unmute(first)
    assert not archive.store.interests.unmute(first)

    assert archive.titles(MUTED) == ["Cricket: rain stops play"]
    hidden_by = archive.library.interests.mute_of(ids["cricket"])
    assert hidden_by is not None
    assert hidden_by.mute_id == second
    assert archive.store.interests.unmute(second)
    assert len(archive.titles(ALL)) == len(ids)
    assert archive.library.interests.mutes() == ()
    assert archive.library.counts().unread == len(ids)


def test_the_same_rule_again_only_takes_the_new_end(archive: Archive) -> None:
    fill(archive)
    soon = NOW + timedelta(days=7)

    first = archive.store.interests.mute(rule("phrase", "Rain"), now=NOW)
    again = archive.store.interests.mute(rule("phrase", " rain ", expires_at=soon), now=NOW)

    assert first == again
    assert [mute.rule.expires_at for mute in archive.library.interests.mutes()] == [soon]


def test_a_rule_ends_by_itself(archive: Archive) -> None:
    ids = fill(archive)
    week = NOW + timedelta(days=7)
    archive.store.interests.mute(rule("phrase", "rain", expires_at=week), now=NOW)

    assert archive.store.interests.expire_mutes(week - timedelta(seconds=1)) == 0
    assert len(archive.titles(MUTED)) == 2
    assert archive.store.interests.expire_mutes(week) == 1
    assert len(archive.titles(ALL)) == len(ids)
    assert archive.library.interests.mutes() == ()


def test_a_feed_that_is_given_up_takes_what_is_muted_along(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.interests.mute(rule("phrase", "rain"), now=NOW)
    archive.store.marks.set_starred([ids["cricket"]], True, now=NOW)

    for title in ("Morning Paper", "Gazette"):
        archive.store.feeds.unsubscribe(feed_of(archive, title))

    assert archive.titles(MUTED) == ["Cricket: rain stops play"]
    archive.store.marks.set_starred([ids["cricket"]], False, now=NOW)
    archive.store.tidy()
    assert archive.titles(MUTED) == []
    assert archive.titles(ALL) == ["A walk"]
    assert archive.library.problems() == ()


@pytest.mark.parametrize("kind", ["phrase", "actor", "author"])
def test_a_pattern_without_letters_is_refused(kind: str, archive: Archive) -> None:
    with pytest.raises(NothingToMatch):
        archive.store.interests.mute(rule(kind, "“–”"), now=NOW)


def test_a_rule_whose_application_was_cut_off_is_finished_later(path: Path) -> None:
    connection = open_writer(path)
    store = Store(connection)
    with Library(path) as library:
        archive = Archive(store, library)
        ids = fill(archive)
        # As far as a process comes that ends after the first piece.
        with connection.transaction(is_durable=True):
            mute_id = add_mute(connection, rule("phrase", "rain"), 0)
        with connection.transaction(is_durable=False):
            assert apply_some(connection, mute_id, 0, ids["rain"]) == ids["rain"]
        assert archive.titles(MUTED) == ["Rain in the north"]

        store.tidy()

        assert archive.titles(MUTED) == ["Rain in the north", "Cricket: rain stops play"]
        assert MuteId(mute_id) == library.interests.mutes()[0].mute_id
    connection.close()
