"""Fields of the query language against a small archive; lists of actors and of saved searches."""

from datetime import UTC, datetime, timedelta

import pytest

from cache.errors import QueryError
from cache.search.query_parser import parse
from cache.values.list_rows import Scope, View
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.samples.builders import NOW, make_article, make_entry, make_refreshed


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("feed:morning", "Bridge opens|Rain in the north"),
        ("feed:MORNINGPAPER.example", "Bridge opens|Rain in the north"),
        ('feed:"morning paper" bridge', "Bridge opens"),
        ("-feed:gazette rain", "Rain in the north"),
        ("rain OR feed:blog", "A walk|Rain in the north|Cricket: rain stops play"),
        ("folder:europe", "Budget passed|Cricket: rain stops play"),
        ("folder:world", "Bridge opens|Budget passed|Rain in the north|Cricket: rain stops play"),
        ("actor:nunez", "Bridge opens|Budget passed"),
        ('actor:"ana nunez"', "Bridge opens|Budget passed"),
        ("actor:okoro -actor:nunez", "A walk"),
        ("actor:oko*", "Bridge opens|A walk"),
        ("said:nunez", "Bridge opens|Budget passed"),
        ("said:police", "Budget passed"),
        ("said:okoro", ""),
        ("said:nunez said:police", "Budget passed"),
        ("said:nunez bridge", "Bridge opens"),
        ("said:police OR cricket", "Budget passed|Cricket: rain stops play"),
        ("bridge -said:police", "Bridge opens"),
        ("lang:fr", "A walk"),
        ("lang:en rain", "Rain in the north|Cricket: rain stops play"),
        ("after:2026-01-01", "Bridge opens|Budget passed|A walk"),
        ("before:2026-01-01", "Rain in the north|Cricket: rain stops play"),
        ("after:2025-12-31 before:2026-01 rain", "Rain in the north"),
        ("is:unread rain", "Rain in the north"),
        ("is:read", "Cricket: rain stops play"),
        ("is:starred", "A walk"),
        ("is:unread is:starred", "A walk"),
        ("rain -is:read", "Rain in the north"),
        ("is:starred OR is:read", "A walk|Cricket: rain stops play"),
        ("is:muted", ""),
        ("title:rain", "Rain in the north|Cricket: rain stops play"),
        ('title:"rain stops"', "Cricket: rain stops play"),
        ("title:rain -title:cricket", "Rain in the north"),
        ("title:clapped", ""),
        ("title:bridge OR said:police", "Bridge opens|Budget passed"),
        ("author:zoe", "A walk"),
        ('author:"zoe q"', "A walk"),
        ("author:writer rain", "Rain in the north|Cricket: rain stops play"),
        ("author:writer -author:zoe bridge", "Bridge opens"),
        ("author:nobody", ""),
        ("bridge OR author:zoe", "Bridge opens|A walk"),
    ],
)
def test_fields_find_what_they_say(query: str, expected: str, archive: Archive) -> None:
    ids = fill(archive)
    archive.store.marks.set_read([ids["cricket"]], True, now=NOW)
    archive.store.marks.set_starred([ids["walk"]], True, now=NOW)

    assert "|".join(archive.found(query)) == expected
    assert archive.library.lists.count(View(scope=Scope.ALL, query=parse(query))) == len(
        archive.found(query)
    )


def test_the_author_that_only_the_page_names_is_found(archive: Archive) -> None:
    feed = archive.feed("A Blog")
    first, second = (archive.entry(feed, n, f"Walk {n}", author="") for n in (1, 2))
    for entry_id, byline in ((first, "Zoë Quist"), (second, "Tom Vale")):
        article = make_article(f"We walked, {byline}.", byline=byline)
        archive.store.articles.save(entry_id, article, None, now=NOW)

    assert archive.found("author:quist") == ["Walk 1"]
    assert archive.found("author:zoe") == ["Walk 1"]


def test_spans_are_counted_back_from_now(archive: Archive) -> None:
    feed = archive.feed("A Blog")
    now = datetime.now(UTC)
    entries = [
        make_entry(days, title=f"{days} days ago", published=now - timedelta(days=days))
        for days in (1, 6, 20)
    ]
    archive.store.entries.save_outcome(make_refreshed(feed, entries), now=now)

    assert archive.found("after:7d") == ["1 days ago", "6 days ago"]
    assert archive.found("before:2w") == ["20 days ago"]
    assert archive.found("before:2d after:200h") == ["6 days ago"]
    assert archive.found("days -after:7d") == ["20 days ago"]


def test_a_saved_search_that_is_no_longer_allowed_still_lists(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.interests.follow_search(parse("rain"), now=NOW)
    view = View(scope=Scope.SEARCH, subject="rain OR")

    assert archive.library.lists.position(view, ids["rain"]) == 0
    assert archive.library.lists.count_unread(view) == 2


def test_a_search_stays_in_its_section(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.marks.set_read([ids["bridge"]], True, now=NOW)

    assert archive.found("actor:nunez", scope=Scope.UNREAD) == ["Budget passed"]
    kept = frozenset([ids["bridge"]])
    assert archive.found("actor:nunez", scope=Scope.UNREAD, kept=kept) == [
        "Bridge opens",
        "Budget passed",
    ]
    assert archive.found("said:nunez", scope=Scope.FOLDER, folder="World") == ["Bridge opens"]
    assert archive.found("is:unread", scope=Scope.UNREAD, kept=kept)[0] != "Bridge opens"


@pytest.mark.parametrize("query", ["feed:nowhere", "folder:nowhere x", "x -feed:nowhere"])
def test_a_feed_that_is_not_there_is_named_when_one_types_and_finds_nothing_later(
    query: str, archive: Archive
) -> None:
    fill(archive)

    with pytest.raises(QueryError, match="nowhere") as refused:
        archive.library.lists.parse_query(query)

    assert query[refused.value.position :].startswith("nowhere")
    assert archive.found(query) == []


def test_an_actor_has_a_list(archive: Archive) -> None:
    ids = fill(archive)
    view = View(scope=Scope.ACTOR, subject="ana núñez")

    assert archive.titles(view) == ["Bridge opens", "Budget passed"]
    assert archive.library.lists.position(view, ids["budget"]) == 1
    assert (
        archive.library.lists.neighbour_unread(view, ids["bridge"], forward=True) == ids["budget"]
    )
    assert archive.found("budget", scope=Scope.ACTOR, subject="Ana Nunez") == ["Budget passed"]
    assert archive.found("said:police", scope=Scope.ACTOR, subject="Ana Nunez") == ["Budget passed"]
    assert archive.titles(View(scope=Scope.ACTOR, subject="police")) == []


def test_a_saved_search_has_a_list_that_can_be_searched(archive: Archive) -> None:
    ids = fill(archive)
    view = View(scope=Scope.SEARCH, subject="rain OR actor:okoro")

    assert archive.titles(view) == [
        "Bridge opens",
        "A walk",
        "Rain in the north",
        "Cricket: rain stops play",
    ]
    assert archive.found("-cricket rain", scope=Scope.SEARCH, subject=view.subject) == [
        "Rain in the north"
    ]

    marked = archive.store.marks.mark_all_read(view, until=None, now=NOW)

    assert set(marked) == set(ids.values()) - {ids["budget"]}
