import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache.errors import QueryError
from cache.library import Library
from cache.lists.found_lists import SEARCH_LIMIT
from cache.search.query_parser import MAX_WORDS, parse
from cache.store import Store
from cache.values.list_rows import Scope, View
from fetch.model import Entry, FeedTarget
from tests.support.caches.briefed_archive import Archive
from tests.support.samples.builders import NOW, make_entries, make_entry, make_refreshed

QUERIES = Path(__file__).parents[4] / "shared" / "hostile" / "search-queries.jsonl"
TYPED = (
    *("C++", "it's", "a-b", "(a", "a AND", "AND", "OR", "OR OR", "a OR", "col:x", "*", "NEAR("),
    *("NEAR(a b, 3)", "^a", "a*b", "-", "--a b", '""', '"" a', "'", "a\0b", "\ud800", "%", "a;b"),
    *("日本", "🇬🇧", "a OR -b", "-a OR b", "ﷺ", "e\u0301", "1/2", "$100", "a\tb\nc", "{a}: b", "+a"),
)

FIELDS = (
    *("feed:", "folder:", "actor:", "said:", "is:", "after:", "before:", "lang:", "-", "OR ", "* "),
    *("unread ", "muted ", "2026-01 ", "en ", "a ", '"a" ', '"', "_ "),
)


def store_entries(store: Store, *entries: Entry) -> None:
    url = "http://example.org/feed"
    target = FeedTarget(feed_id=store.feeds.subscribe(url, now=NOW), url=url)
    store.entries.save_outcome(make_refreshed(target, entries), now=NOW)


def found(library: Library, query: str) -> list[str]:
    return [
        row.title for row in library.lists.page(View(scope=Scope.ALL, query=parse(query)), 0, 100)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("rates", "Bank raises rates|Fed holds rates"),
        ("rate", "Bank raises rates|Fed holds rates"),
        ("RATES bank", "Bank raises rates"),
        ("rates -bank", "Fed holds rates"),
        ("-bank rates", "Fed holds rates"),
        ('"raises rates"', "Bank raises rates"),
        ('"rates raises"', ""),
        ("bank OR fed", "Bank raises rates|Fed holds rates"),
        ("rates holds OR raises", "Bank raises rates|Fed holds rates"),
        ("rates holds OR lowers", "Fed holds rates"),
        ('rates -"holds rates"', "Bank raises rates"),
        ("ba*", "Bank raises rates"),
        ("bank AND rates", "Bank raises rates"),
        ("café", "Cafe society: José wins"),
        ("jose", "Cafe society: José wins"),
        ("日本", "日本経済新聞"),
        ("経済", "日本経済新聞"),
        ("済経", ""),
        ("c++", "A year of C++"),
        ("up-to-date", "Up to date"),
        ("nothing", ""),
        ("*", ""),
        ("", "Bank raises rates|Fed holds rates|Cafe society: José wins|日本経済新聞"
         "|A year of C++|Up to date"),
    ],
)  # fmt: skip
def test_queries_find_what_they_say(
    query: str, expected: str, store: Store, library: Library
) -> None:
    titles = (
        "Bank raises rates",
        "Fed holds rates",
        "Cafe society: José wins",
        "日本経済新聞",
        "A year of C++",
        "Up to date",
    )
    store_entries(
        store, *(make_entry(n, title=title, summary="") for n, title in enumerate(titles))
    )

    assert "|".join(found(library, query)) == expected


def test_results_come_newest_first_and_not_without_end(store: Store, library: Library) -> None:
    store_entries(store, *make_entries(SEARCH_LIMIT + 50))
    view = View(scope=Scope.ALL, query=parse("story"))

    assert library.lists.count(view) == SEARCH_LIMIT
    assert found(library, "story")[:2] == ["Story 1", "Story 2"]


@pytest.mark.parametrize(
    ("query", "position"),
    [('rates "fed', 6), ('"', 0), ("-rates", 0), (" -rates -fed", 1), ('-"a b"', 0)],
)
def test_what_makes_no_sense_is_refused_with_its_place(query: str, position: int) -> None:
    with pytest.raises(QueryError) as refused:
        parse(query)

    assert refused.value.position == position


def test_more_words_than_anybody_types_are_refused() -> None:
    assert len(parse("word " * MAX_WORDS).wanted) == MAX_WORDS

    for query in ("word " * (MAX_WORDS + 1), "a-" * 10_000, "本" * 1_000):
        with pytest.raises(QueryError, match=f"up to {MAX_WORDS} words"):
            parse(query)


def answers(library: Library, query: str) -> None:
    """Search; raise whatever is not a QueryError."""
    try:
        library.lists.parse_query(query)
    except QueryError as error:
        refused = error
    else:
        library.lists.page(View(scope=Scope.ALL, query=parse(query)), 0, 10)
        library.lists.count(View(scope=Scope.UNREAD, query=parse(query)))
        return
    assert 0 <= refused.position <= len(query)


@pytest.mark.parametrize("query", TYPED)
def test_what_people_type_is_a_query(query: str, store: Store, library: Library) -> None:
    store_entries(store, make_entry())

    answers(library, query)


@pytest.mark.skipif(not QUERIES.is_file(), reason=f"needs the hostile queries in {QUERIES}")
def test_hostile_queries_are_answered(store: Store, library: Library) -> None:
    store_entries(store, make_entry())

    for line in QUERIES.read_text(encoding="utf-8").splitlines():
        answers(library, json.loads(line)["query"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(
        st.text(),
        st.text(alphabet='ab"-*()^:+{} \tORND0', max_size=40),
        st.lists(st.sampled_from(FIELDS)).map("".join),
    )
)
def test_any_text_is_answered(library: Library, query: str) -> None:
    answers(library, query)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("minutes:<5", ["W-1", "W-340"]),
        ("minutes:<=1", ["W-1", "W-340"]),
        ("minutes:5", ["W-1150"]),
        ("minutes:>=5", ["W-1150", "W-2300"]),
        ("minutes:>5 is:unread", ["W-2300"]),
        ("entry -minutes:>1", ["W-1", "W-340", "W-0"]),
        ("minutes:5 OR minutes:10", ["W-1150", "W-2300"]),
    ],
)
def test_the_time_that_a_text_takes_to_read(archive: Archive, query: str, found: list[str]) -> None:
    feed = archive.feed("Blog")
    for number, count in enumerate((1, 340, 1150, 2300, 0)):
        entry_id = archive.entry(feed, number, f"W-{count}", summary="entry")
        if count:
            archive.brief(entry_id, " ".join(["entry"] * count))

    assert archive.found(query) == found
