"""What is followed, with its unread counts; and what is known of an actor."""

from datetime import date

import pytest
from msgspec.structs import replace

from cache.errors import NothingToMatch, QueryError
from cache.library import Library
from cache.reader.follows import view_of
from cache.search.query_parser import parse
from cache.values.interest_rows import FollowKind
from cache.values.list_rows import EntryId, Scope, View
from summarise.model import ActorKind, QuoteKind, Stance
from tests.support.caches.briefed_archive import Archive, fill, make_actor, make_quote
from tests.support.caches.storydesk import place_all
from tests.support.samples.builders import NOW, make_article, make_brief


def counts(library: Library) -> dict[str, int]:
    numbers = library.interests.follow_counts()
    return {follow.title: numbers[follow.follow_id] for follow in library.interests.follows()}


def test_what_is_followed_has_unread_counts(archive: Archive) -> None:
    ids = fill(archive)
    archive.store.interests.follow_search(parse("rain is:unread"), title="Weather", now=NOW)
    archive.store.interests.follow_search(parse("said:police"), now=NOW)
    archive.store.interests.follow_actor("Ana Núñez", now=NOW)

    assert counts(archive.library) == {"Ana Núñez": 2, "Weather": 2, "said:police": 1}
    archive.store.marks.set_read([ids["bridge"], ids["rain"]], True, now=NOW)
    assert counts(archive.library) == {"Ana Núñez": 1, "Weather": 1, "said:police": 1}
    assert [archive.titles(view_of(it)) for it in archive.library.interests.follows()] == [
        ["Bridge opens", "Budget passed"],
        ["Budget passed"],
        ["Cricket: rain stops play"],
    ]


def test_following_twice_is_following_once(archive: Archive) -> None:
    first = archive.store.interests.follow_actor("The Fed", now=NOW)

    assert archive.store.interests.follow_actor("fed", now=NOW) == first
    assert archive.store.interests.follow_search(
        parse("a"), title="A", now=NOW
    ) == archive.store.interests.follow_search(parse(" a "), title="B", now=NOW)
    assert [it.title for it in archive.library.interests.follows()] == ["The Fed", "B"]
    assert archive.store.interests.unfollow(first)
    assert not archive.store.interests.unfollow(first)
    assert [it.kind for it in archive.library.interests.follows()] == [FollowKind.SEARCH]


def test_what_finds_nothing_can_not_be_followed(archive: Archive) -> None:
    with pytest.raises(NothingToMatch):
        archive.store.interests.follow_actor(" “” ", now=NOW)
    for query in ("", "*", "is:open", "-a"):
        with pytest.raises(QueryError):
            archive.store.interests.follow_search(parse(query), now=NOW)


def test_actors_are_found_by_the_words_of_their_name(archive: Archive) -> None:
    fill(archive)

    def names(words: str) -> list[tuple[str, int]]:
        return [(it.name, it.entry_count) for it in archive.library.interests.find_actors(words, 5)]

    assert names("nun") == [("Ana Núñez", 2)]
    assert names("NUNEZ ana") == [("Ana Núñez", 2)]
    assert names("okoro") == [("Ben Okoro", 2)]
    assert names("police") == []
    assert names("*") == []


def test_an_actors_page(archive: Archive) -> None:
    ids = fill(archive)
    follow_id = archive.store.interests.follow_actor("ANA NÚÑEZ", now=NOW)

    page = archive.library.interests.actor("ana nunez")

    assert page is not None
    assert (page.name, page.kind) == ("Ana Núñez", ActorKind.PERSON)
    assert (page.entry_count, page.quote_count) == (2, 2)
    assert [(it.role, it.entry_count) for it in page.roles] == [
        ("Mayor", 1),
        ("minister of finance", 1),
    ]
    assert [row.title for row in page.entries] == ["Bridge opens", "Budget passed"]
    assert [(it.statement.first.text, it.entry_id) for it in page.quotes] == [
        ("It will last,", ids["bridge"]),
        ("A good day,", ids["budget"]),
    ]
    assert [(it.name, it.entry_count) for it in page.companions] == [("Ben Okoro", 1)]
    assert page.weeks == ((date(2025, 12, 29), 2),)
    assert page.follow_id == follow_id
    assert archive.library.interests.actor("police") is None
    assert archive.library.interests.actor("nobody") is None


def test_weeks_have_no_gaps(archive: Archive) -> None:
    paper = archive.feed("Paper")
    text = "Cleo Vance sang."
    for hours in (1, 24 * 15):
        entry_id = archive.entry(paper, hours, f"Story {hours}")
        archive.brief(entry_id, f"{text} {hours}", actors=(make_actor(text, "Cleo Vance"),))

    page = archive.library.interests.actor("Cleo Vance")

    assert page is not None
    assert [count for _, count in page.weeks] == [1, 0, 1]


