"""Searching the whole cache: what is worth most stands first, with the words around the hits."""

import json

import pytest

from cache.errors import QueryError
from cache.search.query_parser import parse
from cache.values.list_rows import EntryId
from tests.support.caches.briefed_archive import Archive, fill, make_quote
from tests.support.shared_data import require_shared


@pytest.fixture
def ids(archive: Archive) -> list[EntryId]:
    feed = archive.feed("Quiet Quarterly")
    titles = ("A walk", "Locks and canals", "Boats")
    ids = [archive.entry(feed, n, title) for n, title in enumerate(titles, 1)]
    archive.brief(
        ids[0], "We walked for long. " * 40 + "At last a canal came in sight. " + "So. " * 40
    )
    archive.brief(ids[1], "Nothing else is told here.")
    archive.brief(ids[2], "運河の船は静かに進む。")
    return ids


def test_a_title_is_worth_more_than_a_text(archive: Archive, ids: list[EntryId]) -> None:
    assert archive.library.lists.find(parse("canal"), by_rank=True) == (ids[1], ids[0])
    assert archive.library.lists.find(parse("canal"), by_rank=False) == (ids[0], ids[1])
    assert archive.library.lists.find(parse("canal is:starred"), by_rank=True) == ()
    assert archive.library.lists.find(parse("is:unread"), by_rank=True) == tuple(ids)


def test_the_words_around_a_hit_are_shown(archive: Archive, ids: list[EntryId]) -> None:
    first, second = archive.library.lists.found(parse("canals"), [ids[1], ids[0]])

    assert first.title == (("Locks and ", False), ("canals", True))
    assert ("canal", True) in second.snippet
    words = "".join(part for part, _ in second.snippet)
    assert "At last a canal came in sight." in words
    assert len(words) < 400


def test_words_without_blanks_are_joined_again(archive: Archive, ids: list[EntryId]) -> None:
    (found,) = archive.library.lists.found(parse("運河"), [ids[2]])

    assert found.snippet == (("運河", True), ("の船は静かに進む。", False))


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("canal", "A canal, two Canals.", ["canal", "Canals"]),
        ("運河", "船 の運河と運河", ["運河", "運河"]),
        ("is:unread", "A canal", []),
    ],
)
def test_hits_are_places_in_the_text(
    archive: Archive, ids: list[EntryId], query: str, text: str, hits: list[str]
) -> None:
    places = archive.library.lists.hits_in_text(parse(query), ids[0], text)

    joined = "".join(text[start:end] for start, end in places)
    assert joined.replace(" ", "") == "".join(hits)


def test_what_was_said_is_shown_with_its_speaker(archive: Archive) -> None:
    found_ids = fill(archive)
    ids = archive.library.lists.find(parse("said:nunez"), by_rank=False)

    first, second = archive.library.lists.found(parse("said:nunez"), ids)

    assert first.snippet == (("Ana Núñez", True), (" said: “It will last”", False))
    assert second.snippet == (("Ana Nunez", True), (" said: “A good day”", False))
    assert [(it.speaker, it.text) for it in first.said] == [("Ana Núñez", "It will last,")]
    (third,) = archive.library.lists.found(parse("said:police is:unread"), [found_ids["budget"]])
    assert [it.text for it in third.said] == ["Bad,"]
    (without,) = archive.library.lists.found(parse("budget -said:police"), [found_ids["budget"]])
    assert without.said == ()


def test_of_many_quotes_those_with_the_words_come_first(archive: Archive) -> None:
    entry_id = archive.entry(archive.feed("A Paper"), 1, "Canals")
    text = "“One lock,” Ann Marsh said. “Two barges,” she said. “Three swans,” she said."
    quotes = tuple(
        make_quote(text, words, "Ann Marsh")
        for words in ("One lock,", "Two barges,", "Three swans,")
    )
    archive.brief(entry_id, text, quotes=quotes)

    (found,) = archive.library.lists.found(parse("said:marsh swans"), [entry_id])

    assert "".join(words for words, _ in found.snippet) == (
        "Ann Marsh said: “Three swans” · Ann Marsh said: “One lock” (and 1 more)"
    )


def test_hostile_queries_find_or_say_why(archive: Archive, ids: list[EntryId]) -> None:
    for line in require_shared("hostile", "search-queries.jsonl").read_text().splitlines():
        query = json.loads(line)["query"]
        try:
            found = archive.library.lists.find(parse(query), by_rank=True)
        except QueryError as error:
            assert_within(error, query)
        else:
            assert len(archive.library.lists.found(parse(query), found)) == len(found)


def assert_within(error: QueryError, query: str) -> None:
    assert 0 <= error.position <= len(query)
