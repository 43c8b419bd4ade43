"""Rules act once on what comes in after them, and on nothing else."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from cache.db.connection import Connection
from cache.errors import QueryError
from cache.values.interest_rows import MuteKind, MuteRule
from cache.values.list_rows import FeedId, Scope, View
from cache.values.rule_rows import RuleActions, RuleId
from tests.support.caches.briefed_archive import Archive, fill, make_actor, make_quote
from tests.support.samples.builders import (
    NOW,
    make_article,
    make_brief,
    make_entry,
    make_failure,
    make_refreshed,
)

STAR = RuleActions(stars=True)
LONG_AGO = NOW - timedelta(days=900)


def starred(archive: Archive) -> list[str]:
    return archive.titles(View(scope=Scope.STARRED))


def add(archive: Archive, query: str, actions: RuleActions = STAR) -> RuleId:
    return archive.store.rules.add(query, actions, now=NOW)


def test_it_acts_on_what_comes_in_and_not_on_what_is_stored(archive: Archive) -> None:
    fill(archive)
    blog = archive.feed("Later")
    archive.store.rules.add("rain", STAR, now=NOW + timedelta(seconds=1))
    assert starred(archive) == []

    outcome = make_refreshed(blog, [make_entry(title="Rain again"), make_entry(2, title="Sun")])
    archive.store.entries.save_outcome(outcome, now=NOW + timedelta(minutes=1))

    assert starred(archive) == ["Rain again"]
    (rule,) = archive.library.rules.all()
    assert (rule.hit_count, rule.last_hit_at) == (1, NOW + timedelta(minutes=1))
    assert archive.library.problems() == ()


def test_all_it_can_do(archive: Archive) -> None:
    feed = archive.feed("Blog")
    command = ("cat", "-n")
    add(
        archive,
        "bridge",
        RuleActions(
            stars=True,
            keeps_later=True,
            marks_read=True,
            tags=("Sea", " "),
            notifies=True,
            command=command,
        ),
    )

    entry_id = archive.entry(feed, 1, "Bridge opens")
    archive.entry(feed, 2, "Another matter")

    row = archive.library.lists.page(View(scope=Scope.STARRED), 0, 9)[0]
    assert (row.is_read, row.is_starred, row.is_later, row.tags) == (True, True, True, ("Sea",))
    assert archive.library.rules.notified(LONG_AGO) == (entry_id,)
    assert archive.library.rules.notified(NOW) == ()
    waiting = archive.store.rules.take_commands(10)
    assert [(it.entry_id, it.command) for it in waiting] == [(entry_id, command)]
    assert archive.store.rules.take_commands(10) == ()
    assert archive.library.counts().unread == 1


def test_a_reader_who_takes_a_mark_back_keeps_it_so(archive: Archive) -> None:
    feed = archive.feed("Blog")
    add(archive, "bridge")
    entry_id = archive.entry(feed, 1, "Bridge opens")
    archive.store.marks.set_starred([entry_id], False, now=NOW)

    text = "The bridge is open."
    archive.store.articles.save(entry_id, make_article(text), None, now=NOW)
    archive.store.articles.save_brief(entry_id, make_brief(text), now=NOW)
    changed = make_entry(1, title="Bridge opens", summary="The bridge was opened.")
    archive.store.entries.save_outcome(make_refreshed(feed, [changed]), now=NOW)

    assert starred(archive) == []
    assert archive.library.rules.all()[0].hit_count == 1


def test_what_only_the_text_or_the_brief_tells_is_decided_then(archive: Archive) -> None:
    feed = archive.feed("Blog")
    for query in ('said:"Ana Núñez"', "actor:nunez lang:en", "opened"):
        add(archive, query, RuleActions(tags=(query,)))
    entry_id = archive.entry(feed, 1, "A day out")
    text = "Ana Núñez opened the bridge. “It will last,” Núñez said."

    archive.store.articles.save(entry_id, make_article(text), None, now=NOW)
    assert [rule.hit_count for rule in archive.library.rules.all()] == [0, 0, 1]
    brief = make_brief(
        text,
        actors=(make_actor(text, "Ana Núñez", aliases=("Núñez",)),),
        quotes=(make_quote(text, "It will last,", "Ana Núñez"),),
    )
    archive.store.articles.save_brief(entry_id, brief, now=NOW)

    assert [rule.hit_count for rule in archive.library.rules.all()] == [1, 1, 1]


def test_a_brief_that_is_made_anew_is_no_news(archive: Archive) -> None:
    feed = archive.feed("Blog")
    entry_id = archive.entry(feed, 1, "A day out")
    text = "Ana Núñez opened the bridge."
    archive.store.articles.save(entry_id, make_article(text), None, now=NOW)
    archive.store.articles.save_brief(entry_id, make_brief(text, actors=()), now=NOW)
    add(archive, "actor:nunez")

    brief = make_brief(text, actors=(make_actor(text, "Ana Núñez"),), pipeline="p2")
    archive.store.articles.save_brief(entry_id, brief, now=NOW)

    assert starred(archive) == []


@pytest.mark.parametrize("query", ["bridge -toll", "bridge -actor:okoro", "bridge -lang:fr"])
def test_what_excludes_words_waits_for_the_text(query: str, archive: Archive) -> None:
    feed = archive.feed("Blog")
    add(archive, query)
    free, dear, lost = (archive.entry(feed, it, f"Bridge {it}") for it in (1, 2, 3))
    assert starred(archive) == []

    archive.brief(free, "It is free.")
    assert starred(archive) == []  # made before the rules were told of the time
    texts = {free: ("It is free for all.", "en"), dear: ("Ben Okoro pays the toll.", "fr")}
    for entry_id, (text, language) in texts.items():
        archive.store.articles.save(entry_id, make_article(text, language=language), None, now=NOW)
        actors = (make_actor(text, "Ben Okoro"),) if "Ben" in text else ()
        archive.store.articles.save_brief(entry_id, make_brief(text, actors=actors), now=NOW)
    archive.store.articles.save(lost, None, make_failure(), now=NOW)

    assert starred(archive) == ["Bridge 1", "Bridge 3"]


def test_what_excludes_a_feed_need_not_wait(archive: Archive) -> None:
    blog, other = archive.feed("Blog"), archive.feed("Paper")
    add(archive, "bridge -feed:blog")

    archive.entry(blog, 1, "Bridge opens")
    archive.entry(other, 2, "A bridge opens")

    assert starred(archive) == ["A bridge opens"]


def test_what_it_mutes_is_listed_again_when_it_ends(archive: Archive) -> None:
    feed = archive.feed("Blog")
    rule_id = archive.store.rules.add("cricket", RuleActions(mutes=True), now=NOW)
    entry_id = archive.entry(feed, 1, "Cricket: rain")
    archive.entry(feed, 2, "Rain")
    muted, every = View(scope=Scope.MUTED), View(scope=Scope.ALL)
    assert (archive.titles(muted), archive.titles(every)) == (["Cricket: rain"], ["Rain"])
    mute = archive.library.interests.mute_of(entry_id)
    assert mute is not None
    assert (mute.rule.kind, mute.entry_count) == (MuteKind.RULE, 1)
    (rule,) = archive.library.rules.all()

    assert archive.store.rules.end(rule_id)
    assert not archive.store.rules.end(rule_id)

    assert (archive.titles(muted), archive.library.rules.all()) == ([], ())
    archive.entry(feed, 3, "Cricket, too")
    archive.store.rules.restore(rule, now=NOW)
    assert archive.titles(muted) == ["Cricket: rain"]
    assert archive.library.rules.all() == (rule,)
    assert archive.library.problems() == ()


def test_to_unmute_it_leaves_the_rest_of_the_rule(archive: Archive) -> None:
    feed = archive.feed("Blog")
    add(archive, "cricket", RuleActions(mutes=True, stars=True))
    archive.entry(feed, 1, "Cricket")
    (mute,) = archive.library.interests.mutes()

    archive.store.interests.unmute(mute.mute_id)
    assert archive.titles(View(scope=Scope.ALL)) == ["Cricket"]
    assert archive.library.rules.all()[0].actions == STAR
    archive.store.interests.mute(mute.rule, now=NOW)

    assert archive.titles(View(scope=Scope.MUTED)) == ["Cricket"]


def test_it_leaves_alone_what_is_muted(archive: Archive) -> None:
    feed = archive.feed("Blog")
    archive.store.interests.mute(MuteRule(kind=MuteKind.PHRASE, pattern="cricket"), now=NOW)
    add(archive, "rain", RuleActions(stars=True, command=("cat",)))

    archive.entry(feed, 1, "Cricket: rain")

    assert archive.library.rules.all()[0].hit_count == 0


def test_history_is_marked_but_no_command_is_run_on_it(archive: Archive) -> None:
    feed = archive.feed("Blog")
    add(archive, "bridge", RuleActions(stars=True, notifies=True, command=("cat",)))
    add(archive, "last", RuleActions(command=("cat",)))

    past = [make_entry(title="Bridge opens")]
    (entry_id,) = archive.store.entries.save_history(
        FeedId(feed.feed_id), past, is_read=True, now=NOW
    )
    text = "It will last."
    archive.store.articles.save(entry_id, make_article(text), None, now=NOW)

    assert starred(archive) == ["Bridge opens"]
    assert [it.hit_count for it in archive.library.rules.all()] == [1, 1]
    assert archive.store.rules.take_commands(9) == ()
    assert archive.library.rules.notified(LONG_AGO) == ()


def test_the_first_fetch_of_a_feed_is_news_as_any_other(archive: Archive) -> None:
    add(archive, "story")
    feed = archive.feed("Blog")

    outcome = make_refreshed(feed, [make_entry(it) for it in range(1, 31)])
    archive.store.entries.save_outcome(outcome, now=NOW)

    assert archive.library.rules.all()[0].hit_count == 30


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"open', "not closed"),
        ("  ", "say what to look for"),
        ("-rain", "not only what to exclude"),
        ("is:muted", "never hits what is muted"),
        ("feed:nowhere", "no feed has"),
    ],
)
def test_what_is_no_rule_is_refused(query: str, words: str, archive: Archive) -> None:
    with pytest.raises(QueryError, match=words):
        add(archive, query)

    assert archive.library.rules.all() == ()


def test_a_rule_that_can_not_be_read_any_more_stops_nothing(
    archive: Archive, connection: Connection
) -> None:
    feed = archive.feed("Blog")
    add(archive, "rain")
    connection.run("UPDATE rules SET query = '\"rain'")

    assert archive.entry(feed, 1, "Rain") is not None
    assert archive.library.rules.all()[0].hit_count == 0


def test_what_another_rule_marks_as_read_is_still_unread_for_it(archive: Archive) -> None:
    feed = archive.feed("Blog")
    add(archive, "rain", RuleActions(marks_read=True))
    add(archive, "is:unread rain", RuleActions(stars=True, command=("cat",)))

    entry_id = archive.entry(feed, 1, "Rain")

    assert starred(archive) == ["Rain"]
    assert [it.entry_id for it in archive.store.rules.take_commands(9)] == [entry_id]


def test_a_rule_that_was_ended_and_forgotten_can_come_back(
    archive: Archive, connection: Connection
) -> None:
    feed = archive.feed("Blog")
    rule_id = add(archive, "rain", RuleActions(mutes=True, tags=("Sea",)))
    archive.entry(feed, 1, "Rain")
    (rule,) = archive.library.rules.all()

    archive.store.rules.end(rule_id)
    archive.store.tidy()
    assert connection.rows("SELECT * FROM rules, rule_hits") == []
    archive.store.rules.restore(rule, now=NOW)

    assert archive.library.rules.all() == (replace(rule, hit_count=0, last_hit_at=None),)
    archive.entry(feed, 2, "More rain")
    assert archive.titles(View(scope=Scope.MUTED)) == ["More rain"]
    assert archive.library.problems() == ()


def test_a_rule_that_ended_runs_nothing(archive: Archive) -> None:
    feed = archive.feed("Blog")
    rule_id = archive.store.rules.add("rain", RuleActions(command=("cat",)), now=NOW)
    archive.entry(feed, 1, "Rain")
    (rule,) = archive.library.rules.all()

    archive.store.rules.end(rule_id)
    archive.store.rules.restore(replace(rule), now=NOW)

    assert archive.store.rules.take_commands(9) == ()
