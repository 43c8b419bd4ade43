"""What a reader keeps: for later, under tags, with a note; it outlives its feed."""

import pytest

from cache.errors import QueryError
from cache.library import Library
from cache.search.query_parser import parse
from cache.store import Store
from cache.text.tag_names import clean_tag, tag_key
from cache.values.list_rows import EntryId, Order, Scope, View
from tests.support.caches.briefed_archive import Archive, fill
from tests.support.samples.builders import NOW


@pytest.fixture
def ids(archive: Archive) -> list[EntryId]:
    """Three entries of one feed, the newest first."""
    feed = archive.feed("Quiet Quarterly")
    return [
        archive.entry(feed, number, title)
        for number, title in enumerate(("Bridges", "Canals", "Dams"), 1)
    ]


def test_later_is_a_list_of_its_own(archive: Archive, ids: list[EntryId]) -> None:
    assert archive.store.kept.set_later(ids[:2], True) == tuple(sorted(ids[:2]))

    assert archive.titles(View(scope=Scope.LATER)) == ["Bridges", "Canals"]
    assert archive.library.lists.count(View(scope=Scope.LATER)) == 2
    assert archive.library.counts().later == 2
    assert archive.found("is:later") == ["Bridges", "Canals"]
    row = archive.library.lists.row(ids[0])
    assert row is not None
    assert row.is_later
    assert archive.store.kept.set_later(ids[:1], False) == (ids[0],)
    assert archive.found("-is:later is:unread") == ["Bridges", "Dams"]


def test_tags_are_one_whatever_their_case(archive: Archive, ids: list[EntryId]) -> None:
    before = archive.store.kept.set_tags({ids[0]: ["Water", "to  cite"], ids[1]: ["WATER"]})

    assert dict(before) == {ids[0]: (), ids[1]: ()}
    rows = archive.library.tags()
    assert [(row.name, row.entry_count) for row in rows] == [("to cite", 1), ("Water", 2)]
    assert archive.titles(View(scope=Scope.TAG, subject="water")) == ["Bridges", "Canals"]
    assert archive.titles(View(scope=Scope.TAG)) == ["Bridges", "Canals"]
    assert archive.found('tag:water -tag:"to cite"') == ["Canals"]
    assert archive.found("is:tagged") == archive.found("has:tag") == ["Bridges", "Canals"]
    assert archive.found("tag:none") == []
    line = archive.library.lists.row(ids[0])
    assert line is not None
    assert line.tags == ("to cite", "Water")


def test_a_tag_that_nothing_has_is_gone(archive: Archive, ids: list[EntryId]) -> None:
    archive.store.kept.set_tags({ids[0]: ["Water"]})

    archive.store.kept.set_tags({ids[0]: []})

    assert archive.library.tags() == ()


def test_a_tag_is_renamed_into_another_and_back(archive: Archive, ids: list[EntryId]) -> None:
    archive.store.kept.set_tags({ids[0]: ["river", "Water"], ids[1]: ["river"]})

    before = archive.store.kept.rename_tag("River", "water")

    assert [(it.name, it.entry_count) for it in archive.library.tags()] == [("Water", 2)]
    archive.store.kept.set_tags(before)
    assert [it.name for it in archive.library.tags()] == ["river", "Water"]
    archive.store.kept.rename_tag("river", "RIVER")
    assert [it.name for it in archive.library.tags()] == ["RIVER", "Water"]
    archive.store.kept.rename_tag("river", "")
    assert archive.found("tag:river") == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\tb ", "a b"),
        ("x\x1b[31m", "x[31m"),
        ("a,b", "a b"),
        ("", ""),
        ("\0", ""),
        ("🌊", "🌊"),
        ("é" * 100, "é" * 60),
    ],
)
def test_a_tag_is_one_clean_line(typed: str, kept: str) -> None:
    assert clean_tag(typed) == kept


def test_signs_make_tags_differ() -> None:
    assert len({tag_key("C"), tag_key("C++"), tag_key("🌊")}) == 3