def print_in_six_papers(archive: Archive, text: str, *, is_one_address: bool) -> list[EntryId]:
    """Store one text in six papers, the first an hour old, the others older; return its entries."""
    ids = []
    for number in range(6):
        entry_id = archive.entry(archive.feed(f"Paper {number}"), number + 1, f"Song {number}")
        url = "http://wire.test/" if is_one_address else f"http://paper{number}.test/"
        archive.store.articles.save(entry_id, make_article(text, url=url), None, now=NOW)
        brief = make_brief(text, key_points=(), actors=(make_actor(text, "Cleo Vance"),))
        assert archive.store.articles.save_brief(entry_id, brief)
        ids.append(entry_id)
    first, copies = ids[0], ids[1:]
    place_all(archive, dict.fromkeys(copies, first), copy_of=dict.fromkeys(copies, first))
    return ids


@pytest.mark.parametrize("is_one_address", [True, False])
def test_one_text_in_six_papers_is_one_article_of_an_actor(
    archive: Archive, *, is_one_address: bool
) -> None:
    ids = print_in_six_papers(archive, "Cleo Vance sang.", is_one_address=is_one_address)

    page = archive.library.interests.actor("Cleo Vance")

    assert page is not None
    assert page.entry_count == 1
    assert [row.entry_id for row in page.entries] == ids[:1]


@pytest.mark.parametrize("is_one_address", [True, False])
def test_one_text_in_six_papers_is_one_line_in_the_lists_of_actors(
    archive: Archive, *, is_one_address: bool
) -> None:
    print_in_six_papers(archive, "Cleo Vance sang.", is_one_address=is_one_address)
    archive.store.interests.follow_actor("Cleo Vance", now=NOW)

    of_actor = archive.titles(View(scope=Scope.ACTOR, subject="Cleo Vance"))
    of_followed = archive.titles(View(scope=Scope.FOLLOWED))

    assert of_actor == of_followed == ["Song 0"]
    assert counts(archive.library) == {"Cleo Vance": 1}


def test_a_text_stays_in_the_lists_while_one_paper_has_it(archive: Archive) -> None:
    print_in_six_papers(archive, "Cleo Vance sang.", is_one_address=False)
    first = archive.library.feeds.rows()[0]

    archive.store.feeds.unsubscribe(first.feed_id)

    assert len(archive.titles(View(scope=Scope.ACTOR, subject="Cleo Vance"))) >= 1


def test_a_new_brief_takes_the_place_of_the_old_one(archive: Archive) -> None:
    ids = fill(archive)
    text = "Ben Okoro a couru sur le pont."

    archive.brief(ids["walk"], text, language="fr", pipeline="p2")

    page = archive.library.interests.actor("Ben Okoro")
    assert page is not None
    assert [row.title for row in page.entries] == ["Bridge opens"]


def test_names_that_no_brief_has_any_more_go(archive: Archive) -> None:
    ids = fill(archive)
    archive.brief(ids["walk"], "Ben Okoro a couru sur le pont.", pipeline="p2")
    for feed in archive.library.feeds.rows():
        archive.store.feeds.unsubscribe(feed.feed_id)

    archive.store.tidy()

    assert archive.library.interests.find_actors("ben", 5) == ()
    assert archive.store.articles.index_actors() == 0


def test_two_actors_under_one_spelling_are_one(archive: Archive) -> None:
    paper = archive.feed("Paper")
    text = "The Fed met. Fed rates rose."
    fed = make_actor(text, "Fed", kind=ActorKind.ORGANISATION)
    archive.brief(
        archive.entry(paper, 1, "Rates"),
        text,
        actors=(make_actor(text, "The Fed", kind=ActorKind.ORGANISATION), fed),
    )

    assert [it.name for it in archive.library.interests.find_actors("fed", 5)] == ["The Fed"]


def test_a_denial_is_not_counted_as_said(archive: Archive) -> None:
    entry_id = archive.entry(archive.feed("Paper"), 1, "Mayor denies bribe")
    text = "Ann Marsh denied that she had taken money."
    denied = replace(
        make_quote(text, "she had taken money", "Ann Marsh"),
        kind=QuoteKind.REPORTED,
        cue="denied",
        stance=Stance.DENIED,
    )
    archive.brief(entry_id, text, actors=(make_actor(text, "Ann Marsh"),), quotes=(denied,))

    page = archive.library.interests.actor("Ann Marsh")

    assert page is not None
    assert (page.quote_count, page.quotes) == (0, ())
    assert archive.library.lists.find(parse("said:marsh"), by_rank=False) == ()