def test_a_note_is_found_by_its_words(archive: Archive, ids: list[EntryId]) -> None:
    assert archive.store.kept.set_note(ids[1], "Ask Élodie about\nthe locks", now=NOW) == ""

    assert archive.found("note:elodie") == archive.found("has:note") == ["Canals"]
    assert archive.found('note:"the locks"') == ["Canals"]
    assert archive.found("note:lodie") == []
    detail = archive.library.detail(ids[1])
    assert detail is not None
    assert detail.kept_note == "Ask Élodie about\nthe locks"
    assert detail.row.has_note
    assert archive.store.kept.set_note(ids[1], " ", now=NOW).startswith("Ask")
    assert archive.found("has:note") == []


def test_what_is_kept_outlives_its_feed(archive: Archive, store: Store, library: Library) -> None:
    feed = archive.feed("Gone Gazette")
    ids = [archive.entry(feed, n, f"Entry {n}") for n in range(1, 6)]
    store.marks.set_starred(ids[:1], True, now=NOW)
    store.kept.set_later(ids[1:2], True)
    store.kept.set_tags({ids[2]: ["kept"]})
    store.kept.set_note(ids[3], "mine", now=NOW)

    store.feeds.unsubscribe(library.feeds.rows()[0].feed_id)
    store.tidy()

    assert archive.titles(View(scope=Scope.ALL)) == [f"Entry {n}" for n in range(1, 5)]
    store.kept.set_tags({ids[2]: []})
    store.kept.set_later(ids[1:2], False)
    store.kept.set_note(ids[3], "", now=NOW)
    store.marks.set_starred(ids[:1], False, now=NOW)
    store.tidy()
    assert archive.titles(View(scope=Scope.ALL)) == []
    assert library.problems() == ()


@pytest.mark.parametrize("query", ["has:star", "tag:", 'tag:" "', "note:!"])
def test_what_the_fields_cannot_have_is_said(library: Library, query: str) -> None:
    with pytest.raises(QueryError):
        library.lists.parse_query(query)


@pytest.mark.parametrize("scope", [Scope.ALL, Scope.UNREAD])
def test_the_oldest_first_is_the_same_list_from_its_end(archive: Archive, scope: Scope) -> None:
    fill(archive)
    newest, oldest = View(scope=scope), View(scope=scope, order=Order.OLDEST)
    library = archive.library
    count = library.lists.count(newest)
    ids = [row.entry_id for row in library.lists.page(newest, 0, 100)][::-1]

    assert [row.entry_id for row in library.lists.page(oldest, 0, 100)] == ids
    pages = [row.entry_id for at in range(0, count, 2) for row in library.lists.page(oldest, at, 2)]
    assert pages == ids
    assert [library.lists.position(oldest, it) for it in ids] == list(range(count))
    assert library.lists.neighbour_unread(oldest, ids[0], forward=True) == ids[1]
    assert library.lists.neighbour_unread(oldest, None, forward=True) == ids[0]


def test_by_source_and_by_length(archive: Archive) -> None:
    second, first = archive.feed("b second"), archive.feed("A first")
    one = archive.entry(second, 1, "Short")
    archive.entry(first, 2, "None")
    archive.brief(archive.entry(second, 3, "Long"), "Many words stand in this one.")
    archive.brief(one, "Few words.")

    def titles(order: Order, **fields: object) -> list[str]:
        return archive.titles(View(**({"scope": Scope.ALL} | fields), order=order))  # type: ignore[arg-type] # by name

    assert titles(Order.SOURCE) == ["None", "Short", "Long"]
    assert titles(Order.LENGTH) == ["Long", "Short", "None"]
    assert titles(Order.LENGTH, query=parse("words")) == ["Long", "Short"]
    assert titles(Order.OLDEST, query=parse("words")) == ["Long", "Short"]
    unread = View(scope=Scope.UNREAD, order=Order.LENGTH)
    assert archive.library.lists.count(unread) == 3


def test_the_app_remembers_by_name(archive: Archive) -> None:
    assert archive.library.memory.setting("list.order") == ""
    archive.store.memory.set("list.order", "oldest")
    archive.store.memory.set("list.order", "length")

    assert archive.library.memory.setting("list.order") == "length"
